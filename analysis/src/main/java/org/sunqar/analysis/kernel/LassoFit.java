// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.kernel;

/**
 * What {@link HarmonicLasso} gives, for all bands of a pixel. Arrays are time-major with {@link
 * HarmonicLasso#LANES} lanes; the lane is the band.
 */
public final class LassoFit {

  /**
   * Coefficient k of band b at {@code k LANES + b}: intercept, slope per day times {@link
   * HarmonicLasso#SLOPE_SCALE}, then cosine and sine of one, two and three cycles a year. Those
   * that were not fitted are 0.
   */
  public final float[] coefficients =
      new float[HarmonicLasso.MAX_COEFFICIENTS * HarmonicLasso.LANES];

  /** Root of the residual sum of squares, by band. */
  public final float[] norm = new float[HarmonicLasso.LANES];

  /** Root of the residual sum of squares over (observations - coefficients), by band. */
  public final float[] rmse = new float[HarmonicLasso.LANES];

  /** Number of coefficients that were fitted, less the intercept. */
  int predictors;

  /** Observed less fitted; observation i of the fit, band b, at {@code i LANES + b}. */
  public float[] residuals = new float[0];

  /**
   * The fitted value.
   *
   * @param basis columns of the dates, as for the fit
   */
  public float predict(float[] basis, int date, int band) {
    return ScalarHarmonicLasso.predict(
        basis, date * HarmonicLasso.LANES, coefficients, band, predictors);
  }

  /** Makes room for the residuals of this many observations. */
  void reserve(int observations) {
    int size = Math.multiplyExact(observations, HarmonicLasso.LANES);
    if (residuals.length < size) {
      residuals = new float[Math.max(size, 2 * residuals.length)];
    }
  }
}
