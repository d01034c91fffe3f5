// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.detect;

import java.util.Arrays;

/**
 * Least squares over a growing set of observations: the triangular factor of the QR decomposition,
 * updated by one row at a time with Givens rotations (Golub and Van Loan, <i>Matrix
 * Computations</i>, 4th ed., section 6.5.3), O(k&sup2;) per row and without keeping the rows.
 *
 * <p>Columns that depend on earlier ones are left out by the rule of R's {@code lm}: going from
 * left to right, a column is dropped when what the kept ones to its left leave of it is below 1e-7
 * of its own norm. The rule is about the columns as they are, not scaled. Norms are invariant under
 * rotations, so it can be read off the factor; decisions agree with R's but for ties to eight
 * digits. Which columns are kept is part of the method, not a numerical detail: the recursive
 * residuals of a history's first observations depend on it.
 *
 * <p>An instance is a workspace of one thread.
 */
final class UpdatingQr {

  private static final double TOLERANCE = 1e-7;

  private final int columns;

  /** Upper triangle, row-major, columns by columns. */
  private final double[] r;

  /** The response, rotated as the rows were. */
  private final double[] z;

  /** Squared norms of the columns. */
  private final double[] squares;

  private final double[] incoming;

  // The factor of the kept columns: r and z themselves when all are kept, else these copies, whose
  // first rank columns are the kept ones.
  private final double[] reducedR;
  private final double[] reducedZ;
  private final int[] kept;
  private double[] factor;
  private double[] rotated;
  private int rank;
  private boolean ranked;

  private final double[] solution;

  UpdatingQr(int columns) {
    this.columns = columns;
    r = new double[columns * columns];
    z = new double[columns];
    squares = new double[columns];
    incoming = new double[columns];
    reducedR = new double[columns * columns];
    reducedZ = new double[columns];
    kept = new int[columns];
    factor = r;
    rotated = z;
    solution = new double[columns];
  }

  /** Forgets all rows. */
  void clear() {
    Arrays.fill(r, 0);
    Arrays.fill(z, 0);
    Arrays.fill(squares, 0);
    ranked = false;
  }

  /** Takes in an observation: {@code columns} regressors from {@code rows[offset]}, a response. */
  void add(double[] rows, int offset, double response) {
    ranked = false;
    double y = response;
    for (int j = 0; j < columns; j++) {
      double x = rows[offset + j];
      incoming[j] = x;
      squares[j] += x * x;
    }
    for (int i = 0; i < columns; i++) {
      double x = incoming[i];
      if (x == 0) {
        continue;
      }
      int row = i * columns;
      double diagonal = r[row + i];
      double length = Math.sqrt(diagonal * diagonal + x * x);
      double cosine = diagonal / length;
      double sine = x / length;
      r[row + i] = length;
      for (int j = i + 1; j < columns; j++) {
        double above = r[row + j];
        double below = incoming[j];
        r[row + j] = cosine * above + sine * below;
        incoming[j] = cosine * below - sine * above;
      }
      double above = z[i];
      z[i] = cosine * above + sine * y;
      y = cosine * y - sine * above;
    }
  }

  /** Number of columns that are kept. */
  int rank() {
    if (!ranked) {
      if (allKept()) {
        factor = r;
        rotated = z;
        rank = columns;
        for (int j = 0; j < columns; j++) {
          kept[j] = j;
        }
      } else {
        reduce();
        factor = reducedR;
        rotated = reducedZ;
      }
      ranked = true;
    }
    return rank;
  }

  /** Writes the coefficients; NaN for a dropped column. */
  void coefficients(double[] target) {
    int n = rank();
    Arrays.fill(target, 0, columns, Double.NaN);
    for (int i = n - 1; i >= 0; i--) {
      double sum = rotated[i];
      for (int j = i + 1; j < n; j++) {
        sum -= factor[i * columns + j] * solution[j];
      }
      solution[i] = sum / factor[i * columns + i];
      target[kept[i]] = solution[i];
    }
  }

  /**
   * The recursive residual of the next observation: its prediction error by the observations so
   * far, divided by the error's standard deviation over sigma (Brown, Durbin and Evans, 1975,
   * <i>Techniques for testing the constancy of regression relationships over time</i>, Journal of
   * the Royal Statistical Society B 37, equation 2).
   */
  double recursiveResidual(double[] rows, int offset, double response) {
    int n = rank();
    double variance = 1;
    double prediction = 0;
    for (int i = 0; i < n; i++) {
      double sum = rows[offset + kept[i]];
      for (int j = 0; j < i; j++) {
        sum -= factor[j * columns + i] * solution[j];
      }
      double v = sum / factor[i * columns + i];
      solution[i] = v;
      variance += v * v;
      prediction += v * rotated[i];
    }
    return (response - prediction) / Math.sqrt(variance);
  }

  private boolean allKept() {
    for (int j = 0; j < columns; j++) {
      double diagonal = r[j * columns + j];
      if (isDependent(diagonal * diagonal, squares[j])) {
        return false;
      }
    }
    return true;
  }

  private static boolean isDependent(double squareLeft, double square) {
    return squareLeft == 0 || squareLeft < TOLERANCE * TOLERANCE * square;
  }

  /** Takes the dependent columns out of the factor and makes the rest triangular again. */
  private void reduce() {
    System.arraycopy(r, 0, reducedR, 0, r.length);
    System.arraycopy(z, 0, reducedZ, 0, columns);
    rank = 0;
    for (int j = 0; j < columns; j++) {
      double left = 0;
      for (int i = rank; i <= j; i++) {
        double x = reducedR[i * columns + j];
        left += x * x;
      }
      if (isDependent(left, squares[j])) {
        continue;
      }
      for (int i = j; i > rank; i--) {
        rotateIntoRowAbove(i, j);
      }
      for (int i = 0; i <= rank; i++) {
        reducedR[i * columns + rank] = reducedR[i * columns + j];
      }
      kept[rank++] = j;
    }
  }

  /** Rotates rows i-1 and i of the reduced factor so that column j of row i becomes zero. */
  private void rotateIntoRowAbove(int i, int j) {
    int lower = i * columns;
    int upper = lower - columns;
    double x = reducedR[lower + j];
    if (x == 0) {
      return;
    }
    double d = reducedR[upper + j];
    double length = Math.sqrt(d * d + x * x);
    double cosine = d / length;
    double sine = x / length;
    for (int c = j; c < columns; c++) {
      double above = reducedR[upper + c];
      double below = reducedR[lower + c];
      reducedR[upper + c] = cosine * above + sine * below;
      reducedR[lower + c] = cosine * below - sine * above;
    }
    double above = reducedZ[i - 1];
    reducedZ[i - 1] = cosine * above + sine * reducedZ[i];
    reducedZ[i] = cosine * reducedZ[i] - sine * above;
  }
}
