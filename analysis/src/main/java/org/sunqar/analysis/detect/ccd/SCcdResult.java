// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.detect.ccd;

import java.util.List;

/**
 * What {@link SCcd} finds in a series.
 *
 * @param segments those that a change has ended, in time order; the end of a segment is its break
 * @param state what is kept of the pixel
 */
public record SCcdResult(List<Segment> segments, SCcdState state) {

  public SCcdResult {
    segments = List.copyOf(segments);
  }
}
