// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.series;

import java.util.List;
import java.util.Optional;
import org.sunqar.analysis.AnalysisException;

/**
 * A number that tells of many.
 *
 * @param name {@code n}, {@code mean}, {@code sd} (divided by n - 1), {@code min}, {@code max},
 *     {@code median}, {@code mad_raw} (median absolute deviation), {@code mad} (times 1.4826, as a
 *     standard deviation of normal values), or {@code p} and a percentage, as in {@code p25}
 */
public record Statistic(String name) {

  /** MAD to the standard deviation of normally distributed values: 1 / quantile(0.75). */
  public static final double MAD_TO_SD = 1.4826022185056018;

  /** Median, quartiles, greatest value, median absolute deviation. */
  public static final List<Statistic> DEFAULT =
      List.of(
          new Statistic("median"),
          new Statistic("p25"),
          new Statistic("p75"),
          new Statistic("max"),
          new Statistic("mad_raw"));

  public Statistic {
    if (computed(name, new Quantiles(new double[0])).isEmpty()) {
      throw new AnalysisException(
          AnalysisException.Key.SETTING,
          "there is no statistic '"
              + name
              + "'; there are n, mean, sd, min, max, median, mad_raw, mad, and percentiles such as"
              + " p25");
    }
  }

  /** The statistic of these values; NaN where there are too few. */
  public double of(Quantiles values) {
    return computed(name, values).orElseThrow();
  }

  private static Optional<Double> computed(String name, Quantiles values) {
    return switch (name) {
      case "n" -> Optional.of((double) values.size());
      case "mean" -> Optional.of(values.mean());
      case "sd" -> Optional.of(values.standardDeviation());
      case "min" -> Optional.of(values.of(0));
      case "max" -> Optional.of(values.of(1));
      case "median" -> Optional.of(values.median());
      case "mad_raw" -> Optional.of(values.medianAbsoluteDeviation());
      case "mad" -> Optional.of(MAD_TO_SD * values.medianAbsoluteDeviation());
      default -> percentage(name).map(percent -> values.of(percent / 100));
    };
  }

  private static Optional<Double> percentage(String name) {
    if (!name.matches("p\\d{1,3}(\\.\\d{1,6})?")) {
      return Optional.empty();
    }
    double percent = Double.parseDouble(name.substring(1));
    return percent <= 100 ? Optional.of(percent) : Optional.empty();
  }
}
