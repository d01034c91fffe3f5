// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.access;

import java.util.Locale;
import org.sunqar.mission.MissionException;

/**
 * What bounds the line of sight from above, so that a target is within it in one span of each pass.
 *
 * @param maxOffNadir largest angle between the line of sight and the direction to the Earth's
 *     centre (rad)
 * @param maxIncidence largest angle between the line of sight and the target's zenith, at most pi/2
 *     (rad)
 * @param maxRange largest distance times the inverse root of the cosine of the incidence (m): what
 *     bounds the ground sampling distance; infinite where it is not bounded
 */
record Cone(double maxOffNadir, double maxIncidence, double maxRange) {

  private static final double POLAR_RADIUS = 6_356_752;

  Cone {
    if (!(maxOffNadir > 0 && maxOffNadir <= Math.PI / 2)
        || !(maxIncidence > 0 && maxIncidence <= Math.PI / 2)) {
      throw new MissionException(
          MissionException.Key.SETTING,
          String.format(
              Locale.ROOT,
              "Off-nadir angle and incidence must lie above 0 and up to 90 degrees, not %.3f and"
                  + " %.3f.",
              Math.toDegrees(maxOffNadir),
              Math.toDegrees(maxIncidence)));
    }
  }

  /**
   * The largest angle at the Earth's centre between target and satellite, at a radius of the orbit
   * (m), from above (rad).
   */
  double centralAngle(double radius) {
    double sine = radius * Math.sin(maxOffNadir) / POLAR_RADIUS;
    double byHorizon =
        maxIncidence - Math.asin(Math.min(1, POLAR_RADIUS * Math.sin(maxIncidence) / radius));
    return sine < 1 ? Math.min(byHorizon, Math.asin(sine) - maxOffNadir) : byHorizon;
  }
}
