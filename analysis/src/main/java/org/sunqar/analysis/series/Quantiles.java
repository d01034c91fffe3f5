// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.series;

import java.util.Arrays;
import org.sunqar.analysis.kernel.BlockQuantiles;

/**
 * Quantiles of values in float64, linear between two of them (Hyndman and Fan 1996, definition 7:
 * the default of numpy and R). {@link BlockQuantiles} is the block form, with the same bits for
 * float32 values.
 */
public final class Quantiles {

  private final double[] sorted;
  private final int size;

  /**
   * Of these values.
   *
   * @param values NaN for no observation
   */
  public Quantiles(double[] values) {
    sorted = Arrays.stream(values).filter(value -> !Double.isNaN(value)).sorted().toArray();
    size = sorted.length;
  }

  /** Number of observations. */
  public int size() {
    return size;
  }

  /**
   * The quantile of a probability of 0 (the least value) to 1 (the greatest); NaN without an
   * observation.
   */
  public double of(double probability) {
    if (size == 0) {
      return Double.NaN;
    }
    double rank = (size - 1) * probability;
    int low = (int) rank;
    return BlockQuantiles.between(sorted[low], sorted[Math.min(low + 1, size - 1)], rank - low);
  }

  /** The middle value, or the mean of the two in the middle. */
  public double median() {
    return of(0.5);
  }

  /** Median of the absolute distances from the median, not scaled to a standard deviation. */
  public double medianAbsoluteDeviation() {
    double median = median();
    return new Quantiles(Arrays.stream(sorted).map(value -> Math.abs(value - median)).toArray())
        .median();
  }

  /** Arithmetic mean; NaN without an observation. */
  public double mean() {
    return size == 0 ? Double.NaN : Arrays.stream(sorted).sum() / size;
  }

  /** Sample standard deviation (divided by n - 1); NaN with fewer than two observations. */
  public double standardDeviation() {
    if (size < 2) {
      return Double.NaN;
    }
    double mean = mean();
    double squares = 0;
    for (double value : sorted) {
      squares += (value - mean) * (value - mean);
    }
    return Math.sqrt(squares / (size - 1));
  }
}
