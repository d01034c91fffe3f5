// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.warp;

import org.sunqar.raster.RasterException;

/** Linear equations, solved by Householder's QR (Golub and Van Loan, Matrix Computations, 5.2). */
final class LinearSystem {

  /** Share of a column's length below which it counts as dependent on those before. */
  private static final double DEPENDENT = 1e-12;

  /**
   * The solution with the least sum of squared errors.
   *
   * @param rows equations, at least as many as unknowns; overwritten
   * @param right right sides; overwritten
   */
  static double[] leastSquares(double[][] rows, double[] right) {
    int unknowns = rows[0].length;
    double[] diagonal = new double[unknowns];
    for (int k = 0; k < unknowns; k++) {
      double whole = length(rows, k, 0);
      double length = length(rows, k, k);
      if (!(length > DEPENDENT * whole)) {
        throw new RasterException(
            RasterException.Key.CRS,
            "the ground control points do not determine a transform: some lie at one place or on"
                + " a line");
      }
      double sign = rows[k][k] > 0 ? -length : length;
      diagonal[k] = sign;
      rows[k][k] -= sign;
      double square = -sign * rows[k][k]; // half the squared length of the reflecting vector
      for (int j = k + 1; j < unknowns; j++) {
        double product = 0;
        for (int i = k; i < rows.length; i++) {
          product += rows[i][k] * rows[i][j];
        }
        double factor = product / square;
        for (int i = k; i < rows.length; i++) {
          rows[i][j] -= factor * rows[i][k];
        }
      }
      double product = 0;
      for (int i = k; i < rows.length; i++) {
        product += rows[i][k] * right[i];
      }
      double factor = product / square;
      for (int i = k; i < rows.length; i++) {
        right[i] -= factor * rows[i][k];
      }
    }
    double[] solution = new double[unknowns];
    for (int k = unknowns - 1; k >= 0; k--) {
      double rest = right[k];
      for (int j = k + 1; j < unknowns; j++) {
        rest -= rows[k][j] * solution[j];
      }
      solution[k] = rest / diagonal[k];
    }
    return solution;
  }

  private static double length(double[][] rows, int column, int from) {
    double sum = 0;
    for (int i = from; i < rows.length; i++) {
      sum += rows[i][column] * rows[i][column];
    }
    return Math.sqrt(sum);
  }

  private LinearSystem() {}
}
