// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.plan.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sunqar.mission.MissionException;
import org.sunqar.mission.orbit.Earth;
import org.sunqar.mission.plan.SearchEffort;
import org.sunqar.mission.plan.Verdict;
import org.sunqar.mission.plan.schedule.search.Planner;

/** The versions of a workspace. */
class PlansTest {

  private static final Verdict VALID = new Verdict(1, List.of());

  @TempDir Path workspace;

  private static Plan version(int version) {
    return new Plan(
        version,
        Scenario.START,
        Scenario.day(),
        Scenario.START.plus(900),
        List.of(),
        List.of(),
        List.of(new Unplanned("r", Unplanned.Reason.CLOUD, "Too cloudy.")));
  }

  @Test
  void aPlanComesBackAsItWasWritten() {
    Plan plan =
        new Planner(
                Scenario.task(Scenario.mixed()), Earth.withoutOrientation(), () -> false, l -> {})
            .plan(SearchEffort.ofIterations(2_000))
            .plan();
    String text = PlanJson.write(plan);
    Plan back = PlanJson.read(text, "it");
    assertThat(back.downlinks()).isEqualTo(plan.downlinks());
    assertThat(back.unplanned()).isEqualTo(plan.unplanned());
    assertThat(back.acquisitions())
        .extracting(Acquisition::start)
        .isEqualTo(plan.acquisitions().stream().map(Acquisition::start).toList());
    assertThat(PlanJson.read(PlanJson.write(back), "it")).isEqualTo(back);
  }

  @Test
  void versionsFollowEachOther() {
    Plans plans = Plans.of(workspace);
    assertThat(plans.versions()).isEmpty();
    assertThat(plans.latest()).isEmpty();
    try (Plans.Making making = plans.begin()) {
      making.publish(version(1), VALID);
    }
    try (Plans.Making making = plans.begin()) {
      assertThat(making.previous()).contains(version(1));
      making.publish(version(2), VALID);
    }
    assertThat(plans.versions()).containsExactly(1, 2);
    assertThat(plans.latest()).contains(version(2));
    assertThatThrownBy(() -> plans.read(3))
        .isInstanceOf(MissionException.class)
        .hasMessage("There is no version 3 of the plan.");
  }

  @Test
  void twoPlannersAtOnceAreOneConflict() {
    try (Plans.Making making = Plans.of(workspace).begin()) {
      assertThat(making.version()).isEqualTo(1);
      assertThatThrownBy(() -> Plans.of(workspace).begin())
          .isInstanceOfSatisfying(
              MissionException.class,
              e -> assertThat(e.key()).isEqualTo(MissionException.Key.CONFLICT))
          .hasMessageContaining("Another plan is being made");
    }
    Plans.of(workspace).begin().close();
  }

  @Test
  void whatIsNotValidIsNotPublished() {
    try (Plans.Making making = Plans.of(workspace).begin()) {
      assertThatThrownBy(
              () -> making.publish(version(1), new Verdict(1, List.of("It turns too fast."))))
          .isInstanceOf(MissionException.class)
          .hasMessageEndingWith("is not published: It turns too fast.");
      assertThatThrownBy(() -> making.publish(version(7), VALID))
          .isInstanceOfSatisfying(
              MissionException.class,
              e -> assertThat(e.key()).isEqualTo(MissionException.Key.CONFLICT));
    }
    assertThat(Plans.of(workspace).versions()).isEmpty();
  }

  @Test
  void aDamagedFileIsSaidToBeOne() throws IOException {
    Files.createDirectories(workspace.resolve("plans"));
    Files.writeString(workspace.resolve("plans/000001.json"), "{\"version\": 1");
    assertThatThrownBy(() -> Plans.of(workspace).latest())
        .isInstanceOfSatisfying(
            MissionException.class, e -> assertThat(e.key()).isEqualTo(MissionException.Key.IO))
        .hasMessageContaining("it is damaged.");
  }
}
