// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.stats;

import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What the valid values of a band are like; the fields are those of rio-tiler's statistics. Masked
 * pixels, no-data, NaN and infinite values are not valid. All numbers are NaN where no pixel is.
 *
 * @param pixels pixels looked at
 * @param validPixels those with a value
 * @param count sum of the weights of valid pixels: their number, or with the coverage of a zone
 *     their number weighed by the share of each that lies inside
 * @param min exact
 * @param max exact
 * @param mean weighed arithmetic mean
 * @param sum weighed sum
 * @param std population standard deviation
 * @param median the 50th percentile
 * @param percentiles values by percentage (0..100), as numpy's default: interpolated between ranks.
 *     With weights it is the least value that the share of the weight reaches
 * @param majority the most frequent value, the least of several; empty where there were too many to
 *     count
 * @param minority the least frequent value, the least of several; empty likewise
 * @param unique number of different values; empty likewise
 * @param categories weight by value, ascending; empty unless asked for
 * @param histogram counts between min and max or in the range asked for
 * @param exact whether median, percentiles and histogram are exact. Where not, a percentile is off
 *     by at most {@value ValueBins#RELATIVE_ERROR} of itself, and the histogram is that of values
 *     off by as much
 */
public record BandStatistics(
    long pixels,
    long validPixels,
    double count,
    double min,
    double max,
    double mean,
    double sum,
    double std,
    double median,
    Map<Double, Double> percentiles,
    OptionalDouble majority,
    OptionalDouble minority,
    OptionalLong unique,
    Map<Double, Double> categories,
    Histogram histogram,
    boolean exact) {

  /** Share of pixels with a value (percent). */
  public double validPercent() {
    return pixels == 0 ? 0 : 100.0 * validPixels / pixels;
  }

  /** Pixels without a value. */
  public long maskedPixels() {
    return pixels - validPixels;
  }
}
