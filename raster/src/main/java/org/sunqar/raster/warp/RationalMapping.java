// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.warp;

import java.util.List;
import org.sunqar.raster.geo.Affine;
import org.sunqar.raster.geo.CoordinateTransform;
import org.sunqar.raster.geo.Crs;
import org.sunqar.raster.geo.Grid;
import org.sunqar.raster.geo.Rpc;

/** By rational polynomial coefficients, at one height. */
final class RationalMapping implements PixelMapping {

  private final Affine target;
  private final CoordinateTransform transform;
  private final Rpc rpc;
  private final double height;
  private final double[] rowNumerator;
  private final double[] rowDenominator;
  private final double[] colNumerator;
  private final double[] colDenominator;

  /**
   * @param height above the ellipsoid of WGS 84 (m)
   */
  RationalMapping(Grid target, Rpc rpc, double height) {
    this.target = target.affine();
    this.transform = CoordinateTransform.between(target.crs(), Crs.ofEpsg(4326));
    this.rpc = rpc;
    this.height = (height - rpc.heightOffset()) / rpc.heightScale();
    this.rowNumerator = numbers(rpc.rowNumerator());
    this.rowDenominator = numbers(rpc.rowDenominator());
    this.colNumerator = numbers(rpc.colNumerator());
    this.colDenominator = numbers(rpc.colDenominator());
  }

  private static double[] numbers(List<Double> coefficients) {
    return coefficients.stream().mapToDouble(Double::doubleValue).toArray();
  }

  @Override
  public void toSource(double[] colRow, int points) {
    for (int i = 0; i < 2 * points; i += 2) {
      double x = target.xOf(colRow[i], colRow[i + 1]);
      colRow[i + 1] = target.yOf(colRow[i], colRow[i + 1]);
      colRow[i] = x;
    }
    transform.transform(colRow, points);
    double[] terms = new double[20];
    for (int i = 0; i < 2 * points; i += 2) {
      double lon = Math.IEEEremainder(colRow[i] - rpc.lonOffset(), 360) / rpc.lonScale();
      double lat = (colRow[i + 1] - rpc.latOffset()) / rpc.latScale();
      terms(lon, lat, height, terms);
      double col = dot(colNumerator, terms) / dot(colDenominator, terms);
      double row = dot(rowNumerator, terms) / dot(rowDenominator, terms);
      // the model counts from the centre of the first pixel
      colRow[i] = col * rpc.colScale() + rpc.colOffset() + 0.5;
      colRow[i + 1] = row * rpc.rowScale() + rpc.rowOffset() + 0.5;
    }
  }

  /** In the order of RPC00B. */
  private static void terms(double lon, double lat, double height, double[] terms) {
    terms[0] = 1;
    terms[1] = lon;
    terms[2] = lat;
    terms[3] = height;
    terms[4] = lon * lat;
    terms[5] = lon * height;
    terms[6] = lat * height;
    terms[7] = lon * lon;
    terms[8] = lat * lat;
    terms[9] = height * height;
    terms[10] = lat * lon * height;
    terms[11] = lon * lon * lon;
    terms[12] = lon * lat * lat;
    terms[13] = lon * height * height;
    terms[14] = lon * lon * lat;
    terms[15] = lat * lat * lat;
    terms[16] = lat * height * height;
    terms[17] = lon * lon * height;
    terms[18] = lat * lat * height;
    terms[19] = height * height * height;
  }

  private static double dot(double[] coefficients, double[] terms) {
    double sum = 0;
    for (int i = 0; i < 20; i++) {
      sum += coefficients[i] * terms[i];
    }
    return sum;
  }
}
