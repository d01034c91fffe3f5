// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.geo;

import java.util.List;

/**
 * Rational polynomial coefficients: from longitude, latitude and height to a place in an image.
 * Terms are in the order of RPC00B (NIMA, STDI-0002, The Compendium of Controlled Extensions,
 * chapter 8); longitudes and latitudes are in degrees on WGS 84, heights in metres above its
 * ellipsoid, and row 0, column 0 is the centre of the first pixel.
 *
 * @param errorBias metres; negative where it is not known
 * @param errorRandom metres; negative where it is not known
 * @param rowOffset pixels
 * @param colOffset pixels
 * @param latOffset degrees
 * @param lonOffset degrees
 * @param heightOffset metres
 * @param rowScale pixels
 * @param colScale pixels
 * @param latScale degrees
 * @param lonScale degrees
 * @param heightScale metres
 * @param rowNumerator 20 coefficients
 * @param rowDenominator 20 coefficients
 * @param colNumerator 20 coefficients
 * @param colDenominator 20 coefficients
 */
public record Rpc(
    double errorBias,
    double errorRandom,
    double rowOffset,
    double colOffset,
    double latOffset,
    double lonOffset,
    double heightOffset,
    double rowScale,
    double colScale,
    double latScale,
    double lonScale,
    double heightScale,
    List<Double> rowNumerator,
    List<Double> rowDenominator,
    List<Double> colNumerator,
    List<Double> colDenominator) {

  public Rpc {
    rowNumerator = checked(rowNumerator);
    rowDenominator = checked(rowDenominator);
    colNumerator = checked(colNumerator);
    colDenominator = checked(colDenominator);
  }

  private static List<Double> checked(List<Double> coefficients) {
    if (coefficients.size() != 20) {
      throw new IllegalArgumentException(coefficients.size() + " coefficients instead of 20");
    }
    return List.copyOf(coefficients);
  }
}
