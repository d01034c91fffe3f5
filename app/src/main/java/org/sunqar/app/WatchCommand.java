// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.sunqar.analysis.state.StartPoint;
import org.sunqar.analysis.state.StateReport;
import org.sunqar.analysis.watch.Watch;
import org.sunqar.analysis.watch.WatchJson;
import org.sunqar.analysis.watch.WatchRun;
import org.sunqar.analysis.watch.WatchStore;
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

/** {@code sunqar watch}. */
@Command(
    name = "watch",
    description = {
      "What is watched: an area of a collection, through an index, by a detector and a rule.",
      "",
      "Examples:",
      "  sunqar watch create north --collection forest --index ndvi --monitor-from 2022-01-01",
      "  sunqar watch create mine --collection pair --index ndvi --detector difference"
          + " --monitor-from 2005-01-01",
      "  sunqar watch run north",
      ""
    },
    subcommands = {
      WatchTryCommand.class,
      WatchEvaluateCommand.class,
      WatchExchangeCommands.Export.class,
      WatchExchangeCommands.Import.class,
      SubscriptionCommands.Subscribe.class,
      SubscriptionCommands.Subscribers.class,
      SubscriptionCommands.Unsubscribe.class
    },
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
final class WatchCommand {

  private static final String NAME_LABEL = "NAME";

  private final Console console;

  WatchCommand(Console console) {
    this.console = console;
  }

  @Command(
      name = "create",
      description = {
        "Create a watch. Creating the same watch again changes nothing.",
        "",
        "Example:",
        "  sunqar watch create north --collection forest --index ndvi --aoi north.geojson"
            + " --monitor-from 2022-01-01",
        "With --dry-run it is tried on the scenes there are, as by 'sunqar watch try', and not"
            + " made.",
        ""
      },
      mixinStandardHelpOptions = true)
  int create(
      @Parameters(paramLabel = NAME_LABEL, description = "The watch's name.") String name,
      @Mixin WatchOptions options,
      @Option(
              names = "--dry-run",
              description = "Say what it would have raised, and make nothing but a report.")
          boolean dryRun,
      @Mixin RunOptions runOptions,
      @Mixin WorkspaceOptions workspaceOptions,
      @Mixin OutputOptions output,
      @Mixin ProgressOptions progressOptions)
      throws IOException {
    Watch watch = options.watch(name);
    try (Workspace workspace = workspaceOptions.open()) {
      if (dryRun) {
        WatchTryCommand.run(
            workspace,
            new WatchTryCommand.Trial(watch, Optional.empty(), 1, Optional.empty()),
            runOptions,
            output,
            progressOptions,
            console);
        return ExitCode.DONE;
      }
      List<Item> scenes = workspace.scenesOf(watch.collection());
      if (!scenes.isEmpty()) {
        WatchRun.requireBands(watch, scenes.getFirst());
      }
      workspace.watches().create(watch);
    }
    console.tell("watch.ready", "name", name);
    return ExitCode.DONE;
  }

  @Command(
      name = "list",
      description = {
        "List the watches and their latest runs.",
        "",
        "Example:",
        "  sunqar watch list --format table",
        ""
      },
      mixinStandardHelpOptions = true)
  int list(@Mixin WorkspaceOptions workspaceOptions, @Mixin OutputOptions output) {
    TextTable table =
        new TextTable(
            "name", "collection", "index", "detector", "monitor_from", "last_run", "alerts");
    try (Workspace workspace = workspaceOptions.open()) {
      WatchStore store = workspace.watches();
      for (Watch watch : store.watches()) {
        ObjectNode row = table.addRow();
        row.put("name", watch.name());
        row.put("collection", watch.collection());
        row.put("index", watch.variable());
        row.put("detector", watch.detector().name());
        row.put("monitor_from", watch.monitorFrom().toString());
        store
            .latestRun(watch.name())
            .ifPresent(run -> {
              row.put("last_run", run.finished().toString());
              row.put("alerts", run.summary().path("alerts").asInt());
            });
      }
    }
    table.print(console, output.decided(console));
    return ExitCode.DONE;
  }

  @Command(
      name = "show",
      description = {
        "Show all settings of a watch as JSON.",
        "",
        "Example:",
        "  sunqar watch show north",
        ""
      },
      mixinStandardHelpOptions = true)
  int show(
      @Parameters(paramLabel = NAME_LABEL) String name, @Mixin WorkspaceOptions workspaceOptions) {
    try (Workspace workspace = workspaceOptions.open()) {
      console.out().println(WatchJson.write(workspace.watches().watch(name)).toPrettyString());
    }
    return ExitCode.DONE;
  }

  @Command(
      name = "run",
      description = {
        "Run a watch over the scenes that its collection has now. A watch whose detector keeps a",
        "state takes only those that are new; late and corrected ones are put in their place.",
        "Maps (COG) and alerts (GeoJSON, CSV) are in the workspace under watches/NAME/runs/.",
        "",
        "Example:",
        "  sunqar watch run north",
        ""
      },
      mixinStandardHelpOptions = true)
  int run(
      @Parameters(paramLabel = NAME_LABEL) String name,
      @Mixin RunOptions runOptions,
      @Mixin WorkspaceOptions workspaceOptions,
      @Mixin OutputOptions output,
      @Mixin ProgressOptions progressOptions)
      throws IOException, InterruptedException {
    try (Workspace workspace = workspaceOptions.open()) {
      Watch watch = workspace.watches().watch(name);
      WatchRuns.Finished finished;
      try (ProgressOptions.Progress progress = progressOptions.start(console, name)) {
        finished =
            runOptions
                .runs(workspace, console)
                .run(watch, new StartPoint.Current(), progress::step);
      }
      print(finished, output);
      AlertOrders.after(workspace, console);
      DeliveryCommands.deliver(workspace, Duration.ofSeconds(30), console);
    }
    return ExitCode.DONE;
  }

  @Command(
      name = "replay",
      description = {
        "Compute the state of a watch anew and run it: from its history, or from the last state"
            + " that",
        "was kept from before a day. The state is the same as before unless it was wrong.",
        "",
        "Examples:",
        "  sunqar watch replay north --from 2023-06-01",
        "  sunqar watch replay north",
        ""
      },
      mixinStandardHelpOptions = true)
  int replay(
      @Parameters(paramLabel = NAME_LABEL) String name,
      @Option(
              names = "--from",
              paramLabel = "DATE",
              description = "The first day whose scenes are taken again (default: all).")
          Optional<LocalDate> from,
      @Mixin RunOptions runOptions,
      @Mixin WorkspaceOptions workspaceOptions,
      @Mixin OutputOptions output,
      @Mixin ProgressOptions progressOptions)
      throws IOException, InterruptedException {
    try (Workspace workspace = workspaceOptions.open()) {
      Watch watch = workspace.watches().watch(name);
      WatchStates.requireState(watch);
      StartPoint start =
          from.<StartPoint>map(StartPoint.Before::new).orElseGet(StartPoint.History::new);
      WatchRuns.Finished finished;
      try (ProgressOptions.Progress progress = progressOptions.start(console, name)) {
        finished = runOptions.runs(workspace, console).run(watch, start, progress::step);
      }
      print(finished, output);
      AlertOrders.after(workspace, console);
      DeliveryCommands.deliver(workspace, Duration.ofSeconds(30), console);
    }
    return ExitCode.DONE;
  }

  @Command(
      name = "state",
      description = {
        "Show the state of a watch: what it has taken, how large it is, whether it is whole.",
        "Exits with 8 when chunks are damaged; the next run makes them again.",
        "",
        "Example:",
        "  sunqar watch state north --format table",
        ""
      },
      mixinStandardHelpOptions = true)
  int state(
      @Parameters(paramLabel = NAME_LABEL) String name,
      @Mixin WorkspaceOptions workspaceOptions,
      @Mixin OutputOptions output) {
    StateReport report;
    try (Workspace workspace = workspaceOptions.open()) {
      Watch watch = workspace.watches().watch(name);
      report = WatchStates.report(workspace, watch);
      TextTable table =
          new TextTable(
              "watch",
              "detector",
              "history_scenes",
              "scenes",
              "last_scene",
              "chunks",
              "damaged",
              "missing",
              "snapshots",
              "bytes");
      table.addRow().setAll(WatchStates.row(watch, report));
      table.print(console, output.decided(console));
    }
    return report.damaged() > 0 ? ExitCode.NOT_VALID : ExitCode.DONE;
  }

  private void print(WatchRuns.Finished finished, OutputOptions output) {
    TextTable table =
        new TextTable(
            "watch",
            "scenes",
            "alerts",
            "alert_area_ha",
            "new",
            "updated",
            "confirmed",
            "retracted",
            "run",
            "folder");
    table.addRow().setAll(finished.run().summary());
    table.print(console, output.decided(console));
    if (finished.run().summary().path("alerts").asInt() > 0) {
      String name = finished.run().watch();
      console.tell("watch.see", "name", name);
    }
  }

  @Command(
      name = "delete",
      description = {
        "Delete a watch with its alerts. The maps of its runs stay on disk.",
        "",
        "Example:",
        "  sunqar watch delete north",
        ""
      },
      mixinStandardHelpOptions = true)
  int delete(
      @Parameters(paramLabel = NAME_LABEL) String name, @Mixin WorkspaceOptions workspaceOptions)
      throws IOException {
    try (Workspace workspace = workspaceOptions.open()) {
      WatchRuns.delete(workspace, name);
    }
    console.tell("watch.deleted", "name", name);
    return ExitCode.DONE;
  }
}
