// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.detect.online;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sunqar.analysis.kernel.BreakBlock;

/**
 * The vector forms equal the scalar definitions to the bit, whatever the stretches in which a scene
 * comes.
 */
class OnlineFormsTest {

  private static final int HISTORY = 90;
  private static final int DATES = 150;
  private static final int PIXELS = 5 * BreakBlock.PIXELS + 3;

  static Stream<String> detectors() {
    List<String> all = new ArrayList<>(OnlineDetectors.names());
    all.add("ewma?order=0&screen=0&provisional=1&confirm=1&limit=1");
    all.add("ewma?order=4&trend=true&screen=2");
    all.add("iqr?order=1&trend=true&screen=3&fence=0.5");
    all.add("ewma?order=4&trend=true&screen=2&support=0");
    all.add("zscore?order=3&screen=1&limit=1&confirm=2");
    all.add("cusum?order=3&trend=true&level=0.05&provisional=1&confirm=2");
    all.add("mosum?h=1&order=1&level=0.05&provisional=1&confirm=2");
    all.add("bayes?order=4&shift=2&spread=0.5");
    return all.stream();
  }

  static OnlineDetector detector(String text, boolean vectors) {
    String[] parts = text.split("\\?", 2);
    Map<String, String> parameters = new LinkedHashMap<>();
    for (String pair : parts.length == 1 ? new String[0] : parts[1].split("&", -1)) {
      String[] both = pair.split("=", 2);
      parameters.put(both[0], both[1]);
    }
    return OnlineDetectors.of(parts[0], parameters, vectors);
  }

  private static SceneTime time(int date) {
    return new SceneTime(17_000 + 16 * date, 2016 + 16 * date / 365.0);
  }

  /** Dates by pixels: seasons, gaps, outliers, breaks, constant and empty pixels. */
  private static float[][] values() {
    Random random = new Random(20);
    float[][] values = new float[DATES][PIXELS];
    for (int p = 0; p < PIXELS; p++) {
      double gaps = random.nextDouble();
      int breaks = HISTORY - 20 + random.nextInt(100);
      double step = 0.4 * random.nextGaussian();
      for (int t = 0; t < DATES; t++) {
        double value =
            0.5
                + 0.2 * Math.cos(2 * Math.PI * time(t).year() + p)
                + 0.03 * random.nextGaussian()
                + (t >= breaks ? step : 0)
                - (random.nextInt(20) == 0 ? 0.3 : 0);
        value = p % 17 == 3 ? 0.25 : value;
        boolean missing = random.nextDouble() < gaps || p % 19 == 4;
        values[t][p] = missing ? Float.NaN : (float) value;
      }
    }
    values[3][7] = Float.POSITIVE_INFINITY;
    values[HISTORY + 5][8] = Float.NEGATIVE_INFINITY;
    values[HISTORY + 6][9] = Float.POSITIVE_INFINITY;
    return values;
  }

  private static PixelState run(OnlineDetector detector, int[] cuts) {
    float[][] values = values();
    double[] years = new double[HISTORY];
    for (int t = 0; t < HISTORY; t++) {
      years[t] = time(t).year();
    }
    PixelState state = new PixelState(detector.layout(HISTORY), PIXELS);
    HistoryFit fit = detector.fit(years);
    float[] block = new float[HISTORY * BreakBlock.PIXELS];
    for (int first = 0; first < PIXELS; first += BreakBlock.PIXELS) {
      int count = Math.min(BreakBlock.PIXELS, PIXELS - first);
      for (int t = 0; t < HISTORY; t++) {
        System.arraycopy(values[t], first, block, t * BreakBlock.PIXELS, count);
      }
      fit.fit(block, 0, state, first, count);
    }
    for (int t = HISTORY; t < DATES; t++) {
      float common = t % 3 == 0 ? 0.5f : 0;
      for (int c = 0; c + 1 < cuts.length; c++) {
        detector.update(state, cuts[c], cuts[c + 1], values[t], cuts[c], time(t), common);
      }
    }
    return state;
  }

  @ParameterizedTest
  @MethodSource("detectors")
  void formsAreEqual(String text) {
    PixelState scalar = run(detector(text, false), new int[] {0, PIXELS});
    PixelState vector = run(detector(text, true), new int[] {0, 1, 18, 40, PIXELS});
    for (int plane = 0; plane < scalar.fixedPlanes(); plane++) {
      assertThat(vector.fixed(plane)).as("fixed plane " + plane).isEqualTo(scalar.fixed(plane));
    }
    for (int plane = 0; plane < scalar.movingPlanes(); plane++) {
      assertThat(vector.moving(plane)).as("moving plane " + plane).isEqualTo(scalar.moving(plane));
    }
    for (int plane = 0; plane < scalar.movingPlanes(); plane++) {
      assertThat(Float.isInfinite(scalar.moving(plane)[8])).isFalse();
      assertThat(Float.isInfinite(scalar.moving(plane)[9])).isFalse();
    }
    int changes = 0;
    int missing = 0;
    for (int p = 0; p < PIXELS; p++) {
      changes += EvidencePlanes.status(scalar, p) == PixelEvidence.Status.CONFIRMED ? 1 : 0;
      missing += EvidencePlanes.status(scalar, p) == PixelEvidence.Status.NO_MODEL ? 1 : 0;
    }
    assertThat(changes).isPositive();
    assertThat(missing).isBetween(4, PIXELS / 2);
  }
}
