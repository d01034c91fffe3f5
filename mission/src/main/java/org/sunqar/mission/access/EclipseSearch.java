// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.access;

import java.util.List;
import org.hipparchus.geometry.euclidean.threed.Vector3D;
import org.orekit.utils.Constants;
import org.sunqar.mission.orbit.Ephemeris;
import org.sunqar.mission.orbit.SunTrack;

/**
 * When a satellite is in the Earth's umbra: the ellipsoid hides all of the Sun's disc. Refraction
 * is left out.
 */
public final class EclipseSearch {

  private static final double COARSE = 60;
  private static final double EQUATOR = Constants.WGS84_EARTH_EQUATORIAL_RADIUS;
  private static final double STRETCH = 1 / (1 - Constants.WGS84_EARTH_FLATTENING);

  private final Ephemeris ephemeris;
  private final SunTrack sun;
  private final double[] xyz = new double[3];

  public EclipseSearch(Ephemeris ephemeris, SunTrack sun) {
    this.ephemeris = ephemeris;
    this.sun = sun;
  }

  /**
   * A span in the umbra.
   *
   * @param start seconds after the horizon's start
   * @param end seconds after the horizon's start
   */
  public record Eclipse(double start, double end) {}

  /** All spans in the umbra, by start; those at the ends of the horizon are cut there. */
  public List<Eclipse> find() {
    return Spans.where(this::depth, 0, ephemeris.seconds(), COARSE).stream()
        .map(s -> new Eclipse(s.from(), s.to()))
        .toList();
  }

  /** Seconds in the Sun between two instants (s after the horizon's start), given the eclipses. */
  public static double sunlitSeconds(List<Eclipse> eclipses, double from, double to) {
    double dark = 0;
    for (Eclipse e : eclipses) {
      dark += Math.max(0, Math.min(e.end(), to) - Math.max(e.start(), from));
    }
    return to - from - dark;
  }

  /**
   * How deep the satellite is in the umbra (rad): the angle by which the Earth's limb stands beyond
   * the Sun's far rim. The polar axis is stretched so that the Earth is a sphere; rays stay
   * straight.
   */
  private double depth(double t) {
    ephemeris.position(t, xyz);
    Vector3D p = new Vector3D(xyz[0], xyz[1], xyz[2] * STRETCH);
    sun.position(t, xyz);
    Vector3D s = new Vector3D(xyz[0], xyz[1], xyz[2] * STRETCH).subtract(p);
    double limb = Math.asin(Math.min(1, EQUATOR / p.getNorm()));
    double rim = Math.asin(Constants.SUN_RADIUS / s.getNorm());
    return limb - rim - Vector3D.angle(s, p.negate());
  }
}
