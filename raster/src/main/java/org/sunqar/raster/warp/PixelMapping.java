// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.warp;

import org.sunqar.raster.RasterException;
import org.sunqar.raster.geo.Crs;
import org.sunqar.raster.geo.Grid;
import org.sunqar.raster.pixel.Raster;

/**
 * From places in a target image to places in a source image. Both are in pixels: column and row,
 * fractions included, 0 at the outer edge of the first pixel, so that 0.5 is its centre. Sensor
 * models implement this interface. Safe for concurrent use; the same place always gives the same
 * answer, to the bit.
 */
@FunctionalInterface
public interface PixelMapping {

  /**
   * Replaces places in the target by places in the source.
   *
   * @param colRow pairs of column and row; a pair becomes NaN where the source has no such place. A
   *     place that lies outside the source image is not NaN, but outside
   * @param points number of pairs; the array may be longer
   */
  void toSource(double[] colRow, int points);

  /** Between two grids, by way of longitudes and latitudes where the systems differ. */
  static PixelMapping between(Grid target, Grid source) {
    return new GridMapping(target, source);
  }

  /**
   * The mapping that a source itself offers: its affine position.
   *
   * @throws RasterException with key CRS when it is not georeferenced
   */
  static PixelMapping of(Grid target, Raster source) {
    if (isUnknown(source.grid().crs()) && !isUnknown(target.crs())) {
      throw new RasterException(
          RasterException.Key.CRS,
          source.name() + " is not georeferenced, so it cannot be brought to " + target.crs());
    }
    return between(target, source.grid());
  }

  private static boolean isUnknown(Crs crs) {
    return crs.wkt().isEmpty();
  }
}
