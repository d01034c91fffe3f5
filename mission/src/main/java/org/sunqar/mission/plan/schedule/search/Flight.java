// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.plan.schedule.search;

import java.util.List;
import org.sunqar.mission.access.Contact;
import org.sunqar.mission.access.EclipseSearch;
import org.sunqar.mission.access.Viewer;
import org.sunqar.mission.constellation.Satellite;
import org.sunqar.mission.orbit.Ephemeris;

/**
 * One satellite over the time that is planned. Times are seconds after the fleet's origin.
 *
 * @param satellite what it can do
 * @param ephemeris where it is
 * @param viewer what it sees
 * @param contacts with all stations, by start
 * @param eclipses by start
 * @param ready from here on it may do what is commanded now; infinite when it has failed or passes
 *     no station
 * @param failed whether it does nothing any more
 */
record Flight(
    Satellite satellite,
    Ephemeris ephemeris,
    Viewer viewer,
    List<Contact> contacts,
    List<EclipseSearch.Eclipse> eclipses,
    double ready,
    boolean failed) {

  private static final double EARTH_RADIUS = 6_371_000;

  /** Speed of the ground track (m/s). */
  double groundSpeed(double time) {
    double[] xyz = new double[3];
    ephemeris.velocity(time, xyz);
    double speed = length(xyz);
    ephemeris.position(time, xyz);
    return speed * EARTH_RADIUS / length(xyz);
  }

  private static double length(double[] v) {
    return Math.sqrt(v[0] * v[0] + v[1] * v[1] + v[2] * v[2]);
  }
}
