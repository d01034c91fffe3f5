// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.tasking;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.sunqar.mission.access.CloudForecast;
import org.sunqar.mission.access.OpportunitySearch;
import org.sunqar.mission.constellation.Constellation;
import org.sunqar.mission.constellation.Satellite;
import org.sunqar.mission.orbit.Earth;
import org.sunqar.mission.orbit.ElementAge;
import org.sunqar.mission.orbit.Horizon;
import org.sunqar.mission.orbit.Time;
import org.sunqar.mission.plan.schedule.Plan;
import org.sunqar.mission.segment.Segment;
import org.sunqar.mission.segment.SegmentOptions;
import org.sunqar.mission.segment.SegmentState;
import org.sunqar.mission.segment.Telemetry;

/**
 * What one satellite goes through while it does a plan in which nothing goes wrong, from a full
 * battery and an empty memory on.
 */
final class SatelliteCourse {

  /** Between two values that are computed (s); of those every so many is told. */
  private static final double STEP = 5;

  private static final int EVERY = 12;

  private SatelliteCourse() {}

  static OpportunitySearch geometry(Satellite satellite, Horizon horizon) {
    return new OpportunitySearch(
        Earth.withoutOrientation(),
        horizon,
        List.of(satellite),
        ElementAge.DEFAULT,
        CloudForecast.NONE);
  }

  /**
   * Its values over the plan's horizon, by time: each minute, and after each image and downlink.
   */
  static List<Telemetry> telemetry(Constellation all, Satellite satellite, Plan plan) {
    Constellation alone = new Constellation(all.members(), List.of(satellite), all.stations());
    Plan own =
        new Plan(
            plan.version(),
            plan.made(),
            plan.horizon(),
            plan.frozenUntil(),
            plan.acquisitions().stream().filter(a -> a.satellite().equals(satellite.id())).toList(),
            plan.downlinks().stream().filter(d -> d.satellite().equals(satellite.id())).toList(),
            List.of());
    SegmentOptions perfect = new SegmentOptions(1, 0, 0, 0, 0, STEP, List.of());
    List<Telemetry> fine =
        new Segment(Earth.withoutOrientation(), alone, perfect, CloudForecast.NONE)
            .fly(own, SegmentState.fresh(alone, plan.horizon().start()), plan.horizon().end())
            .telemetry()
            .getOrDefault(satellite.id(), List.of());
    TreeSet<Time> ends = new TreeSet<>();
    own.acquisitions().forEach(a -> ends.add(a.end()));
    own.downlinks().forEach(d -> ends.add(d.end()));
    List<Telemetry> told = new ArrayList<>();
    for (int i = 0; i < fine.size(); i++) {
      Time time = fine.get(i).time();
      Time end = ends.floor(time);
      if (i % EVERY == 0 || (end != null && time.since(end) < STEP)) {
        told.add(fine.get(i));
      }
    }
    return told;
  }

  /** Writes times, memory and battery, as many of each. */
  static void stores(List<Telemetry> telemetry, ObjectNode json) {
    ArrayNode times = json.putArray("times");
    ArrayNode memory = json.putArray("memory_gbit");
    ArrayNode battery = json.putArray("battery_wh");
    for (Telemetry each : telemetry) {
      times.add(each.time().text(0));
      memory.add(Math.rint(each.memory() / 1e6) / 1e3);
      battery.add(Math.rint(each.energy() / 360) / 10);
    }
  }
}
