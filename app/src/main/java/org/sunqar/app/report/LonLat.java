// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app.report;

/**
 * A place on the ground, WGS 84.
 *
 * @param lon longitude (degrees east, -180..180)
 * @param lat latitude (degrees north, -90..90)
 */
public record LonLat(double lon, double lat) {

  private static final double EARTH_RADIUS_METRES = 6_371_008.8;

  public LonLat {
    if (!(lon >= -180 && lon <= 180) || !(lat >= -90 && lat <= 90)) {
      throw new IllegalArgumentException("not a longitude and latitude: " + lon + ", " + lat);
    }
  }

  /** Great-circle distance on the mean sphere (m); within 0.6 % of the ellipsoid. */
  double metresTo(LonLat other) {
    double dLat = Math.toRadians(other.lat - lat);
    double dLon = Math.toRadians(other.lon - lon);
    double h =
        square(Math.sin(dLat / 2))
            + Math.cos(Math.toRadians(lat))
                * Math.cos(Math.toRadians(other.lat))
                * square(Math.sin(dLon / 2));
    return 2 * EARTH_RADIUS_METRES * Math.asin(Math.min(1, Math.sqrt(h)));
  }

  private static double square(double x) {
    return x * x;
  }
}
