// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.stats;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What is asked of a band's values.
 *
 * @param percentiles percentages, 0..100
 * @param bins of the histogram, 1 to 65,536
 * @param range of the histogram; that of the values without one
 * @param categorical whether each different value is counted; of at most 65,536
 * @param approximateBy pixels that are enough: an overview of at least as many is read instead of
 *     the image, and where there is none, a part of the blocks spread over the image. All is read
 *     without
 */
public record StatisticsOptions(
    List<Double> percentiles,
    int bins,
    Optional<Range> range,
    boolean categorical,
    OptionalLong approximateBy) {

  /** From a least to a greatest value. */
  public record Range(double min, double max) {
    public Range {
      if (!(min < max) || !Double.isFinite(max - min)) {
        throw new IllegalArgumentException("range from " + min + " to " + max);
      }
    }
  }

  public StatisticsOptions {
    percentiles = List.copyOf(percentiles);
    if (percentiles.stream().anyMatch(p -> !(p >= 0 && p <= 100))) {
      throw new IllegalArgumentException("percentiles " + percentiles + " must be 0 to 100");
    }
    if (bins < 1 || bins > 65_536) {
      throw new IllegalArgumentException("a histogram of " + bins + " bins");
    }
    if (approximateBy.isPresent() && approximateBy.getAsLong() < 1) {
      throw new IllegalArgumentException(approximateBy.getAsLong() + " pixels");
    }
  }

  /** Percentiles 2 and 98, ten bins, all pixels: what rio-tiler does. */
  public static StatisticsOptions defaults() {
    return new StatisticsOptions(
        List.of(2.0, 98.0), 10, Optional.empty(), false, OptionalLong.empty());
  }

  public StatisticsOptions withPercentiles(List<Double> percentiles) {
    return new StatisticsOptions(percentiles, bins, range, categorical, approximateBy);
  }

  /** A histogram between two values. */
  public StatisticsOptions withHistogram(int bins, Range range) {
    return new StatisticsOptions(percentiles, bins, Optional.of(range), categorical, approximateBy);
  }

  public StatisticsOptions withBins(int bins) {
    return new StatisticsOptions(percentiles, bins, range, categorical, approximateBy);
  }

  public StatisticsOptions withCategorical(boolean categorical) {
    return new StatisticsOptions(percentiles, bins, range, categorical, approximateBy);
  }

  public StatisticsOptions withApproximateBy(long pixels) {
    return new StatisticsOptions(percentiles, bins, range, categorical, OptionalLong.of(pixels));
  }
}
