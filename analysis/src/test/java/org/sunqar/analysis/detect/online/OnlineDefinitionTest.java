// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.detect.online;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sunqar.analysis.detect.CriticalValues;
import org.sunqar.analysis.detect.Series;

/** The online detectors against the same methods computed a second time over whole series. */
class OnlineDefinitionTest {

  private static final double START = 2021;

  private static List<Series> series() {
    Random random = new Random(33);
    List<Series> all = new ArrayList<>();
    for (int s = 0; s < 60; s++) {
      List<Double> times = new ArrayList<>();
      List<Double> values = new ArrayList<>();
      double breaks = 2020.5 + 3 * random.nextDouble();
      double step = s % 3 == 0 ? 0 : 0.25 * random.nextGaussian();
      for (int t = 0; t < 300; t++) {
        double year = 2016 + t * 9 / 365.0;
        if (random.nextDouble() < 0.3) {
          continue;
        }
        times.add(year);
        values.add(
            0.5
                + 0.2 * Math.cos(2 * Math.PI * year)
                + 0.03 * random.nextGaussian()
                + (year > breaks ? step : 0)
                - (random.nextInt(40) == 0 ? 0.3 : 0));
      }
      double[] t = times.stream().mapToDouble(v -> v).toArray();
      double[] v = values.stream().mapToDouble(x -> x).toArray();
      all.add(new Series("s" + s, 365, 2016, t, v));
    }
    return all;
  }

  private static double ratio(String name, NaiveChart chart, int last) {
    return switch (name) {
      case "ewma" -> chart.ewma(last, 0.3, 3);
      case "cusum" -> chart.cusum(last, CriticalValues.cusum(0.05));
      case "mosum" -> chart.mosum(last, 0.25, CriticalValues.mosum(0.05, 0.25));
      case "iqr" -> chart.iqr(last, 1.5);
      default -> chart.zscore(last, 3);
    };
  }

  private static OnlineDetector detector(String name) {
    Map<String, String> own =
        switch (name) {
          case "ewma" -> Map.of("lambda", "0.3", "limit", "3");
          case "cusum", "mosum" -> Map.of("level", "0.05");
          case "iqr" -> Map.of("fence", "1.5");
          default -> Map.of("limit", "3");
        };
    Map<String, String> all = new java.util.HashMap<>(own);
    all.putAll(
        Map.of("order", "2", "trend", "true", "screen", "4", "provisional", "2", "confirm", "3"));
    return OnlineDetectors.of(name, all);
  }

  /** What the run rule makes of signals: index of first observation and confirmation. */
  private record Change(int first, int confirmed, int since, int beyond) {
    static Optional<Change> of(List<Integer> signals, List<Integer> indices) {
      for (int i = 0; i + 2 < signals.size(); i++) {
        int side = signals.get(i);
        if (side != 0 && signals.get(i + 1) == side && signals.get(i + 2) == side) {
          List<Integer> after = signals.subList(i, signals.size());
          int beyond = (int) after.stream().filter(signal -> signal == side).count();
          return Optional.of(new Change(indices.get(i), indices.get(i + 2), after.size(), beyond));
        }
      }
      return Optional.empty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ewma", "cusum", "mosum", "iqr", "zscore"})
  void chartsEqualASecondImplementation(String name) {
    OnlineDetector detector = detector(name);
    int changes = 0;
    for (Series series : series()) {
      NaiveChart chart = new NaiveChart(series, START, 2, true, 4);
      List<Integer> signals = new ArrayList<>();
      for (int i = 0; i < chart.monitored.size(); i++) {
        double ratio = ratio(name, chart, i);
        signals.add(ratio > 1 ? 1 : ratio < -1 ? -1 : 0);
      }
      PixelState state = OnlineMethod.run(detector, series, START);
      PixelEvidence evidence = detector.evidence(state, 0);
      Optional<Change> change = Change.of(signals, chart.indices);
      assertThat(evidence.status() == PixelEvidence.Status.CONFIRMED)
          .as(name + " " + series.id())
          .isEqualTo(change.isPresent());
      if (change.isPresent()) {
        changes++;
        assertThat(evidence.firstDay()).hasValue(change.get().first());
        assertThat(evidence.detectionDay()).hasValue(change.get().confirmed());
        assertThat(evidence.since()).isEqualTo(change.get().since());
        assertThat(evidence.beyond()).isEqualTo(change.get().beyond());
        int from = chart.indices.indexOf(change.get().first());
        double mean =
            chart.monitored.subList(from, chart.monitored.size()).stream()
                .mapToDouble(e -> e)
                .average()
                .orElseThrow();
        assertThat(evidence.magnitude()).isCloseTo((float) mean, within(1e-5f));
      }
      assertThat(evidence.observations()).isEqualTo(chart.monitored.size());
    }
    assertThat(changes).isBetween(10, 59);
  }

  @Test
  void processesAreTheNaiveOnes() {
    for (Series series : series()) {
      NaiveChart chart = new NaiveChart(series, START, 2, true, 4);
      int last = chart.monitored.size() - 1;
      float process =
          OnlineMethod.run(detector("ewma"), series, START).moving(EvidencePlanes.COUNT)[0];
      double width = 3 * chart.sigma * Math.sqrt(0.3 / 1.7);
      assertThat(process / width).isCloseTo(chart.ewma(last, 0.3, 3), within(1e-4));
      float sum =
          OnlineMethod.run(detector("mosum"), series, START).moving(EvidencePlanes.COUNT)[0];
      double scale = chart.sigma * Math.sqrt(chart.history.size());
      double critical = CriticalValues.mosum(0.05, 0.25);
      assertThat(sum / scale / (critical * Math.sqrt(2)))
          .isCloseTo(chart.mosum(last, 0.25, critical), within(1e-4));
      PixelState iqr = OnlineMethod.run(detector("iqr"), series, START);
      double range = chart.quantile(0.75) - chart.quantile(0.25);
      assertThat(iqr.fixed(EvidencePlanes.SCATTER)[0])
          .isCloseTo((float) (range / 1.3489795), within(1e-6f));
      assertThat(iqr.fixed(7)[0])
          .isCloseTo((float) (chart.quantile(0.25) - 1.5 * range), within(1e-6f));
      PixelState zscore = OnlineMethod.run(detector("zscore"), series, START);
      assertThat(zscore.fixed(EvidencePlanes.SCATTER)[0])
          .isCloseTo((float) chart.mad(chart.quantile(0.5)), within(1e-6f));
    }
  }

  @Test
  void theBaselineIsTheLeastOfTheSameSeason() {
    OnlineDetector detector =
        OnlineDetectors.of("baseline", Map.of("threshold", "0.05", "least", "4", "bins", "36"));
    int changes = 0;
    for (Series series : series()) {
      List<Integer> signals = new ArrayList<>();
      List<Integer> indices = new ArrayList<>();
      double last = 0;
      for (int t = 0; t < series.size() && series.time(t) < START; t++) {
        last = series.time(t);
      }
      for (int t = 0; t < series.size(); t++) {
        if (series.time(t) < START) {
          continue;
        }
        double middle = (Math.floor(36 * (series.time(t) % 1)) + 0.5) / 36;
        List<Double> same = new ArrayList<>();
        for (int h = 0; h < series.size() && series.time(h) < START; h++) {
          double days = Math.abs(series.time(h) % 1 - middle) * 365;
          if (Math.min(days, 365 - days) <= 15 && series.time(h) > last - 3) {
            same.add(series.value(h));
          }
        }
        if (same.size() >= 4) {
          double least = same.stream().mapToDouble(v -> v).min().orElseThrow();
          indices.add(t + 1);
          signals.add(least - series.value(t) >= 0.05 ? -1 : 0);
        }
      }
      PixelEvidence evidence = detector.evidence(OnlineMethod.run(detector, series, START), 0);
      Optional<Change> change = Change.of(signals, indices);
      assertThat(evidence.observations()).as(series.id()).isEqualTo(indices.size());
      assertThat(evidence.status() == PixelEvidence.Status.CONFIRMED)
          .as(series.id())
          .isEqualTo(change.isPresent());
      if (change.isPresent()) {
        changes++;
        assertThat(evidence.firstDay()).hasValue(change.get().first());
        assertThat(evidence.detectionDay()).hasValue(change.get().confirmed());
      }
    }
    assertThat(changes).isBetween(5, 50);
  }

  @Test
  void whatIsCommonToTheRegionIsTakenOff() {
    for (String name : OnlineDetectors.names()) {
      OnlineDetector detector = OnlineDetectors.of(name, Map.of());
      Series series = series().getFirst();
      PixelState alone = OnlineMethod.run(detector, series, START);
      PixelState with = OnlineMethod.run(detector, series, START);
      float scatter = alone.fixed(EvidencePlanes.SCATTER)[0];
      SceneTime time = new SceneTime(10_000, 2024.02);
      float[] departure = new float[1];
      detector.departures(alone, 0, 1, new float[] {0.7f}, 0, time, departure);
      detector.update(alone, 0, 1, new float[] {0.7f}, 0, time, 0);
      detector.update(with, 0, 1, new float[] {0.1f}, 0, time, Float.NaN); // takes nothing in
      detector.update(with, 0, 1, new float[] {0.7f + 1.5f * scatter}, 0, time, 1.5f);
      assertThat(departure[0]).as(name).isNotNaN();
      assertThat(with.moving(EvidencePlanes.OBSERVATIONS))
          .isEqualTo(alone.moving(EvidencePlanes.OBSERVATIONS));
      for (int plane = 0; plane < alone.movingPlanes(); plane++) {
        float expected = alone.moving(plane)[0];
        float actual = with.moving(plane)[0];
        assertThat(Float.isNaN(actual)).isEqualTo(Float.isNaN(expected));
        if (!Float.isNaN(expected)) {
          assertThat(actual).as(name + " plane " + plane).isCloseTo(expected, within(1e-4f));
        }
      }
    }
  }

  @Test
  void bayesEqualsASecondImplementation() {
    OnlineDetector detector =
        OnlineDetectors.of(
            "bayes",
            Map.of(
                "order",
                "2",
                "trend",
                "true",
                "screen",
                "4",
                "shift",
                "-3",
                "spread",
                "1.5",
                "floor",
                "0.1",
                "provisional",
                "0.8",
                "confirm",
                "0.95",
                "expiry",
                "30"));
    int confirmed = 0;
    int provisional = 0;
    for (Series series : series()) {
      NaiveChart chart = new NaiveChart(series, START, 2, true, 4);
      NaiveBayes naive = new NaiveBayes(chart, -3, 1.5, 0.1, 0.8, 0.95, 30);
      PixelEvidence evidence = detector.evidence(OnlineMethod.run(detector, series, START), 0);
      assertThat(evidence.status()).as(series.id()).isEqualTo(naive.status);
      assertThat(evidence.firstDay().orElse(-1)).isEqualTo(naive.first);
      assertThat(evidence.detectionDay().orElse(-1)).isEqualTo(naive.detection);
      double odds = 0.2 * naive.posterior / (1 - naive.posterior);
      assertThat((double) evidence.probability()).isCloseTo(odds / (1 + odds), within(1e-3));
      confirmed += naive.status == PixelEvidence.Status.CONFIRMED ? 1 : 0;
      provisional += naive.first > 0 && naive.detection < 0 ? 1 : 0;
    }
    assertThat(confirmed).isBetween(5, 55);
    assertThat(provisional).isPositive();
  }

  /** Reiche's rules over the list of monitored residuals. */
  private static final class NaiveBayes {
    PixelEvidence.Status status = PixelEvidence.Status.NOTHING;
    int first = -1;
    int detection = -1;
    double posterior;

    NaiveBayes(
        NaiveChart chart,
        double shift,
        double spread,
        double floor,
        double provisional,
        double confirm,
        double expiry) {
      int used = chart.history.size();
      int columns = chart.coefficients.length;
      double tail = 1 + (2.4 * 2.4 + 1) / (4.0 * (used - columns));
      double scatter =
          chart.mad(0) * Math.sqrt((double) (used + columns) / (used - columns)) * tail;
      double before = floor;
      for (int i = 0; i < chart.monitored.size(); i++) {
        double z = Math.clamp(chart.monitored.get(i) / scatter, shift, 0);
        double undisturbed = Math.exp(-z * z / 2);
        double disturbed = Math.exp(-(z - shift) * (z - shift) / (2 * spread * spread)) / spread;
        double s = Math.clamp(disturbed / (disturbed + undisturbed), floor, 1 - floor);
        int index = chart.indices.get(i);
        if (first < 0 && s >= 0.5) {
          first = index;
          posterior = before;
        }
        if (first > 0 && detection < 0) {
          posterior = posterior * s / (posterior * s + (1 - posterior) * (1 - s));
          if ((posterior < 0.5 && index > first) || index - first > expiry) {
            first = -1;
            posterior = 0;
            status = PixelEvidence.Status.NOTHING;
          } else {
            status =
                posterior >= provisional
                    ? PixelEvidence.Status.PROVISIONAL
                    : PixelEvidence.Status.NOTHING;
            if (posterior >= confirm && s >= 0.5) {
              status = PixelEvidence.Status.CONFIRMED;
              detection = index;
            }
          }
        }
        before = s;
      }
    }
  }
}
