// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.sunqar.analysis.AnalysisException;
import org.sunqar.app.console.Console;
import picocli.CommandLine.Option;

/** Options of the demos, and what all of them do before and after. */
final class DemoOptions {

  @Option(
      names = "--samples",
      paramLabel = "DIR",
      description = "Folder of the shipped scenes (default: samples/ of the program).")
  private Optional<Path> samples = Optional.empty();

  @Option(names = "--no-open", description = "Do not open the report in a browser.")
  private boolean noOpen;

  /** The folder of the shipped scenes; NOT_FOUND when they are not there. */
  Path shipped() {
    Path found =
        samples.orElseGet(() -> Path.of(System.getProperty("sunqar.home", "."), "samples"));
    if (!Files.isRegularFile(found.resolve("olinda/L7_ETMs.tif"))) {
      throw new AnalysisException(
          AnalysisException.Key.NOT_FOUND,
          "the shipped scenes are not in " + found.toAbsolutePath() + "; say where with --samples");
    }
    return found;
  }

  /** The demo's folder, emptied, but no other: a folder is the demo's when it says so. */
  static Path cleared(Path folder) throws IOException {
    Path demo = folder.toAbsolutePath().normalize();
    Path marker = demo.resolve(".sunqar-demo");
    if (Files.exists(demo) && !Files.exists(marker)) {
      try (var entries = Files.list(demo)) {
        if (entries.findAny().isPresent()) {
          throw new AnalysisException(
              AnalysisException.Key.CONFLICT,
              demo + " is there and is not the demo's; choose another folder with --workspace");
        }
      }
    }
    WatchRuns.deleteTree(demo);
    Files.createDirectories(demo);
    Files.createFile(marker);
    return demo;
  }

  /** Says where the report is, and opens it for people. */
  void show(Path page, Console console) {
    console.out().println();
    console.out().println(console.text("demo.report", "page", page));
    console.out().flush();
    if (!noOpen && console.terminal()) {
      Browser.open(page, console);
    }
  }
}
