// SPDX-License-Identifier: Apache-2.0
package org.sunqar.exact;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sunqar.mission.plan.ExactModule;
import org.sunqar.mission.plan.spot5.Spot5Checker;
import org.sunqar.mission.plan.spot5.Spot5Exact;
import org.sunqar.mission.plan.spot5.Spot5Instance;
import org.sunqar.mission.plan.spot5.Spot5Plan;
import org.sunqar.mission.plan.spot5.Spot5Reader;

class CpSatSpot5Test {

  @TempDir Path folder;

  /** The first two exclude each other on camera 2, all three are never taken together. */
  @Test
  void theBestPlanIsProven() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("made.spot"),
            """
            3
            0 5 2 1 0 2 0
            1 7 1 2 0
            4 2 1 13 0
            2
            2 0 1 2 2
            3 0 1 4 1 2 13
            """);
    Spot5Instance instance = Spot5Reader.read(file);
    Spot5Exact solver = ExactModule.find(Spot5Exact.class, folder).orElseThrow();
    Spot5Exact.Answer answer =
        solver.solve(instance, new Spot5Plan(List.of(0, 0, 0)), 10, 1, () -> false);
    assertThat(answer.proven()).isTrue();
    assertThat(answer.bound()).isEqualTo(12);
    assertThat(answer.plan().cameras()).containsExactly(1, 2, 0);
    assertThat(Spot5Checker.check(file, answer.plan().text(instance)).value()).isEqualTo(12);
  }
}
