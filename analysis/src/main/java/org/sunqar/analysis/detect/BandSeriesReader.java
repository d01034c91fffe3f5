// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.detect;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sunqar.analysis.detect.BandSeries.Quality;

/** Reads the table of {@link BandSeries#in}, one series at a time. */
final class BandSeriesReader implements SeriesInput.Source<BandSeries> {

  /** The most observations of one series: 50 years of days. */
  static final int MAX_OBSERVATIONS = 20_000;

  /** The last day of the year 9999. */
  private static final int MAX_DAY = 3_652_059;

  /** Larger values are no reflectances, whatever they are multiplied by. */
  private static final double MAX_VALUE = 1e7;

  private static final int FIRST_BAND = 2;

  private final CsvTable table;
  private final int bands;
  private final Set<String> finished = new HashSet<>();
  private boolean rowPending;
  private int[] days = new int[256];
  private float[] values;
  private byte[] quality = new byte[256];

  BandSeriesReader(Path observations) throws IOException {
    List<String> columns = new ArrayList<>(List.of("id", "ordinal"));
    columns.addAll(BandSeries.REFLECTANCE);
    if (BandSeries.hasThermal(observations)) {
      columns.add(BandSeries.THERMAL);
    }
    bands = columns.size() - FIRST_BAND;
    values = new float[256 * bands];
    columns.add("qa");
    table = CsvTable.open(observations, columns.toArray(String[]::new));
    rowPending = table.next();
  }

  @Override
  public Optional<SeriesInput.Entry<BandSeries>> next() throws IOException {
    if (!rowPending) {
      return Optional.empty();
    }
    String id = table.text(0);
    if (id.isBlank()) {
      throw table.problem("id is missing");
    }
    if (finished.size() == SeriesReader.MAX_SERIES) {
      throw table.problem(
          "there are more than " + SeriesReader.MAX_SERIES + " series; split the table");
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
            "series '%s' has more than %d observations"
                .formatted(CsvTable.shortened(id), MAX_OBSERVATIONS));
      }
      if (n == days.length) {
        days = Arrays.copyOf(days, 2 * n);
        values = Arrays.copyOf(values, 2 * n * bands);
        quality = Arrays.copyOf(quality, 2 * n);
      }
      readRow(n);
      n++;
      rowPending = table.next();
    } while (rowPending && table.text(0).equals(id));
    BandSeries series =
        new BandSeries(
            id,
            Arrays.copyOf(days, n),
            Arrays.copyOf(values, n * bands),
            Arrays.copyOf(quality, n));
    return Optional.of(new SeriesInput.Entry<>(finished.size() - 1, n, series));
  }

  private void readRow(int n) {
    double day = table.number(1);
    if (!(day >= 1 && day <= MAX_DAY) || day != Math.rint(day)) {
      throw table.problem(
          "ordinal must be a whole day from 1 to " + MAX_DAY + ", not '" + table.text(1) + "'");
    }
    days[n] = (int) day;
    if (n > 0 && days[n] < days[n - 1]) {
      throw table.problem(
          "ordinal " + days[n] + " is before that of the row above, " + days[n - 1]);
    }
    for (int band = 0; band < bands; band++) {
      double value = table.number(FIRST_BAND + band);
      if (Math.abs(value) > MAX_VALUE) {
        throw table.problem("'" + table.text(FIRST_BAND + band) + "' is no reflectance x 10000");
      }
      values[n * bands + band] = (float) value;
    }
    quality[n] = quality(table.number(FIRST_BAND + bands));
  }

  private byte quality(double code) {
    if (code == 255) {
      return Quality.FILL;
    }
    if (!(code >= Quality.CLEAR && code <= Quality.CLOUD) || code != Math.rint(code)) {
      throw table.problem(
          "qa must be 0 clear, 1 water, 2 shadow, 3 snow, 4 cloud or 255 fill, not '"
              + table.text(FIRST_BAND + bands)
              + "'");
    }
    return (byte) code;
  }

  @Override
  public void close() throws IOException {
    table.close();
  }
}
