// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.access;

import org.locationtech.jts.geom.Coordinate;
import org.sunqar.mission.orbit.GroundPoint;

/**
 * A plane that touches the Earth at a point, in metres east and north of it (azimuthal equidistant
 * on a sphere of the equator's radius, so that distances come out up to 0.7 % too long and never
 * too short). It knows no antimeridian and no pole.
 */
record LocalPlane(GroundPoint centre) {

  private static final double RADIUS = 6_378_137;

  /** Metres east (x) and north (y) of the centre. */
  Coordinate forward(GroundPoint point) {
    double dl = point.longitude() - centre.longitude();
    double s0 = Math.sin(centre.latitude());
    double c0 = Math.cos(centre.latitude());
    double s = Math.sin(point.latitude());
    double c = Math.cos(point.latitude());
    double east = c * Math.sin(dl);
    double north = c0 * s - s0 * c * Math.cos(dl);
    double sine = Math.hypot(east, north);
    double angle = Math.atan2(sine, s0 * s + c0 * c * Math.cos(dl));
    double scale = sine < 1e-12 ? RADIUS : RADIUS * angle / sine;
    return new Coordinate(scale * east, scale * north);
  }

  /** The point of the Earth at metres east and north of the centre. */
  GroundPoint back(double east, double north) {
    double distance = Math.hypot(east, north);
    if (distance < 1e-6) {
      return centre;
    }
    double angle = distance / RADIUS;
    double s0 = Math.sin(centre.latitude());
    double c0 = Math.cos(centre.latitude());
    double s = Math.sin(angle);
    double c = Math.cos(angle);
    double latitude = Math.asin(Math.clamp(c * s0 + north * s * c0 / distance, -1, 1));
    double longitude =
        centre.longitude() + Math.atan2(east * s, distance * c0 * c - north * s0 * s);
    return new GroundPoint(Math.IEEEremainder(longitude, 2 * Math.PI), latitude, 0);
  }
}
