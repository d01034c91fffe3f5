// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.warp;

import java.util.Optional;
import org.sunqar.raster.RasterException;
import org.sunqar.raster.geo.Crs;
import org.sunqar.raster.geo.Grid;
import org.sunqar.raster.geo.GroundControl;
import org.sunqar.raster.geo.Rpc;
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
   * By ground control points and polynomials from map coordinates to columns and rows, fitted by
   * least squares.
   *
   * @param order 1 to 3, which takes 3, 6 or 10 points
   * @throws RasterException with key CRS when the points do not determine them
   */
  static PixelMapping polynomial(Grid target, GroundControl control, int order) {
    return new ControlMapping(target, control, Polynomial.ofOrder(order));
  }

  /**
   * By ground control points and thin plate splines through all of them.
   *
   * @throws RasterException with key CRS when the points do not determine them, TOO_LARGE when they
   *     are too many
   */
  static PixelMapping thinPlateSpline(Grid target, GroundControl control) {
    return new ControlMapping(target, control, ThinPlateSpline::fit);
  }

  /**
   * By rational polynomial coefficients.
   *
   * @param height of the ground above the ellipsoid of WGS 84 (m), the same everywhere
   */
  static PixelMapping rational(Grid target, Rpc rpc, double height) {
    return new RationalMapping(target, rpc, height);
  }

  /**
   * The mapping that a source itself offers: its affine position; or its ground control points,
   * with a polynomial of order 2 where there are at least six and of order 1 for fewer; or its
   * rational polynomial coefficients, at the middle of the heights that they are made for.
   *
   * @throws RasterException with key CRS when it has none of them
   */
  static PixelMapping of(Grid target, Raster source) {
    if (!isUnknown(source.grid().crs()) || isUnknown(target.crs())) {
      return between(target, source.grid());
    }
    Optional<GroundControl> control = source.groundControl();
    if (control.isPresent()) {
      int points = control.get().points().size();
      return polynomial(target, control.get(), Polynomial.orderFor(points));
    }
    return source
        .rpc()
        .map(rpc -> rational(target, rpc, rpc.heightOffset()))
        .orElseThrow(() ->
            new RasterException(
                RasterException.Key.CRS,
                source.name()
                    + " is not georeferenced, so it cannot be brought to "
                    + target.crs()));
  }

  private static boolean isUnknown(Crs crs) {
    return crs.wkt().isEmpty();
  }
}
