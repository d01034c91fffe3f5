// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.warp;

import org.sunqar.raster.RasterException;

/**
 * The surface through given points that bends least (Duchon 1977; Bookstein 1989): a plane and, for
 * each point, a multiple of {@code r^2 log r}.
 */
final class ThinPlateSpline implements ControlMapping.Surface {

  /** The system of equations is dense: 2000 points take 32 MB and some seconds. */
  private static final int MOST_POINTS = 2000;

  private final double[] x;
  private final double[] y;
  private final double[] weights;

  private ThinPlateSpline(double[] x, double[] y, double[] weights) {
    this.x = x;
    this.y = y;
    this.weights = weights;
  }

  static ThinPlateSpline fit(double[] x, double[] y, double[] values) {
    int n = x.length;
    if (n < 3 || n > MOST_POINTS) {
      throw new RasterException(
          n < 3 ? RasterException.Key.CRS : RasterException.Key.TOO_LARGE,
          "a thin plate spline takes 3 to " + MOST_POINTS + " ground control points, not " + n);
    }
    double[][] rows = new double[n + 3][n + 3];
    double[] right = new double[n + 3];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        rows[i][j] = bend(x[i] - x[j], y[i] - y[j]);
      }
      double[] plane = {1, x[i], y[i]};
      for (int k = 0; k < 3; k++) {
        rows[i][n + k] = plane[k];
        rows[n + k][i] = plane[k];
      }
      right[i] = values[i];
    }
    return new ThinPlateSpline(x, y, LinearSystem.leastSquares(rows, right));
  }

  private static double bend(double dx, double dy) {
    double square = dx * dx + dy * dy;
    return square == 0 ? 0 : square * Math.log(square);
  }

  @Override
  public double at(double px, double py) {
    int n = x.length;
    double value = weights[n] + weights[n + 1] * px + weights[n + 2] * py;
    for (int i = 0; i < n; i++) {
      value += weights[i] * bend(px - x[i], py - y[i]);
    }
    return value;
  }
}
