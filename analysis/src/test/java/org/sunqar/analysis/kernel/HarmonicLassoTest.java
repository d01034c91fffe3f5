// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HarmonicLassoTest {

  private static final int LANES = HarmonicLasso.LANES;
  private static final double YEAR = 365.25;

  private final Random random = new Random(31);

  /** Days of a pixel, their columns, and values of seven bands. */
  private final class Pixel {
    final int n;
    final float[] basis;
    final float[] values;

    Pixel(int n, double noise) {
      this.n = n;
      basis = new float[n * LANES];
      values = new float[n * LANES];
      int day = 730_000 + random.nextInt(365);
      for (int i = 0; i < n; i++) {
        day += 8 * (1 + random.nextInt(4));
        basis[i * LANES] = day;
        for (int k = 1; k <= 3; k++) {
          double angle = 2 * Math.PI * k * day / YEAR;
          basis[i * LANES + 2 * k - 1] = (float) Math.cos(angle);
          basis[i * LANES + 2 * k] = (float) Math.sin(angle);
        }
        for (int band = 0; band < 7; band++) {
          double value =
              1000
                  + 300 * band
                  + 0.05 * band * (day - 731_000)
                  + 200 * basis[i * LANES + 1]
                  - 90 * basis[i * LANES + 4]
                  + noise * random.nextGaussian();
          values[i * LANES + band] = Math.round(value);
        }
      }
    }

    LassoFit fit(HarmonicLasso lasso, int coefficients, float lambda) {
      LassoFit fit = new LassoFit();
      lasso.fit(basis, basis, values, 0, n, coefficients, lambda, fit);
      return fit;
    }

    /** Inner product of a standardised predictor with the residuals, over root n. */
    double gradient(LassoFit fit, int predictor, int band) {
      double mean = 0;
      for (int i = 0; i < n; i++) {
        mean += basis[i * LANES + predictor] / (double) n;
      }
      double squares = 0;
      double product = 0;
      for (int i = 0; i < n; i++) {
        double x = basis[i * LANES + predictor] - mean;
        squares += x * x;
        product += x * fit.residuals[i * LANES + band];
      }
      return product / Math.sqrt(squares) / Math.sqrt(n);
    }
  }

  /**
   * At the minimum the gradient equals the penalty where a coefficient is not zero, with its sign,
   * and does not exceed it elsewhere; the descent stops a thousandth of the scatter before it.
   */
  @ParameterizedTest
  @CsvSource({"40,4,20", "60,6,20", "90,8,20", "250,8,20", "90,8,100", "90,8,0"})
  void theGradientBalancesThePenalty(int n, int coefficients, float lambda) {
    Pixel pixel = new Pixel(n, 60);
    LassoFit fit = pixel.fit(HarmonicLasso.create(), coefficients, lambda);
    int zeros = 0;
    for (int band = 0; band < 7; band++) {
      for (int k = 1; k < coefficients; k++) {
        double gradient = pixel.gradient(fit, k - 1, band);
        float coefficient = fit.coefficients[k * LANES + band];
        if (coefficient == 0) {
          zeros++;
          assertThat(Math.abs(gradient)).isLessThan(lambda + 1.5);
        } else {
          assertThat(gradient * Math.signum(coefficient)).isCloseTo(lambda, within(1.5));
        }
      }
    }
    assertThat(zeros > 0).isEqualTo(lambda > 0);
  }

  @Test
  void residualsAreObservedLessFitted() {
    Pixel pixel = new Pixel(70, 60);
    LassoFit fit = pixel.fit(HarmonicLasso.create(), 6, 20);
    for (int band = 0; band < 7; band++) {
      double squares = 0;
      for (int i = 0; i < pixel.n; i++) {
        float residual = fit.residuals[i * LANES + band];
        assertThat(residual)
            .isEqualTo(pixel.values[i * LANES + band] - fit.predict(pixel.basis, i, band));
        squares += (double) residual * residual;
      }
      assertThat((double) fit.norm[band]).isCloseTo(Math.sqrt(squares), within(0.01));
      assertThat((double) fit.rmse[band]).isCloseTo(Math.sqrt(squares / 64), within(0.001));
    }
  }

  @ParameterizedTest
  @CsvSource({"7,4", "12,4", "17,4", "18,6", "23,6", "24,8", "25,8", "61,8", "160,8", "400,8"})
  void vectorsEqualTheScalarForm(int n, int coefficients) {
    VectorHarmonicLasso vectors = new VectorHarmonicLasso();
    ScalarHarmonicLasso scalar = new ScalarHarmonicLasso();
    for (int run = 0; run < 200; run++) {
      Pixel pixel = new Pixel(n, run % 2 == 0 ? 20 : 400);
      if (run % 5 == 0) {
        for (int i = 0; i < n; i++) {
          pixel.values[i * LANES + 3] = 500;
        }
      }
      float lambda = run % 7 == 0 ? 0 : 10 * (run % 9);
      LassoFit expected = pixel.fit(scalar, coefficients, lambda);
      LassoFit actual = pixel.fit(vectors, coefficients, lambda);
      assertThat(actual.coefficients).isEqualTo(expected.coefficients);
      assertThat(actual.rmse).isEqualTo(expected.rmse);
      for (int date = 0; date < n; date += 5) {
        float[] prediction = new float[LANES];
        float[] other = new float[LANES];
        scalar.predict(expected, pixel.basis, date, prediction);
        vectors.predict(actual, pixel.basis, date, other);
        assertThat(other).isEqualTo(prediction);
      }
      int[] which = {n - 1, 0, n / 2, 3, 1, n - 2};
      float[] least = {0, 30, 10, 0, 1e4f, 0, 20, 0};
      float[] scatter = new float[LANES];
      float[] other = new float[LANES];
      scalar.scatter(expected, which, 5, 1.5f, least, scatter);
      vectors.scatter(actual, which, 5, 1.5f, least, other);
      assertThat(other).isEqualTo(scatter);
      for (int i = 0; i < n * LANES; i++) {
        assertThat(actual.residuals[i]).isEqualTo(expected.residuals[i]);
      }
    }
  }

  @Test
  void aConstantBandIsItsOwnModel() {
    Pixel pixel = new Pixel(32, 0);
    for (int i = 0; i < pixel.n; i++) {
      pixel.values[i * LANES + 2] = 4096;
    }
    LassoFit fit = pixel.fit(HarmonicLasso.create(), 8, 20);
    assertThat(fit.coefficients[2]).isEqualTo(4096);
    for (int k = 1; k < 8; k++) {
      assertThat(fit.coefficients[k * LANES + 2]).isZero();
    }
    assertThat(fit.rmse[2]).isZero();
  }
}
