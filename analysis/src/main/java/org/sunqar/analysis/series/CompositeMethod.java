// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.series;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.sunqar.analysis.AnalysisException;
import org.sunqar.analysis.detect.DatedSeries;
import org.sunqar.analysis.detect.SeriesMethod;

/**
 * Statistics of the observations of each series as a table: {@code id}, then {@code period} (the
 * first day of the period) unless all of a series is one, then a column for each statistic. Periods
 * without an observation have no row. {@code NA} stands for what too few observations cannot tell.
 */
public final class CompositeMethod implements SeriesMethod<DatedSeries> {

  private final CalendarPeriod period;
  private final List<Statistic> statistics;

  /** A table of these statistics, by period. */
  public CompositeMethod(CalendarPeriod period, List<Statistic> statistics) {
    if (statistics.isEmpty()) {
      throw new AnalysisException(
          AnalysisException.Key.SETTING, "there is no statistic to compute");
    }
    this.period = period;
    this.statistics = List.copyOf(statistics);
  }

  @Override
  public String header() {
    StringBuilder line = new StringBuilder(period == CalendarPeriod.ALL ? "id" : "id,period");
    for (Statistic statistic : statistics) {
      line.append(',').append(statistic.name());
    }
    return line.append('\n').toString();
  }

  @Override
  public Detector<DatedSeries> detector() {
    return series -> {
      StringBuilder text = new StringBuilder();
      byPeriod(series, period)
          .forEach((index, values) -> {
            text.append(TableText.cell(series.id()));
            if (period != CalendarPeriod.ALL) {
              text.append(',').append(period.start(index));
            }
            for (Statistic statistic : statistics) {
              double value = statistic.of(values);
              if (statistic.name().equals("n")) {
                text.append(',').append((long) value);
              } else {
                TableText.append(text, value);
              }
            }
            text.append('\n');
          });
      return new Rows(text.toString(), false, false);
    };
  }

  /** The observations of each period that has any, in time order. */
  static SortedMap<Integer, Quantiles> byPeriod(DatedSeries series, CalendarPeriod period) {
    SortedMap<Integer, Quantiles> result = new TreeMap<>();
    int from = 0;
    double[] values = series.values();
    for (int i = 1; i <= values.length; i++) {
      int index = period.index(series.date(from));
      if (i == values.length || period.index(series.date(i)) != index) {
        result.put(index, new Quantiles(java.util.Arrays.copyOfRange(values, from, i)));
        from = i;
      }
    }
    return result;
  }
}
