// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.detect;

import java.nio.file.Path;
import java.time.LocalDate;

/** The valid observations of one pixel by calendar day, in time order. */
public final class DatedSeries {

  private final String id;
  private final int[] days;
  private final double[] values;

  /**
   * A series.
   *
   * @param id a name for results
   * @param days days since 1970-01-01, not decreasing
   * @param values finite, one per day
   */
  public DatedSeries(String id, int[] days, double[] values) {
    if (days.length != values.length) {
      throw new IllegalArgumentException(
          "series " + id + " has " + days.length + " days and " + values.length + " values");
    }
    this.id = id;
    this.days = days.clone();
    this.values = values.clone();
  }

  /**
   * Series in a table, CSV in UTF-8 with a header line: {@code id}; {@code date}, as in 2024-02-29,
   * or {@code time}, the decimal year with 365 slots (29 February shares that of 1 March), where
   * there is no date; {@code value}. The rows of a series stand together and in time order; other
   * columns are skipped. Results come in the table's order.
   */
  public static SeriesInput<DatedSeries> in(Path observations) {
    return () -> new DatedSeriesReader(observations);
  }

  public String id() {
    return id;
  }

  /** Number of observations. */
  public int size() {
    return days.length;
  }

  /** The day of an observation, since 1970-01-01. */
  public int day(int observation) {
    return days[observation];
  }

  /** The date of an observation. */
  public LocalDate date(int observation) {
    return LocalDate.ofEpochDay(days[observation]);
  }

  /** The value of an observation. */
  public double value(int observation) {
    return values[observation];
  }

  /** All values, in time order. */
  public double[] values() {
    return values.clone();
  }
}
