// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.detect;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the tables of {@link MonitoredSeries#in}, one series at a time. */
final class SeriesReader implements SeriesInput.Source<MonitoredSeries> {

  /** The most series of a meta table, which is held in memory. */
  static final int MAX_SERIES = 1_000_000;

  /** The most observations of one series: 28 years of hours. */
  static final int MAX_OBSERVATIONS = 250_000;

  /**
   * A row of the meta table.
   *
   * @param index position among the series, from 0
   * @param frequency grid steps per year
   * @param start decimal year where monitoring starts
   * @param gridStart decimal year of grid index 1
   */
  private record Meta(int index, String id, double frequency, double start, double gridStart) {

    SeriesInput.Entry<MonitoredSeries> entry(double[] times, double[] values) {
      Series series = new Series(id, frequency, gridStart, times, values);
      return new SeriesInput.Entry<>(index, times.length, new MonitoredSeries(series, start));
    }
  }

  private final Map<String, Meta> meta;
  private final Iterator<Meta> rest;
  private final CsvTable table;
  private final Set<String> finished = new HashSet<>();
  private boolean rowPending;
  private double[] times = new double[256];
  private double[] values = new double[256];

  /** Reads the meta table and opens the observation table. */
  SeriesReader(Path observations, Path metaFile) throws IOException {
    meta = readMeta(metaFile);
    rest = meta.values().iterator();
    table = CsvTable.open(observations, "id", "time", "value");
    rowPending = table.next();
  }

  /** The next series of the observation table; then those that it does not have. */
  @Override
  public Optional<SeriesInput.Entry<MonitoredSeries>> next() throws IOException {
    if (!rowPending) {
      return nextWithoutObservations();
    }
    String id = table.text(0);
    Meta known = meta.get(id);
    if (known == null) {
      throw table.problem("id '" + CsvTable.shortened(id) + "' is not in the meta table");
    }
    if (!finished.add(id)) {
      throw table.problem(
          "id '"
              + CsvTable.shortened(id)
              + "' comes back after another; the rows of a series must stand together");
    }
    int n = 0;
    do {
      if (n == MAX_OBSERVATIONS) {
        throw table.problem(
            "series '"
                + CsvTable.shortened(id)
                + "' has more than "
                + MAX_OBSERVATIONS
                + " observations");
      }
      if (n == times.length) {
        times = Arrays.copyOf(times, 2 * n);
        values = Arrays.copyOf(values, 2 * n);
      }
      times[n] = year(table, 1);
      values[n] = table.number(2);
      if (n > 0 && times[n] < times[n - 1]) {
        throw table.problem(
            "time " + times[n] + " is before that of the row above, " + times[n - 1]);
      }
      n++;
      rowPending = table.next();
    } while (rowPending && table.text(0).equals(id));
    return Optional.of(known.entry(Arrays.copyOf(times, n), Arrays.copyOf(values, n)));
  }

  private Optional<SeriesInput.Entry<MonitoredSeries>> nextWithoutObservations() {
    while (rest.hasNext()) {
      Meta row = rest.next();
      if (!finished.contains(row.id())) {
        return Optional.of(row.entry(new double[0], new double[0]));
      }
    }
    return Optional.empty();
  }

  @Override
  public void close() throws IOException {
    table.close();
  }

  private static Map<String, Meta> readMeta(Path file) throws IOException {
    Map<String, Meta> result = new LinkedHashMap<>();
    try (CsvTable table = CsvTable.open(file, "id", "freq", "start", "ts_start")) {
      while (table.next()) {
        if (result.size() == MAX_SERIES) {
          throw table.problem("there are more than " + MAX_SERIES + " series; split the tables");
        }
        String id = table.text(0);
        if (id.isBlank()) {
          throw table.problem("id is missing");
        }
        double frequency = table.number(1);
        if (!(frequency >= 1 && frequency <= Series.MAX_FREQUENCY)) {
          throw table.problem(
              "freq must be 1 to " + Series.MAX_FREQUENCY + " steps a year, not " + frequency);
        }
        Meta row = new Meta(result.size(), id, frequency, year(table, 2), year(table, 3));
        if (result.put(id, row) != null) {
          throw table.problem("id '" + CsvTable.shortened(id) + "' is there twice");
        }
      }
    }
    return result;
  }

  private static double year(CsvTable table, int column) {
    double year = table.number(column);
    if (Math.abs(year) > Series.MAX_YEAR) {
      throw table.problem("'" + table.text(column) + "' is not a decimal year");
    }
    return year;
  }
}
