// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.sunqar.app.console.Console;
import org.sunqar.app.console.ExitCode;
import org.sunqar.app.report.MissionReport;
import org.sunqar.app.report.MissionStory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sunqar demo mission}. */
@Command(
    name = "mission",
    description = {
      "From alerts to images that confirm or retract them, on simulated satellites.",
      "",
      "A series with known changes, and with thin clouds that no mask sees, is simulated over a"
          + " real scene and watched. Each alert becomes an order; a plan is made and executed; a"
          + " satellite fails and its images are planned anew; cloudy images are tried again; what"
          + " comes down runs through the watch.",
      "",
      "Example:",
      "  sunqar demo mission --no-open",
      ""
    },
    mixinStandardHelpOptions = true)
final class DemoMissionCommand implements Callable<Integer> {

  private final Console console;

  @Mixin private RunOptions runOptions = new RunOptions();
  @Mixin private DemoOptions options = new DemoOptions();

  @Option(
      names = "--workspace",
      paramLabel = "DIR",
      description = "Folder for the demo's workspace, made anew (default: ./sunqar-demo-mission).")
  private Path folder = Path.of("sunqar-demo-mission");

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Of everything random (default: ${DEFAULT-VALUE}).")
  private long seed = 1;

  DemoMissionCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    Path shipped = options.shipped();
    Path demo = DemoOptions.cleared(folder);
    Path page = demo.resolve("report.html");
    try (Workspace workspace = Workspace.open(demo)) {
      MissionStory story =
          new MissionDemo(workspace, runOptions.runs(workspace, console), console, seed)
              .tell(shipped);
      new MissionReport(story, console.language(), Version.text()).writeTo(page);
    }
    options.show(page, console);
    return ExitCode.DONE;
  }
}
