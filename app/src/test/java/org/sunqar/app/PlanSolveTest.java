// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sunqar.app.console.ExitCode;

/** {@code plan solve} on a made instance of SPOT 5, and on what is none. */
class PlanSolveTest {

  @TempDir Path folder;

  /** The first two exclude each other on camera 2, all three are never taken together. */
  private Path instance() throws IOException {
    return Files.writeString(
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
  }

  @Test
  void theProfitIsTheLastLineAndThePlanIsWritten() throws IOException {
    Path out = folder.resolve("plan.txt");
    Answer answer =
        Answer.of("plan", "solve", instance(), "--iterations", "2000", "--threads", "1").done();
    assertThat(answer.lines().getLast()).isEqualTo("profit 12");
    assertThat(answer.err()).contains("3 photographs, 2 restrictions");
    Answer written =
        Answer.of("plan", "solve", instance(), "--iterations", "2000", "--out", out).done();
    assertThat(written.lines()).containsExactly("profit 12");
    assertThat(answer.out()).startsWith(Files.readString(out));
    assertThat(Files.readString(out)).startsWith("profit = 12, weight = 0\n").endsWith("1\n2\n0\n");
  }

  @Test
  void whatCannotBeSolvedIsSaid() throws IOException {
    Answer.of("plan", "solve", folder.resolve("none.spot"))
        .failed(ExitCode.NOT_FOUND, "file.NOT_FOUND");
    Path bad = Files.writeString(folder.resolve("bad.spot"), "3\n");
    Answer.of("plan", "solve", bad)
        .failed(ExitCode.NOT_VALID, "mission.PROBLEM")
        .says("the file ends too early");
    Answer.of("plan", "solve", folder).failed(ExitCode.NOT_FOUND, "mission.NOT_FOUND");
    Answer.of("plan", "solve", instance(), "--seconds", "0")
        .failed(ExitCode.USAGE, "mission.SETTING");
    assertThat(Answer.of("plan", "solve", folder, "--exact").err())
        .contains("--exact is for .spot files");
  }
}
