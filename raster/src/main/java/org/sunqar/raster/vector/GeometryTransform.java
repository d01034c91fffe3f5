// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.vector;

import org.locationtech.jts.densify.Densifier;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.sunqar.raster.RasterException;
import org.sunqar.raster.geo.CoordinateTransform;
import org.sunqar.raster.geo.Crs;

/** Brings geometries from one CRS to another. */
public final class GeometryTransform {

  /** Pieces into which the longest side of a geometry's extent is cut. */
  private static final int PIECES = 200;

  private GeometryTransform() {}

  /**
   * The geometry in another system. Edges are straight in the first one and follow their bent
   * course in the second: they get points at least every 200th of the geometry's extent.
   *
   * @throws RasterException with key CRS when a point of it has no place in the other system
   */
  public static Geometry apply(Geometry geometry, Crs from, Crs to) {
    if (from.equals(to) || geometry.isEmpty()) {
      return geometry;
    }
    Envelope extent = geometry.getEnvelopeInternal();
    double longest = Math.max(extent.getWidth(), extent.getHeight());
    Geometry dense =
        (longest > 0 ? Densifier.densify(geometry, longest / PIECES) : geometry).copy();
    CoordinateTransform transform = CoordinateTransform.between(from, to);
    dense.apply((Coordinate coordinate) -> move(coordinate, transform));
    dense.geometryChanged();
    return dense;
  }

  private static void move(Coordinate coordinate, CoordinateTransform transform) {
    double[] xy = {coordinate.x, coordinate.y};
    transform.transform(xy, 1);
    if (!Double.isFinite(xy[0]) || !Double.isFinite(xy[1])) {
      throw new RasterException(
          RasterException.Key.CRS,
          "%s, %s of the geometry has no place in %s"
              .formatted(coordinate.x, coordinate.y, transform.target().name()));
    }
    coordinate.x = xy[0];
    coordinate.y = xy[1];
  }
}
