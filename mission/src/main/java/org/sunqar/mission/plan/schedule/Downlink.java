// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.plan.schedule;

import java.util.List;
import org.sunqar.mission.orbit.Time;

/**
 * A time in which a satellite sends images to a station.
 *
 * @param satellite id
 * @param station id
 * @param antenna of the station
 * @param start of sending
 * @param end of sending
 * @param acquisitions ids of those that are sent whole, or whose last part is sent, in order
 */
public record Downlink(
    String satellite,
    String station,
    String antenna,
    Time start,
    Time end,
    List<String> acquisitions) {

  public Downlink {
    acquisitions = List.copyOf(acquisitions);
  }
}
