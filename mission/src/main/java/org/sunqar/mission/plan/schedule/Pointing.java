// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.plan.schedule;

/**
 * How a satellite is turned away from flying upright, in the sense of {@link
 * org.sunqar.mission.access.View}.
 *
 * @param roll across the direction of flight, positive to the right (rad)
 * @param pitch along the direction of flight, positive ahead (rad)
 * @param yaw of the direction of imaging from the ground track, positive to the right (rad)
 */
public record Pointing(double roll, double pitch, double yaw) {

  public static final Pointing DOWN = new Pointing(0, 0, 0);
}
