// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.simulate;

import java.time.LocalDate;
import java.util.BitSet;
import java.util.Set;

/**
 * A cloud's shadow that no mask sees, in some scenes of the regular series: it looks like a change
 * and is none.
 *
 * @param pixels indices (row * width + column); not to be changed
 * @param dates of the scenes that have it
 */
public record UnseenShadow(BitSet pixels, Set<LocalDate> dates) {

  public UnseenShadow {
    dates = Set.copyOf(dates);
  }
}
