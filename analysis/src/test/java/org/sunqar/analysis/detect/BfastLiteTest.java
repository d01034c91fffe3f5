// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sunqar.analysis.AnalysisException;
import org.sunqar.analysis.detect.BfastLiteResult.Piece;
import org.sunqar.analysis.detect.BfastLiteResult.Status;

class BfastLiteTest {

  private static final BfastLiteOptions OPTIONS =
      new BfastLiteOptions(1, true, 0.15, BreakCriterion.BIC);

  @Test
  void everyStepIsABreak() {
    BfastLiteResult result = new BfastLite(OPTIONS).detect(series(240, 70, 150));
    assertThat(result.status()).isEqualTo(Status.OK);
    assertThat(result.segments())
        .extracting(Piece::first, Piece::last)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(0, 69),
            org.assertj.core.groups.Tuple.tuple(70, 149),
            org.assertj.core.groups.Tuple.tuple(150, 239));
    Piece piece = result.segments().get(1);
    assertThat(piece.observations()).isEqualTo(80);
    assertThat(piece.model().sigma()).isCloseTo(0.02, within(0.005));
    assertThat(piece.model().coefficient(2)).isCloseTo(0.1, within(0.01));
  }

  /** All numbers and places of breaks, tried one by one. */
  @Test
  void noOtherBreaksAreBetter() {
    BfastLiteOptions options = new BfastLiteOptions(1, false, 0.2, BreakCriterion.LWZ);
    Random random = new Random(3);
    for (int run = 0; run < 20; run++) {
      int n = 30 + random.nextInt(20);
      Series series = series(n, 10 + random.nextInt(n - 20), n);
      List<Piece> pieces = new BfastLite(options).detect(series).segments();
      int shortest = (int) Math.floor(0.2 * n);
      int most = Math.ceilDiv(n, shortest) - 2;
      double found = criterion(series, pieces.stream().mapToInt(Piece::first).toArray());
      assertThat(found).isCloseTo(least(series, shortest, most, new int[] {0}), within(1e-6));
    }
  }

  private static double least(Series series, int shortest, int breaks, int[] starts) {
    double least = criterion(series, starts);
    if (breaks > 0) {
      int last = starts[starts.length - 1];
      for (int next = last + shortest; next <= series.size() - shortest; next++) {
        int[] more = java.util.Arrays.copyOf(starts, starts.length + 1);
        more[starts.length] = next;
        least = Math.min(least, least(series, shortest, breaks - 1, more));
      }
    }
    return least;
  }

  /** LWZ of a model with an intercept, a cosine and a sine. */
  private static double criterion(Series series, int[] starts) {
    int n = series.size();
    HarmonicDesign design = new HarmonicDesign(1, false, 365);
    double rss = 0;
    for (int s = 0; s < starts.length; s++) {
      int end = s + 1 < starts.length ? starts[s + 1] : n;
      UpdatingQr fit = new UpdatingQr(3);
      double[] row = new double[3];
      for (int i = starts[s]; i < end; i++) {
        design.row(series.time(i), 0, row, 0);
        fit.add(row, 0, series.value(i));
      }
      double[] coefficients = new double[3];
      fit.coefficients(coefficients);
      for (int i = starts[s]; i < end; i++) {
        design.row(series.time(i), 0, row, 0);
        double residual = series.value(i);
        for (int j = 0; j < 3; j++) {
          residual -= row[j] * coefficients[j];
        }
        rss += residual * residual;
      }
    }
    return n * (Math.log(rss / n) + 1 + Math.log(2 * Math.PI))
        + 0.299 * Math.pow(Math.log(n), 2.1) * 4 * starts.length;
  }

  @Test
  void tooFewAndTooMany() {
    BfastLite detector = new BfastLite(OPTIONS);
    assertThat(detector.detect(series(0, 0, 0)).status()).isEqualTo(Status.TOO_FEW_OBSERVATIONS);
    assertThat(detector.detect(series(33, 33, 33)).status()).isEqualTo(Status.TOO_FEW_OBSERVATIONS);
    assertThat(detector.detect(series(34, 34, 34)).status()).isEqualTo(Status.OK);
    assertThat(detector.detect(series(3001, 5, 9)).status())
        .isEqualTo(Status.TOO_MANY_OBSERVATIONS);
  }

  @ParameterizedTest
  @CsvSource({"0, 0.15", "5, 0.15", "3, 0", "3, 0.51", "3, NaN"})
  void settingsOutOfTheirRange(int order, double h) {
    assertThatExceptionOfType(AnalysisException.class)
        .isThrownBy(() -> new BfastLiteOptions(order, true, h, BreakCriterion.LWZ));
  }

  /** A season with two steps. */
  private static Series series(int n, int first, int second) {
    Random random = new Random(n);
    double[] times = new double[n];
    double[] values = new double[n];
    for (int i = 0; i < n; i++) {
      times[i] = 2010 + i * 16 / 365.0;
      values[i] =
          0.5
              + 0.1 * Math.cos(2 * Math.PI * times[i])
              + 0.02 * random.nextGaussian()
              - (i >= first ? 0.2 : 0)
              + (i >= second ? 0.1 : 0);
    }
    return new Series("made", 365, 2010, times, values);
  }
}
