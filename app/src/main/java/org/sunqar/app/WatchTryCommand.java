// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.sunqar.analysis.tracking.AlertDocument;
import org.sunqar.analysis.watch.Watch;
import org.sunqar.app.console.CommandException;
import org.sunqar.app.console.Console;
import org.sunqar.app.console.ExitCode;
import org.sunqar.app.console.OutputOptions;
import org.sunqar.app.console.ProgressOptions;
import org.sunqar.app.console.TextTable;
import org.sunqar.catalog.stac.Item;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sunqar watch try}. */
@Command(
    name = "try",
    description = {
      "Try a watch on the past: what it would have raised, with a report and its map.",
      "Nothing is stored and nobody is told. With --runs the watch is run several times, at even",
      "distances, as if it had been there: alerts are confirmed, taken back and held back as they",
      "would have been. geojson prints the alerts that stand at the end.",
      "",
      "Examples:",
      "  sunqar watch try north --from 2023-01-01 --to 2023-12-31",
      "  sunqar watch try north --from 2023-01-01 --to 2023-12-31 --runs 12 --out 2023.html",
      ""
    },
    mixinStandardHelpOptions = true)
final class WatchTryCommand implements Callable<Integer> {

  private final Console console;

  @Parameters(paramLabel = "NAME", description = "The watch.")
  private String name = "";

  @Option(
      names = "--from",
      paramLabel = "DATE",
      description =
          "First day of the trial; what is before is history (default: the watch's monitoring"
              + " start).")
  private Optional<LocalDate> from = Optional.empty();

  @Option(
      names = "--to",
      paramLabel = "DATE",
      description = "Last day of the trial (default: that of the last scene).")
  private Optional<LocalDate> to = Optional.empty();

  @Option(
      names = "--runs",
      paramLabel = "N",
      defaultValue = "1",
      description = "How often the watch is run, 1 to 400 (default: once, at the end).")
  private int runs = 1;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "The report (default: NAME-trial.html in the current folder).")
  private Optional<Path> out = Optional.empty();

  @Mixin private RunOptions runOptions = new RunOptions();

  @Mixin private WorkspaceOptions workspaceOptions = new WorkspaceOptions();

  @Mixin private OutputOptions output = new OutputOptions();

  @Mixin private ProgressOptions progressOptions = new ProgressOptions();

  WatchTryCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    if (runs < 1 || runs > 400) {
      throw CommandException.usage("--runs should be 1 to 400, not " + runs);
    }
    try (Workspace workspace = workspaceOptions.open()) {
      Watch watch = workspace.watches().watch(name);
      Trial trial = new Trial(from.map(watch::from).orElse(watch), to, runs, out);
      run(workspace, trial, runOptions, output, progressOptions, console);
    }
    return ExitCode.DONE;
  }

  /**
   * What is tried.
   *
   * @param watch from its monitoring start on
   * @param to the last day; empty for that of the last scene
   * @param runs how many
   * @param out the report
   */
  record Trial(Watch watch, Optional<LocalDate> to, int runs, Optional<Path> out) {}

  /** Runs a trial and says what it came to. */
  static void run(
      Workspace workspace,
      Trial trial,
      RunOptions runOptions,
      OutputOptions output,
      ProgressOptions progressOptions,
      Console console)
      throws IOException {
    Watch watch = trial.watch();
    List<Item> items = workspace.scenesOf(watch.collection());
    WatchTrial past = runOptions.trial(watch, items, console);
    LocalDate until = trial.to().orElseGet(past::lastDay);
    Path page =
        trial.out().orElse(Path.of(watch.name() + "-trial.html")).toAbsolutePath().normalize();
    WatchTrial.Outcome outcome;
    try (ProgressOptions.Progress progress = progressOptions.start(console, watch.name())) {
      outcome = past.run(until, trial.runs(), past.report(page), progress::step);
    }
    if (output.decided(console) == OutputOptions.Format.GEOJSON) {
      console
          .out()
          .println(
              AlertCommand.collection(
                      outcome.standing().stream().map(AlertDocument::write).toList())
                  .toPrettyString());
    } else {
      TextTable table =
          new TextTable(
              "watch",
              "from",
              "to",
              "runs",
              "scenes",
              "raised",
              "retracted",
              "alerts",
              "alert_area_ha",
              "report");
      table
          .addRow()
          .put("watch", watch.name())
          .put("from", watch.monitorFrom().toString())
          .put("to", until.toString())
          .put("runs", trial.runs())
          .put("scenes", outcome.scenes())
          .put("raised", outcome.raised())
          .put("retracted", outcome.retracted())
          .put("alerts", outcome.standing().size())
          .put("alert_area_ha", Math.rint(outcome.hectares() * 100) / 100)
          .put("report", page.toString());
      table.print(console, output.decided(console));
    }
    console.say(
        console.counted(
            "watch.would",
            outcome.raised(),
            "from",
            watch.monitorFrom(),
            "to",
            until,
            "back",
            outcome.retracted(),
            "area",
            console.fixed(outcome.hectares(), 1),
            "page",
            page));
  }
}
