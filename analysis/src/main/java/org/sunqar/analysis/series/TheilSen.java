// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.series;

import java.util.Arrays;
import org.sunqar.analysis.AnalysisException;

/**
 * The slope of Theil (1950) and Sen (1968): the median of the slopes of all pairs of observations
 * at different times. A third of the observations may be wild without moving it much.
 *
 * @param slope in values a year; NaN with fewer than two times
 * @param intercept median of the values - slope * median of the times (Conover 1980), with the time
 *     counted from {@code origin}
 * @param lower end of the confidence interval of the slope (Gilbert 1987, section 16.3.2); NaN
 *     where there are too few pairs for it
 * @param upper other end of the interval
 */
public record TheilSen(double slope, double intercept, double lower, double upper) {

  /** The most observations: eight million pairs. */
  public static final int MAX_OBSERVATIONS = 4000;

  /**
   * Of a series.
   *
   * @param times years, ascending
   * @param values one for each time, none of them NaN
   * @param origin the time at which the intercept is the value of the line
   * @param variance that of the Mann-Kendall statistic, for the interval
   * @param confidence of the interval, above 0 and below 1
   * @throws AnalysisException SETTING for more than {@value #MAX_OBSERVATIONS} observations
   */
  public static TheilSen of(
      double[] times, double[] values, double origin, double variance, double confidence) {
    double middleTime = new Quantiles(times).median() - origin;
    return of(
        slopes(times, values), new Quantiles(values).median(), middleTime, variance, confidence);
  }

  /**
   * By season (Hirsch, Slack and Smith 1982, section 4): the median of the slopes of all pairs
   * within a season.
   *
   * @param seasons a row for each season, a value for each year; NaN for none. The intercept is the
   *     value of the line in the middle of the first year
   */
  public static TheilSen seasonal(double[][] seasons, double variance, double confidence) {
    double[] slopes = {};
    double[] values = {};
    double[] years = {};
    for (double[] season : seasons) {
      double[] times = new double[season.length];
      double[] seen = new double[season.length];
      int n = 0;
      for (int year = 0; year < season.length; year++) {
        if (!Double.isNaN(season[year])) {
          times[n] = year;
          seen[n++] = season[year];
        }
      }
      times = Arrays.copyOf(times, n);
      seen = Arrays.copyOf(seen, n);
      slopes = joined(slopes, slopes(times, seen));
      values = joined(values, seen);
      years = joined(years, times);
    }
    return of(
        slopes,
        new Quantiles(values).median(),
        new Quantiles(years).median(),
        variance,
        confidence);
  }

  private static double[] joined(double[] a, double[] b) {
    double[] both = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, both, a.length, b.length);
    return both;
  }

  private static TheilSen of(
      double[] slopes, double middleValue, double middleTime, double variance, double confidence) {
    if (slopes.length == 0) {
      return new TheilSen(Double.NaN, Double.NaN, Double.NaN, Double.NaN);
    }
    Arrays.sort(slopes);
    double slope = middle(slopes);
    double reach = StandardNormal.quantile((1 + confidence) / 2) * Math.sqrt(variance);
    return new TheilSen(
        slope,
        middleValue - slope * middleTime,
        ranked(slopes, (slopes.length - reach) / 2),
        ranked(slopes, (slopes.length + reach) / 2 + 1));
  }

  /**
   * Refuses more observations than can be compared in pairs.
   *
   * @throws AnalysisException SETTING for more than {@value #MAX_OBSERVATIONS}
   */
  static void requireFew(int n) {
    if (n > MAX_OBSERVATIONS) {
      throw new AnalysisException(
          AnalysisException.Key.SETTING,
          "a trend of "
              + n
              + " observations would take all their pairs, more than "
              + MAX_OBSERVATIONS
              + " allow: put them together by month or year first");
    }
  }

  private static double[] slopes(double[] times, double[] values) {
    int n = times.length;
    requireFew(n);
    double[] slopes = new double[n * (n - 1) / 2];
    int count = 0;
    for (int i = 0; i < n; i++) {
      for (int j = i + 1; j < n; j++) {
        double span = times[j] - times[i];
        if (span > 0) {
          slopes[count++] = (values[j] - values[i]) / span;
        }
      }
    }
    return Arrays.copyOf(slopes, count);
  }

  private static double middle(double[] sorted) {
    int n = sorted.length;
    return (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
  }

  /** The value of a rank from 1, linear between two; NaN beyond the ends. */
  private static double ranked(double[] sorted, double rank) {
    if (!(rank >= 1 && rank <= sorted.length)) {
      return Double.NaN;
    }
    int low = (int) rank;
    double next = sorted[Math.min(low, sorted.length - 1)];
    return sorted[low - 1] + (next - sorted[low - 1]) * (rank - low);
  }
}
