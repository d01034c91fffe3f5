// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.warp;

import org.sunqar.raster.geo.Affine;
import org.sunqar.raster.geo.Crs;
import org.sunqar.raster.geo.Grid;

/** Between two grids. Longitudes of a geographic source are wrapped to the turn it lies in. */
final class GridMapping implements PixelMapping {

  private final Affine target;
  private final Affine source;
  private final Crs targetCrs;
  private final Crs sourceCrs;
  private final boolean sameCrs;
  private final double centreLongitude;

  GridMapping(Grid target, Grid source) {
    this.target = target.affine();
    this.source = source.affine();
    this.targetCrs = target.crs();
    this.sourceCrs = source.crs();
    this.sameCrs = targetCrs == sourceCrs || targetCrs.equals(sourceCrs);
    this.centreLongitude =
        sourceCrs.isGeographic()
            ? (source.bounds().minX() + source.bounds().maxX()) / 2
            : Double.NaN;
  }

  @Override
  public void toSource(double[] colRow, int points) {
    for (int i = 0; i < 2 * points; i += 2) {
      double x = target.xOf(colRow[i], colRow[i + 1]);
      colRow[i + 1] = target.yOf(colRow[i], colRow[i + 1]);
      colRow[i] = x;
    }
    if (!sameCrs) {
      targetCrs.toLonLat(colRow, points);
      sourceCrs.fromLonLat(colRow, points);
    }
    if (sourceCrs.isGeographic()) {
      wrap(colRow, points);
    }
    for (int i = 0; i < 2 * points; i += 2) {
      double col = source.colOf(colRow[i], colRow[i + 1]);
      colRow[i + 1] = source.rowOf(colRow[i], colRow[i + 1]);
      colRow[i] = col;
    }
  }

  private void wrap(double[] lonLat, int points) {
    for (int i = 0; i < 2 * points; i += 2) {
      double turns = Math.rint((lonLat[i] - centreLongitude) / 360);
      if (turns != 0) {
        lonLat[i] -= 360 * turns;
      }
    }
  }
}
