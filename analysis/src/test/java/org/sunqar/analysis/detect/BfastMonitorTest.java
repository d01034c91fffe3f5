// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sunqar.analysis.detect.BfastMonitorResult.Status;

class BfastMonitorTest {

  private static final BfastMonitorOptions DEFAULTS = BfastMonitorOptions.defaults();

  @Test
  void defaultsArePublished() {
    assertThat(DEFAULTS)
        .isEqualTo(
            new BfastMonitorOptions(History.ALL, 3, true, 0.25, 0.05, ProcessType.OLS_MOSUM));
  }

  @Test
  void findsAPlantedStep() {
    Series series = series(new Random(1), 0.02, -0.3, 2021.5);
    BfastMonitorResult result = new BfastMonitor(DEFAULTS).detect(series, 2021);
    assertThat(result.status()).isEqualTo(Status.OK);
    assertThat(result.breakTime().orElseThrow()).isBetween(2021.5, 2021.8);
    assertThat(result.magnitude()).isCloseTo(-0.3, within(0.03));
    int index = result.breakIndex().orElseThrow();
    assertThat(series.time(index - 1)).isEqualTo(result.breakTime().orElseThrow());
  }

  @Test
  void aPixelOfACubeIsTheSeriesOfItsValidDates() {
    Series full = series(new Random(2), 0.02, -0.3, 2021.5);
    double[] values = full.values().clone();
    Random random = new Random(3);
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextInt(3) == 0 ? Double.NaN : values[i];
    }
    int[] valid = IntStream.range(0, values.length).filter(i -> !Double.isNaN(values[i])).toArray();
    Series compact =
        new Series(
            "compact",
            full.frequency(),
            full.gridStart(),
            Arrays.stream(valid).mapToDouble(full::time).toArray(),
            Arrays.stream(valid).mapToDouble(i -> values[i]).toArray());
    for (History history : History.values()) {
      BfastMonitor monitor = new BfastMonitor(DEFAULTS.withHistory(history));
      DesignMatrix design =
          monitor.options().design(full.frequency()).matrix(full.times(), full.gridStart());
      BfastMonitorResult pixel = monitor.detect(design, values, 2021);
      BfastMonitorResult series = monitor.detect(compact, 2021);
      assertThat(ResultTable.row("x", pixel)).isEqualTo(ResultTable.row("x", series));
      assertThat(series.status()).isEqualTo(Status.OK);
    }
  }

  @Test
  void resultsDoNotDependOnTheSeriesBefore() {
    BfastMonitor used = new BfastMonitor(DEFAULTS.withHistory(History.ROC));
    for (int seed = 0; seed < 20; seed++) {
      Series series = series(new Random(seed), 0.05, 0.1 * (seed % 4), 2013.0 + seed % 8);
      BfastMonitor fresh = new BfastMonitor(used.options());
      double start = 2016 + seed % 6;
      assertThat(ResultTable.row("x", used.detect(series, start)))
          .isEqualTo(ResultTable.row("x", fresh.detect(series, start)));
    }
  }

  @Test
  void aConstantHistoryHasNoScaleButAMagnitude() {
    Series regular = series(new Random(4), 0, 0, 3000);
    for (double constant : new double[] {0, 0.1, 12345.678, -1e-30}) {
      double[] values = new double[regular.size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = regular.time(i) < 2021 ? constant : constant + 1;
      }
      Series series = new Series("c", 365, regular.gridStart(), regular.times(), values);
      for (History history : History.values()) {
        BfastMonitorResult result =
            new BfastMonitor(DEFAULTS.withHistory(history)).detect(series, 2021);
        assertThat(result.status()).isEqualTo(Status.NO_VARIANCE);
        assertThat(result.hasBreak()).isFalse();
        assertThat(result.magnitude()).isCloseTo(1, within(1e-9));
      }
    }
  }

  @Test
  void yearlyDatesDoNotDetermineASeason() {
    double[] times = IntStream.range(0, 20).mapToDouble(i -> 2000.5 + i).toArray();
    double[] values = new Random(5).doubles(20).toArray();
    BfastMonitorResult result =
        new BfastMonitor(DEFAULTS).detect(new Series("y", 365, 2000, times, values), 2017);
    assertThat(result.status()).isEqualTo(Status.RANK_DEFICIENT);
    assertThat(result.hasBreak()).isFalse();
    assertThat(result.magnitude()).isFinite();
    HistoryModel model = result.fit().orElseThrow().model();
    assertThat(model.coefficient(1)).isFinite();
    assertThat(model.coefficient(2)).isNaN();
  }

  @Test
  void withoutMonitoredObservationsThereIsAModel() {
    Series series = series(new Random(6), 0.02, 0, 3000);
    BfastMonitorResult result = new BfastMonitor(DEFAULTS).detect(series, 2100);
    assertThat(result.status()).isEqualTo(Status.NO_MONITORING);
    assertThat(result.magnitude()).isNaN();
    assertThat(result.fit().orElseThrow().model().sigma()).isCloseTo(0.02, within(0.005));
    assertThat(result.fit().orElseThrow().process().largest()).isNaN();
    assertThat(result.total()).isEqualTo(series.size());
  }

  @ParameterizedTest
  @EnumSource(History.class)
  void tooShortHistoriesAreNamed(History history) {
    Series series = series(new Random(7), 0.02, 0, 3000);
    BfastMonitor monitor = new BfastMonitor(DEFAULTS.withHistory(history));
    assertThat(monitor.detect(series, 1990).status()).isEqualTo(Status.NO_HISTORY);
    // 8 observations for 8 coefficients, then 9
    Status ofEight = monitor.detect(series, series.time(8)).status();
    Status ofNine = monitor.detect(series, series.time(9)).status();
    boolean bp = history == History.BP;
    assertThat(ofEight).isEqualTo(bp ? Status.SEGMENT_TOO_LONG : Status.TOO_FEW_OBSERVATIONS);
    assertThat(ofNine).isEqualTo(bp ? Status.SEGMENT_TOO_LONG : Status.OK);
    Series empty = new Series("e", 365, 2000, new double[0], new double[0]);
    assertThat(monitor.detect(empty, 2000).status()).isEqualTo(Status.NO_HISTORY);
  }

  @Test
  void breakpointsAreBounded() {
    int n = Breakpoints.MAX_OBSERVATIONS + 1;
    double[] times = IntStream.range(0, n).mapToDouble(i -> 2000 + i / 365.0).toArray();
    Series series = new Series("long", 365, 2000, times, new double[n]);
    BfastMonitorResult result =
        new BfastMonitor(DEFAULTS.withHistory(History.BP)).detect(series, 2100);
    assertThat(result.status()).isEqualTo(Status.TOO_MANY_OBSERVATIONS);
  }

  @Test
  void aTraceShowsWhatTheDecisionWasMadeOf() {
    Series series = series(new Random(1), 0.02, -0.3, 2021.5);
    BfastMonitor monitor = new BfastMonitor(DEFAULTS);
    BfastMonitorTrace trace = monitor.trace(series, 2021);
    BfastMonitorResult result = trace.result();
    assertThat(trace.points()).hasSize(series.size());
    OptionalInt first =
        IntStream.range(0, series.size())
            .filter(
                i -> Math.abs(trace.points().get(i).process()) > trace.points().get(i).boundary())
            .findFirst();
    assertThat(first.orElseThrow() + 1).isEqualTo(result.breakIndex().orElseThrow());
    HistoryModel model = result.fit().orElseThrow().model();
    HarmonicDesign design = monitor.options().design(365);
    for (BfastMonitorTrace.Point point : trace.points()) {
      assertThat(point.prediction())
          .isCloseTo(model.at(design, point.time(), series.gridStart()), within(1e-12));
      assertThat(Double.isNaN(point.process())).isEqualTo(point.time() < 2021);
    }
  }

  @Test
  void badInputIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DEFAULTS.withOrder(5))
        .withMessage("order must be 1 to 4, not 5");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DEFAULTS.withLevel(0.2))
        .withMessage("level must be between 0.001 and 0.05, not 0.2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DEFAULTS.withH(0.3))
        .withMessage("h must be 0.25, 0.5 or 1, not 0.3");
    DesignMatrix other = DEFAULTS.withOrder(2).design(365).matrix(new double[] {2000}, 2000);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new BfastMonitor(DEFAULTS).detect(other, new double[1], 2000))
        .withMessage("the design has order 2 and trend true, the options order 3 and trend true");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new Series("s", 365, 2000, new double[] {2001, 2000}, new double[] {1, 1}))
        .withMessage("series s: time 2000.0 follows the later 2001.0");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new Series("s", 365, 2000, new double[] {2001}, new double[] {Double.NaN}))
        .withMessage("series s: the value at 2001.0 is not finite");
  }

  /** Ten years, every 16th day: a season, noise and a step. */
  private static Series series(Random random, double noise, double step, double stepAt) {
    int n = 230;
    double[] times = new double[n];
    double[] values = new double[n];
    for (int i = 0; i < n; i++) {
      times[i] = 2013 + i * 16 / 365.0;
      values[i] =
          0.6
              + 0.2 * Math.cos(2 * Math.PI * times[i])
              + noise * random.nextGaussian()
              + (times[i] >= stepAt ? step : 0);
    }
    return new Series("s", 365, 2013, times, values);
  }
}
