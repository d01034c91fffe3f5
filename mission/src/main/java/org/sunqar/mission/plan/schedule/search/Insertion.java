// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.plan.schedule.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.sunqar.mission.MissionException;
import org.sunqar.mission.orbit.Earth;
import org.sunqar.mission.order.Priority;
import org.sunqar.mission.plan.Draft;
import org.sunqar.mission.plan.schedule.Plan;
import org.sunqar.mission.plan.schedule.PlanDiff;
import org.sunqar.mission.plan.schedule.PlanningTask;
import org.sunqar.mission.plan.schedule.Unplanned;

/**
 * Puts emergencies into the plan in force at once and leaves the rest as it is. Each takes the way
 * that displaces the least and is early; what it displaces is put elsewhere where there is room.
 */
public final class Insertion {

  /** What an hour's delay is worth, in requests of mean value. */
  private static final double DELAY = 0.25;

  private final PlanningTask task;
  private final Earth earth;
  private final Plan before;
  private final Set<String> known = new HashSet<>();
  private final SplittableRandom random = new SplittableRandom(1);

  /**
   * What was done.
   *
   * @param plan the next version, not checked yet
   * @param diff to the version in force
   * @param inserted requests that are in it now
   * @param displaced requests that gave way and are not in it any more
   * @param refused emergencies for which there is no place, and why
   */
  public record Inserted(
      Plan plan,
      PlanDiff diff,
      List<String> inserted,
      List<String> displaced,
      List<Unplanned> refused) {

    public Inserted {
      inserted = List.copyOf(inserted);
      displaced = List.copyOf(displaced);
      refused = List.copyOf(refused);
    }
  }

  /**
   * @param task its emergency requests that are not in the plan in force are put in
   * @throws MissionException NOT_FOUND when no plan is in force
   */
  public Insertion(PlanningTask task, Earth earth) {
    this.task = task;
    this.earth = earth;
    before =
        task.previous()
            .orElseThrow(() ->
                new MissionException(
                    MissionException.Key.NOT_FOUND,
                    "There is no plan into which an emergency could be put; make one first."));
    before.acquisitions().forEach(a -> known.add(a.request()));
  }

  /** True when every emergency is in the plan in force, or there is none. */
  public boolean isIdle() {
    return IntStream.range(0, task.requests().size()).noneMatch(this::isNew);
  }

  /**
   * Puts them in.
   *
   * @param mostChanged acquisitions of the plan in force that may be moved or displaced
   */
  public Inserted insert(int mostChanged) {
    Fleet fleet = new Fleet(task, earth);
    Problem problem = new Problem(fleet, this::isNew);
    ScheduleDraft draft = new ScheduleDraft(problem, problem.even(), new int[0]);
    draft.enterAll(problem.kept());
    Set<Integer> displaced = new LinkedHashSet<>();
    Map<Integer, Unplanned> refused = new HashMap<>();
    List<Integer> urgent =
        IntStream.range(0, task.requests().size())
            .filter(this::isNew)
            .boxed()
            .sorted(Comparator.comparingDouble((Integer i) -> -task.requests().get(i).value()))
            .toList();
    for (int item : urgent) {
      enter(problem, draft, item, mostChanged, displaced, refused);
    }
    Problem wider = new Problem(fleet, i -> isNew(i) || displaced.contains(i));
    ScheduleDraft result = new ScheduleDraft(wider, wider.even(), new int[0]);
    int[] kept = wider.kept();
    for (int item = 0; item < kept.length; item++) {
      kept[item] = displaced.contains(item) ? -1 : kept[item];
    }
    for (int item : urgent) {
      kept[item] = same(problem, draft.chosen(item), wider);
    }
    result.enterAll(kept);
    Greedy.fill(result, displaced::contains);
    return written(wider, result, urgent, displaced, refused);
  }

  private boolean isNew(int request) {
    return task.requests().get(request).priority() == Priority.EMERGENCY
        && !known.contains(task.requests().get(request).id());
  }

  /** The way of another problem that is the same, or -1. */
  private static int same(Problem problem, int way, Problem other) {
    if (way < 0) {
      return -1;
    }
    Ways ways = problem.ways();
    int item = ways.itemOf(way);
    double start = ways.start(ways.firstLook(way));
    return IntStream.range(other.ways().first(item), other.ways().first(item + 1))
        .filter(w -> other.ways().camera(w) == ways.camera(way))
        .filter(w -> other.ways().start(other.ways().firstLook(w)) == start)
        .findFirst()
        .orElse(-1);
  }

  private void enter(
      Problem problem,
      ScheduleDraft draft,
      int item,
      int mostChanged,
      Set<Integer> displaced,
      Map<Integer, Unplanned> refused) {
    Ways ways = problem.ways();
    int[] rivals = new int[draft.items() + 1];
    int best = -1;
    int[] leaving = new int[0];
    double least = Double.POSITIVE_INFINITY;
    boolean tooMany = false;
    for (int way = ways.first(item); way < ways.first(item + 1); way++) {
      int count = draft.rivals(way, Double.MAX_VALUE, rivals, random);
      if (count == Draft.NEVER || anyUrgent(problem, rivals, count)) {
        continue;
      }
      if (displaced.size() + count > mostChanged) {
        tooMany = true;
        continue;
      }
      double hours = (ways.start(ways.firstLook(way)) - problem.fleet().start()) / 3600;
      double cost = DELAY * hours;
      for (int k = 0; k < count; k++) {
        cost += draft.worth(draft.chosen(rivals[k]));
      }
      if (cost < least) {
        least = cost;
        best = way;
        leaving = Arrays.copyOf(rivals, count);
      }
    }
    if (best < 0) {
      refused.put(
          item,
          tooMany
              ? new Unplanned(
                  task.requests().get(item).id(),
                  Unplanned.Reason.CONFLICT,
                  "It would displace more than " + mostChanged + " acquisitions.")
              : new Reasons(problem, draft.options(), problem.even()).of(item));
      return;
    }
    for (int other : leaving) {
      draft.leave(other);
      displaced.add(other);
    }
    draft.enter(best);
  }

  private static boolean anyUrgent(Problem problem, int[] rivals, int count) {
    return IntStream.of(rivals).limit(count).anyMatch(i -> problem.items().get(i).isEmergency());
  }

  private Inserted written(
      Problem problem,
      ScheduleDraft draft,
      List<Integer> urgent,
      Set<Integer> displaced,
      Map<Integer, Unplanned> refused) {
    Map<String, Unplanned> reasons = new HashMap<>();
    before.unplanned().forEach(u -> reasons.put(u.request(), u));
    refused.forEach((item, reason) -> reasons.put(reason.request(), reason));
    List<String> inserted = new ArrayList<>();
    for (int item : urgent) {
      if (draft.chosen(item) >= 0) {
        inserted.add(problem.items().get(item).id());
      }
    }
    List<String> gone = new ArrayList<>();
    for (int item : displaced) {
      String id = problem.items().get(item).id();
      if (draft.chosen(item) < 0) {
        gone.add(id);
        reasons.put(
            id,
            new Unplanned(
                id,
                Unplanned.Reason.CONFLICT,
                "It gave way to the emergency " + String.join(", ", inserted) + "."));
      }
    }
    List<Unplanned> unplanned = new ArrayList<>();
    for (int item = 0; item < task.requests().size(); item++) {
      String id = problem.items().get(item).id();
      if (draft.chosen(item) < 0 && problem.inForce().state(id) != InForce.State.DONE) {
        unplanned.add(
            reasons.getOrDefault(
                id,
                new Unplanned(
                    id,
                    Unplanned.Reason.CONFLICT,
                    "It was not looked at when an emergency was put in; the next plan looks at"
                        + " it.")));
      }
    }
    Plan plan = new PlanWriter(problem, draft.options(), problem.even()).plan(unplanned);
    return new Inserted(
        plan, PlanDiff.of(before, plan), inserted, gone, List.copyOf(refused.values()));
  }
}
