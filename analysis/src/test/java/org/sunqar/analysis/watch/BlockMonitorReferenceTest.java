// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.sunqar.analysis.SharedFolder;
import org.sunqar.analysis.detect.BfastMonitor;
import org.sunqar.analysis.detect.BfastMonitorOptions;
import org.sunqar.analysis.detect.History;
import org.sunqar.analysis.detect.ProcessType;
import org.sunqar.analysis.detect.Series;
import org.sunqar.analysis.kernel.BfastMonitorKernel;
import org.sunqar.analysis.kernel.BreakBlock;
import org.sunqar.analysis.kernel.BreakBlock.Outcome;
import org.sunqar.analysis.kernel.HarmonicTables;

/**
 * The block path of a cube against the reference's daily series, fed as float32 pixels: magnitude
 * and sigma to 1e-3, break dates exact wherever the float64 process is not within 1e-3 of its
 * boundary.
 */
class BlockMonitorReferenceTest {

  private static final double TOLERANCE = 1e-3;

  private static final BfastMonitorOptions DEFAULT = BfastMonitorOptions.defaults();

  private static final Map<String, BfastMonitorOptions> CONFIGURATIONS =
      Map.of(
          "all05", DEFAULT,
          "all01", DEFAULT.withLevel(0.01),
          "roc05", DEFAULT.withHistory(History.ROC),
          "roc01", DEFAULT.withHistory(History.ROC).withLevel(0.01),
          "bp05", DEFAULT.withHistory(History.BP),
          "all05_cusum", DEFAULT.withType(ProcessType.OLS_CUSUM),
          "all05_notrend", DEFAULT.withTrend(false),
          "roc05_o1_h50", DEFAULT.withHistory(History.ROC).withOrder(1).withH(0.5));

  @Test
  void equalsTheReferenceOnSyntheticSeries() throws Exception {
    Path observations =
        Path.of(Objects.requireNonNull(BfastMonitor.class.getResource("series_obs.csv")).toURI());
    Tally tally = compare(observations.resolveSibling(""));
    assertThat(tally.rows).isGreaterThan(100);
    assertThat(tally.fitted).isGreaterThan(60);
  }

  @Test
  void equalsTheReferenceOnAllDailySeries() throws Exception {
    Tally tally = compare(SharedFolder.of("golden/series"));
    assertThat(tally.rows).isGreaterThan(1000);
    assertThat(tally.fitted).isGreaterThan(900);
    // the float64 detector is for exceptions: most pixels must be the kernel's own
    assertThat(tally.needDouble).isLessThan(tally.inKernel / 10);
  }

  private static final class Tally {
    int rows;
    int fitted;
    int inKernel;
    int needDouble;
  }

  private static Tally compare(Path folder) throws IOException {
    Map<String, PixelSeries> series = series(folder);
    Tally tally = new Tally();
    SoftAssertions softly = new SoftAssertions();
    for (Map<String, String> row : rows(folder.resolve("expect_bfastmonitor.csv"))) {
      PixelSeries pixel = series.get(cell(row, "id"));
      if (pixel != null) {
        tally.rows++;
        compareRow(softly, tally, pixel, row);
      }
    }
    softly.assertAll();
    return tally;
  }

  private static void compareRow(
      SoftAssertions softly, Tally tally, PixelSeries pixel, Map<String, String> row) {
    String configuration = cell(row, "cfg");
    String name = cell(row, "id") + " " + configuration + " ";
    BfastMonitorOptions options = Objects.requireNonNull(CONFIGURATIONS.get(configuration));
    BlockMonitor monitor = new BlockMonitor(options, pixel.times, pixel.start);
    BreakBlock out = monitor.newBlock();
    monitor.monitor(pixel.block(), 0, out);
    if (options.history() == History.ALL && options.type() == ProcessType.OLS_MOSUM) {
      tally.inKernel++;
      tally.needDouble += pixel.kernelOutcome(options) == Outcome.NEEDS_DOUBLE ? 1 : 0;
    }
    // where nothing was monitored there is no change to speak of, whatever the model
    boolean expectFit =
        cell(row, "status").equals("ok") && !cell(row, "n_history").equals(cell(row, "n_total"));
    softly
        .assertThat(out.outcome[0])
        .as(name)
        .isEqualTo(expectFit ? Outcome.FITTED : Outcome.NOT_FITTED);
    for (int p = 1; p < BreakBlock.PIXELS; p++) {
      softly.assertThat(out.outcome[p]).as(name + "empty lane").isEqualTo(Outcome.NOT_FITTED);
    }
    if (!expectFit) {
      softly.assertThat(out.magnitude[0]).as(name + "magnitude").isNaN();
      softly.assertThat(out.breakDate[0]).as(name + "break").isEqualTo(-1);
      return;
    }
    tally.fitted++;
    double sigma = Double.parseDouble(cell(row, "sigma"));
    double magnitude = Double.parseDouble(cell(row, "magnitude"));
    double allowed = TOLERANCE * Math.max(Math.abs(magnitude), sigma);
    softly
        .assertThat((double) out.sigma[0])
        .as(name + "sigma")
        .isCloseTo(sigma, within(TOLERANCE * sigma));
    softly
        .assertThat((double) out.magnitude[0])
        .as(name + "magnitude")
        .isCloseTo(magnitude, within(allowed));
    OptionalDouble expected = number(cell(row, "breakpoint_time"));
    OptionalDouble actual =
        out.breakDate[0] < 0
            ? OptionalDouble.empty()
            : OptionalDouble.of(pixel.times[out.breakDate[0]]);
    boolean same =
        expected.isPresent() == actual.isPresent()
            && Math.abs(expected.orElse(0) - actual.orElse(0)) < 1e-9;
    if (!same) {
      double first =
          Math.min(
              expected.orElse(Double.POSITIVE_INFINITY), actual.orElse(Double.POSITIVE_INFINITY));
      softly
          .assertThat(pixel.distanceFromBoundary(options, first))
          .as(name + "break " + expected + " but " + actual)
          .isLessThan(TOLERANCE);
    }
  }

  /**
   * A pixel with the dates on which it was seen, and before them the first date of its grid, which
   * sets the origin of the trend.
   */
  @SuppressWarnings("ArrayRecordComponent") // test data
  private record PixelSeries(Series series, double start, double[] times, double[] values) {

    static PixelSeries of(Series series, double start) {
      boolean gridIsLonger = series.size() == 0 || series.gridStart() < series.time(0) - 1e-9;
      int extra = gridIsLonger ? 1 : 0;
      double[] times = new double[series.size() + extra];
      double[] values = new double[times.length];
      if (gridIsLonger) {
        times[0] = series.gridStart();
        values[0] = Double.NaN;
      }
      for (int i = 0; i < series.size(); i++) {
        times[i + extra] = series.time(i);
        values[i + extra] = series.value(i);
      }
      return new PixelSeries(series, start, times, values);
    }

    float[] block() {
      float[] block = new float[times.length * BreakBlock.PIXELS];
      Arrays.fill(block, Float.NaN);
      for (int t = 0; t < times.length; t++) {
        block[t * BreakBlock.PIXELS] = (float) values[t];
      }
      return block;
    }

    Outcome kernelOutcome(BfastMonitorOptions options) {
      int history = (int) Arrays.stream(times).filter(time -> time < start).count();
      HarmonicTables tables =
          new HarmonicTables(times, times, history, options.order(), options.trend());
      BfastMonitorKernel kernel =
          BfastMonitorKernel.of(tables, options.h(), options.criticalValue());
      BreakBlock out = kernel.newBlock();
      kernel.monitor(block(), 0, kernel.newLane(), out);
      return out.outcome[0];
    }

    double distanceFromBoundary(BfastMonitorOptions options, double time) {
      return new BfastMonitor(options)
          .trace(series, start).points().stream()
              .filter(point -> Math.abs(point.time() - time) < 1e-9)
              .mapToDouble(point -> Math.abs(Math.abs(point.process()) - point.boundary()))
              .min()
              .orElse(Double.POSITIVE_INFINITY);
    }
  }

  /** The daily series by id. */
  private static Map<String, PixelSeries> series(Path folder) throws IOException {
    Map<String, List<double[]>> observations = new HashMap<>();
    for (Map<String, String> row : rows(folder.resolve("series_obs.csv"))) {
      observations
          .computeIfAbsent(cell(row, "id"), id -> new ArrayList<>())
          .add(
              new double[] {
                Double.parseDouble(cell(row, "time")), Double.parseDouble(cell(row, "value"))
              });
    }
    Map<String, PixelSeries> series = new TreeMap<>();
    for (Map<String, String> row : rows(folder.resolve("series_meta.csv"))) {
      double frequency = Double.parseDouble(cell(row, "freq"));
      if (frequency == 365) {
        List<double[]> pairs = observations.getOrDefault(cell(row, "id"), List.of());
        series.put(
            cell(row, "id"),
            PixelSeries.of(
                new Series(
                    cell(row, "id"),
                    frequency,
                    Double.parseDouble(cell(row, "ts_start")),
                    pairs.stream().mapToDouble(pair -> pair[0]).toArray(),
                    pairs.stream().mapToDouble(pair -> pair[1]).toArray()),
                Double.parseDouble(cell(row, "start"))));
      }
    }
    return series;
  }

  private static OptionalDouble number(String cell) {
    return cell.equals("NA") ? OptionalDouble.empty() : OptionalDouble.of(Double.parseDouble(cell));
  }

  private static String cell(Map<String, String> row, String column) {
    return Objects.requireNonNull(row.get(column), column);
  }

  private static List<Map<String, String>> rows(Path file) throws IOException {
    List<String> lines = Files.readAllLines(file);
    String[] names = lines.getFirst().split(",", -1);
    List<Map<String, String>> rows = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split(",", -1);
      Map<String, String> row = new HashMap<>();
      for (int i = 0; i < names.length; i++) {
        row.put(names[i], cells[i]);
      }
      rows.add(row);
    }
    return rows;
  }
}
