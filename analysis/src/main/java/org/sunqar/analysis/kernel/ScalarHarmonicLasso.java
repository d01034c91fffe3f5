// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.kernel;

import java.util.Arrays;

/** The definition of {@link HarmonicLasso}: one band after the other. */
public final class ScalarHarmonicLasso implements HarmonicLasso {

  private static final int MAX_PREDICTORS = MAX_COEFFICIENTS - 1;

  /** Standardised predictors, column-major. */
  private float[] x = new float[0];

  private float[] y = new float[0];
  private int n;
  private int predictors;
  private final float[] mean = new float[MAX_PREDICTORS];
  private final float[] scale = new float[MAX_PREDICTORS];

  /** Inner products of the standardised predictors j and k, at {@code j LANES + k}. */
  private final float[] products = new float[LANES * LANES];

  private final LassoDescent descent = new LassoDescent(products);

  @Override
  public void fit(
      float[] basis,
      float[] predictionBasis,
      float[] values,
      int from,
      int to,
      int coefficients,
      float lambda,
      LassoFit fit) {
    n = to - from;
    predictors = coefficients - 1;
    if (y.length < n) {
      y = new float[2 * n];
      x = new float[MAX_PREDICTORS * 2 * n];
    }
    float weight = 1f / n;
    float root = (float) Math.sqrt(weight);
    standardise(basis, from, weight, root);
    fit.reserve(n);
    fit.predictors = predictors;
    Arrays.fill(fit.coefficients, 0);
    for (int band = 0; band < LANES; band++) {
      fitBand(values, from, band, lambda, fit);
    }
    residuals(predictionBasis, values, from, fit);
  }

  @Override
  public void predict(LassoFit fit, float[] basis, int date, float[] target) {
    for (int band = 0; band < LANES; band++) {
      target[band] = fit.predict(basis, date, band);
    }
  }

  @Override
  public void scatter(
      LassoFit fit, int[] which, int count, float freedom, float[] least, float[] target) {
    for (int band = 0; band < LANES; band++) {
      float sum = 0;
      for (int i = 0; i < count; i++) {
        float residual = fit.residuals[which[i] * LANES + band];
        sum += residual * residual;
      }
      target[band] = Math.max(least[band], (float) Math.sqrt(sum) / freedom);
    }
  }

  private void standardise(float[] basis, int from, float weight, float root) {
    for (int j = 0; j < predictors; j++) {
      int column = j * n;
      float sum = 0;
      for (int i = 0; i < n; i++) {
        sum += weight * basis[(from + i) * LANES + j];
      }
      mean[j] = sum;
      float squares = 0;
      for (int i = 0; i < n; i++) {
        float centred = root * (basis[(from + i) * LANES + j] - sum);
        x[column + i] = centred;
        squares += centred * centred;
      }
      scale[j] = (float) Math.sqrt(squares);
      for (int i = 0; i < n; i++) {
        x[column + i] /= scale[j];
      }
      for (int k = 0; k < j; k++) {
        float product = product(x, column, x, k * n);
        products[j * LANES + k] = product;
        products[k * LANES + j] = product;
      }
      products[j * LANES + j] = 1;
    }
  }

  private float product(float[] a, int aOffset, float[] b, int bOffset) {
    float sum = 0;
    for (int i = 0; i < n; i++) {
      sum += a[aOffset + i] * b[bOffset + i];
    }
    return sum;
  }

  private void fitBand(float[] values, int from, int band, float lambda, LassoFit fit) {
    float weight = 1f / n;
    float root = (float) Math.sqrt(weight);
    float yMean = 0;
    for (int i = 0; i < n; i++) {
      yMean += weight * values[(from + i) * LANES + band];
    }
    float squares = 0;
    for (int i = 0; i < n; i++) {
      y[i] = root * (values[(from + i) * LANES + band] - yMean);
      squares += y[i] * y[i];
    }
    float yScale = (float) Math.sqrt(squares);
    fit.coefficients[band] = yMean;
    if (yScale == 0) {
      return; // a constant: there is nothing to fit
    }
    for (int i = 0; i < n; i++) {
      y[i] /= yScale;
    }
    for (int j = 0; j < predictors; j++) {
      descent.gradient[j] = product(y, 0, x, j * n);
    }
    descent.run(predictors, lambda / yScale);
    descent.toCoefficients(band, yMean, yScale, mean, scale, fit.coefficients);
  }

  private void residuals(float[] basis, float[] values, int from, LassoFit fit) {
    float freedom = (float) Math.sqrt((float) (n - predictors - 1));
    for (int band = 0; band < LANES; band++) {
      float squares = 0;
      for (int i = 0; i < n; i++) {
        int at = (from + i) * LANES;
        float residual = values[at + band] - predict(basis, at, fit.coefficients, band, predictors);
        fit.residuals[i * LANES + band] = residual;
        squares += residual * residual;
      }
      fit.norm[band] = (float) Math.sqrt(squares);
      fit.rmse[band] = fit.norm[band] / freedom;
    }
  }

  /**
   * The model's value.
   *
   * @param at where the date's columns start in {@code basis}
   */
  static float predict(float[] basis, int at, float[] coefficients, int band, int predictors) {
    float sum = coefficients[band] + coefficients[LANES + band] * basis[at] / SLOPE_SCALE;
    for (int j = 1; j < predictors; j++) {
      sum += coefficients[(j + 1) * LANES + band] * basis[at + j];
    }
    return sum;
  }
}
