// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.detect.landtrendr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sunqar.analysis.AnalysisException;

/** Made trajectories whose vertices are known, and what must hold of any. */
class LandTrendrTest {

  private static final LandTrendr DETECTOR = new LandTrendr(LandTrendrOptions.DEFAULT);
  private static final int[] YEARS = IntStream.range(1985, 2015).toArray();

  /** Against scipy.stats.f.sf. */
  @ParameterizedTest
  @CsvSource({
    "3.5, 2, 10, 0.07042962777237427",
    "1, 4, 7, 0.4672142341363138",
    "12.25, 6, 23, 3.5419058300438417e-06",
    "0, 8, 5, 1",
    "250, 12, 1, 0.049387734723149716"
  })
  void upperTailOfF(double f, int d1, int d2, double expected) {
    assertThat(FDistribution.upper(f, d1, d2)).isCloseTo(expected, within(1e-10 * expected));
  }

  /** In nine of ten series; in the others noise that zigzags took the vertices. */
  @Test
  void aDisturbanceIsTwoVerticesAYearApart() {
    int exact = 0;
    for (int seed = 0; seed < 200; seed++) {
      Trajectory found = detect(year -> year < 2000 ? 0.8 : 0.3, 0.02, seed);
      assertThat(found.p()).isLessThan(1e-6);
      int fall = fall(found);
      if (YEARS[found.vertices().get(fall)] == 1999
          && YEARS[found.vertices().get(fall + 1)] == 2000) {
        exact++;
        assertThat(found.change(fall)).isCloseTo(-0.5, within(0.06));
        assertThat(found.rmse()).isLessThan(0.04);
      }
    }
    assertThat(exact).isGreaterThanOrEqualTo(175);
  }

  @Test
  void aRecoveryFollowsAsALine() {
    for (int seed = 0; seed < 20; seed++) {
      Trajectory found =
          detect(year -> year < 1995 ? 0.8 : 0.3 + 0.02 * (year - 1995), 0.015, seed);
      int fall = fall(found);
      assertThat(YEARS[found.vertices().get(fall)]).as("seed " + seed).isEqualTo(1994);
      assertThat(YEARS[found.vertices().get(fall + 1)]).isEqualTo(1995);
      double back = found.fitted().getLast() - found.fitted().get(10);
      assertThat(back).isCloseTo(0.02 * 19, within(0.06));
    }
  }

  /** White noise: the flat line, in most of 100 cases, though six segments were tried. */
  @Test
  void stableLandIsMostlyFlat() {
    int flat = 0;
    for (int seed = 0; seed < 100; seed++) {
      flat += detect(_ -> 0.7, 0.02, seed).p() == 1 ? 1 : 0;
    }
    assertThat(flat).isGreaterThan(50);
  }

  /** Exactly straight pieces are found exactly, and no more of them than there are. */
  @Test
  void exactPiecesAreFoundExactly() {
    double[] values = new double[YEARS.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = i < 12 ? 0.9 - 0.01 * i : 0.78 - 0.04 * (i - 12);
    }
    Trajectory found = DETECTOR.detect(YEARS, values).orElseThrow();
    assertThat(found.vertices()).isEqualTo(List.of(0, 12, 29));
    assertThat(doubles(found.fitted())).containsExactly(values, within(1e-12));
    assertThat(found.p()).isZero();
  }

  @Test
  void aSpikeIsDamped() {
    double[] values = {5, 5, 5, 9, 5, 5, 5};
    assertThat(DETECTOR.despiked(values)).containsExactly(5, 5, 5, 5, 5, 5, 5);
    // 1 - 1/4 is below the threshold: a lasting part of 1 remains
    assertThat(DETECTOR.despiked(new double[] {5, 5, 9, 6, 6})).containsExactly(5, 5, 9, 6, 6);
    LandTrendrOptions never = new LandTrendrOptions(6, 1, 3, 0.25, 0.05, 0.75, 6, true);
    assertThat(new LandTrendr(never).despiked(values)).isEqualTo(values);
  }

  /** Random walks, years missing, of either direction. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whatHoldsOfAnySeries(boolean lossIsDecrease) {
    LandTrendrOptions options =
        new LandTrendrOptions(4, 0.9, 3, 0.2, 0.05, 0.75, 6, lossIsDecrease);
    Random random = new Random(3);
    for (int run = 0; run < 400; run++) {
      int n = 6 + random.nextInt(30);
      int[] years = new int[n];
      double[] values = new double[n];
      for (int i = 0; i < n; i++) {
        years[i] = i == 0 ? 1980 : years[i - 1] + 1 + (random.nextInt(5) == 0 ? 2 : 0);
        values[i] = (i == 0 ? 0 : 0.8 * values[i - 1]) + random.nextGaussian();
      }
      Trajectory found = new LandTrendr(options).detect(years, values).orElseThrow();
      assertThat(found.vertices()).startsWith(0).endsWith(n - 1).isSorted().doesNotHaveDuplicates();
      assertThat(found.segments()).isBetween(1, 4);
      assertThat(found.fitted()).hasSize(n);
      double[] despiked = new LandTrendr(options).despiked(values);
      double range =
          Arrays.stream(despiked).max().orElseThrow() - Arrays.stream(despiked).min().orElseThrow();
      for (int s = 0; s < found.segments(); s++) {
        int from = found.vertices().get(s);
        int to = found.vertices().get(s + 1);
        double slope = found.change(s) / (years[to] - years[from]);
        for (int i = from; i <= to; i++) { // straight, and joined at the vertices
          double line = found.fitted().get(from) + slope * (years[i] - years[from]);
          assertThat(found.fitted().get(i)).isCloseTo(line, within(1e-9));
        }
        double recovery = lossIsDecrease ? slope : -slope;
        assertThat(recovery).isLessThanOrEqualTo(0.2 * range * (1 + 1e-12));
      }
    }
  }

  /** Turned upside down, or in another unit, a series has the same vertices. */
  @Test
  void directionAndUnitDoNotMatter() {
    LandTrendrOptions rising = new LandTrendrOptions(6, 0.9, 3, 0.25, 0.05, 0.75, 6, false);
    Random random = new Random(5);
    for (int run = 0; run < 50; run++) {
      double[] values = random.doubles(30).toArray();
      Trajectory one = DETECTOR.detect(YEARS, values).orElseThrow();
      double[] other = Arrays.stream(values).map(value -> -256 * value).toArray();
      Trajectory two = new LandTrendr(rising).detect(YEARS, other).orElseThrow();
      assertThat(two.vertices()).isEqualTo(one.vertices());
      assertThat(two.rmse()).isEqualTo(256 * one.rmse());
    }
  }

  @Test
  void tooFewYearsAndFlatLines() {
    assertThat(DETECTOR.detect(new int[] {1, 2, 3, 4, 5}, new double[5])).isEmpty();
    Trajectory flat = DETECTOR.detect(YEARS, new double[30]).orElseThrow();
    assertThat(flat.vertices()).containsExactly(0, 29);
    assertThat(flat.p()).isEqualTo(1);
    assertThatThrownBy(() -> DETECTOR.detect(new int[] {1, 1}, new double[2]))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new LandTrendrOptions(0, 0.9, 3, 0.25, 0.05, 0.75, 6, true))
        .isInstanceOf(AnalysisException.class)
        .hasMessageContaining("1 to 20, not 0");
    assertThatThrownBy(() -> new LandTrendrOptions(6, 0.9, 3, 0, 0.05, 0.75, 6, true))
        .isInstanceOf(AnalysisException.class);
  }

  private static Trajectory detect(
      java.util.function.IntToDoubleFunction shape, double noise, int seed) {
    Random random = new Random(seed);
    double[] values =
        Arrays.stream(YEARS)
            .mapToDouble(year -> shape.applyAsDouble(year) + noise * random.nextGaussian())
            .toArray();
    return DETECTOR.detect(YEARS, values).orElseThrow();
  }

  /** The segment with the greatest loss. */
  private static int fall(Trajectory found) {
    return IntStream.range(0, found.segments())
        .boxed()
        .min((a, b) -> Double.compare(found.change(a), found.change(b)))
        .orElseThrow();
  }

  private static double[] doubles(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
