// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.plan.trial;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.sunqar.mission.MissionException;
import org.sunqar.mission.constellation.Constellation;
import org.sunqar.mission.constellation.Satellite;
import org.sunqar.mission.orbit.Earth;
import org.sunqar.mission.orbit.Time;
import org.sunqar.mission.order.Request;
import org.sunqar.mission.plan.schedule.Acquisition;
import org.sunqar.mission.plan.schedule.Downlink;
import org.sunqar.mission.plan.schedule.Plan;
import org.sunqar.mission.plan.schedule.PlanningTask;
import org.sunqar.mission.plan.schedule.check.PlanChecker;

/**
 * The plan in force with some acquisitions moved in time or taken out, and what the rules say of
 * it. Nothing is published, and nothing else gives way: downlinks stay as they are, without what is
 * taken out.
 *
 * @param plan what the satellites with changes would do, and only they
 * @param moved acquisitions as they would be, by the ids that they have in the plan in force
 * @param violations a sentence for each rule that would be broken and is not broken now; what is
 *     moved is called by its id and {@value #MOVED}
 */
public record PlanTrial(Plan plan, Map<String, Acquisition> moved, List<String> violations) {

  /** What follows the id of an acquisition that is moved. */
  public static final String MOVED = " (moved)";

  public PlanTrial {
    moved = Map.copyOf(moved);
    violations = List.copyOf(violations);
  }

  /**
   * Tries changes of a plan.
   *
   * @param all who flies and listens
   * @param plan in force
   * @param requests what is asked for, by id
   * @param now commands could be sent from here on; after the end of the plan, when it was made
   * @throws MissionException NOT_FOUND when the plan has no such acquisition; SETTING when one is
   *     changed twice, was taken before the plan, is moved off it, or nobody knows what is to be
   *     seen; ORBIT
   */
  public static PlanTrial of(
      Constellation all,
      Plan plan,
      Function<String, Optional<Request>> requests,
      Time now,
      Earth earth,
      List<Change> changes) {
    Map<String, Acquisition> known = new LinkedHashMap<>();
    plan.acquisitions().forEach(a -> known.put(a.id(), a));
    Map<String, Change> byId = new LinkedHashMap<>();
    Set<String> satellites = new LinkedHashSet<>();
    for (Change change : changes) {
      Acquisition a = known.get(change.acquisition());
      if (a == null) {
        throw new MissionException(
            MissionException.Key.NOT_FOUND,
            "Version %d of the plan has no acquisition %s."
                .formatted(plan.version(), change.acquisition()));
      }
      if (byId.put(a.id(), change) != null) {
        throw setting(a.id() + " is changed twice; say once what is tried with it.");
      }
      if (!a.end().isAfter(plan.horizon().start())) {
        throw setting(a.id() + " was taken before the plan begins, and cannot be changed.");
      }
      satellites.add(a.satellite());
    }
    Constellation flying = only(all, satellites);
    Plan before = only(plan, satellites);
    List<Request> asked =
        before.acquisitions().stream()
            .map(Acquisition::request)
            .distinct()
            .flatMap(id -> requests.apply(id).stream())
            .toList();
    Mover mover = new Mover(flying, plan.horizon(), asked, earth);
    Map<String, Acquisition> moved = new LinkedHashMap<>();
    for (Acquisition a : before.acquisitions()) {
      Optional.ofNullable(byId.get(a.id()))
          .flatMap(Change::start)
          .ifPresent(start -> moved.put(a.id(), mover.move(a, a.id() + MOVED, start)));
    }
    Plan after = changed(before, byId.keySet(), moved);
    Time clock = plan.horizon().end().isAfter(now) ? now : plan.made();
    List<String> broken = new ArrayList<>(judged(flying, asked, before, after, clock, earth));
    broken.removeAll(judged(flying, asked, before, next(before), clock, earth));
    return new PlanTrial(after, moved, broken);
  }

  private static MissionException setting(String sentence) {
    return new MissionException(MissionException.Key.SETTING, sentence);
  }

  private static Constellation only(Constellation all, Set<String> satellites) {
    List<Satellite> some = satellites.stream().map(all::satellite).toList();
    return new Constellation(all.members(), some, all.stations());
  }

  private static Plan only(Plan plan, Set<String> satellites) {
    return version(
        plan.version(),
        plan,
        plan.acquisitions().stream().filter(a -> satellites.contains(a.satellite())).toList(),
        plan.downlinks().stream().filter(d -> satellites.contains(d.satellite())).toList());
  }

  /** The same, as the version after it. */
  private static Plan next(Plan plan) {
    return version(plan.version() + 1, plan, plan.acquisitions(), plan.downlinks());
  }

  /** A plan of the same time with other acquisitions and downlinks. */
  private static Plan version(
      int number, Plan plan, List<Acquisition> acquisitions, List<Downlink> downlinks) {
    return new Plan(
        number,
        plan.made(),
        plan.horizon(),
        plan.frozenUntil(),
        acquisitions,
        downlinks,
        List.of());
  }

  private static Plan changed(Plan before, Set<String> changed, Map<String, Acquisition> moved) {
    List<Acquisition> acquisitions = new ArrayList<>(moved.values());
    before.acquisitions().stream()
        .filter(a -> !changed.contains(a.id()))
        .forEach(acquisitions::add);
    acquisitions.sort(Comparator.comparing(Acquisition::start));
    List<Downlink> downlinks = new ArrayList<>();
    for (Downlink d : before.downlinks()) {
      List<String> sent = new ArrayList<>();
      for (String id : d.acquisitions()) {
        if (moved.containsKey(id)) {
          sent.add(id + MOVED);
        } else if (!changed.contains(id)) {
          sent.add(id);
        }
      }
      downlinks.add(
          new Downlink(d.satellite(), d.station(), d.antenna(), d.start(), d.end(), sent));
    }
    return version(before.version() + 1, before, acquisitions, downlinks);
  }

  /** What the checker says of a version after the one in force; of requests that it has. */
  private static List<String> judged(
      Constellation flying, List<Request> asked, Plan inForce, Plan plan, Time now, Earth earth) {
    Set<String> planned = new LinkedHashSet<>();
    plan.acquisitions().forEach(a -> planned.add(a.request()));
    List<Request> requests = asked.stream().filter(r -> planned.contains(r.id())).toList();
    PlanningTask task = PlanningTask.of(flying, requests, plan.horizon(), now).after(inForce);
    return PlanChecker.check(task, earth, plan).violations();
  }
}
