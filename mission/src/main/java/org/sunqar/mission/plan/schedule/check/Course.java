// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.plan.schedule.check;

import java.util.ArrayList;
import java.util.List;
import org.hipparchus.geometry.euclidean.threed.Vector3D;
import org.sunqar.mission.access.Contact;
import org.sunqar.mission.access.ContactSearch;
import org.sunqar.mission.access.EclipseSearch;
import org.sunqar.mission.access.Viewer;
import org.sunqar.mission.constellation.GroundStation;
import org.sunqar.mission.constellation.Satellite;
import org.sunqar.mission.orbit.Ephemeris;
import org.sunqar.mission.orbit.GroundPoint;
import org.sunqar.mission.orbit.Horizon;
import org.sunqar.mission.orbit.SunTrack;
import org.sunqar.mission.orbit.Time;
import org.sunqar.mission.plan.schedule.Acquisition;
import org.sunqar.mission.plan.schedule.Downlink;

/**
 * One satellite and what a plan wants of it.
 *
 * @param satellite what it can do
 * @param span the time over which it is followed; {@code seconds} count from its start
 * @param ephemeris where it is
 * @param viewer what it sees
 * @param contacts with all stations
 * @param eclipses by start
 * @param aboard taken before the horizon
 * @param acquisitions within the horizon, by start
 * @param downlinks by start
 */
record Course(
    Satellite satellite,
    Horizon span,
    Ephemeris ephemeris,
    Viewer viewer,
    List<Contact> contacts,
    List<EclipseSearch.Eclipse> eclipses,
    List<Acquisition> aboard,
    List<Acquisition> acquisitions,
    List<Downlink> downlinks) {

  static Course of(
      Satellite satellite,
      Horizon span,
      Ephemeris ephemeris,
      SunTrack sun,
      List<GroundStation> stations,
      List<Acquisition> aboard,
      List<Acquisition> acquisitions,
      List<Downlink> downlinks) {
    List<Contact> contacts = new ArrayList<>();
    for (GroundStation station : stations) {
      contacts.addAll(new ContactSearch(span, satellite.id(), ephemeris).find(station));
    }
    return new Course(
        satellite,
        span,
        ephemeris,
        new Viewer(ephemeris, sun),
        contacts,
        new EclipseSearch(ephemeris, sun).find(),
        aboard,
        acquisitions,
        downlinks);
  }

  double seconds(Time time) {
    return time.since(span.start());
  }

  /** Speed of the point below the satellite (m/s). */
  double groundSpeed(Time time) {
    double t = seconds(time);
    return below(t + 1).distance(below(t - 1)) / 2;
  }

  private Vector3D below(double t) {
    double[] xyz = new double[3];
    ephemeris.position(t, xyz);
    return GroundPoint.below(new Vector3D(xyz)).position();
  }
}
