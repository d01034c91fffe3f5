// SPDX-License-Identifier: Apache-2.0
package org.sunqar.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import org.sunqar.mission.constellation.Constellation;
import org.sunqar.mission.constellation.Member;
import org.sunqar.mission.orbit.Earth;
import org.sunqar.mission.orbit.GroundPoint;
import org.sunqar.mission.orbit.Horizon;
import org.sunqar.mission.order.Order;
import org.sunqar.mission.order.Priority;
import org.sunqar.mission.order.Request;
import org.sunqar.mission.plan.SearchEffort;
import org.sunqar.mission.plan.schedule.PlanningTask;
import org.sunqar.mission.plan.schedule.check.PlanChecker;
import org.sunqar.mission.plan.schedule.search.PlanReport;
import org.sunqar.mission.plan.schedule.search.PlanResult;
import org.sunqar.mission.plan.schedule.search.Planner;

/**
 * What fairness costs where three members ask for the same land on the same day, and for amounts
 * unlike their shares: Kazakhstan 300 images with a share of 50 %, Mongolia 1,500 with 30 %, Congo
 * 200 with 20 %. The plan without fairness has the same time.
 */
final class FairnessBenchmark {

  private static final int[] ASKED = {300, 1500, 200};
  private static final double[] SHARES = {0.5, 0.3, 0.2};

  private FairnessBenchmark() {}

  static void run(Constellation fleet, Earth earth, double seconds, long seed) {
    List<Member> members = new ArrayList<>();
    List<Request> requests = new ArrayList<>();
    Random random = new Random(11);
    for (int m = 0; m < SHARES.length; m++) {
      Member old = fleet.members().get(m);
      members.add(new Member(old.id(), old.name(), SHARES[m]));
      for (int i = 0; i < ASKED[m]; i++) {
        requests.add(request(old.id() + "-" + i, old.id(), random));
      }
    }
    PlanningTask task =
        PlanningTask.of(
            new Constellation(members, fleet.satellites(), fleet.stations()),
            requests,
            Horizon.ofDays(ScheduleBenchmark.START, 1),
            ScheduleBenchmark.START);
    Planner planner = new Planner(task, earth, () -> false, _ -> {});
    SearchEffort effort = SearchEffort.ofSeconds(seconds).withSeed(seed);
    PlanResult free = planner.planWithoutFairness(effort);
    PlanResult fair = planner.plan(effort);
    System.out.printf(
        Locale.ROOT,
        "three members ask for the same land: value %.1f, without fairness %.1f: price of fairness"
            + " %.1f %%; %d and %d violations%n",
        fair.report().value(),
        free.report().value(),
        100 * (1 - fair.report().value() / free.report().value()),
        PlanChecker.check(task, earth, fair.plan()).violations().size(),
        PlanChecker.check(task, earth, free.plan()).violations().size());
    for (int m = 0; m < SHARES.length; m++) {
      PlanReport.MemberPart part = fair.report().members().get(m);
      PlanReport.MemberPart without = free.report().members().get(m);
      System.out.printf(
          Locale.ROOT,
          "  %s: share %.0f %%, asks for %d; %.0f s of imaging, satisfied %.0f %%; without fairness"
              + " %.0f s, %.0f %%%n",
          part.member(),
          100 * part.share(),
          ASKED[m],
          part.seconds(),
          100 * part.satisfaction(),
          without.seconds(),
          100 * without.satisfaction());
    }
  }

  private static Request request(String id, String member, Random random) {
    return new Request(
        id,
        id,
        member,
        Priority.ROUTINE,
        1 + 9 * random.nextDouble(),
        new Request.Point(
            GroundPoint.ofDegrees(80 + 12 * random.nextDouble(), 44 + 6 * random.nextDouble(), 0)),
        ScheduleBenchmark.START,
        ScheduleBenchmark.START.plus(86_400),
        new Order.Image(ScheduleBenchmark.LIMITS, Optional.empty(), 1, 1, 1));
  }
}
