// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.orbit;

import java.util.Locale;
import org.hipparchus.geometry.euclidean.threed.Vector3D;
import org.sunqar.mission.MissionException;

/**
 * A point at or above the WGS 84 ellipsoid.
 *
 * @param longitude east, -pi to pi (rad)
 * @param latitude geodetic, -pi/2 to pi/2 (rad)
 * @param altitude above the ellipsoid (m)
 */
public record GroundPoint(double longitude, double latitude, double altitude) {

  /** Semi-major axis of WGS 84 (m). */
  private static final double A = 6_378_137.0;

  /** First eccentricity of WGS 84, squared. */
  private static final double E2 = (2 - 1 / 298.257223563) / 298.257223563;

  public GroundPoint {
    if (!(Math.abs(latitude) <= Math.PI / 2 + 1e-12)
        || !(Math.abs(longitude) <= Math.PI + 1e-12)
        || !(Math.abs(altitude) <= 100_000)) {
      throw new MissionException(
          MissionException.Key.SETTING,
          String.format(
              Locale.ROOT,
              "Longitude %.6f, latitude %.6f, altitude %.0f m is no point of the Earth.",
              Math.toDegrees(longitude),
              Math.toDegrees(latitude),
              altitude));
    }
  }

  /** From degrees east and north, and metres. */
  public static GroundPoint ofDegrees(double longitude, double latitude, double altitude) {
    return new GroundPoint(Math.toRadians(longitude), Math.toRadians(latitude), altitude);
  }

  /**
   * The point below or at a position of the Earth's frame (Bowring 1976, two rounds: below 1e-9 rad
   * for altitudes up to 2,000 km).
   */
  public static GroundPoint below(Vector3D position) {
    double p = Math.hypot(position.getX(), position.getY());
    double b = A * Math.sqrt(1 - E2);
    double second = E2 / (1 - E2);
    double beta = Math.atan2(position.getZ() * A, p * b);
    double latitude = 0;
    for (int i = 0; i < 2; i++) {
      double s = Math.sin(beta);
      double c = Math.cos(beta);
      latitude = Math.atan2(position.getZ() + second * b * s * s * s, p - E2 * A * c * c * c);
      beta = Math.atan2((1 - E2) * Math.sin(latitude), Math.sqrt(1 - E2) * Math.cos(latitude));
    }
    return new GroundPoint(Math.atan2(position.getY(), position.getX()), latitude, 0);
  }

  /** Position in the frame of the Earth (m). */
  public Vector3D position() {
    double s = Math.sin(latitude);
    double n = A / Math.sqrt(1 - E2 * s * s);
    double r = (n + altitude) * Math.cos(latitude);
    return new Vector3D(
        r * Math.cos(longitude), r * Math.sin(longitude), (n * (1 - E2) + altitude) * s);
  }

  /** Unit vector up, normal to the ellipsoid. */
  public Vector3D zenith() {
    double c = Math.cos(latitude);
    return new Vector3D(c * Math.cos(longitude), c * Math.sin(longitude), Math.sin(latitude));
  }

  public double longitudeDegrees() {
    return Math.toDegrees(longitude);
  }

  public double latitudeDegrees() {
    return Math.toDegrees(latitude);
  }
}
