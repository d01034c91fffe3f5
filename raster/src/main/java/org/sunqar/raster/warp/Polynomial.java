// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.warp;

import org.sunqar.raster.RasterException;

/** A polynomial of two variables, fitted by least squares (Householder's QR). */
final class Polynomial implements ControlMapping.Surface {

  private final int order;
  private final double[] coefficients;

  private Polynomial(int order, double[] coefficients) {
    this.order = order;
    this.coefficients = coefficients;
  }

  /**
   * @param order 1 to 3
   */
  static ControlMapping.Fit ofOrder(int order) {
    if (order < 1 || order > 3) {
      throw new IllegalArgumentException("order is " + order + ", must be 1 to 3");
    }
    return (x, y, values) -> fit(order, x, y, values);
  }

  /** The highest order that points usually bear; the third is never chosen, as it oscillates. */
  static int orderFor(int points) {
    return points >= 6 ? 2 : 1;
  }

  private static Polynomial fit(int order, double[] x, double[] y, double[] values) {
    int terms = (order + 1) * (order + 2) / 2;
    if (x.length < terms) {
      throw new RasterException(
          RasterException.Key.CRS,
          "a polynomial of order %d needs %d ground control points, there are %d"
              .formatted(order, terms, x.length));
    }
    double[][] rows = new double[x.length][];
    for (int i = 0; i < x.length; i++) {
      rows[i] = terms(order, x[i], y[i]);
    }
    return new Polynomial(order, LinearSystem.leastSquares(rows, values.clone()));
  }

  private static double[] terms(int order, double x, double y) {
    double[] terms = new double[(order + 1) * (order + 2) / 2];
    int at = 0;
    for (int degree = 0; degree <= order; degree++) {
      for (int power = 0; power <= degree; power++) {
        terms[at++] = Math.pow(x, degree - power) * Math.pow(y, power);
      }
    }
    return terms;
  }

  @Override
  public double at(double x, double y) {
    double[] c = coefficients;
    double value = c[0] + c[1] * x + c[2] * y;
    if (order > 1) {
      value += c[3] * x * x + c[4] * x * y + c[5] * y * y;
    }
    if (order > 2) {
      value += c[6] * x * x * x + c[7] * x * x * y + c[8] * x * y * y + c[9] * y * y * y;
    }
    return value;
  }
}
