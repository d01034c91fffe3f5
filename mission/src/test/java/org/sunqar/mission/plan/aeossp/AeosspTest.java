// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.plan.aeossp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sunqar.mission.MissionException;
import org.sunqar.mission.SharedFolder;
import org.sunqar.mission.orbit.Earth;
import org.sunqar.mission.plan.SearchEffort;
import org.sunqar.mission.plan.Searches;
import org.sunqar.mission.plan.Verdict;
import org.sunqar.mission.plan.aeossp.AeosspCase.Satellite;
import org.sunqar.mission.plan.aeossp.AeosspPlan.Observation;

class AeosspTest {

  private static final Earth EARTH = Earth.withoutOrientation();

  @TempDir Path folder;

  private static AeosspPlan planned(AeosspCase problem, long iterations) {
    return new AeosspSearch(problem, EARTH)
        .best(new Searches(SearchEffort.ofIterations(iterations), () -> false, value -> {}));
  }

  /** Three satellites of the first case. */
  private static AeosspCase small(double batteryShare) {
    AeosspCase all = AeosspReader.read(SharedFolder.file("aeossp/train_0001"));
    List<Satellite> few =
        all.satellites().stream()
            .limit(3)
            .map(s ->
                new Satellite(
                    s.id(),
                    s.line1(),
                    s.line2(),
                    s.sensor(),
                    s.attitude(),
                    new AeosspCase.Power(
                        s.power().capacity(),
                        s.power().initial() * batteryShare,
                        s.power().idle(),
                        s.power().imaging(),
                        s.power().slew(),
                        s.power().charge())))
            .toList();
    return new AeosspCase(
        all.start(),
        all.seconds(),
        all.actionStep(),
        all.geometryStep(),
        all.resourceStep(),
        few,
        all.tasks());
  }

  @Test
  void aPlanPassesTheCheckerAndIsTheSameAgain() {
    AeosspCase problem = small(1);
    AeosspPlan plan = planned(problem, 50_000);
    assertThat(plan).isEqualTo(planned(problem, 50_000));
    Verdict verdict = AeosspChecker.check(problem, EARTH, plan.text(problem));
    assertThat(verdict.violations()).isEmpty();
    assertThat(verdict.value()).isGreaterThan(0.05);
    assertThat(AeosspPlan.parse("text", plan.text(problem), problem.start())).isEqualTo(plan);
  }

  /** The same tasks with a battery that is nearly empty: fewer, but valid. */
  @Test
  void aShortBatteryIsNeverEmptied() {
    AeosspCase problem = small(0.02);
    AeosspPlan plan = planned(problem, 10_000);
    Verdict verdict = AeosspChecker.check(problem, EARTH, plan.text(problem));
    assertThat(verdict.violations()).isEmpty();
    assertThat(plan.observations()).hasSizeGreaterThan(20);
    AeosspPlan rich = planned(small(1), 10_000);
    assertThat(rich.observations()).hasSizeGreaterThan(plan.observations().size());
    assertThat(AeosspChecker.check(problem, EARTH, rich.text(problem)).violations())
        .anyMatch(violation -> violation.contains("the battery is empty"));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 5, outside the task's window",
    "2, 2, not on the grid of 5 s",
    "0, -5, must last exactly",
    "-100000, -100000, outside the horizon"
  })
  void theCheckerFindsAMovedObservation(int start, int end, String why) {
    AeosspCase problem = small(1);
    Observation one = planned(problem, 20_000).observations().getFirst();
    AeosspCase.Task task =
        problem.tasks().stream().filter(t -> t.id().equals(one.task())).findFirst().orElseThrow();
    int late = why.contains("window") ? task.due() - one.end() : 0;
    Observation moved =
        new Observation(
            one.satellite(), one.task(), one.start() + late + start, one.end() + late + end);
    assertThat(check(problem, List.of(moved))).anyMatch(violation -> violation.contains(why));
  }

  @Test
  void theCheckerFindsWhatCannotFollow() {
    AeosspCase problem = small(1);
    Observation one = planned(problem, 20_000).observations().getFirst();
    assertThat(check(problem, List.of(one))).isEmpty();
    assertThat(check(problem, List.of(one, one))).anyMatch(v -> v.contains("s to turn by"));
    Observation unknown = new Observation("sat_x", one.task(), one.start(), one.end());
    assertThat(check(problem, List.of(unknown))).anyMatch(v -> v.contains("no such satellite"));
    String other = problem.satellites().get(1).id();
    Observation elsewhere = new Observation(other, one.task(), one.start(), one.end());
    assertThat(check(problem, List.of(elsewhere)))
        .anyMatch(v -> v.contains("not visible") || v.contains("off nadir"));
  }

  private static List<String> check(AeosspCase problem, List<Observation> observations) {
    return AeosspChecker.check(problem, EARTH, new AeosspPlan(observations).text(problem))
        .violations();
  }

  @ParameterizedTest
  @CsvSource({
    "'', must be a mapping",
    "'mission: [', is no YAML",
    "'mission: {}', has no horizon_start",
    "'mission: {horizon_start: yesterday}', is not a time",
    "'mission: {horizon_start: 2026-04-14T04:00:00Z, horizon_end: 2026-04-14T04:00:00Z}',"
        + " must end after it starts"
  })
  void whatIsNoCaseIsRefused(String mission, String why) throws IOException {
    Files.writeString(folder.resolve("mission.yaml"), mission);
    assertThatThrownBy(() -> AeosspReader.read(folder))
        .isInstanceOf(MissionException.class)
        .hasMessageContaining("mission.yaml")
        .hasMessageContaining(why);
  }

  @Test
  void aFolderWithoutACaseIsNotFound() {
    assertThatThrownBy(() -> AeosspReader.read(folder.resolve("none")))
        .isInstanceOf(MissionException.class)
        .extracting(e -> ((MissionException) e).key())
        .isEqualTo(MissionException.Key.NOT_FOUND);
  }
}
