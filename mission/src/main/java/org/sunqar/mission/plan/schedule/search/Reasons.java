// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.plan.schedule.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.sunqar.mission.constellation.Member;
import org.sunqar.mission.orbit.Time;
import org.sunqar.mission.order.Request;
import org.sunqar.mission.plan.Draft;
import org.sunqar.mission.plan.schedule.Unplanned;

/** Says of each request that is not planned what stands in its way. */
final class Reasons {

  /** Names told of what a request conflicts with. */
  private static final int MOST_NAMES = 3;

  private final Problem problem;
  private final Fleet fleet;
  private final Ways ways;
  private final ScheduleDraft draft;
  private final int[] options;
  private final double[] weights;
  private final int[] rivals;
  private final List<Fairness.Part> parts;

  Reasons(Problem problem, int[] options, double[] weights) {
    this.problem = problem;
    this.fleet = problem.fleet();
    this.ways = problem.ways();
    this.options = options;
    this.weights = weights;
    draft = new ScheduleDraft(problem, weights, new int[0]);
    draft.enterAll(options);
    rivals = new int[draft.items() + 1];
    parts = new Fairness(problem, new int[0]).parts(options);
  }

  /** In the order of the requests. */
  List<Unplanned> all() {
    List<Unplanned> result = new ArrayList<>();
    for (int item = 0; item < options.length; item++) {
      Item each = problem.items().get(item);
      if (options[item] < 0
          && each.request().isPresent()
          && problem.inForce().state(each.id()) != InForce.State.DONE) {
        result.add(of(item));
      }
    }
    return result;
  }

  /** Of one that is not planned. */
  Unplanned of(int item) {
    Item each = problem.items().get(item);
    return ways.first(item) == ways.first(item + 1) ? unseen(item, each) : crowded(item, each);
  }

  private Unplanned unseen(int item, Item each) {
    Request request = each.request().orElseThrow();
    List<String> failed = new ArrayList<>();
    List<String> late = new ArrayList<>();
    double cloud = 2;
    double when = 0;
    String by = "";
    for (int s = 0; s < fleet.flights().size(); s++) {
      WayFinder.Sightings seen = problem.sightings()[s];
      String satellite = fleet.flights().get(s).satellite().id();
      if (seen.late[item]) {
        (fleet.flights().get(s).failed() ? failed : late).add(satellite);
      }
      if (seen.cloud[item] < cloud) {
        cloud = seen.cloud[item];
        when = seen.cloudTime[item];
        by = satellite;
      }
    }
    if (cloud <= 1) {
      return new Unplanned(
          each.id(),
          Unplanned.Reason.CLOUD,
          String.format(
              Locale.ROOT,
              "The best forecast is %.0f %% cloud, for %s at %s; at most %.0f %% is asked for.",
              100 * cloud,
              by,
              fleet.time(when).text(0),
              100 * Math.min(0.95, request.image().limits().maxCloud())));
    }
    if (!failed.isEmpty()) {
      return new Unplanned(
          each.id(),
          Unplanned.Reason.SATELLITE,
          "Only "
              + String.join(", ", failed)
              + (failed.size() == 1 ? " sees it and has failed." : " see it and have failed."));
    }
    return new Unplanned(
        each.id(),
        Unplanned.Reason.NO_OPPORTUNITY,
        late.isEmpty()
            ? "No satellite sees it within its limits from "
                + later(request).text(0)
                + " to "
                + earlier(request).text(0)
                + "."
            : "It is seen by "
                + String.join(", ", late)
                + " only before a station can send the command.");
  }

  private Time later(Request request) {
    return request.start().isAfter(fleet.time(fleet.start()))
        ? request.start()
        : fleet.time(fleet.start());
  }

  private Time earlier(Request request) {
    return request.end().isBefore(fleet.time(fleet.end()))
        ? request.end()
        : fleet.time(fleet.end());
  }

  private Unplanned crowded(int item, Item each) {
    int best = -1;
    double least = Double.POSITIVE_INFINITY;
    int[] against = new int[0];
    for (int way = ways.first(item); way < ways.first(item + 1); way++) {
      int count = draft.rivals(way, least, rivals, ScheduleDraft.FIXED);
      if (count != Draft.NEVER) {
        double loss = 0;
        for (int k = 0; k < count; k++) {
          loss += draft.worth(draft.chosen(rivals[k]));
        }
        if (loss < least) {
          least = loss;
          best = way;
          against = Arrays.copyOf(rivals, count);
        }
      }
    }
    if (best < 0) {
      return blocked(item, each);
    }
    return switch (draft.shortage(best)) {
      case MEMORY -> memory(each, best);
      case ENERGY, HEAT -> energy(each, best);
      case NONE -> conflict(each, best, against);
    };
  }

  /** No way is open whatever leaves: something is short, or what is frozen stands in the way. */
  private Unplanned blocked(int item, Item each) {
    int first = ways.first(item);
    return switch (draft.shortage(first)) {
      case MEMORY -> memory(each, first);
      case ENERGY, HEAT -> energy(each, first);
      case NONE ->
          new Unplanned(
              each.id(),
              Unplanned.Reason.CONFLICT,
              "It conflicts with what is frozen or an emergency whenever it is seen, at best by "
                  + sight(first)
                  + ".");
    };
  }

  private String sight(int way) {
    return fleet.flights().get(problem.satellite(way)).satellite().id()
        + " at "
        + fleet.time(ways.start(ways.firstLook(way))).text(0);
  }

  private Unplanned memory(Item each, int way) {
    return new Unplanned(
        each.id(),
        Unplanned.Reason.MEMORY,
        "The memory of " + sight(way) + " has no room until more is sent down.");
  }

  private Unplanned energy(Item each, int way) {
    boolean heat = draft.shortage(way) == Timeline.Shortage.HEAT;
    return new Unplanned(
        each.id(),
        Unplanned.Reason.ENERGY,
        heat
            ? "The camera of " + sight(way) + " has taken images for as long as it may get warm."
            : "The battery of " + sight(way) + " would fall below its reserve.");
  }

  private Unplanned conflict(Item each, int way, int[] against) {
    StringBuilder names = new StringBuilder();
    double others = 0;
    boolean heavier = false;
    for (int k = 0; k < against.length; k++) {
      Item other = problem.items().get(against[k]);
      others += ways.worth(draft.chosen(against[k]));
      heavier |=
          other.member() >= 0
              && each.member() >= 0
              && weights[other.member()] > weights[each.member()];
      if (k < MOST_NAMES) {
        names.append(k == 0 ? "" : k == against.length - 1 ? " and " : ", ").append(other.id());
      }
    }
    if (against.length > MOST_NAMES) {
      names.append(" and ").append(against.length - MOST_NAMES).append(" more");
    }
    String told =
        String.format(
            Locale.ROOT,
            "At best, by %s, it conflicts with %s",
            sight(way),
            against.length == 0 ? "nothing any more; the next plan will have it" : names);
    if (heavier && others < ways.worth(way)) {
      List<Member> members = fleet.task().constellation().members();
      Fairness.Part part = parts.get(each.member());
      double all = parts.stream().mapToDouble(Fairness.Part::seconds).sum();
      return new Unplanned(
          each.id(),
          Unplanned.Reason.QUOTA,
          String.format(
              Locale.ROOT,
              "%s, of members that have less of their share; %s has %.0f %% of the imaging time,"
                  + " its share is %.0f %%.",
              told,
              members.get(each.member()).name(),
              100 * part.seconds() / all,
              100 * members.get(each.member()).share()));
    }
    return new Unplanned(each.id(), Unplanned.Reason.CONFLICT, told + ".");
  }
}
