// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.segment;

import java.util.List;
import org.sunqar.mission.constellation.Constellation;
import org.sunqar.mission.orbit.Time;

/**
 * All satellites between two spans of a simulation.
 *
 * @param clock until when they were simulated
 * @param satellites each of them
 */
public record SegmentState(Time clock, List<SatelliteState> satellites) {

  public SegmentState {
    satellites = List.copyOf(satellites);
  }

  /** Satellites that have done nothing yet: full batteries, empty memories. */
  public static SegmentState fresh(Constellation constellation, Time clock) {
    return new SegmentState(
        clock,
        constellation.satellites().stream()
            .map(s -> SatelliteState.fresh(s.id(), s.platform().power().battery()))
            .toList());
  }

  /** Ids of the satellites that have failed. */
  public List<String> out() {
    return satellites.stream().filter(SatelliteState::out).map(SatelliteState::satellite).toList();
  }
}
