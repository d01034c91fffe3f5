// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sunqar.app.console.ExitCode;

/** The loop from an alert to the image that confirms or retracts it. */
class MissionDemoTest {

  @TempDir Path folder;

  @Test
  void alertsAreOrderedTakenAndConfirmedOrRetracted() throws IOException {
    Path workspace = folder.resolve("demo");
    Answer demo =
        Answer.of("demo", "mission", "--no-open", "--workspace", workspace, "--samples", samples())
            .done();
    assertThat(demo.err()).isEmpty();
    List<String> rows = demo.lines().stream().filter(line -> line.startsWith("olinda-")).toList();
    assertThat(rows).hasSizeGreaterThan(5);
    // what the images say agrees with what was planted, for nearly all
    long right =
        rows.stream()
            .filter(row -> row.contains(row.contains("no change") ? "retracted" : "confirmed"))
            .count();
    assertThat(right).isGreaterThanOrEqualTo(rows.size() * 8L / 10);
    assertThat(rows).anyMatch(row -> row.contains("retracted"));
    assertThat(demo.lines())
        .anyMatch(line -> line.startsWith("PLAN") && line.contains("failed"))
        .anyMatch(line -> line.startsWith("PLAN") && line.contains("tried again"))
        .noneMatch(line -> line.contains("not valid"));
    assertThat(Files.readString(workspace.resolve("report.html")))
        .contains("<svg", "What each satellite did")
        .doesNotContain("src=", "href=\"http", "<script");

    simulatingTheSameSpanAgainChangesNothing(workspace);
    Answer.of("mission", "simulate", "--seed", 7, "--workspace", workspace)
        .failed(ExitCode.CONFLICT, "mission.CONFLICT")
        .says("seed 1");
  }

  private void simulatingTheSameSpanAgainChangesNothing(Path workspace) throws IOException {
    String orders = Files.readString(workspace.resolve("orders.jsonl"));
    List<Path> files = files(workspace.resolve("mission"));
    Answer again =
        Answer.of(
                "mission",
                "simulate",
                "--from",
                "2026-04-14T00:00:00Z",
                "--hours",
                "96",
                "--workspace",
                workspace)
            .done();
    assertThat(again.json()).isNotEmpty();
    assertThat(again.err()).contains("2026-04-14T00:00:00Z to 2026-04-18T00:00:00Z: ");
    assertThat(Files.readString(workspace.resolve("orders.jsonl"))).isEqualTo(orders);
    assertThat(files(workspace.resolve("mission"))).isEqualTo(files);
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.sorted().toList();
    }
  }

  @Test
  void theSatellitesNeedAPlan() {
    Path workspace = folder.resolve("w");
    Answer.of("satellite", "add", "demo", "--workspace", workspace).done();
    Workspace.open(workspace).close();
    Path none = folder.resolve("none");
    Answer.of("mission", "simulate", "--land", none, "--collection", "c", "--workspace", workspace)
        .failed(ExitCode.NOT_FOUND, "analysis.NOT_FOUND"); // and is not remembered
    Answer.of("mission", "simulate", "--workspace", workspace)
        .failed(ExitCode.NOT_FOUND, "mission.NOT_FOUND")
        .says("sunqar plan make");
  }

  /** The folder of the shipped scenes, above the folder that the test runs in. */
  private static Path samples() {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      if (Files.isRegularFile(at.resolve("samples/olinda/L7_ETMs.tif"))) {
        return at.resolve("samples");
      }
    }
    throw new AssertionError("the samples are part of the source");
  }
}
