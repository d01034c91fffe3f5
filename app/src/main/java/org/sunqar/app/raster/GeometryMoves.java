// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app.raster;

import org.locationtech.jts.densify.Densifier;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.CoordinateSequenceFilter;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.sunqar.app.console.CommandException;
import org.sunqar.raster.geo.CoordinateTransform;
import org.sunqar.raster.geo.Crs;

/** Brings geometries from one CRS to another. */
final class GeometryMoves {

  /** Pieces that the longer side of a geometry is divided into, so that long edges may bend. */
  private static final double PIECES = 64;

  /**
   * A geometry in another CRS. Edges that are long for the geometry get points between their ends.
   *
   * @param name what the geometry is called in messages
   */
  static Geometry moved(Geometry geometry, Crs from, Crs to, String name) {
    if (from.equals(to)) {
      return geometry;
    }
    Envelope envelope = geometry.getEnvelopeInternal();
    double side = Math.max(envelope.getWidth(), envelope.getHeight());
    Geometry moved = side > 0 ? Densifier.densify(geometry, side / PIECES) : geometry.copy();
    moved.apply(new Transformation(CoordinateTransform.between(from, to)));
    for (Coordinate point : moved.getCoordinates()) {
      if (!Double.isFinite(point.x)) {
        throw CommandException.notValid(name + " has a point that does not exist in " + to.name());
      }
    }
    return moved;
  }

  private record Transformation(CoordinateTransform transform) implements CoordinateSequenceFilter {

    @Override
    public void filter(CoordinateSequence points, int i) {
      double[] xy = {points.getX(i), points.getY(i)};
      transform.transform(xy, 1);
      points.setOrdinate(i, CoordinateSequence.X, xy[0]);
      points.setOrdinate(i, CoordinateSequence.Y, xy[1]);
    }

    @Override
    public boolean isDone() {
      return false;
    }

    @Override
    public boolean isGeometryChanged() {
      return true;
    }
  }

  private GeometryMoves() {}
}
