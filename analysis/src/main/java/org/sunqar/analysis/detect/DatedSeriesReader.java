// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.detect;

import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Reads the table of {@link DatedSeries#in}, one series at a time. */
final class DatedSeriesReader implements SeriesInput.Source<DatedSeries> {

  /** The most series of a table: their names are remembered, so that none comes twice. */
  static final int MAX_SERIES = 10_000_000;

  private static final String VALUE = "value";
  private static final int SLOTS = 365;

  /** Any year without a leap day. */
  private static final int COMMON_YEAR = 2001;

  private final CsvTable table;
  private final int dateColumn;
  private final int timeColumn;
  private final int valueColumn;
  private final Set<String> finished = new HashSet<>();
  private boolean rowPending;
  private int[] days = new int[256];
  private double[] values = new double[256];

  DatedSeriesReader(Path file) throws IOException {
    boolean dated = CsvTable.hasColumn(file, "date");
    boolean timed = CsvTable.hasColumn(file, "time");
    if (dated && timed) {
      table = CsvTable.open(file, "id", "date", "time", VALUE);
    } else if (timed) {
      table = CsvTable.open(file, "id", "time", VALUE);
    } else {
      table = CsvTable.open(file, "id", "date", VALUE);
    }
    dateColumn = dated || !timed ? 1 : -1;
    timeColumn = !timed ? -1 : dated ? 2 : 1;
    valueColumn = dated && timed ? 3 : 2;
    rowPending = table.next();
  }

  @Override
  public Optional<SeriesInput.Entry<DatedSeries>> next() throws IOException {
    if (!rowPending) {
      return Optional.empty();
    }
    String id = table.text(0);
    if (id.isBlank()) {
      throw table.problem("id is missing");
    }
    if (!finished.add(id)) {
      throw table.problem(
          "id '"
              + CsvTable.shortened(id)
              + "' comes back after another; the rows of a series must stand together");
    }
    if (finished.size() > MAX_SERIES) {
      throw table.problem("there are more than " + MAX_SERIES + " series; split the table");
    }
    int n = 0;
    do {
      if (n == SeriesReader.MAX_OBSERVATIONS) {
        throw table.problem(
            "series '"
                + CsvTable.shortened(id)
                + "' has more than "
                + SeriesReader.MAX_OBSERVATIONS
                + " observations");
      }
      if (n == days.length) {
        days = Arrays.copyOf(days, 2 * n);
        values = Arrays.copyOf(values, 2 * n);
      }
      days[n] = day();
      values[n] = table.number(valueColumn);
      if (n > 0 && days[n] < days[n - 1]) {
        throw table.problem(
            LocalDate.ofEpochDay(days[n])
                + " is before the date of the row above, "
                + LocalDate.ofEpochDay(days[n - 1]));
      }
      n++;
      rowPending = table.next();
    } while (rowPending && table.text(0).equals(id));
    DatedSeries series = new DatedSeries(id, Arrays.copyOf(days, n), Arrays.copyOf(values, n));
    return Optional.of(new SeriesInput.Entry<>(finished.size() - 1, n, series));
  }

  private int day() {
    if (dateColumn >= 0 && (timeColumn < 0 || !table.text(dateColumn).isBlank())) {
      String text = table.text(dateColumn);
      try {
        return checked(LocalDate.parse(text.strip()));
      } catch (DateTimeException e) {
        throw table.problem("'" + CsvTable.shortened(text) + "' is not a date as in 2024-02-29");
      }
    }
    double time = table.number(timeColumn);
    if (!(Math.abs(time) <= 9999)) {
      throw table.problem("'" + table.text(timeColumn) + "' is not a decimal year up to 9999");
    }
    int year = (int) Math.floor(time);
    int slot = (int) Math.round((time - year) * SLOTS); // 365 is 1 January of the next year
    LocalDate inCommonYear = LocalDate.ofYearDay(COMMON_YEAR, 1).plusDays(slot);
    return checked(inCommonYear.withYear(year + inCommonYear.getYear() - COMMON_YEAR));
  }

  private int checked(LocalDate date) {
    if (Math.abs(date.getYear()) > 10_000) {
      throw table.problem("the year " + date.getYear() + " is not between -10000 and 10000");
    }
    return (int) date.toEpochDay();
  }

  @Override
  public void close() throws IOException {
    table.close();
  }
}
