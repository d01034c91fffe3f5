// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sunqar.analysis.AnalysisException;

class WhittakerTest {

  /** The reference: vam.whittaker on 10-day bins from 2016-01-01. */
  @ParameterizedTest
  @CsvSource({"ws2d, 46", "ws2doptv, 46", "ws2doptvp_p90, 46"})
  void theReferenceDrawsTheSameCurves(String method, int count) throws IOException {
    WhittakerOptions options =
        switch (method) {
          case "ws2d" -> WhittakerOptions.fixed(100);
          case "ws2doptv" -> WhittakerOptions.vCurve();
          default -> WhittakerOptions.vCurve().along(0.9);
        };
    int steps = 293;
    Whittaker whittaker = new Whittaker(steps, options);
    Map<String, List<String[]>> observations = GoldenSeries.observations();
    int compared = 0;
    for (String[] row : GoldenSeries.rows("expect_whittaker.csv")) {
      if (!row[1].equals(method)) {
        continue;
      }
      double[] y = new double[steps];
      double[] w = new double[steps];
      for (String[] observation : GoldenSeries.of(observations, row[0])) {
        long day =
            LocalDate.parse(observation[1]).toEpochDay() - LocalDate.of(2016, 1, 1).toEpochDay();
        y[(int) (day / 10)] = Double.parseDouble(observation[3]) * 10_000;
        w[(int) (day / 10)] = 1;
      }
      double[] z = new double[steps];
      assertThat(whittaker.smooth(y, w, z))
          .as(row[0])
          .isCloseTo(Double.parseDouble(row[2]), within(1e-11 * Double.parseDouble(row[2])));
      for (int t = 0; t < steps; t++) {
        double expected = Double.parseDouble(row[3 + t]);
        assertThat(z[t])
            .as(row[0] + " step " + t)
            .isCloseTo(expected, within(1e-6 * Math.max(1, Math.abs(expected))));
      }
      compared++;
    }
    assertThat(compared).isEqualTo(count);
  }

  /** Five diagonals by elimination are what the dense equations give. */
  @ParameterizedTest
  @ValueSource(ints = {3, 4, 5, 6, 17, 40})
  void theNormalEquationsHold(int steps) {
    Random random = new Random(steps);
    double lambda = 37;
    double[] y = random.doubles(steps).toArray();
    double[] w = random.doubles(steps).map(x -> x < 0.3 ? 0 : x).toArray();
    w[0] = 1;
    w[steps - 1] = 1;
    double[] z = new double[steps];
    new Whittaker(steps, WhittakerOptions.fixed(lambda)).smooth(y, w, z);
    for (int i = 0; i < steps; i++) {
      double left = w[i] * (z[i] - y[i]);
      for (int row = Math.max(0, i - 2); row <= Math.min(i, steps - 3); row++) {
        double bend = z[row] - 2 * z[row + 1] + z[row + 2];
        left += lambda * bend * (i - row == 1 ? -2 : 1);
      }
      assertThat(left).isCloseTo(0, within(1e-11));
    }
  }

  @Test
  void aLineIsItsOwnCurveAndGoesOnBeyondItsEnds() {
    double[] y = new double[12];
    double[] w = new double[12];
    for (int i : new int[] {3, 5, 6, 8}) {
      y[i] = 2 + 0.5 * i;
      w[i] = 1;
    }
    double[] z = new double[12];
    new Whittaker(12, WhittakerOptions.fixed(1000)).smooth(y, w, z);
    for (int i = 0; i < 12; i++) {
      assertThat(z[i]).isCloseTo(2 + 0.5 * i, within(1e-9));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void noCurveWithFewerThanTwoObservations(int seen) {
    double[] w = new double[9];
    w[4] = seen;
    double[] z = new double[9];
    assertThat(new Whittaker(9, WhittakerOptions.vCurve()).smooth(new double[9], w, z)).isNaN();
    assertThat(z).containsOnly(Double.NaN);
  }

  /** Bit by bit, with pixels that have nothing, one value, a constant, and gaps. */
  @ParameterizedTest
  @CsvSource({"3,0.5", "4,0.5", "7,0.9", "30,0.5", "61,0.1", "61,0.9", "293,0.5"})
  void theVectorFormEqualsTheScalarForm(int steps, double expectile) {
    Random random = new Random(steps);
    float[] values = new float[steps * 16 + 5];
    for (int t = 0; t < steps; t++) {
      for (int p = 0; p < 16; p++) {
        float value = (float) (5000 + 3000 * Math.sin(t / 5.0 + p) + 500 * random.nextGaussian());
        values[5 + t * 16 + p] =
            p == 0 || (p == 1 && t != 1) || random.nextDouble() < 0.05 * p
                ? Float.NaN
                : p == 2 ? 7 : value;
      }
    }
    for (Lambda lambda :
        List.of(new Lambda.Fixed(100), Lambda.VCurve.defaults(), new Lambda.VCurve(0, 1, 1))) {
      WhittakerOptions options = new WhittakerOptions(lambda, expectile);
      float[] scalar = new float[steps * 16];
      float[] vector = new float[steps * 16 + 3];
      double[] scalarLambdas = new double[16];
      double[] vectorLambdas = new double[16];
      new WhittakerBlock(steps, options, false).smooth(values, 5, scalar, 0, scalarLambdas);
      new WhittakerBlock(steps, options, true).smooth(values, 5, vector, 3, vectorLambdas);
      assertThat(vectorLambdas).isEqualTo(scalarLambdas);
      assertThat(Arrays.copyOfRange(vector, 3, vector.length)).isEqualTo(scalar);
      assertThat(vectorLambdas[0]).isNaN();
      assertThat(vectorLambdas[3]).isPositive();
    }
  }

  @Test
  void settingsOutOfRange() {
    for (Runnable setting :
        List.<Runnable>of(
            () -> new Lambda.Fixed(0),
            () -> new Lambda.Fixed(Double.NaN),
            () -> new Lambda.VCurve(1, -1, 0.2),
            () -> new Lambda.VCurve(-1, 3, 0),
            () -> new Lambda.VCurve(-1, 3, 1e-9),
            () -> WhittakerOptions.fixed(1).along(1),
            () -> new Whittaker(2, WhittakerOptions.fixed(1)),
            () -> new Whittaker(100_000, WhittakerOptions.fixed(1)))) {
      assertThatThrownBy(setting::run)
          .isInstanceOfSatisfying(
              AnalysisException.class,
              e -> assertThat(e.key()).isEqualTo(AnalysisException.Key.SETTING));
    }
  }
}
