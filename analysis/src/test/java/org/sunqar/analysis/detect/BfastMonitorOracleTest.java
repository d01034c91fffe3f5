// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sunqar.analysis.detect.ReferenceFolder.Row;

/** Random series and options against R's strucchange, through src/test/oracle/bfastmonitor.R. */
class BfastMonitorOracleTest {

  private static final double[] FREQUENCIES = {365, 365, 365, 23, 46, 12, 8, 6, 4, 2};
  private static final double[] WIDTHS = {0.25, 0.5, 1};

  @TempDir static Path folder;

  private record Case(Series series, double start, BfastMonitorOptions options) {}

  @BeforeAll
  static void findR() throws Exception {
    boolean found;
    try {
      Process process =
          new ProcessBuilder("Rscript", "-e", "library(strucchange)")
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("probe.txt").toFile())
              .start();
      found = process.waitFor(60, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException e) {
      found = false;
    }
    assumeTrue(found, "no Rscript with the package strucchange");
  }

  @Test
  void everyOptionOnRandomSeries() throws Exception {
    Random random = new Random(20261123);
    List<Case> cases = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      History history = i % 8 == 0 ? History.BP : i % 2 == 0 ? History.ALL : History.ROC;
      cases.add(randomCase(random, "random" + i, history));
    }
    Kinds kinds = compare(cases);
    assertThat(kinds.withBreak).isGreaterThan(50);
    assertThat(kinds.shortenedByRoc).isGreaterThan(10);
    assertThat(kinds.shortenedByBreakpoints).isGreaterThan(3);
    assertThat(kinds.rankDeficient).isGreaterThan(10);
    assertThat(kinds.failed).isGreaterThan(10);
  }

  @Test
  void everyTabulatedLevel() throws Exception {
    Random random = new Random(5);
    List<Case> cases = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      Case any = randomCase(random, "level" + i, History.ALL);
      double level = (i + 1) / 1000.0;
      cases.add(new Case(any.series(), any.start(), any.options().withLevel(level)));
    }
    assertThat(compare(cases).fitted).isGreaterThan(40);
  }

  private static Case randomCase(Random random, String id, History history) {
    BfastMonitorOptions options =
        new BfastMonitorOptions(
            history,
            1 + random.nextInt(4),
            random.nextBoolean(),
            WIDTHS[random.nextInt(3)],
            0.001 + 0.049 * random.nextDouble(),
            random.nextBoolean() ? ProcessType.OLS_MOSUM : ProcessType.OLS_CUSUM);
    double frequency = FREQUENCIES[random.nextInt(FREQUENCIES.length)];
    double years = history == History.BP ? 6 + random.nextInt(4) : 3 + random.nextInt(9);
    double first = 1990 + random.nextInt(20) + random.nextInt((int) frequency) / frequency;
    double density = Math.min(0.9, (0.05 + 0.4 * random.nextDouble()) * 60 / frequency);
    return new Case(
        series(random, id, frequency, first, years, density),
        first + years * (0.3 + 0.6 * random.nextDouble()),
        options);
  }

  /** A seasonal series with noise, outliers, a step at a random place, and doubled dates. */
  private static Series series(
      Random random, String id, double frequency, double first, double years, double density) {
    List<double[]> observations = new ArrayList<>();
    double noise = 0.01 + 0.05 * random.nextDouble();
    double stepAt = first + years * 2 * random.nextDouble();
    double step = 0.3 * random.nextGaussian();
    for (int i = 0; i < frequency * years; i++) {
      if (i > 0 && random.nextDouble() > density) {
        continue;
      }
      double time = first + i / frequency;
      int copies = random.nextInt(50) == 0 ? 2 : 1;
      for (int c = 0; c < copies; c++) {
        double value =
            0.5 + 0.2 * Math.cos(2 * Math.PI * (time - 0.5)) + noise * random.nextGaussian();
        value += time >= stepAt ? step : 0;
        value += random.nextInt(40) == 0 ? -0.4 : 0;
        observations.add(new double[] {time, Math.rint(value * 10_000) / 10_000});
      }
    }
    double[] times = observations.stream().mapToDouble(o -> o[0]).toArray();
    double[] values = observations.stream().mapToDouble(o -> o[1]).toArray();
    return new Series(id, frequency, first, times, values);
  }

  private static Kinds compare(List<Case> cases) throws Exception {
    List<Row> expected = runR(cases);
    Path out = folder.resolve("java.csv");
    StringBuilder table = new StringBuilder(ResultTable.header());
    for (Case each : cases) {
      BfastMonitor monitor = new BfastMonitor(each.options());
      table.append(
          ResultTable.row(each.series().id(), monitor.detect(each.series(), each.start())));
    }
    Files.writeString(out, table);
    List<Row> actual = ReferenceFolder.rows(out);
    SoftAssertions softly = new SoftAssertions();
    Kinds kinds = new Kinds();
    for (int i = 0; i < cases.size(); i++) {
      String name = cases.get(i).series().id() + " " + cases.get(i).options();
      kinds.count(cases.get(i), expected.get(i));
      compareRow(softly, name, expected.get(i), actual.get(i));
    }
    softly.assertAll();
    return kinds;
  }

  /** What the cases exercised, by R's results: a test of nothing but easy cases must fail. */
  private static final class Kinds {
    int fitted;
    int withBreak;
    int shortenedByRoc;
    int shortenedByBreakpoints;
    int rankDeficient;
    int failed;

    void count(Case tested, Row row) {
      if (!row.get("status").equals("ok")) {
        failed++;
        return;
      }
      fitted++;
      withBreak += row.get("breakpoint_time").equals("NA") ? 0 : 1;
      if (Integer.parseInt(row.get("n_total")) < tested.series().size()) {
        shortenedByRoc += tested.options().history() == History.ROC ? 1 : 0;
        shortenedByBreakpoints += tested.options().history() == History.BP ? 1 : 0;
      }
      int coefficients = Integer.parseInt(row.get("n_coef"));
      boolean dropped =
          IntStream.range(0, coefficients).anyMatch(i -> row.get("b" + i).equals("NA"));
      rankDeficient += dropped ? 1 : 0;
    }
  }

  private static void compareRow(SoftAssertions softly, String name, Row expected, Row actual) {
    softly.assertThat(actual.get("status")).as(name).isEqualTo(expected.get("status"));
    if (!expected.get("status").equals("ok")) {
      return;
    }
    for (String column : expected.cells().keySet()) {
      if (column.equals("message")) {
        continue;
      }
      String want = expected.get(column);
      String got = actual.get(column);
      if (want.equals("NA") || got.equals("NA") || column.matches("id|status|.*_index|n_.*")) {
        softly.assertThat(got).as(name + " " + column).isEqualTo(want);
        continue;
      }
      double a = Double.parseDouble(want);
      double b = Double.parseDouble(got);
      double tolerance =
          column.matches("break.*|history.*|.*_end") ? 0 : 1e-7 * Math.abs(a) + 1e-10;
      softly.assertThat(Math.abs(a - b)).as(name + " " + column).isLessThanOrEqualTo(tolerance);
    }
  }

  private static List<Row> runR(List<Case> cases) throws Exception {
    StringBuilder observations = new StringBuilder("id,date,time,value\n");
    StringBuilder meta = new StringBuilder("id,freq,start,ts_start\n");
    StringBuilder options = new StringBuilder("id,history,order,trend,h,level,type\n");
    for (Case each : cases) {
      Series s = each.series();
      for (int i = 0; i < s.size(); i++) {
        observations.append(
            String.format(Locale.ROOT, "%s,,%s,%s%n", s.id(), s.time(i), s.value(i)));
      }
      meta.append(
          String.format(
              Locale.ROOT, "%s,%s,%s,%s%n", s.id(), s.frequency(), each.start(), s.gridStart()));
      BfastMonitorOptions o = each.options();
      options.append(
          String.format(
              Locale.ROOT,
              "%s,%s,%d,%s,%s,%s,%s%n",
              s.id(),
              o.history(),
              o.order(),
              o.trend() ? "TRUE" : "FALSE",
              o.h(),
              o.level(),
              o.type().name().replace('_', '-')));
    }
    Path observationFile = Files.writeString(folder.resolve("obs.csv"), observations);
    Path metaFile = Files.writeString(folder.resolve("meta.csv"), meta);
    Path caseFile = Files.writeString(folder.resolve("cases.csv"), options);
    Path result = folder.resolve("r.csv");
    Path script = Path.of("src", "test", "oracle", "bfastmonitor.R");
    Process process =
        new ProcessBuilder(
                "Rscript",
                script.toString(),
                observationFile.toString(),
                metaFile.toString(),
                caseFile.toString())
            .redirectOutput(result.toFile())
            .redirectError(folder.resolve("r.log").toFile())
            .start();
    assertThat(process.waitFor(5, TimeUnit.MINUTES)).as("R finished").isTrue();
    assertThat(process.exitValue()).as(Files.readString(folder.resolve("r.log"))).isZero();
    return ReferenceFolder.rows(result);
  }
}
