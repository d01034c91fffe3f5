// SPDX-License-Identifier: Apache-2.0
package org.sunqar.exact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.sunqar.mission.access.Limits;
import org.sunqar.mission.access.Range;
import org.sunqar.mission.constellation.DemoConstellation;
import org.sunqar.mission.orbit.Earth;
import org.sunqar.mission.orbit.GroundPoint;
import org.sunqar.mission.orbit.Horizon;
import org.sunqar.mission.orbit.Time;
import org.sunqar.mission.order.Order;
import org.sunqar.mission.order.Priority;
import org.sunqar.mission.order.Request;
import org.sunqar.mission.plan.ChoiceModel;
import org.sunqar.mission.plan.ExactChoice;
import org.sunqar.mission.plan.ExactModule;
import org.sunqar.mission.plan.SearchEffort;
import org.sunqar.mission.plan.schedule.PlanningTask;
import org.sunqar.mission.plan.schedule.check.PlanChecker;
import org.sunqar.mission.plan.schedule.search.PlanReport;
import org.sunqar.mission.plan.schedule.search.PlanResult;
import org.sunqar.mission.plan.schedule.search.Planner;

class CpSatChoiceTest {

  private final ExactChoice solver =
      ExactModule.find(ExactChoice.class, Path.of("none")).orElseThrow();

  /** Random models small enough to try all choices. */
  @Test
  void theBoundIsTheBestChoice() {
    Random random = new Random(4);
    for (int round = 0; round < 30; round++) {
      ChoiceModel model = model(random, 12);
      double best = best(model, 0, new ArrayList<>());
      if (best < 0) {
        continue; // one of an exclusion has to be taken, and cannot
      }
      ExactChoice.Answer answer = solver.solve(model, List.of(), 10, 1, () -> false);
      assertThat(answer.bound()).isGreaterThanOrEqualTo(best);
      assertThat(answer.bound()).isCloseTo(best, within(1e-4));
      assertThat(keeps(model, answer.options(), 1e-6)).isTrue();
    }
  }

  private static ChoiceModel model(Random random, int options) {
    double[] worth = random.doubles(options, 0, 3).toArray();
    ChoiceModel model = new ChoiceModel(worth);
    for (int k = 0; k < 8; k++) {
      model.add(new ChoiceModel.Exclusion(some(random, options, 0.25), k == 0));
    }
    for (int k = 0; k < 3; k++) {
      List<Integer> chosen = some(random, options, 0.6);
      List<Double> amounts = chosen.stream().map(_ -> 1e9 * random.nextDouble()).toList();
      model.add(new ChoiceModel.Limit(chosen, amounts, 2e9 * random.nextDouble()));
    }
    return model;
  }

  private static List<Integer> some(Random random, int options, double share) {
    List<Integer> chosen = new ArrayList<>(List.of(0));
    for (int option = 1; option < options; option++) {
      if (random.nextDouble() < share) {
        chosen.add(option);
      }
    }
    return chosen;
  }

  private static double best(ChoiceModel model, int option, List<Integer> chosen) {
    if (option == model.options()) {
      return keeps(model, chosen, 0)
          ? model.worth(chosen.stream().mapToInt(Integer::intValue).toArray())
          : -1;
    }
    double without = best(model, option + 1, chosen);
    chosen.add(option);
    double with = best(model, option + 1, chosen);
    chosen.removeLast();
    return Math.max(with, without);
  }

  private static boolean keeps(ChoiceModel model, List<Integer> options, double more) {
    Set<Integer> chosen = new HashSet<>(options);
    for (ChoiceModel.Exclusion each : model.exclusions()) {
      long count = each.options().stream().filter(chosen::contains).count();
      if (count > 1 || (each.must() && count == 0)) {
        return false;
      }
    }
    for (ChoiceModel.Limit each : model.limits()) {
      double sum = 0;
      for (int k = 0; k < each.options().size(); k++) {
        sum += chosen.contains(each.options().get(k)) ? each.amounts().get(k) : 0;
      }
      if (sum > each.capacity() * (1 + more)) {
        return false;
      }
    }
    return true;
  }

  /** Fifteen places about Astana for the demonstration's satellites: the best plan is proven. */
  @Test
  void aSmallPlanIsProven() {
    Time start = Time.parse("2026-04-14");
    Earth earth = Earth.withoutOrientation();
    Limits limits =
        Limits.NONE.withOffNadir(Range.degrees(0, 35)).withSunElevation(Range.degrees(10, 90));
    Random random = new Random(2);
    List<Request> requests = new ArrayList<>();
    for (int i = 0; i < 15; i++) {
      GroundPoint place =
          GroundPoint.ofDegrees(69 + 4 * random.nextDouble(), 49 + 4 * random.nextDouble(), 0);
      requests.add(
          new Request(
              "r" + i,
              "r" + i,
              "kazakhstan",
              Priority.ROUTINE,
              1 + 9 * random.nextDouble(),
              new Request.Point(place),
              start,
              start.plus(43_200),
              new Order.Image(limits, Optional.empty(), 1, 1, 1)));
    }
    PlanningTask task =
        PlanningTask.of(DemoConstellation.read(), requests, Horizon.ofDays(start, 0.5), start);
    PlanResult result =
        new Planner(task, earth, () -> false, _ -> {})
            .plan(new SearchEffort(60, 20_000, 1, 1), solver);
    assertThat(PlanChecker.check(task, earth, result.plan()).violations()).isEmpty();
    PlanReport.Bound bound = result.report().bound().orElseThrow();
    assertThat(bound.exact()).isTrue();
    assertThat(bound.bound()).isGreaterThanOrEqualTo(bound.value() * (1 - 1e-9));
    assertThat(bound.proven()).as("gap " + bound.gap()).isTrue();
  }
}
