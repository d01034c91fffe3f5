// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.projection;

/**
 * Where the coordinates of a projection start.
 *
 * @param longitude the central meridian (degrees)
 * @param easting false easting (the ellipsoid's unit)
 * @param northing false northing (the ellipsoid's unit)
 */
public record Origin(double longitude, double easting, double northing) {

  /** Radians east of the central meridian, from -pi to pi. */
  double radiansEast(double degrees) {
    double angle = Math.toRadians(degrees - longitude);
    return Math.abs(angle) <= Math.PI
        ? angle
        : angle - 2 * Math.PI * Math.rint(angle / (2 * Math.PI));
  }

  /** Degrees of longitude, from -180 to 180. */
  double degrees(double radiansEast) {
    double degrees = longitude + Math.toDegrees(radiansEast);
    return Math.abs(degrees) <= 180 ? degrees : degrees - 360 * Math.rint(degrees / 360);
  }
}
