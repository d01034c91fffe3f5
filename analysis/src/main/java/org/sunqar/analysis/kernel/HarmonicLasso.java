// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.kernel;

/**
 * The season-trend model of all bands of a pixel, fitted by the lasso: least squares with a penalty
 * of lambda times the sum of the absolute standardised coefficients, by cyclic coordinate descent
 * with covariance updates (Friedman, Hastie and Tibshirani, 2010, <i>Regularization paths for
 * generalized linear models via coordinate descent</i>, Journal of Statistical Software 33,
 * equations 5 to 9). The intercept bears no penalty. It starts from zero and stops when no
 * standardised coefficient, in units of the response's root of the sum of squares, moves by {@link
 * #THRESHOLD}: so the result is that of a path, not of a minimum, and depends on the order of the
 * operations. All of them are float32, in the order of the glmnet of 2008 that CCDC's
 * implementations share, whose results change detectors are compared with.
 *
 * <p>Both forms take every step of each band in the same order, so that they agree to the bit.
 */
public interface HarmonicLasso {

  /** Lanes of a row: at most this many bands, and at most this many columns. */
  int LANES = 8;

  /** Intercept, slope, and cosine and sine of three cycles. */
  int MAX_COEFFICIENTS = 8;

  /** What slopes per day are multiplied by, so that they are no smaller than other coefficients. */
  float SLOPE_SCALE = 10_000;

  /** Where the descent stops. */
  float THRESHOLD = 1e-4f;

  /**
   * Fits all lanes.
   *
   * @param basis of each date {@link #LANES} columns: day, then {@code cos(w d), sin(w d), cos(2 w
   *     d), ...} up to three cycles, then an unused one
   * @param predictionBasis the columns that residuals are taken with; the same array where they are
   * @param values of each date {@link #LANES} bands; lanes without a band have zeros
   * @param from the first date of the fit
   * @param to the end of the fit, exclusive; more dates than coefficients
   * @param coefficients 4, 6 or 8
   * @param lambda penalty in units of the values, at least 0
   */
  void fit(
      float[] basis,
      float[] predictionBasis,
      float[] values,
      int from,
      int to,
      int coefficients,
      float lambda,
      LassoFit fit);

  /**
   * The fitted values of all lanes.
   *
   * @param basis columns of the dates, as for the fit
   * @param target receives {@link #LANES} values
   */
  void predict(LassoFit fit, float[] basis, int date, float[] target);

  /**
   * Root of the sum of the squares of some residuals, over {@code freedom}.
   *
   * @param which numbers of observations of the fit
   * @param count how many of them
   * @param least what the results are at least, by lane
   * @param target receives {@link #LANES} values
   */
  void scatter(LassoFit fit, int[] which, int count, float freedom, float[] least, float[] target);

  /** The form for this machine. An instance serves one thread. */
  static HarmonicLasso create() {
    return BfastMonitorKernel.isVectorised() && VectorHarmonicLasso.isFast()
        ? new VectorHarmonicLasso()
        : new ScalarHarmonicLasso();
  }
}
