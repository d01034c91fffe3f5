// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app.report;

import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Polygon;
import org.sunqar.raster.geo.Affine;

/**
 * Brings polygons from map coordinates into a drawing.
 *
 * @param affine of the grid that the drawing shows
 * @param left drawing x of the grid's left edge
 * @param top drawing y of the grid's upper edge
 * @param scale drawing units per pixel of the grid
 */
record Outline(Affine affine, double left, double top, double scale) {

  double x(Coordinate c) {
    return left + affine.colOf(c.x, c.y) * scale;
  }

  double y(Coordinate c) {
    return top + affine.rowOf(c.x, c.y) * scale;
  }

  /** Path data of all polygons of a geometry, holes included (fill rule even-odd). */
  String path(Geometry geometry) {
    StringBuilder data = new StringBuilder();
    for (int i = 0; i < geometry.getNumGeometries(); i++) {
      if (geometry.getGeometryN(i) instanceof Polygon polygon) {
        ring(data, polygon.getExteriorRing().getCoordinates());
        for (int hole = 0; hole < polygon.getNumInteriorRing(); hole++) {
          ring(data, polygon.getInteriorRingN(hole).getCoordinates());
        }
      }
    }
    return data.toString();
  }

  private void ring(StringBuilder data, Coordinate[] coordinates) {
    for (int i = 0; i < coordinates.length - 1; i++) {
      data.append(i == 0 ? 'M' : 'L')
          .append(Svg.number(x(coordinates[i])))
          .append(' ')
          .append(Svg.number(y(coordinates[i])));
    }
    if (coordinates.length > 1) {
      data.append('Z');
    }
  }
}
