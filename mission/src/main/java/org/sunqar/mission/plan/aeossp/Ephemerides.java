// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.plan.aeossp;

import java.util.List;
import org.hipparchus.geometry.euclidean.threed.Vector3D;
import org.orekit.errors.OrekitException;
import org.orekit.propagation.analytical.tle.TLE;
import org.orekit.propagation.analytical.tle.TLEPropagator;
import org.orekit.time.AbsoluteDate;
import org.sunqar.mission.MissionException;
import org.sunqar.mission.orbit.Earth;

/**
 * Where the satellites are at each step of the grid, by SGP4, in its frame (TEME), and how far the
 * Earth has turned in it: by mean sidereal time (IAU 1982), UT1 taken as UTC, the pole as unmoved.
 */
final class Ephemerides {

  private static final double JULIAN_2000_DAYS = 0.5; // from 2000-01-01T00:00 to noon
  private static final double CENTURY_DAYS = 36_525;

  private final Vector3D[][] positions;
  private final double[] siderealAngle;

  /**
   * @param step of the grid (s)
   * @param steps of the grid, less one
   */
  Ephemerides(Earth earth, AeosspCase problem, int step, int steps) {
    AbsoluteDate start = earth.date(problem.start());
    siderealAngle = new double[steps + 1];
    double days = midnightDays(problem);
    for (int i = 0; i <= steps; i++) {
      siderealAngle[i] = siderealAngle(days + i * (double) step / 86_400);
    }
    List<AeosspCase.Satellite> satellites = problem.satellites();
    positions = new Vector3D[satellites.size()][steps + 1];
    for (int s = 0; s < satellites.size(); s++) {
      TLEPropagator propagator = propagator(earth, satellites.get(s));
      for (int i = 0; i <= steps; i++) {
        positions[s][i] =
            propagator.getPVCoordinates(start.shiftedBy(i * (double) step)).getPosition();
      }
    }
  }

  static TLEPropagator propagator(Earth earth, AeosspCase.Satellite satellite) {
    try {
      TLE tle = new TLE(satellite.line1(), satellite.line2(), earth.utc());
      return TLEPropagator.selectExtrapolator(tle, earth.teme());
    } catch (OrekitException e) {
      throw new MissionException(
          MissionException.Key.PROBLEM,
          "The TLE of satellite %s is malformed: %s.".formatted(satellite.id(), e.getMessage()),
          e);
    }
  }

  /** UTC days from 2000-01-01T12:00 to the start of the horizon. */
  private static double midnightDays(AeosspCase problem) {
    java.time.Instant instant = problem.start().instant();
    double days =
        instant.getEpochSecond() / 86_400.0 - java.time.LocalDate.of(2000, 1, 1).toEpochDay();
    return days - JULIAN_2000_DAYS;
  }

  /** Greenwich mean sidereal time (Aoki and others 1982), radians. */
  private static double siderealAngle(double daysFrom2000) {
    double centuries = daysFrom2000 / CENTURY_DAYS;
    double seconds =
        67_310.54841
            + (876_600 * 3600.0 + 8_640_184.812866) * centuries
            + 0.093104 * centuries * centuries
            - 6.2e-6 * centuries * centuries * centuries;
    return Math.toRadians(seconds / 240 % 360);
  }

  /** In the inertial frame (m). */
  Vector3D position(int satellite, int step) {
    return positions[satellite][step];
  }

  /** A point of the turning Earth in the inertial frame at a step. */
  Vector3D inertial(Vector3D point, int step) {
    double cos = Math.cos(siderealAngle[step]);
    double sin = Math.sin(siderealAngle[step]);
    return new Vector3D(
        cos * point.getX() - sin * point.getY(),
        sin * point.getX() + cos * point.getY(),
        point.getZ());
  }

  /** A satellite in the frame that turns with the Earth. */
  Vector3D fixed(int satellite, int step) {
    Vector3D p = positions[satellite][step];
    double cos = Math.cos(siderealAngle[step]);
    double sin = Math.sin(siderealAngle[step]);
    return new Vector3D(
        cos * p.getX() + sin * p.getY(), -sin * p.getX() + cos * p.getY(), p.getZ());
  }
}
