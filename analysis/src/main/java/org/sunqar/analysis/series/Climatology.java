// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.series;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.sunqar.analysis.AnalysisException;
import org.sunqar.analysis.detect.DatedSeries;

/**
 * What is usual at each time of the year, and how far single years are from it. The observations of
 * a period (a month, say) of a year are put together by their mean, so that a year with many
 * observations weighs no more than others; the statistics of a period of the year are those of its
 * years.
 */
public final class Climatology {

  private final CalendarPeriod period;
  private final SortedMap<Integer, Double> means = new TreeMap<>();
  private final List<Quantiles> slots = new ArrayList<>();

  /**
   * The climatology of a series.
   *
   * @param period {@link CalendarPeriod#YEAR} or shorter
   * @param firstYear first year of the baseline
   * @param lastYear last year of the baseline
   */
  public Climatology(DatedSeries series, CalendarPeriod period, int firstYear, int lastYear) {
    if (period == CalendarPeriod.ALL) {
      throw new AnalysisException(
          AnalysisException.Key.SETTING,
          "a climatology needs a period of the year: year, quarter, month or dekad");
    }
    if (firstYear > lastYear) {
      throw new AnalysisException(
          AnalysisException.Key.SETTING,
          "the baseline cannot go from " + firstYear + " to " + lastYear);
    }
    this.period = period;
    CompositeMethod.byPeriod(series, period)
        .forEach((index, values) -> means.put(index, values.mean()));
    for (int slot = 0; slot < period.slots(); slot++) {
      int own = slot;
      slots.add(
          new Quantiles(
              means.entrySet().stream()
                  .filter(entry -> Math.floorMod(entry.getKey(), period.slots()) == own)
                  .filter(entry -> {
                    int year = Math.floorDiv(entry.getKey(), period.slots());
                    return year >= firstYear && year <= lastYear;
                  })
                  .mapToDouble(java.util.Map.Entry::getValue)
                  .toArray()));
    }
  }

  /** The values of a period of the year in the years of the baseline. */
  public Quantiles slot(int slot) {
    return slots.get(slot);
  }

  /** The mean of each period with an observation, by {@link CalendarPeriod#index}. */
  public SortedMap<Integer, Double> means() {
    return java.util.Collections.unmodifiableSortedMap(means);
  }

  /** How far a period is from what is usual. */
  public Anomaly anomaly(int index) {
    Quantiles usual = slots.get(Math.floorMod(index, period.slots()));
    Double value = means.get(index);
    return Anomaly.of(value == null ? Double.NaN : value, usual);
  }

  /**
   * A value against those of the baseline. NaN where the baseline has too few values, or no spread.
   *
   * @param value of the period
   * @param normal mean of the baseline
   * @param difference value - mean
   * @param ratio value / mean
   * @param z difference in sample standard deviations of the baseline
   * @param vci vegetation condition index, 100 (value - min) / (max - min) of the baseline (Kogan
   *     1995, <i>Application of vegetation index and brightness temperature for drought
   *     detection</i>, equation 1): 0 is the worst of its years, 100 the best; outside the baseline
   *     it may go beyond
   * @param tci temperature condition index, for series of temperatures: 100 (max - value) / (max -
   *     min) (equation 2)
   */
  public record Anomaly(
      double value,
      double normal,
      double difference,
      double ratio,
      double z,
      double vci,
      double tci) {

    static Anomaly of(double value, Quantiles usual) {
      double mean = usual.mean();
      double sd = usual.standardDeviation();
      double range = usual.of(1) - usual.of(0);
      double vci = range > 0 ? 100 * (value - usual.of(0)) / range : Double.NaN;
      return new Anomaly(
          value,
          mean,
          value - mean,
          mean == 0 ? Double.NaN : value / mean,
          sd > 0 ? (value - mean) / sd : Double.NaN,
          vci,
          100 - vci);
    }
  }

  /**
   * Vegetation health index (Kogan 1995, equation 3): share * VCI + (1 - share) * TCI, mostly with
   * a share of 0.5.
   */
  public static double vegetationHealth(double vci, double tci, double share) {
    return share * vci + (1 - share) * tci;
  }
}
