// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.detect.ccd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The filter against the textbook's, with dense matrices of doubles, day by day. */
class StateSpaceTest {

  private static final int STATES = 6;
  private static final double FREQUENCY = 2 * Math.PI / 365.25;

  @Test
  void equalsTheDenseFilter() {
    MadePixel pixel = new MadePixel(60, 11);
    ClearSeries series = new ClearSeries();
    series.clear(60);
    for (int i = 0; i < 60; i++) {
      series.add(pixel.series(), i);
    }
    StateSpace filter = new StateSpace(6);
    float[] predicted = new float[StateSpace.LANES];
    for (int band = 0; band < 6; band++) {
      filter.coefficients[band] = 600 + 300 * band;
    }
    filter.initialise(series, 0, 29, new float[] {25, 25, 25, 25, 25, 25, 0, 0});
    Dense[] dense = new Dense[6];
    for (int band = 0; band < 6; band++) {
      dense[band] = new Dense(filter, band, series.day(30));
    }
    for (int i = 30; i < 59; i++) {
      if (i == 45) {
        filter.skip(16);
      } else {
        filter.update(series, i);
      }
      for (int band = 0; band < 6; band++) {
        if (i != 45) {
          dense[band].correct(series.value(i, band));
        }
        for (int day = 0; day < 16; day++) {
          dense[band].moveByOneDay();
        }
        filter.predict(series.day(i + 1), predicted);
        assertThat((double) predicted[band]).isCloseTo(dense[band].prediction(), within(0.3));
        assertThat(filter.covariance[band]).isCloseTo(dense[band].covariance[0][0], within(0.02));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4})
  void vectorsEqualTheScalarForm(int seed) {
    MadePixel pixel = new MadePixel(200, seed);
    ClearSeries series = new ClearSeries();
    series.clear(200);
    for (int i = 0; i < 200; i++) {
      series.add(pixel.series(), i);
    }
    StateSpace scalar = new StateSpace(6);
    StateSpace vectors = new VectorStateSpace(6);
    float[] rmse = {25, 30, 20, 5, 80, 0, 0, 0};
    for (StateSpace each : List.of(scalar, vectors)) {
      for (int band = 0; band < 5; band++) {
        // nothing is known of the last band's level or noise: no variance, no correction
        each.coefficients[band] = 600 + 300 * band;
      }
      each.initialise(series, 0, 29, rmse);
    }
    float[] expected = new float[StateSpace.LANES];
    float[] actual = new float[StateSpace.LANES];
    for (int i = 30; i < 199; i++) {
      if (i % 45 == 0) {
        scalar.skip(16);
        vectors.skip(16);
      } else {
        scalar.update(series, i);
        vectors.update(series, i);
      }
      scalar.predict(series.day(i + 1), expected);
      vectors.predict(series.day(i + 1), actual);
      assertThat(Arrays.copyOf(actual, 6)).isEqualTo(Arrays.copyOf(expected, 6));
    }
    assertThat(vectors.models()).usingRecursiveComparison().isEqualTo(scalar.models());
  }

  /** State and covariance of a band on a day. */
  private static final class Dense {
    private final double[] state = new double[STATES];
    private final double[][] covariance = new double[STATES][STATES];
    private final double variance;

    Dense(StateSpace filter, int band, int day) {
      float[] c = filter.coefficientsOf(band);
      double a = FREQUENCY * day;
      state[0] = c[0] + c[1] / 1e4 * day;
      state[1] = c[1] / 1e4;
      for (int k = 1; k <= 2; k++) {
        state[2 * k] = c[2 * k] * Math.cos(k * a) + c[2 * k + 1] * Math.sin(k * a);
        state[2 * k + 1] = -c[2 * k] * Math.sin(k * a) + c[2 * k + 1] * Math.cos(k * a);
      }
      int at = band;
      for (int i = 0; i < STATES; i++) {
        for (int j = i; j < STATES; j++) {
          covariance[i][j] = filter.covariance[at];
          covariance[j][i] = filter.covariance[at];
          at += StateSpace.LANES;
        }
      }
      variance = filter.variance[band];
    }

    double prediction() {
      return state[0] + state[2] + state[4];
    }

    void correct(double value) {
      double[] gain = new double[STATES];
      for (int i = 0; i < STATES; i++) {
        gain[i] = covariance[i][0] + covariance[i][2] + covariance[i][4];
      }
      double predicted = gain[0] + gain[2] + gain[4] + variance;
      double error = value - prediction();
      for (int i = 0; i < STATES; i++) {
        state[i] += gain[i] * error / predicted;
        for (int j = 0; j < STATES; j++) {
          covariance[i][j] -= gain[i] * gain[j] / predicted;
        }
      }
    }

    void moveByOneDay() {
      double[][] t = new double[STATES][STATES];
      t[0][0] = 1;
      t[0][1] = 1;
      t[1][1] = 1;
      for (int k = 1; k <= 2; k++) {
        t[2 * k][2 * k] = Math.cos(k * FREQUENCY);
        t[2 * k + 1][2 * k + 1] = Math.cos(k * FREQUENCY);
        t[2 * k][2 * k + 1] = Math.sin(k * FREQUENCY);
        t[2 * k + 1][2 * k] = -Math.sin(k * FREQUENCY);
      }
      double[] moved = new double[STATES];
      double[][] half = new double[STATES][STATES];
      double[][] both = new double[STATES][STATES];
      for (int i = 0; i < STATES; i++) {
        for (int k = 0; k < STATES; k++) {
          moved[i] += t[i][k] * state[k];
          for (int j = 0; j < STATES; j++) {
            half[i][j] += t[i][k] * covariance[k][j];
          }
        }
      }
      for (int i = 0; i < STATES; i++) {
        state[i] = moved[i];
        for (int j = 0; j < STATES; j++) {
          for (int k = 0; k < STATES; k++) {
            both[i][j] += half[i][k] * t[j][k];
          }
          covariance[i][j] = both[i][j] + (i == j ? i == 1 ? 0.25e-7 : 0.25 : 0);
        }
      }
    }
  }
}
