// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.terrain;

import org.sunqar.raster.geo.Affine;
import org.sunqar.raster.geo.Grid;

/**
 * From differences between neighbours to the slope to the east ({@code xCol * cols + xRow * rows})
 * and to the north of the grid's CRS (metres per metre), for one row of a grid.
 */
record Gradient(double xCol, double xRow, double yCol, double yRow) {

  /** Sum of the weights of the differences, times the two pixels between them. */
  private static final double HORN = 8;

  static Gradient of(Grid grid, int row, TerrainOptions options) {
    Affine affine = grid.affine();
    double middle = affine.yOf(grid.width() / 2.0, row + 0.5);
    GroundScale scale = GroundScale.at(grid.crs(), middle, options.scale());
    double determinant = affine.a() * affine.e() - affine.b() * affine.d();
    double x = options.zFactor() / (HORN * determinant * scale.x());
    double y = options.zFactor() / (HORN * determinant * scale.y());
    return new Gradient(affine.e() * x, -affine.d() * x, -affine.b() * y, affine.a() * y);
  }

  /**
   * Gradients of a row, NaN where a height is missing.
   *
   * @param above heights of the row above, with one pixel more on each side; NaN for none
   * @param below those of the row below
   * @param x slopes to the east, for each pixel
   * @param y slopes to the north
   */
  void row(double[] above, double[] here, double[] below, double[] x, double[] y) {
    for (int i = 0; i < x.length; i++) {
      double northWest = above[i];
      double northEast = above[i + 2];
      double southWest = below[i];
      double southEast = below[i + 2];
      double cols = northEast + 2 * here[i + 2] + southEast - (northWest + 2 * here[i] + southWest);
      double rows =
          southWest + 2 * below[i + 1] + southEast - (northWest + 2 * above[i + 1] + northEast);
      double centre = here[i + 1] * 0; // NaN where there is no height
      x[i] = xCol * cols + xRow * rows + centre;
      y[i] = yCol * cols + yRow * rows + centre;
    }
  }

  /** The same, with the height of the pixel itself in place of those that are missing. */
  void rowWithHoles(double[] above, double[] here, double[] below, double[] x, double[] y) {
    double[][] around = {new double[3], new double[3], new double[3]};
    double[] oneX = new double[1];
    double[] oneY = new double[1];
    for (int i = 0; i < x.length; i++) {
      for (int k = 0; k < 3; k++) {
        around[0][k] = orElse(above[i + k], here[i + 1]);
        around[1][k] = orElse(here[i + k], here[i + 1]);
        around[2][k] = orElse(below[i + k], here[i + 1]);
      }
      row(around[0], around[1], around[2], oneX, oneY);
      x[i] = oneX[0];
      y[i] = oneY[0];
    }
  }

  private static double orElse(double height, double other) {
    return Double.isNaN(height) ? other : height;
  }
}
