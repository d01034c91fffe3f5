// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.warp;

import java.util.Optional;
import org.sunqar.raster.geo.Affine;
import org.sunqar.raster.geo.CoordinateTransform;
import org.sunqar.raster.geo.Grid;

/** Between two grids. Longitudes of a geographic source are wrapped to the turn it lies in. */
final class GridMapping implements PixelMapping {

  private final Affine target;
  private final Affine source;

  /** Nothing between grids of one system, which may be the unknown one. */
  private final Optional<CoordinateTransform> transform;

  private final boolean geographic;
  private final double centreLongitude;

  GridMapping(Grid target, Grid source) {
    this.target = target.affine();
    this.source = source.affine();
    this.transform =
        target.crs().equals(source.crs())
            ? Optional.empty()
            : Optional.of(CoordinateTransform.between(target.crs(), source.crs()));
    this.geographic = source.crs().isGeographic();
    this.centreLongitude = (source.bounds().minX() + source.bounds().maxX()) / 2;
  }

  @Override
  public void toSource(double[] colRow, int points) {
    for (int i = 0; i < 2 * points; i += 2) {
      double x = target.xOf(colRow[i], colRow[i + 1]);
      colRow[i + 1] = target.yOf(colRow[i], colRow[i + 1]);
      colRow[i] = x;
    }
    transform.ifPresent(t -> t.transform(colRow, points));
    if (geographic) {
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
