// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.plan.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.sunqar.mission.MissionException;
import org.sunqar.mission.orbit.Earth;
import org.sunqar.mission.orbit.Time;
import org.sunqar.mission.order.Request;
import org.sunqar.mission.plan.SearchEffort;
import org.sunqar.mission.plan.schedule.Acquisition;
import org.sunqar.mission.plan.schedule.Plan;
import org.sunqar.mission.plan.schedule.PlanningTask;
import org.sunqar.mission.plan.schedule.Scenario;
import org.sunqar.mission.plan.schedule.search.Planner;

/** A plan of points, a strip and a stereo pair, in which one thing at a time is tried. */
class PlanTrialTest {

  private static final Earth EARTH = Earth.withoutOrientation();
  private static final PlanningTask TASK = Scenario.task(Scenario.mixed());
  private static Plan plan =
      new Plan(1, Scenario.START, Scenario.day(), Scenario.START, List.of(), List.of(), List.of());

  @BeforeAll
  static void make() {
    plan =
        new Planner(TASK, EARTH, () -> false, line -> {})
            .plan(SearchEffort.ofIterations(2_000))
            .plan();
  }

  private static PlanTrial trial(Change... changes) {
    return PlanTrial.of(
        TASK.constellation(), plan, PlanTrialTest::request, TASK.now(), EARTH, List.of(changes));
  }

  private static Optional<Request> request(String id) {
    return TASK.requests().stream().filter(r -> r.id().equals(id)).findFirst();
  }

  private static Change move(Acquisition a, Time start) {
    return new Change(a.id(), Optional.of(start));
  }

  private static Change remove(Acquisition a) {
    return new Change(a.id(), Optional.empty());
  }

  private static List<Acquisition> of(String request) {
    return plan.acquisitions().stream().filter(a -> a.request().equals(request)).toList();
  }

  /**
   * Where nothing is moved by, a point, a strip and a stereo pair are seen as the planner has it.
   */
  @Test
  void anAcquisitionAtItsOwnTimeIsAsItWas() {
    Acquisition point =
        plan.acquisitions().stream()
            .filter(a -> a.request().startsWith("kazakhstan"))
            .reduce((first, second) -> second)
            .orElseThrow();
    assertThat(of("stereo")).hasSize(2);
    for (Acquisition a :
        List.of(point, of("strip").getFirst(), of("stereo").getFirst(), of("stereo").getLast())) {
      PlanTrial same = trial(move(a, a.start()));
      assertThat(same.violations()).isEmpty();
      assertThat(same.moved()).containsOnlyKeys(a.id());
      Acquisition moved = same.moved().values().iterator().next();
      assertThat(moved.look().view().offNadir())
          .isCloseTo(a.look().view().offNadir(), org.assertj.core.data.Offset.offset(1e-6));
      assertThat(moved.footprint()).hasSameSizeAs(a.footprint());
      assertThat(same.plan().acquisitions()).allMatch(b -> b.satellite().equals(a.satellite()));
    }
  }

  @Test
  void theNeighbourThatIsInTheWayIsNamed() {
    for (int i = 1; i < plan.acquisitions().size(); i++) {
      Acquisition a = plan.acquisitions().get(i);
      Optional<Acquisition> before =
          plan.acquisitions().subList(0, i).reversed().stream()
              .filter(b -> b.satellite().equals(a.satellite()))
              .findFirst();
      if (before.isPresent() && a.start().since(before.get().end()) < 60) {
        assertThat(trial(move(a, before.get().end().plus(0.1))).violations())
            .anyMatch(s ->
                s.startsWith(a.id() + PlanTrial.MOVED + " begins 0.10 s after ")
                    && s.contains(before.get().id()));
        return;
      }
    }
    throw new AssertionError("no acquisition is near another");
  }

  @Test
  void halfOfAPairIsNoPair() {
    assertThat(trial(remove(of("stereo").getFirst())).violations())
        .contains("stereo is taken 1 times; 2 are asked for.");
    PlanTrial without = trial(remove(of("stereo").getFirst()), remove(of("stereo").getLast()));
    assertThat(without.violations()).isEmpty();
    assertThat(without.plan().downlinks())
        .noneMatch(d -> d.acquisitions().contains(of("stereo").getFirst().id()));
  }

  @Test
  void whatCannotBeTriedIsSaid() {
    Acquisition a = plan.acquisitions().getFirst();
    assertThatThrownBy(() -> trial(move(a, plan.horizon().end())))
        .isInstanceOf(MissionException.class)
        .hasMessageContaining(a.id() + " can be moved within the plan");
    assertThatThrownBy(() -> trial(remove(a), remove(a))).hasMessageContaining("changed twice");
    assertThatThrownBy(() -> trial(new Change("000009-0001", Optional.empty())))
        .hasMessageContaining("has no acquisition 000009-0001");
  }
}
