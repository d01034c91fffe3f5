// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.stats;

import java.util.List;

/**
 * Counts in bins of equal width, as numpy's: each bin holds its lower edge, the last one its upper
 * edge too. Values outside are not counted.
 *
 * @param min lower edge of the first bin
 * @param max upper edge of the last bin
 * @param counts pixels in each bin, in order; weighed pixels count as their weight
 */
public record Histogram(double min, double max, List<Double> counts) {

  public Histogram {
    counts = List.copyOf(counts);
  }

  /** Lower edge of a bin, from 0 on; that of the bin after the last one is {@link #max}. */
  public double edge(int bin) {
    return bin == counts.size() ? max : min + (max - min) * bin / counts.size();
  }
}
