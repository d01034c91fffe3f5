// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.series;

import java.util.Arrays;
import java.util.SortedMap;
import org.sunqar.analysis.AnalysisException;
import org.sunqar.analysis.cube.DecimalYear;
import org.sunqar.analysis.detect.DatedSeries;
import org.sunqar.analysis.detect.SeriesMethod;

/**
 * Trends as a table, a row for each series: {@code id,n,slope,slope_low,slope_high,intercept,
 * origin,tau,s,var_s,z,p}. The slope is {@link TheilSen}'s in values a year with its 95 % interval;
 * the intercept is the value of the line at the origin, the decimal year of the first value; the
 * rest is {@link MannKendall}'s. {@code NA} stands for what too few values cannot tell.
 */
public final class TrendMethod implements SeriesMethod<DatedSeries> {

  private static final double CONFIDENCE = 0.95;

  /** How seasons are dealt with. */
  public enum Seasons {
    /** All values are compared with each other. */
    IGNORED,
    /** Values are compared within their period of the year, the periods taken as independent. */
    INDEPENDENT,
    /** Values are compared within their period of the year, with the covariances of the periods. */
    DEPENDENT
  }

  private final CalendarPeriod period;
  private final Seasons seasons;

  /**
   * Trends of periods.
   *
   * @param period by which observations are put together (their median) before; {@link
   *     CalendarPeriod#ALL} takes them as they are
   */
  public TrendMethod(CalendarPeriod period, Seasons seasons) {
    if (seasons != Seasons.IGNORED && period.slots() < 2) {
      throw new AnalysisException(
          AnalysisException.Key.SETTING,
          "a seasonal trend needs values by quarter, month or dekad, not by "
              + period.name().toLowerCase(java.util.Locale.ROOT));
    }
    this.period = period;
    this.seasons = seasons;
  }

  @Override
  public String header() {
    return "id,n,slope,slope_low,slope_high,intercept,origin,tau,s,var_s,z,p\n";
  }

  @Override
  public Detector<DatedSeries> detector() {
    return series -> {
      try {
        return seasons == Seasons.IGNORED ? whole(series) : bySeason(series);
      } catch (AnalysisException e) {
        throw new AnalysisException(e.key(), "series " + series.id() + ": " + e.getMessage(), e);
      }
    };
  }

  private Rows whole(DatedSeries series) {
    double[] times;
    double[] values;
    if (period == CalendarPeriod.ALL) {
      values = series.values();
      times = new double[values.length];
      Arrays.setAll(times, i -> DecimalYear.of(series.date(i)));
    } else {
      SortedMap<Integer, Quantiles> periods = CompositeMethod.byPeriod(series, period);
      values = periods.values().stream().mapToDouble(Quantiles::median).toArray();
      times =
          periods.keySet().stream().mapToDouble(index -> index / (double) period.slots()).toArray();
    }
    TheilSen.requireFew(values.length); // before the pairs of the test
    MannKendall test = MannKendall.of(values);
    double origin = times[0];
    return row(
        series, test, TheilSen.of(times, values, origin, test.variance(), CONFIDENCE), origin);
  }

  private Rows bySeason(DatedSeries series) {
    SortedMap<Integer, Quantiles> periods = CompositeMethod.byPeriod(series, period);
    int first = Math.floorDiv(periods.firstKey(), period.slots());
    int last = Math.floorDiv(periods.lastKey(), period.slots());
    double[][] values = new double[period.slots()][last - first + 1];
    for (double[] season : values) {
      Arrays.fill(season, Double.NaN);
    }
    periods.forEach((index, each) ->
        values[Math.floorMod(index, period.slots())][Math.floorDiv(index, period.slots()) - first] =
            each.median());
    MannKendall test = MannKendall.seasonal(values, seasons == Seasons.DEPENDENT);
    TheilSen line = TheilSen.seasonal(values, test.variance(), CONFIDENCE);
    return row(series, test, line, first + 0.5);
  }

  private static Rows row(DatedSeries series, MannKendall test, TheilSen line, double origin) {
    StringBuilder text = new StringBuilder(TableText.cell(series.id()));
    text.append(',').append(test.observations());
    for (double number :
        new double[] {
          line.slope(),
          line.lower(),
          line.upper(),
          line.intercept(),
          origin,
          test.tau(),
          test.s(),
          test.variance(),
          test.z(),
          test.p()
        }) {
      TableText.append(text, number);
    }
    return new Rows(text.append('\n').toString(), false, Double.isNaN(line.slope()));
  }
}
