// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.plan.schedule;

import java.util.List;
import org.sunqar.mission.orbit.Horizon;
import org.sunqar.mission.orbit.Time;

/**
 * What all satellites do over a horizon. Immutable; a new plan is a new version.
 *
 * @param version from 1 on
 * @param made when
 * @param horizon what is planned
 * @param frozenUntil what begins before is not changed by a later version
 * @param acquisitions by their start; first those that were taken before the horizon and are still
 *     aboard
 * @param downlinks by their start
 * @param unplanned requests that are not in it, and why
 */
public record Plan(
    int version,
    Time made,
    Horizon horizon,
    Time frozenUntil,
    List<Acquisition> acquisitions,
    List<Downlink> downlinks,
    List<Unplanned> unplanned) {

  public Plan {
    acquisitions = List.copyOf(acquisitions);
    downlinks = List.copyOf(downlinks);
    unplanned = List.copyOf(unplanned);
  }
}
