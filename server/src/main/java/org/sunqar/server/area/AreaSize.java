// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.area;

import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;

/**
 * The size of polygons on the ellipsoid of WGS 84: their area in the cylindrical equal-area
 * projection (Snyder 1987, equations 3-12 and 10-14, 10-15), in which edges between points are
 * straight.
 */
final class AreaSize {

  private static final double A = 6_378_137;
  private static final double F = 1 / 298.257223563;
  private static final double E2 = F * (2 - F);
  private static final double E = Math.sqrt(E2);

  private AreaSize() {}

  /** Of a polygon or several, in longitude and latitude: hectares. */
  static double hectares(Geometry geometry) {
    double sum = 0;
    for (int i = 0; i < geometry.getNumGeometries(); i++) {
      Polygon polygon = (Polygon) geometry.getGeometryN(i);
      sum += ring(polygon.getExteriorRing());
      for (int hole = 0; hole < polygon.getNumInteriorRing(); hole++) {
        sum -= ring(polygon.getInteriorRingN(hole));
      }
    }
    return sum / 10_000;
  }

  private static double ring(LinearRing ring) {
    Coordinate[] points = ring.getCoordinates();
    if (points.length == 0) {
      return 0;
    }
    double sum = 0;
    double x0 = points[0].x; // near the ring, so that little is lost in differences
    double y0 = q(points[0].y);
    double x = 0;
    double y = 0;
    for (int i = 1; i < points.length; i++) {
      double nextX = Math.toRadians(points[i].x - x0);
      double nextY = q(points[i].y) - y0;
      sum += x * nextY - nextX * y;
      x = nextX;
      y = nextY;
    }
    return Math.abs(sum) / 2 * A * A / 2;
  }

  private static double q(double latitude) {
    double sine = Math.sin(Math.toRadians(latitude));
    double es = E * sine;
    return (1 - E2) * (sine / (1 - es * es) - Math.log((1 - es) / (1 + es)) / (2 * E));
  }
}
