// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.plan.schedule.search;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.sunqar.mission.orbit.Time;
import org.sunqar.mission.plan.schedule.Acquisition;
import org.sunqar.mission.plan.schedule.Downlink;
import org.sunqar.mission.plan.schedule.Plan;

/**
 * What the plan in force leaves to the next one. Its acquisitions are done (taken before the new
 * horizon, still aboard), locked (they begin before the frozen time ends, or before the satellite
 * can be told otherwise), or open. Downlinks that begin before the frozen time ends are kept.
 * Nothing is left of a satellite that has failed.
 */
final class InForce {

  /** What may become of a request's acquisitions. */
  enum State {
    NONE,
    DONE,
    LOCKED,
    OPEN
  }

  private final Map<String, List<Acquisition>> byRequest = new LinkedHashMap<>();
  private final Map<String, State> states = new HashMap<>();
  private final List<Acquisition> aboard = new ArrayList<>();
  private final List<Downlink> downlinks = new ArrayList<>();
  private final Map<String, Downlink> downlinkOf = new HashMap<>();

  InForce(Fleet fleet) {
    Optional<Plan> previous = fleet.task().previous();
    if (previous.isPresent()) {
      divide(fleet, previous.get());
    }
  }

  private void divide(Fleet fleet, Plan plan) {
    Time start = fleet.task().horizon().start();
    Map<String, Time> sent = new HashMap<>();
    for (Downlink each : plan.downlinks()) {
      each.acquisitions().forEach(id -> sent.put(id, each.end()));
    }
    for (Acquisition each : plan.acquisitions()) {
      int satellite = fleet.number(each.satellite());
      if (satellite < 0 || fleet.flights().get(satellite).failed()) {
        continue;
      }
      if (!each.end().isAfter(start)) {
        Time gone = sent.get(each.id());
        if (gone == null || gone.isAfter(start)) {
          aboard.add(each);
          states.put(each.request(), State.DONE);
        }
        continue;
      }
      byRequest.computeIfAbsent(each.request(), r -> new ArrayList<>()).add(each);
      boolean locked = fleet.seconds(each.start()) < fleet.flights().get(satellite).ready();
      states.merge(
          each.request(), locked ? State.LOCKED : State.OPEN, (a, b) -> a == State.OPEN ? b : a);
    }
    byRequest.keySet().removeIf(r -> states.get(r) == State.DONE);
    for (Downlink each : plan.downlinks()) {
      int satellite = fleet.number(each.satellite());
      if (satellite >= 0
          && !fleet.flights().get(satellite).failed()
          && each.end().isAfter(start)
          && fleet.seconds(each.start()) < fleet.frozen()) {
        keep(each);
      }
    }
  }

  private void keep(Downlink downlink) {
    List<String> ids =
        downlink.acquisitions().stream()
            .filter(id ->
                aboard.stream().anyMatch(a -> a.id().equals(id))
                    || byRequest.values().stream()
                        .flatMap(List::stream)
                        .anyMatch(
                            a -> a.id().equals(id) && states.get(a.request()) == State.LOCKED))
            .toList();
    Downlink kept =
        new Downlink(
            downlink.satellite(),
            downlink.station(),
            downlink.antenna(),
            downlink.start(),
            downlink.end(),
            ids);
    downlinks.add(kept);
    ids.forEach(id -> downlinkOf.put(id, kept));
  }

  State state(String request) {
    return states.getOrDefault(request, State.NONE);
  }

  /** Ids of those with acquisitions that are locked or open. */
  Set<String> requests() {
    return byRequest.keySet();
  }

  /** A request's acquisitions that are locked or open, by time. */
  List<Acquisition> acquisitions(String request) {
    return byRequest.getOrDefault(request, List.of());
  }

  /** Acquisitions that were taken before the horizon and are not on the ground when it begins. */
  List<Acquisition> aboard() {
    return aboard;
  }

  /** Downlinks that are kept. */
  List<Downlink> downlinks() {
    return downlinks;
  }

  /** The kept downlink that ends the sending of an acquisition, if one does. */
  Optional<Downlink> downlinkOf(String acquisition) {
    return Optional.ofNullable(downlinkOf.get(acquisition));
  }
}
