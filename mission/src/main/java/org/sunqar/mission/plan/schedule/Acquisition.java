// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.plan.schedule;

import java.util.List;
import org.sunqar.mission.access.Opportunity;
import org.sunqar.mission.orbit.GroundPoint;
import org.sunqar.mission.orbit.Time;

/**
 * One imaging of a request.
 *
 * @param id unique in all versions of the plan, the same in each version that has it
 * @param request id of the request
 * @param sensor what takes it
 * @param start of imaging
 * @param end of imaging
 * @param look geometry, ground sampling and expected cloud in the middle of it
 * @param from how the satellite is turned when it begins
 * @param to how it is turned when it ends
 * @param bits written to memory
 * @param footprint corners of the image in order
 */
public record Acquisition(
    String id,
    String request,
    Opportunity.Sensor sensor,
    Time start,
    Time end,
    Opportunity.Look look,
    Pointing from,
    Pointing to,
    double bits,
    List<GroundPoint> footprint) {

  public Acquisition {
    footprint = List.copyOf(footprint);
  }

  public String satellite() {
    return sensor.satellite();
  }

  public double seconds() {
    return end.since(start);
  }
}
