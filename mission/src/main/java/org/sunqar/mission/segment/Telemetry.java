// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.segment;

import org.sunqar.mission.orbit.GroundPoint;
import org.sunqar.mission.orbit.Time;

/**
 * A line of what a satellite tells about itself.
 *
 * @param time of the values
 * @param below point of the ground below the satellite
 * @param attitude of the line of sight
 * @param memory used (bit)
 * @param energy in the battery (J)
 * @param sunlit whether the panels see the Sun
 * @param duty imaging in the last period of the duty cycle, as a share of what is allowed; what the
 *     camera's warmth goes with
 * @param activity what it does
 */
public record Telemetry(
    Time time,
    GroundPoint below,
    Attitude attitude,
    double memory,
    double energy,
    boolean sunlit,
    double duty,
    Activity activity) {

  /**
   * How the line of sight stands to the direction to the Earth's centre.
   *
   * @param roll across the direction of flight, positive to the right (rad)
   * @param pitch along the direction of flight, positive ahead (rad)
   */
  public record Attitude(double roll, double pitch) {

    public static final Attitude DOWN = new Attitude(0, 0);
  }

  /** What a satellite does. */
  public enum Activity {
    IDLE,
    SLEW,
    IMAGE,
    DOWNLINK
  }
}
