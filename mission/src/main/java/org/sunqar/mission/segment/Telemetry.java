// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.segment;

import org.sunqar.mission.orbit.GroundPoint;
import org.sunqar.mission.orbit.Time;
import org.sunqar.mission.plan.schedule.Pointing;

/**
 * A line of what a satellite tells about itself.
 *
 * @param time of the values
 * @param below point of the ground below the satellite
 * @param attitude how it is turned
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
    Pointing attitude,
    double memory,
    double energy,
    boolean sunlit,
    double duty,
    Activity activity) {

  /** What a satellite does. */
  public enum Activity {
    IDLE,
    SLEW,
    IMAGE,
    DOWNLINK
  }
}
