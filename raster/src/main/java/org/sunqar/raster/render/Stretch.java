// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.render;

import org.sunqar.raster.stats.BandStatistics;

/**
 * How a band's values become brightness: {@code low} and below is 0, {@code high} and above is 1,
 * between them {@code ((value - low) / (high - low)) ^ (1 / gamma)}.
 *
 * @param gamma above 0; above 1 brightens the middle
 */
public record Stretch(double low, double high, double gamma) {

  public Stretch {
    if (!(low < high) || !Double.isFinite(high - low)) {
      throw new IllegalArgumentException("stretch from " + low + " to " + high + " is empty");
    }
    if (!(gamma > 0) || !Double.isFinite(gamma)) {
      throw new IllegalArgumentException("gamma " + gamma + " must be above 0");
    }
  }

  /** A linear stretch. */
  public static Stretch of(double low, double high) {
    return new Stretch(low, high, 1);
  }

  /** Bytes as they are. */
  public static final Stretch BYTES = of(0, 255);

  /** Least to greatest value. */
  public static Stretch minMax(BandStatistics statistics) {
    return between(statistics.min(), statistics.max());
  }

  /**
   * Between two percentiles, the usual 2 and 98 for instance.
   *
   * @param low a percentage that the statistics were asked for
   * @param high likewise
   */
  public static Stretch percentiles(BandStatistics statistics, double low, double high) {
    Double from = statistics.percentiles().get(low);
    Double to = statistics.percentiles().get(high);
    if (from == null || to == null) {
      throw new IllegalArgumentException(
          "percentiles " + low + " and " + high + " of " + statistics.percentiles());
    }
    return between(from, to);
  }

  /** Mean less and plus so many standard deviations, within the least and greatest value. */
  public static Stretch standardDeviations(BandStatistics statistics, double deviations) {
    double reach = deviations * statistics.std();
    return between(
        Math.max(statistics.min(), statistics.mean() - reach),
        Math.min(statistics.max(), statistics.mean() + reach));
  }

  /** Widened where both ends coincide, so that a constant band comes out dark, not in an error. */
  private static Stretch between(double low, double high) {
    if (Double.isNaN(low) || Double.isNaN(high)) {
      return of(0, 1);
    }
    return low < high ? of(low, high) : of(low, low + Math.abs(low) * 1e-3 + 1e-6);
  }

  public Stretch withGamma(double gamma) {
    return new Stretch(low, high, gamma);
  }

  /** 0..1, clamped; NaN stays NaN. */
  public double apply(double value) {
    double share = Math.max(0, Math.min(1, (value - low) / (high - low)));
    return gamma == 1 ? share : Math.pow(share, 1 / gamma);
  }

  /** 0..255, rounded; NaN is 0. */
  public int level(double value) {
    return (int) (apply(value) * 255 + 0.5);
  }
}
