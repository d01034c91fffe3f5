// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sunqar.app.console.ExitCode;

/** The demo on the scenes that come with the program. */
class DemoTest {

  private static final Pattern FOUND = Pattern.compile("(\\d+) of (\\d+)");

  @TempDir Path folder;

  @Test
  void theDemoFindsWhatWasPlanted() throws IOException {
    Path workspace = folder.resolve("demo");
    Answer demo =
        Answer.of("demo", "--no-open", "--workspace", workspace, "--samples", samples()).done();
    assertThat(demo.err()).isEmpty();
    assertThat(demo.lines())
        .anyMatch(line -> line.startsWith("REAL  ethiopia"))
        .anyMatch(line -> line.startsWith("REAL  marburg"))
        .anyMatch(line -> line.startsWith("SIMULATED  olinda"));

    Matcher found = FOUND.matcher(demo.out());
    assertThat(found.find()).as(demo.out()).isTrue();
    int planted = Integer.parseInt(found.group(2));
    assertThat(planted).isGreaterThan(10);
    assertThat(Integer.parseInt(found.group(1))).isGreaterThanOrEqualTo((planted * 4 + 4) / 5);

    Path page = workspace.resolve("report.html");
    assertThat(demo.out()).endsWith("Report: " + page + System.lineSeparator());
    RunFolders.assertSelfContained(page);
    assertThat(Files.readString(page))
        .containsIgnoringCase("real")
        .containsIgnoringCase("simulated");
    for (String watch : new String[] {"ethiopia", "marburg", "olinda"}) {
      assertThat(RunFolders.completeRuns(workspace, watch)).hasSize(1);
    }
    JsonNode alerts =
        Answer.of("alert", "list", "--watch", "olinda", "--workspace", workspace).done().json();
    assertThat(alerts.get("features")).hasSizeGreaterThanOrEqualTo(planted / 2);
  }

  @Test
  void theDemoTakesNoFolderOfOthers() throws IOException {
    Path mine = Files.writeString(folder.resolve("mine.txt"), "mine");
    Answer.of("demo", "--no-open", "--workspace", folder, "--samples", samples())
        .failed(ExitCode.CONFLICT, "analysis.CONFLICT")
        .says("is not the demo's");
    assertThat(mine).hasContent("mine");
    Answer.of("demo", "--no-open", "--workspace", folder.resolve("d"), "--samples", folder)
        .failed(ExitCode.NOT_FOUND, "analysis.NOT_FOUND")
        .says("--samples");
    assertThat(folder.resolve("d")).doesNotExist();
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
