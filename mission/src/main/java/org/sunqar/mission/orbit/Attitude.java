// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.orbit;

import java.util.ArrayList;
import java.util.List;
import org.hipparchus.geometry.euclidean.threed.Rotation;
import org.orekit.errors.OrekitException;
import org.orekit.files.ccsds.ndm.adm.aem.Aem;
import org.orekit.files.ccsds.ndm.adm.aem.AemSatelliteEphemeris;
import org.orekit.files.ccsds.ndm.adm.aem.AemSegment;
import org.orekit.utils.TimeStampedAngularCoordinates;
import org.sunqar.mission.MissionException;

/**
 * How a satellite's body is turned at an instant: the unit quaternion from GCRF to the body, scalar
 * first (Orekit's sense: it takes a vector's coordinates in GCRF to those in the body).
 *
 * @param time the instant
 * @param q0 scalar part
 * @param q1 first of the vector part
 * @param q2 second
 * @param q3 third
 */
public record Attitude(Time time, double q0, double q1, double q2, double q3) {

  /**
   * Reads the attitudes of one satellite from an AEM.
   *
   * @throws MissionException ORBIT when it is malformed, or of more than one satellite
   */
  public static List<Attitude> read(String aem, Earth earth) {
    Aem message;
    try {
      message = CcsdsReader.aem(aem, earth);
    } catch (OrekitException e) {
      throw new MissionException(
          MissionException.Key.ORBIT, "The AEM cannot be read: " + e.getMessage() + ".", e);
    }
    if (message.getSatellites().size() != 1) {
      throw new MissionException(
          MissionException.Key.ORBIT,
          "The AEM is of " + message.getSatellites().size() + " satellites in place of one.");
    }
    AemSatelliteEphemeris ephemeris = message.getSatellites().values().iterator().next();
    List<Attitude> attitudes = new ArrayList<>();
    for (AemSegment segment : ephemeris.getSegments()) {
      for (TimeStampedAngularCoordinates each : segment.getAngularCoordinates()) {
        Rotation turned =
            segment
                .getReferenceFrame()
                .getStaticTransformTo(earth.inertial(), each.getDate())
                .getRotation()
                .revert();
        Rotation r = each.getRotation().applyTo(turned);
        attitudes.add(
            new Attitude(earth.time(each.getDate()), r.getQ0(), r.getQ1(), r.getQ2(), r.getQ3()));
      }
    }
    return attitudes;
  }
}
