// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.series;

import java.util.Arrays;
import org.sunqar.analysis.AnalysisException;
import org.sunqar.analysis.detect.DatedSeries;
import org.sunqar.analysis.detect.SeriesMethod;

/**
 * {@link StandardizedPrecipitation} as a table, a row for each month that ends a full window:
 * {@code id,period,sum,spi}, the period by the first day of its last month. All observations of a
 * month are added up; a month without any is unknown, and so are the windows that hold it. Each
 * month of the year is compared with itself in all years of the series. {@code NA} stands for an
 * index that too few years cannot tell.
 */
public final class PrecipitationMethod implements SeriesMethod<DatedSeries> {

  /** The longest window: six years. */
  public static final int MAX_MONTHS = 72;

  private static final int MONTHS = CalendarPeriod.MONTH.slots();

  private final int window;

  /**
   * A table.
   *
   * @param window months whose sum is looked at, 1 to {@value #MAX_MONTHS}
   */
  public PrecipitationMethod(int window) {
    if (window < 1 || window > MAX_MONTHS) {
      throw new AnalysisException(
          AnalysisException.Key.SETTING,
          "the index looks at sums of 1 to " + MAX_MONTHS + " months, not " + window);
    }
    this.window = window;
  }

  @Override
  public String header() {
    return "id,period,sum,spi\n";
  }

  @Override
  public Detector<DatedSeries> detector() {
    return series -> {
      int first = CalendarPeriod.MONTH.index(series.date(0));
      int last = CalendarPeriod.MONTH.index(series.date(series.size() - 1));
      double[] months = new double[last - first + 1];
      Arrays.fill(months, Double.NaN);
      for (int i = 0; i < series.size(); i++) {
        double value = series.value(i);
        if (value < 0) {
          throw new AnalysisException(
              AnalysisException.Key.SETTING,
              "series " + series.id() + ": precipitation cannot be " + value);
        }
        int month = CalendarPeriod.MONTH.index(series.date(i)) - first;
        months[month] = Double.isNaN(months[month]) ? value : months[month] + value;
      }
      double[] sums = sums(months);
      double[] index = index(sums);
      StringBuilder text = new StringBuilder();
      for (int month = 0; month < sums.length; month++) {
        if (!Double.isNaN(sums[month])) {
          text.append(TableText.cell(series.id()))
              .append(',')
              .append(CalendarPeriod.MONTH.start(first + month));
          TableText.append(text, sums[month]);
          TableText.append(text, index[month]);
          text.append('\n');
        }
      }
      return new Rows(text.toString(), false, Arrays.stream(index).allMatch(Double::isNaN));
    };
  }

  /** Sums of the windows that end with each month. */
  private double[] sums(double[] months) {
    double[] sums = new double[months.length];
    Arrays.fill(sums, Double.NaN);
    for (int end = window - 1; end < months.length; end++) {
      sums[end] = Arrays.stream(months, end - window + 1, end + 1).sum();
    }
    return sums;
  }

  private static double[] index(double[] sums) {
    double[] index = new double[sums.length];
    for (int month = 0; month < Math.min(MONTHS, sums.length); month++) {
      double[] years = new double[(sums.length - month + MONTHS - 1) / MONTHS];
      for (int year = 0; year < years.length; year++) {
        years[year] = sums[month + year * MONTHS];
      }
      double[] own = StandardizedPrecipitation.of(years);
      for (int year = 0; year < years.length; year++) {
        index[month + year * MONTHS] = own[year];
      }
    }
    return index;
  }
}
