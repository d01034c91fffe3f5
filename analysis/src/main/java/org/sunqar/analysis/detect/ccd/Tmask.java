// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.detect.ccd;

import java.util.Arrays;

/**
 * Finds clouds, shadows and snow that the quality band missed: observations far from a robust model
 * of the green and of the first shortwave-infrared band (Zhu and Woodcock, 2014, <i>Automated
 * cloud, cloud shadow, and snow detection in multitemporal Landsat data</i>, Remote Sensing of
 * Environment 152, equations 1 to 5; the threshold is that of COLD).
 *
 * <p>The model has an intercept, a yearly cycle and one cycle over the whole years of the span. It
 * is fitted by at most {@value #ITERATIONS} rounds of reweighted least squares with Tukey's
 * biweight; residuals are adjusted by leverage (DuMouchel and O'Brien, 1989) and scaled by their
 * median absolute deviation without the smallest four (Street, Carroll and Ruppert, 1988). All of
 * it is in float64, so that a mark does not depend on how the equations are solved. One thread.
 */
final class Tmask {

  /** Observations farther than this many times the band's noise are marked. */
  private static final float THRESHOLD = 4.42f;

  private static final int GREEN = 1;
  private static final int SWIR1 = 4;

  private static final int COLUMNS = 5;
  private static final int ITERATIONS = 5;
  private static final double TUNING = 4.685;

  /** Makes the median absolute deviation that of a normal distribution. */
  private static final double NORMAL_MAD = 0.6745;

  private static final double MAX_LEVERAGE = 0.9999;

  /** Residuals below this part of the values' scatter are rounding. */
  private static final double LEAST_SIGMA = 1e-6;

  /** A coefficient rests when it moves by less than this part of itself. */
  private static final double CONVERGED = Math.sqrt(Math.ulp(1.0));

  private static final double FREQUENCY = SeasonBasis.TWO_PI / SeasonBasis.YEAR;

  /** A pivot below this part of the column's square counts as zero. */
  private static final double SINGULAR = 1e-13;

  private double[] x = new double[0];
  private double[] y = new double[0];
  private double[] residual = new double[0];
  private double[] weight = new double[0];
  private double[] adjustment = new double[0];
  private double[] sorted = new double[0];
  private int n;
  private final double[] normal = new double[COLUMNS * COLUMNS];
  private final double[] right = new double[COLUMNS];
  private final double[] coefficients = new double[COLUMNS];
  private final double[] previous = new double[COLUMNS];
  private final double[] row = new double[COLUMNS];

  /**
   * Marks observations.
   *
   * @param from first observation
   * @param to end, exclusive; at least six observations
   * @param noise of each band, the variogram
   * @param marks receives a mark per observation, from 0
   */
  void mark(ClearSeries series, int from, int to, float[] noise, boolean[] marks) {
    n = to - from;
    if (y.length < n) {
      x = new double[2 * n * COLUMNS];
      y = new double[2 * n];
      residual = new double[2 * n];
      weight = new double[2 * n];
      adjustment = new double[2 * n];
      sorted = new double[2 * n];
    }
    float years = (float) ((float) series.span(from, to - 1) / SeasonBasis.YEAR);
    double slow = FREQUENCY / (int) Math.ceil(years);
    for (int i = 0; i < n; i++) {
      int day = series.day(from + i);
      int at = i * COLUMNS;
      x[at] = 1;
      x[at + 1] = Math.cos(FREQUENCY * day);
      x[at + 2] = Math.sin(FREQUENCY * day);
      x[at + 3] = Math.cos(slow * day);
      x[at + 4] = Math.sin(slow * day);
    }
    Arrays.fill(marks, 0, n, false);
    markBand(series, from, GREEN, noise, marks);
    markBand(series, from, SWIR1, noise, marks);
  }

  private void markBand(ClearSeries series, int from, int band, float[] noise, boolean[] marks) {
    for (int i = 0; i < n; i++) {
      y[i] = series.value(from + i, band);
    }
    fit();
    float limit = THRESHOLD * noise[band];
    for (int i = 0; i < n; i++) {
      marks[i] |= Math.abs(residual[i]) > limit;
    }
  }

  private void fit() {
    Arrays.fill(weight, 0, n, 1);
    solve();
    adjustments();
    double least = LEAST_SIGMA * scatter();
    if (least == 0) {
      least = 1;
    }
    boolean rests = false;
    for (int round = 0; round < ITERATIONS && !rests; round++) {
      for (int i = 0; i < n; i++) {
        residual[i] *= adjustment[i];
      }
      double unit = TUNING * Math.max(deviation(), least);
      for (int i = 0; i < n; i++) {
        double u = residual[i] / unit;
        double v = 1 - u * u;
        weight[i] = v > 0 ? v * v : 0;
      }
      System.arraycopy(coefficients, 0, previous, 0, COLUMNS);
      solve();
      rests = rests();
    }
  }

  private boolean rests() {
    for (int j = 0; j < COLUMNS; j++) {
      double larger = Math.max(Math.abs(coefficients[j]), Math.abs(previous[j]));
      if (Math.abs(coefficients[j] - previous[j]) > CONVERGED * larger) {
        return false;
      }
    }
    return true;
  }

  /** Standard deviation of the values. */
  private double scatter() {
    double mean = 0;
    for (int i = 0; i < n; i++) {
      mean += y[i];
    }
    mean /= n;
    double squares = 0;
    for (int i = 0; i < n; i++) {
      squares += (y[i] - mean) * (y[i] - mean);
    }
    return Math.sqrt(squares / (n - 1));
  }

  private double deviation() {
    for (int i = 0; i < n; i++) {
      sorted[i] = Math.abs(residual[i]);
    }
    Arrays.sort(sorted, 0, n);
    int first = COLUMNS - 1;
    int count = n - first;
    int middle = first + count / 2;
    double median = count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    return median / NORMAL_MAD;
  }

  /** Factors 1 / sqrt(1 - h) by the leverages h of the unweighted fit, which was the last. */
  private void adjustments() {
    for (int i = 0; i < n; i++) {
      // h = |inverse(L) x|^2
      double leverage = 0;
      for (int j = 0; j < COLUMNS; j++) {
        double sum = x[i * COLUMNS + j];
        for (int k = 0; k < j; k++) {
          sum -= normal[j * COLUMNS + k] * row[k];
        }
        double diagonal = normal[j * COLUMNS + j];
        row[j] = diagonal == 0 ? 0 : sum / diagonal;
        leverage += row[j] * row[j];
      }
      adjustment[i] = 1 / Math.sqrt(1 - Math.min(leverage, MAX_LEVERAGE));
    }
  }

  /** Weighted least squares by Cholesky's factor of the normal equations, and the residuals. */
  private void solve() {
    Arrays.fill(normal, 0);
    Arrays.fill(right, 0);
    for (int i = 0; i < n; i++) {
      int at = i * COLUMNS;
      for (int j = 0; j < COLUMNS; j++) {
        double wx = weight[i] * x[at + j];
        right[j] += wx * y[i];
        for (int k = 0; k <= j; k++) {
          normal[j * COLUMNS + k] += wx * x[at + k];
        }
      }
    }
    factorise();
    for (int j = 0; j < COLUMNS; j++) {
      double sum = right[j];
      for (int k = 0; k < j; k++) {
        sum -= normal[j * COLUMNS + k] * row[k];
      }
      double diagonal = normal[j * COLUMNS + j];
      row[j] = diagonal == 0 ? 0 : sum / diagonal;
    }
    for (int j = COLUMNS - 1; j >= 0; j--) {
      double sum = row[j];
      for (int k = j + 1; k < COLUMNS; k++) {
        sum -= normal[k * COLUMNS + j] * coefficients[k];
      }
      double diagonal = normal[j * COLUMNS + j];
      coefficients[j] = diagonal == 0 ? 0 : sum / diagonal;
    }
    for (int i = 0; i < n; i++) {
      double fitted = 0;
      for (int j = 0; j < COLUMNS; j++) {
        fitted += coefficients[j] * x[i * COLUMNS + j];
      }
      residual[i] = y[i] - fitted;
    }
  }

  /** A column that depends on those before it gets a diagonal of 0 and is left out. */
  private void factorise() {
    for (int j = 0; j < COLUMNS; j++) {
      double square = normal[j * COLUMNS + j];
      for (int k = 0; k <= j; k++) {
        double sum = normal[j * COLUMNS + k];
        for (int m = 0; m < k; m++) {
          sum -= normal[j * COLUMNS + m] * normal[k * COLUMNS + m];
        }
        if (k < j) {
          double diagonal = normal[k * COLUMNS + k];
          normal[j * COLUMNS + k] = diagonal == 0 ? 0 : sum / diagonal;
        } else {
          normal[j * COLUMNS + j] = sum <= SINGULAR * square ? 0 : Math.sqrt(sum);
        }
      }
    }
  }
}
