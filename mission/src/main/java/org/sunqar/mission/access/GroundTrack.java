// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.access;

import org.hipparchus.geometry.euclidean.threed.Vector3D;
import org.sunqar.mission.constellation.Instrument;
import org.sunqar.mission.constellation.Satellite;
import org.sunqar.mission.orbit.Earth;
import org.sunqar.mission.orbit.Ephemeris;
import org.sunqar.mission.orbit.GroundPoint;
import org.sunqar.mission.orbit.Horizon;
import org.sunqar.mission.orbit.Orbit;
import org.sunqar.mission.orbit.SunTrack;

/**
 * The ground track of a satellite near a point.
 *
 * @param heading from north over east (rad)
 * @param speed of the point below the satellite (m/s)
 * @param height of the satellite (m)
 */
public record GroundTrack(double heading, double speed, double height) {

  /** Somewhat more than a turn of a low orbit (s). */
  private static final double TURN = 7200;

  private static final double STEP = 20;

  /** The track near a point at an instant, {@code seconds} after the ephemeris begins. */
  static GroundTrack at(Ephemeris ephemeris, GroundPoint point, double seconds) {
    double[] xyz = new double[3];
    ephemeris.position(seconds, xyz);
    Vector3D position = new Vector3D(xyz);
    ephemeris.velocity(seconds, xyz);
    Vector3D velocity = new Vector3D(xyz);
    double ground = GroundPoint.below(position).position().getNorm();
    return new GroundTrack(
        Viewer.azimuth(point, velocity),
        velocity.getNorm() * ground / position.getNorm(),
        position.getNorm() - ground);
  }

  /**
   * The track where the satellite crosses a latitude, or comes nearest to it, on the sunlit side of
   * its orbit at the epoch of its elements.
   *
   * @param latitude geodetic (rad)
   * @throws org.sunqar.mission.MissionException ORBIT when the orbit is malformed
   */
  public static GroundTrack typical(Satellite satellite, Earth earth, double latitude) {
    Orbit orbit = Orbit.read(satellite.orbit(), earth);
    Horizon horizon = new Horizon(orbit.epoch(), TURN);
    Ephemeris ephemeris = new Ephemeris.Builder(earth, horizon).build(orbit);
    SunTrack sun = new SunTrack(earth, horizon);
    double best = 0;
    double least = Double.POSITIVE_INFINITY;
    double[] xyz = new double[3];
    for (double t = 0; t <= horizon.seconds(); t += STEP) {
      ephemeris.position(t, xyz);
      GroundPoint below = GroundPoint.below(new Vector3D(xyz));
      sun.position(t, xyz);
      boolean dark = below.zenith().dotProduct(new Vector3D(xyz)) < 0;
      double off = Math.abs(below.latitude() - latitude) + (dark ? Math.PI : 0);
      if (off < least) {
        least = off;
        best = t;
      }
    }
    ephemeris.position(best, xyz);
    return at(ephemeris, GroundPoint.below(new Vector3D(xyz)), best);
  }

  /** Width on the ground of what an instrument sees straight down from here (m). */
  public double swath(Instrument instrument) {
    return instrument.swath() * height / instrument.referenceHeight();
  }
}
