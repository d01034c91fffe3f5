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

  /** Columns of each observation of the series, and the day and the whole years they are of. */
  private double[] x = new double[0];

  private int[] knownDays = new int[0];
  private int[] knownYears = new int[0];

  /** Where the columns of the first observation are. */
  private int first;

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
    first = from * COLUMNS;
    if (knownDays.length < to) {
      x = new double[2 * to * COLUMNS];
      knownDays = new int[2 * to];
      knownYears = new int[2 * to];
      y = new double[2 * to];
      residual = new double[2 * to];
      weight = new double[2 * to];
      adjustment = new double[2 * to];
      sorted = new double[2 * to];
    }
    int years = (int) Math.ceil((float) ((float) series.span(from, to - 1) / SeasonBasis.YEAR));
    for (int i = from; i < to; i++) {
      writeColumns(i, series.day(i), years);
    }
    Arrays.fill(marks, 0, n, false);
    markBand(series, from, GREEN, noise, marks);
    markBand(series, from, SWIR1, noise, marks);
  }

  /** The next call is often for the same dates and one more. */
  private void writeColumns(int i, int day, int years) {
    if (knownDays[i] == day && knownYears[i] == years) {
      return;
    }
    knownDays[i] = day;
    knownYears[i] = years;
    double slow = FREQUENCY / years;
    int at = i * COLUMNS;
    x[at] = 1;
    x[at + 1] = Math.cos(FREQUENCY * day);
    x[at + 2] = Math.sin(FREQUENCY * day);
    x[at + 3] = Math.cos(slow * day);
    x[at + 4] = Math.sin(slow * day);
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
    // h = |inverse(L) x|^2
    double[] l = normal;
    double r0 = reciprocal(0);
    double r1 = reciprocal(1);
    double r2 = reciprocal(2);
    double r3 = reciprocal(3);
    double r4 = reciprocal(4);
    int at = first;
    for (int i = 0; i < n; i++, at += COLUMNS) {
      double b0 = r0;
      double b1 = (x[at + 1] - l[5] * b0) * r1;
      double b2 = (x[at + 2] - l[10] * b0 - l[11] * b1) * r2;
      double b3 = (x[at + 3] - l[15] * b0 - l[16] * b1 - l[17] * b2) * r3;
      double b4 = (x[at + 4] - l[20] * b0 - l[21] * b1 - l[22] * b2 - l[23] * b3) * r4;
      double leverage = b0 * b0 + b1 * b1 + b2 * b2 + b3 * b3 + b4 * b4;
      adjustment[i] = 1 / Math.sqrt(1 - Math.min(leverage, MAX_LEVERAGE));
    }
  }

  private double reciprocal(int j) {
    double diagonal = normal[j * COLUMNS + j];
    return diagonal == 0 ? 0 : 1 / diagonal;
  }

  /** Weighted least squares by Cholesky's factor of the normal equations, and the residuals. */
  private void solve() {
    sumNormal();
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
    double c0 = coefficients[0];
    double c1 = coefficients[1];
    double c2 = coefficients[2];
    double c3 = coefficients[3];
    double c4 = coefficients[4];
    int at = first;
    for (int i = 0; i < n; i++, at += COLUMNS) {
      residual[i] = y[i] - (c0 + c1 * x[at + 1] + c2 * x[at + 2] + c3 * x[at + 3] + c4 * x[at + 4]);
    }
  }

  /** The lower triangle of the normal equations, its sums in registers. */
  private void sumNormal() {
    double n00 = 0;
    double n10 = 0;
    double n11 = 0;
    double n20 = 0;
    double n21 = 0;
    double n22 = 0;
    double n30 = 0;
    double n31 = 0;
    double n32 = 0;
    double n33 = 0;
    double n40 = 0;
    double n41 = 0;
    double n42 = 0;
    double n43 = 0;
    double n44 = 0;
    double y0 = 0;
    double y1 = 0;
    double y2 = 0;
    double y3 = 0;
    double y4 = 0;
    int at = first;
    for (int i = 0; i < n; i++, at += COLUMNS) {
      double w = weight[i];
      double value = y[i];
      double x1 = x[at + 1];
      double x2 = x[at + 2];
      double x3 = x[at + 3];
      double x4 = x[at + 4];
      n00 += w;
      y0 += w * value;
      double wx = w * x1;
      n10 += wx;
      n11 += wx * x1;
      y1 += wx * value;
      wx = w * x2;
      n20 += wx;
      n21 += wx * x1;
      n22 += wx * x2;
      y2 += wx * value;
      wx = w * x3;
      n30 += wx;
      n31 += wx * x1;
      n32 += wx * x2;
      n33 += wx * x3;
      y3 += wx * value;
      wx = w * x4;
      n40 += wx;
      n41 += wx * x1;
      n42 += wx * x2;
      n43 += wx * x3;
      n44 += wx * x4;
      y4 += wx * value;
    }
    putRow(0, y0, n00, 0, 0, 0, 0);
    putRow(1, y1, n10, n11, 0, 0, 0);
    putRow(2, y2, n20, n21, n22, 0, 0);
    putRow(3, y3, n30, n31, n32, n33, 0);
    putRow(4, y4, n40, n41, n42, n43, n44);
  }

  private void putRow(int j, double y, double a, double b, double c, double d, double e) {
    right[j] = y;
    int at = j * COLUMNS;
    normal[at] = a;
    normal[at + 1] = b;
    normal[at + 2] = c;
    normal[at + 3] = d;
    normal[at + 4] = e;
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
