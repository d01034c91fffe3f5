// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.detect;

import java.util.Arrays;

/**
 * Change of one series between two windows of time, in scatters of its own past:
 *
 * <pre>
 * z = (after - before) / s,   s = 1.4826 MAD of the observations before the start
 * </pre>
 *
 * where before and after are the medians of the observations on either side of the start, or the
 * two nearest to it, and MAD is the median absolute deviation from the median (the factor as in
 * {@link Difference}, Hampel 1974). A series by itself has no neighbours whose scatter could be
 * taken, as {@link Difference} does over the pixels of two scenes; a z-score here says how unusual
 * the difference would be for a <em>single</em> observation of its past, also when it is one of
 * medians, which scatter less.
 *
 * <p><i>Known limits.</i> There is no season in it: windows of different times of the year differ
 * by the season too. Take windows of whole years, or a detector that has a model of the season.
 *
 * @param before what stands for the observations before the start; NaN without any
 * @param after what stands for those from the start on; NaN without any
 * @param scale s; NaN from fewer than {@link #LEAST_FOR_SCALE} observations
 * @param first time of the earliest observation compared (decimal year); NaN without any
 * @param last time of the latest observation compared; NaN without any
 * @param observationsBefore in the window before the start
 * @param observationsAfter in the window from the start on
 */
public record WindowDifference(
    double before,
    double after,
    double scale,
    double first,
    double last,
    int observationsBefore,
    int observationsAfter) {

  /** Two observations have a scatter that says nothing of others. */
  public static final int LEAST_FOR_SCALE = 3;

  private static final double NORMAL_CONSISTENCY = 1.4826;
  private static final double DAYS = 365;

  /** Half a day: days are rounded in decimal years. */
  private static final double TOLERANCE = 0.5 / DAYS;

  /**
   * Compares.
   *
   * @param start decimal year; an observation at it is after
   */
  public static WindowDifference of(Series series, double start, WindowDifferenceOptions options) {
    double[] times = series.times();
    double earliest = start - options.beforeDays() / DAYS - TOLERANCE;
    double latest = start + options.afterDays() / DAYS + TOLERANCE;
    int from = 0;
    while (from < times.length && times[from] < earliest) {
      from++;
    }
    int middle = from;
    while (middle < times.length && times[middle] < start) {
      middle++;
    }
    int to = middle;
    while (to < times.length && times[to] <= latest) {
      to++;
    }
    double[] past = sorted(series, from, middle);
    double[] later = sorted(series, middle, to);
    double normal = median(past);
    double[] deviations = Arrays.stream(past).map(value -> Math.abs(value - normal)).toArray();
    Arrays.sort(deviations);
    double scale =
        past.length < LEAST_FOR_SCALE ? Double.NaN : NORMAL_CONSISTENCY * median(deviations);
    boolean nearest = options.comparison() == WindowDifferenceOptions.Comparison.NEAREST;
    int first = nearest ? middle - 1 : from;
    int last = nearest ? middle : to - 1;
    return new WindowDifference(
        nearest && past.length > 0 ? series.value(first) : normal,
        nearest && later.length > 0 ? series.value(last) : median(later),
        scale,
        past.length > 0 ? times[first] : Double.NaN,
        later.length > 0 ? times[last] : Double.NaN,
        past.length,
        later.length);
  }

  /** after - before; NaN where a side has no observation. */
  public double difference() {
    return after - before;
  }

  /** The difference in scatters; NaN without a scale above 0. */
  public double z() {
    return scale > 0 ? difference() / scale : Double.NaN;
  }

  private static double[] sorted(Series series, int from, int to) {
    double[] values = Arrays.copyOfRange(series.values(), from, to);
    Arrays.sort(values);
    return values;
  }

  private static double median(double[] sorted) {
    int n = sorted.length;
    return n == 0 ? Double.NaN : (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
  }
}
