// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.simulate;

import java.time.LocalDate;
import java.util.BitSet;
import java.util.Set;

/**
 * Thin cloud, a quarter opaque, that no mask sees, in some scenes of the regular series: it looks
 * like a change and is none.
 *
 * @param pixels indices (row * width + column); not to be changed
 * @param dates of the scenes that have it
 */
public record UnseenCloud(BitSet pixels, Set<LocalDate> dates) {

  static final float OPACITY = 0.25f;

  public UnseenCloud {
    dates = Set.copyOf(dates);
  }
}
