// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.constellation;

/**
 * How a satellite turns.
 *
 * @param roll about the direction of flight
 * @param pitch about the normal of the orbit
 * @param yaw about the direction to the Earth's centre
 * @param maxOffNadir largest angle between the line of sight and the direction to the Earth's
 *     centre (rad)
 */
public record Agility(Axis roll, Axis pitch, Axis yaw, double maxOffNadir) {

  /** Shortest time to turn and settle when all axes turn at once (s); 0 when nothing turns. */
  public double slewSeconds(double rollAngle, double pitchAngle, double yawAngle) {
    return Math.max(
        seconds(roll, rollAngle), Math.max(seconds(pitch, pitchAngle), seconds(yaw, yawAngle)));
  }

  private static double seconds(Axis axis, double angle) {
    return angle == 0 ? 0 : axis.turnSeconds(angle) + axis.settling();
  }
}
