// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sunqar.analysis.detect.BfastMonitor;
import org.sunqar.analysis.detect.BfastMonitorOptions;
import org.sunqar.analysis.detect.DesignMatrix;
import org.sunqar.analysis.detect.History;
import org.sunqar.analysis.detect.ProcessType;

class BfastMonitorKernelTest {

  private static final int PIXELS = BreakBlock.PIXELS;

  @ParameterizedTest
  @CsvSource({
    "300, 230, 3, true,  0.25, 0.4",
    "300, 230, 3, false, 0.25, 0.4",
    "300, 230, 1, true,  0.5,  0.4",
    "300, 230, 2, false, 1.0,  0.7",
    "300, 230, 4, true,  0.25, 0.2",
    "301, 30,  3, true,  0.25, 0.1", // monitoring far beyond e times the history: log+ leaves 1
    "97,  60,  4, false, 0.5,  0.5",
    "24,  20,  3, true,  0.25, 0.0",
    "21,  20,  1, false, 0.25, 0.0",
    "40,  20,  3, true,  0.25, 0.55", // around the least number of observations
    "13,  13,  3, true,  0.25, 0.0", // nothing to monitor
    "8,   0,   3, true,  0.25, 0.0", // no history
    "14,  9,   1, false, 0.25, 0.3", // windows of one or two observations
  })
  void vectorFormEqualsScalarForm(
      int dates, int history, int order, boolean trend, double h, double missing) {
    Random random = new Random(dates * 31L + order);
    HarmonicTables tables = tables(dates, history, order, trend, 16);
    float[] values = block(random, dates, missing);
    assertEqualForms(tables, values, h);
  }

  @ParameterizedTest
  @ValueSource(floats = {1e-30f, 1e-6f, 1f, 1e6f, 1e15f})
  void vectorFormEqualsScalarFormAtExtremeValues(float factor) {
    HarmonicTables tables = tables(150, 100, 3, true, 16);
    float[] values = block(new Random(7), 150, 0.3);
    for (int i = 0; i < values.length; i++) {
      values[i] *= factor;
    }
    assertEqualForms(tables, values, 0.25);
  }

  @Test
  void vectorFormEqualsScalarFormOnLanesOfVeryDifferentSize() {
    HarmonicTables tables = tables(150, 100, 3, true, 16);
    float[] values = block(new Random(17), 150, 0.3);
    for (int i = 0; i < values.length; i++) {
      values[i] *= (float) Math.pow(10, i % PIXELS - 8.0);
    }
    assertEqualForms(tables, values, 0.25);
  }

  @Test
  void vectorFormEqualsScalarFormWhereDatesShareATime() {
    double[] time = new double[160];
    for (int t = 0; t < time.length; t++) {
      time[t] = 2016 + t / 3 * 24 / 365.0; // three scenes on each day
    }
    HarmonicTables tables = new HarmonicTables(time, time, 110, 2, true);
    assertEqualForms(tables, block(new Random(5), 160, 0.4), 0.25);
  }

  /** What is not finite makes no break and no number in either form. */
  @ParameterizedTest
  @ValueSource(floats = {Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, 3e38f})
  void valuesBeyondFloat32AreNeverFitted(float extreme) {
    HarmonicTables tables = tables(150, 100, 3, true, 16);
    float[] values = block(new Random(23), 150, 0.0);
    for (int p = 0; p < PIXELS; p++) {
      values[(p * 6 + 3) * PIXELS + p] = p % 2 == 0 ? extreme : values[(p * 6 + 3) * PIXELS + p];
    }
    for (BfastMonitorKernel kernel : forms(tables, 0.25)) {
      BreakBlock out = run(kernel, values);
      for (int p = 0; p < PIXELS; p += 2) {
        boolean hasHistory = out.historyCount[p] > tables.columns();
        assertThat(out.outcome[p])
            .isEqualTo(
                hasHistory ? BreakBlock.Outcome.NEEDS_DOUBLE : BreakBlock.Outcome.NOT_FITTED);
        assertThat(out.breakDate[p]).isEqualTo(-1);
      }
    }
  }

  /** bfast refuses a window of one observation; so does the kernel. */
  @ParameterizedTest
  @CsvSource({
    "1, false, 0.25",
    "1, true, 0.25",
    "2, false, 0.25",
    "2, true, 0.25",
    "3, true, 0.25",
    "1, false, 0.5",
    "1, true, 1.0",
    "4, true, 0.5",
  })
  void asManyObservationsAreNeededAsByTheFloat64Detector(int order, boolean trend, double h) {
    int dates = 30;
    int history = 20;
    BfastMonitorOptions options =
        new BfastMonitorOptions(History.ALL, order, trend, h, 0.05, ProcessType.OLS_MOSUM);
    double[] time = new double[dates];
    for (int t = 0; t < dates; t++) {
      time[t] = 2016 + t * 0.13;
    }
    HarmonicTables tables = new HarmonicTables(time, time, history, order, trend);
    DesignMatrix design = options.design(365).matrix(time, time[0]);
    Random random = new Random(order);
    int fitted = 0;
    for (int first = 0; first <= history; first++) {
      float[] values = new float[dates * PIXELS];
      double[] series = new double[dates];
      for (int t = 0; t < dates; t++) {
        float value = t < first ? Float.NaN : (float) random.nextGaussian();
        Arrays.fill(values, t * PIXELS, (t + 1) * PIXELS, value);
        series[t] = value;
      }
      boolean expected =
          new BfastMonitor(options).detect(design, series, time[history]).fit().isPresent();
      fitted += expected ? 1 : 0;
      for (BfastMonitorKernel kernel : forms(tables, h)) {
        BreakBlock out = run(kernel, values);
        assertThat(out.outcome[7] != BreakBlock.Outcome.NOT_FITTED)
            .as(out.historyCount[7] + " observations")
            .isEqualTo(expected);
      }
    }
    assertThat(fitted).isBetween(5, history - 1);
  }

  @Test
  void constantAndEmptyPixelsAreNeverFitted() {
    HarmonicTables tables = tables(100, 70, 3, true, 16);
    float[] values = new float[100 * PIXELS];
    Arrays.fill(values, 0.5f);
    for (int t = 0; t < 100; t++) {
      values[t * PIXELS + 3] = Float.NaN;
      values[t * PIXELS + 4] = t < 70 ? Float.NaN : 0.1f * t;
      values[t * PIXELS + 5] = t < 70 ? 0.1f * t : Float.NaN;
    }
    BreakBlock out = run(new VectorBfastMonitor(tables, 0.25, 1.34), values);
    assertThat(out.outcome[0]).isEqualTo(BreakBlock.Outcome.NEEDS_DOUBLE);
    assertThat(out.outcome[3]).isEqualTo(BreakBlock.Outcome.NOT_FITTED);
    assertThat(out.outcome[4]).isEqualTo(BreakBlock.Outcome.NOT_FITTED);
    assertThat(out.outcome[5]).isEqualTo(BreakBlock.Outcome.NOT_FITTED);
    assertThat(out.historyCount[3]).isZero();
    assertThat(out.monitorCount[4]).isEqualTo(30);
    assertThat(out.historyCount[5]).isEqualTo(70);
    assertEqualForms(tables, values, 0.25);
  }

  @Test
  void historyOfOneSeasonNeedsDouble() {
    // 40 dates within a fifth of a year cannot carry seven seasonal coefficients and a trend
    HarmonicTables tables = tables(50, 40, 3, true, 2);
    BreakBlock out = run(new VectorBfastMonitor(tables, 0.25, 1.34), block(new Random(3), 50, 0.0));
    assertThat(out.outcome)
        .contains(BreakBlock.Outcome.NEEDS_DOUBLE)
        .doesNotContain(BreakBlock.Outcome.FITTED);
  }

  @Test
  void plantedDropIsFoundAtItsDateWithItsSize() {
    int drop = 250;
    HarmonicTables tables = tables(300, 230, 3, true, 8);
    float[] values = new float[300 * PIXELS];
    Random random = new Random(11);
    for (int t = 0; t < 300; t++) {
      for (int p = 0; p < PIXELS; p++) {
        double season = 0.5 + 0.2 * Math.cos(2 * Math.PI * t * 8 / 365.0);
        double change = p % 2 == 1 && t >= drop ? -0.3 : 0;
        values[t * PIXELS + p] = (float) (season + change + 0.02 * random.nextGaussian());
      }
    }
    BreakBlock out = run(new VectorBfastMonitor(tables, 0.25, 1.341825), values);
    for (int p = 1; p < PIXELS; p += 2) {
      assertThat(out.breakDate[p]).isBetween(drop, drop + 6);
      BreakEvidence evidence = evidence(out, p, drop - 230, 0);
      assertThat(evidence.runDate()).isEqualTo(drop - 230);
      assertThat(evidence.run()).isEqualTo(50).isEqualTo(out.run[p]);
      assertThat(evidence.lasting()).isEqualTo(1f);
      assertThat(evidence.size()).isBetween(-20f, -11f);
      assertThat(out.scatter[p]).isBetween(0.015f, 0.025f);
      // were the whole region as low, nothing would be left of the change
      assertThat(evidence(out, p, drop - 230, evidence.size()).run()).isLessThan(5);
      assertThat(out.magnitude[p]).isBetween(-0.33f, -0.27f);
      assertThat(out.sigma[p]).isBetween(0.015f, 0.025f);
    }
    long falseBreaks =
        java.util.stream.IntStream.range(0, PIXELS / 2)
            .filter(p -> out.breakDate[2 * p] >= 0 && out.run[2 * p] >= 3)
            .count();
    assertThat(falseBreaks).isZero();
  }

  @Test
  void logPlusIsTheLogarithmBeyondE() {
    assertThat(ScalarBfastMonitor.logPlus(1f)).isEqualTo(1f);
    assertThat(ScalarBfastMonitor.logPlus(2.7f)).isEqualTo(1f);
    for (float x = 2.72f; x < 1e6f; x *= 1.013f) {
      assertThat(ScalarBfastMonitor.logPlus(x) / Math.log(x)).isBetween(1 - 3e-7, 1 + 3e-7);
    }
  }

  @Test
  void sortingNetworkOrdersTheLowerHalf() {
    Random random = new Random(1);
    for (int size = 0; size < 200; size++) {
      SortingNetwork network = new SortingNetwork(size);
      float[] values = new float[size];
      for (int i = 0; i < size; i++) {
        values[i] = random.nextInt(size);
      }
      float[] expected = values.clone();
      Arrays.sort(expected);
      for (int run = 0; run + SortingNetwork.RUN <= size; run += SortingNetwork.RUN) {
        Arrays.sort(values, run, run + SortingNetwork.RUN);
      }
      for (int k = 0; k < network.pairs.length; k += 2) {
        float a = values[network.pairs[k]];
        float b = values[network.pairs[k + 1]];
        values[network.pairs[k]] = Math.min(a, b);
        values[network.pairs[k + 1]] = Math.max(a, b);
      }
      int half = Math.min(size, size / 2 + 1);
      assertThat(Arrays.copyOf(values, half)).isEqualTo(Arrays.copyOf(expected, half));
    }
  }

  private static List<BfastMonitorKernel> forms(HarmonicTables tables, double h) {
    return List.of(
        new ScalarBfastMonitor(tables, h, 1.341825), new VectorBfastMonitor(tables, h, 1.341825));
  }

  private static BreakEvidence evidence(BreakBlock out, int pixel, int from, float regional) {
    float[] departures = new float[out.departures.length / PIXELS];
    for (int t = 0; t < departures.length; t++) {
      departures[t] = out.departures[t * PIXELS + pixel];
    }
    float[] common = new float[departures.length];
    Arrays.fill(common, from, common.length, regional);
    return BreakEvidence.of(departures, common);
  }

  private static void assertEqualForms(HarmonicTables tables, float[] values, double h) {
    for (boolean wanted : new boolean[] {false, true}) {
      BreakBlock vector = run(new VectorBfastMonitor(tables, h, 1.341825), values, wanted);
      BreakBlock scalar = run(new ScalarBfastMonitor(tables, h, 1.341825), values, wanted);
      assertThat(vector.outcome).isEqualTo(scalar.outcome);
      assertThat(vector.historyCount).isEqualTo(scalar.historyCount);
      assertThat(vector.monitorCount).isEqualTo(scalar.monitorCount);
      assertThat(vector.breakDate).isEqualTo(scalar.breakDate);
      assertThat(vector.sigma).isEqualTo(scalar.sigma);
      assertThat(vector.magnitude).isEqualTo(scalar.magnitude);
      for (int p = 0; p < PIXELS; p++) {
        boolean filled =
            scalar.outcome[p] == BreakBlock.Outcome.FITTED && (wanted || scalar.breakDate[p] >= 0);
        assertThat(Float.isNaN(scalar.scatter[p])).isEqualTo(!filled);
      }
      assertThat(vector.scatter).isEqualTo(scalar.scatter);
      assertThat(vector.run).isEqualTo(scalar.run);
      assertThat(vector.departures).isEqualTo(scalar.departures);
    }
  }

  private static BreakBlock run(BfastMonitorKernel kernel, float[] values) {
    return run(kernel, values, false);
  }

  private static BreakBlock run(BfastMonitorKernel kernel, float[] values, boolean wanted) {
    BreakBlock out = kernel.newBlock();
    // what an earlier block may have left
    Arrays.fill(out.breakDate, 3);
    Arrays.fill(out.magnitude, 77f);
    Arrays.fill(out.sigma, 77f);
    Arrays.fill(out.historyCount, 77);
    Arrays.fill(out.monitorCount, 77);
    Arrays.fill(out.scatter, 77f);
    Arrays.fill(out.run, 77);
    Arrays.fill(out.departures, 77f);
    out.departuresWanted = wanted;
    kernel.monitor(values, 0, kernel.newLane(), out);
    return out;
  }

  private static HarmonicTables tables(
      int dates, int history, int order, boolean trend, int daysApart) {
    double[] time = new double[dates];
    double[] day = new double[dates];
    for (int t = 0; t < dates; t++) {
      day[t] = t * daysApart;
      time[t] = 2016 + day[t] / 365;
    }
    return new HarmonicTables(time, day, history, order, trend);
  }

  /**
   * Seasons, noise, a drop late in every third pixel, gaps; a few pixels nearly or wholly empty.
   */
  private static float[] block(Random random, int dates, double missing) {
    float[] values = new float[dates * PIXELS];
    for (int p = 0; p < PIXELS; p++) {
      double gaps = p % 16 == 5 ? 0.93 : p % 32 == 9 ? 1.0 : missing;
      for (int t = 0; t < dates; t++) {
        double season = 0.5 + 0.2 * Math.cos(2 * Math.PI * t * 16 / 365.0 + p);
        double change = p % 3 == 1 && t > dates * 0.85 ? -0.3 : 0;
        double value = season + change + 0.03 * random.nextGaussian();
        values[t * PIXELS + p] = random.nextDouble() < gaps ? Float.NaN : (float) value;
      }
    }
    return values;
  }
}
