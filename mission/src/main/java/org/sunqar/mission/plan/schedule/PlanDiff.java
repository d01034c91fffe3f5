// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.plan.schedule;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a version of the plan changed.
 *
 * @param added acquisitions of requests that were not planned before
 * @param moved acquisitions of requests that were planned otherwise before
 * @param removed acquisitions of requests that are no longer planned, but for those that were taken
 *     before the new horizon begins
 * @param kept acquisitions that are the same
 */
public record PlanDiff(
    List<Acquisition> added, List<Move> moved, List<Acquisition> removed, int kept) {

  /** One request's acquisition before and after. */
  public record Move(Acquisition before, Acquisition after) {}

  public PlanDiff {
    added = List.copyOf(added);
    moved = List.copyOf(moved);
    removed = List.copyOf(removed);
  }

  /** Acquisitions of the earlier plan that are not as they were. */
  public int changed() {
    return moved.size() + removed.size();
  }

  public static PlanDiff of(Plan before, Plan after) {
    Map<String, Acquisition> old = new LinkedHashMap<>();
    before.acquisitions().forEach(a -> old.put(a.id(), a));
    Map<String, List<Acquisition>> fresh = new HashMap<>();
    int kept = 0;
    for (Acquisition each : after.acquisitions()) {
      if (old.remove(each.id()) == null) {
        fresh.computeIfAbsent(each.request(), r -> new ArrayList<>()).add(each);
      } else {
        kept++;
      }
    }
    List<Move> moved = new ArrayList<>();
    List<Acquisition> removed = new ArrayList<>();
    for (Acquisition each : old.values()) {
      List<Acquisition> others = fresh.getOrDefault(each.request(), List.of());
      if (!others.isEmpty()) {
        moved.add(new Move(each, others.removeFirst()));
      } else if (each.end().isAfter(after.horizon().start())) {
        removed.add(each);
      }
    }
    List<Acquisition> added =
        after.acquisitions().stream()
            .filter(a -> fresh.getOrDefault(a.request(), List.of()).contains(a))
            .toList();
    return new PlanDiff(added, moved, removed, kept);
  }
}
