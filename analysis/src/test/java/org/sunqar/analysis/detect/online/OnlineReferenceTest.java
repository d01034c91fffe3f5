// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.detect.online;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sunqar.analysis.SharedFolder;
import org.sunqar.analysis.detect.BfastMonitor;
import org.sunqar.analysis.detect.BfastMonitorOptions;
import org.sunqar.analysis.detect.BfastMonitorResult;
import org.sunqar.analysis.detect.MonitoredSeries;
import org.sunqar.analysis.detect.Series;
import org.sunqar.analysis.detect.SeriesInput;

/**
 * The online detectors on the reference series: BFAST Monitor's breaks exactly; the state of JRC's
 * nrt where its known defects do not reach.
 */
class OnlineReferenceTest {

  private static List<MonitoredSeries> all() throws IOException {
    Path folder = SharedFolder.of("golden/series");
    List<MonitoredSeries> all = new ArrayList<>();
    try (SeriesInput.Source<MonitoredSeries> source =
        MonitoredSeries.in(folder.resolve("series_obs.csv"), folder.resolve("series_meta.csv"))
            .open()) {
      for (Optional<SeriesInput.Entry<MonitoredSeries>> next = source.next();
          next.isPresent();
          next = source.next()) {
        all.add(next.get().series());
      }
    }
    return all;
  }

  @ParameterizedTest
  @CsvSource({
    "3, true, 0.25, 0.05",
    "3, true, 0.25, 0.01",
    "3, false, 0.25, 0.05",
    "1, true, 0.5, 0.05"
  })
  void bfastMonitorBreaksAreTheSame(int order, boolean trend, double h, double level)
      throws IOException {
    BfastMonitor reference =
        new BfastMonitor(
            BfastMonitorOptions.defaults()
                .withOrder(order)
                .withTrend(trend)
                .withH(h)
                .withLevel(level));
    OnlineDetector online =
        OnlineDetectors.of(
            "bfast-monitor",
            Map.of(
                "order", Integer.toString(order),
                "trend", Boolean.toString(trend),
                "h", Double.toString(h),
                "level", Double.toString(level)));
    int breaks = 0;
    int none = 0;
    for (MonitoredSeries each : all()) {
      String id = each.series().id();
      BfastMonitorResult expected = reference.detect(each.series(), each.start());
      PixelState state = OnlineMethod.run(online, each.series(), each.start());
      PixelEvidence evidence = online.evidence(state, 0);
      if (expected.status() != BfastMonitorResult.Status.OK
          && expected.status() != BfastMonitorResult.Status.NO_MONITORING) {
        assertThat(evidence.status()).as(id).isEqualTo(PixelEvidence.Status.NO_MODEL);
        continue;
      }
      assertThat(evidence.status() == PixelEvidence.Status.CONFIRMED)
          .as(id)
          .isEqualTo(expected.hasBreak());
      assertThat(evidence.detectionDay()).as(id).isEqualTo(expected.breakIndex());
      BfastMonitorResult.Fit fit = expected.fit().orElseThrow();
      assertThat(state.fixed(EvidencePlanes.SCATTER)[0])
          .isCloseTo((float) fit.model().sigma(), within((float) (1e-5 * fit.model().sigma())));
      double window = state.moving(EvidencePlanes.COUNT)[0];
      double process = window / (fit.model().sigma() * Math.sqrt(fit.history().observations()));
      if (evidence.observations() > 0) {
        assertThat(process).as(id).isCloseTo(fit.process().last(), within(1e-3));
      }
      breaks += expected.hasBreak() ? 1 : 0;
      none += expected.hasBreak() ? 0 : 1;
    }
    assertThat(breaks).isGreaterThan(40);
    assertThat(none).isGreaterThan(20);
  }

  /** A series with the harmonics' times of nrt: the year's first day 0, its last day 1. */
  private record Dated(Series series, List<LocalDate> days, double start) {

    LocalDate day(int index) {
      return days.get(index - 1);
    }
  }

  private static Map<String, Dated> dated() throws IOException {
    Map<String, List<LocalDate>> days = new HashMap<>();
    for (String line :
        Files.readAllLines(SharedFolder.of("golden/series").resolve("series_obs.csv"))) {
      String[] cells = line.split(",", -1);
      if (!cells[1].isEmpty() && !cells[1].equals("date")) {
        days.computeIfAbsent(cells[0], id -> new ArrayList<>()).add(LocalDate.parse(cells[1]));
      }
    }
    Map<String, Dated> all = new HashMap<>();
    for (MonitoredSeries each : all()) {
      List<LocalDate> of = days.get(each.series().id());
      if (of == null) {
        continue;
      }
      double[] times = new double[of.size()];
      double[] values = new double[of.size()];
      for (int i = 0; i < times.length; i++) {
        LocalDate day = of.get(i);
        times[i] = day.getYear() + (day.getDayOfYear() - 1) / (day.lengthOfYear() - 1.0);
        values[i] = each.series().value(i);
      }
      // the last day of a year and the first of the next share their time
      double first = Math.floor(each.start());
      assertThat(first).isEqualTo(each.start());
      all.put(
          each.series().id(),
          new Dated(new Series(each.series().id(), 365, times[0], times, values), of, first));
    }
    return all;
  }

  private static List<Map<String, String>> expected(String method) throws IOException {
    List<String> lines =
        Files.readAllLines(SharedFolder.of("golden/series").resolve("expect_nrt.csv"));
    String[] names = lines.getFirst().split(",", -1);
    List<Map<String, String>> rows = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split(",", -1);
      if (cells[1].equals(method)) {
        Map<String, String> row = new HashMap<>();
        for (int i = 0; i < names.length; i++) {
          row.put(names[i], cells[i]);
        }
        rows.add(row);
      }
    }
    return rows;
  }

  private static double number(Map<String, String> row, String name) {
    return Double.parseDouble(Objects.requireNonNull(row.get(name)));
  }

  /** Its fences are the negatives of ours: its history residuals are prediction minus value. */
  @Test
  void quartilesAreThoseOfNrt() throws IOException {
    Map<String, Dated> dated = dated();
    OnlineDetector detector =
        OnlineDetectors.of(
            "iqr",
            Map.of("order", "3", "trend", "false", "screen", "0", "support", "0", "fence", "1.5"));
    int compared = 0;
    for (Map<String, String> row : expected("IQR")) {
      Dated each = dated.get(row.get("id"));
      if (each == null || !"ok".equals(row.get("status"))) {
        continue;
      }
      PixelState state = OnlineMethod.run(detector, each.series(), each.start());
      double low = -number(row, "q75");
      double high = -number(row, "q25");
      double scale = Math.max(high - low, 1e-3);
      assertThat((double) state.fixed(8)[0])
          .as(row.get("id"))
          .isCloseTo(low - 1.5 * (high - low), within(1e-2 * scale));
      assertThat((double) state.fixed(9)[0])
          .isCloseTo(high + 1.5 * (high - low), within(1e-2 * scale));
      assertThat((double) state.fixed(1)[0]).isCloseTo(number(row, "b0"), within(1e-2 * scale));
      compared++;
    }
    assertThat(compared).isGreaterThan(150);
  }

  /** The cumulative sum starts at 0, so the sign of the history's residuals does not matter. */
  @Test
  void cumulativeSumsAreThoseOfNrt() throws IOException {
    Map<String, Dated> dated = dated();
    OnlineDetector detector =
        OnlineDetectors.of(
            "cusum",
            Map.of(
                "order",
                "2",
                "trend",
                "true",
                "screen",
                "0",
                "support",
                "0",
                "level",
                "0.05",
                "provisional",
                "1",
                "confirm",
                "1"));
    int compared = 0;
    int same = 0;
    for (Map<String, String> row : expected("CUSUM_OLS")) {
      Dated each = dated.get(row.get("id"));
      if (each == null || !"ok".equals(row.get("status"))) {
        continue;
      }
      compared++;
      PixelState state = OnlineMethod.run(detector, each.series(), each.start());
      PixelEvidence evidence = detector.evidence(state, 0);
      String date =
          evidence.detectionDay().isPresent()
              ? each.day(evidence.detectionDay().getAsInt()).toString()
              : "NA";
      boolean agrees = date.equals(row.get("detection_date"));
      same += agrees ? 1 : 0;
      assertThat((double) state.fixed(EvidencePlanes.SCATTER)[0])
          .as(row.get("id"))
          .isCloseTo(number(row, "sigma"), within(2e-3 * number(row, "sigma")));
      if (agrees && date.equals("NA")) {
        double n = state.fixed(7)[0];
        double process =
            state.moving(EvidencePlanes.COUNT)[0] / (number(row, "sigma") * Math.sqrt(n));
        assertThat(process).as(row.get("id")).isCloseTo(number(row, "process_final"), within(0.05));
      }
    }
    // its trend counts days and its season parts of a year, ours takes both from one time
    assertThat(compared).isGreaterThan(150);
    assertThat(same).isGreaterThan(compared * 97 / 100);
  }

  /** After the fit only: its history residuals have the other sign than those it monitors. */
  @Test
  void movingAveragesAndSumsAfterTheFitAreThoseOfNrtWithTheOtherSign() throws IOException {
    Map<String, Dated> dated = dated();
    OnlineDetector ewma =
        OnlineDetectors.of(
            "ewma",
            Map.of("order", "2", "trend", "true", "screen", "5", "support", "0", "lambda", "0.3"));
    OnlineDetector mosum =
        OnlineDetectors.of(
            "mosum",
            Map.of(
                "order", "2", "trend", "true", "screen", "0", "support", "0", "h", "0.25", "level",
                "0.05"));
    int compared = 0;
    int same = 0;
    for (String method : List.of("EWMA", "MOSUM_OLS")) {
      OnlineDetector detector = method.equals("EWMA") ? ewma : mosum;
      for (Map<String, String> row : expected(method)) {
        Dated each = dated.get(row.get("id"));
        if (each == null || !"ok".equals(row.get("status"))) {
          continue;
        }
        int history = 0;
        while (history < each.series().size() && each.series().time(history) < each.start()) {
          history++;
        }
        double[] times = new double[history];
        double[] values = new double[history];
        for (int i = 0; i < history; i++) {
          times[i] = each.series().time(i);
          values[i] = each.series().value(i);
        }
        Series past = new Series("past", 365, times[0], times, values);
        PixelState state = OnlineMethod.run(detector, past, each.start());
        double scatter = state.fixed(EvidencePlanes.SCATTER)[0];
        double process = state.moving(EvidencePlanes.COUNT)[0] / scatter;
        double theirs = number(row, "process_after_fit");
        if (method.equals("EWMA")) {
          theirs /= scatter;
        } else {
          theirs *= Math.sqrt(state.fixed(7)[0]);
        }
        same += Math.abs(process + theirs) < 0.05 ? 1 : 0;
        compared++;
      }
    }
    assertThat(compared).isGreaterThan(300);
    // it screens by sqrt(RSS / n), which lets other borderline residuals through
    assertThat(same).isGreaterThan(compared * 95 / 100);
  }
}
