// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.plan.schedule;

import org.sunqar.mission.MissionException;

/**
 * Rules of planning that are nobody's hardware.
 *
 * @param frozenSeconds from now on in which the plan in force is not changed
 * @param uplinkSeconds from the rise of a satellite above a station until new commands are aboard
 * @param batteryReserve share of the battery that is never used, 0 up to 1
 * @param minBaseToHeight least ratio of base to height of stereo images
 * @param maxBaseToHeight largest
 */
public record PlanRules(
    double frozenSeconds,
    double uplinkSeconds,
    double batteryReserve,
    double minBaseToHeight,
    double maxBaseToHeight) {

  public static final PlanRules DEFAULT = new PlanRules(900, 60, 0.2, 0.25, 0.8);

  public PlanRules {
    if (!(frozenSeconds >= 0 && uplinkSeconds >= 0 && batteryReserve >= 0 && batteryReserve < 1)) {
      throw new MissionException(
          MissionException.Key.SETTING,
          "The frozen time and the time of an uplink must be 0 s or more and the reserve of the"
              + " battery at least 0 and below 1, not "
              + frozenSeconds
              + ", "
              + uplinkSeconds
              + " and "
              + batteryReserve
              + ".");
    }
  }

  public PlanRules withFrozenSeconds(double seconds) {
    return new PlanRules(seconds, uplinkSeconds, batteryReserve, minBaseToHeight, maxBaseToHeight);
  }
}
