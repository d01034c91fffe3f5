// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.sunqar.app.console.CommandException;
import org.sunqar.app.console.Console;
import org.sunqar.app.console.ExitCode;
import org.sunqar.app.console.OutputOptions;
import org.sunqar.app.console.TextTable;
import org.sunqar.mission.access.CloudForecast;
import org.sunqar.mission.access.CloudGrid;
import org.sunqar.mission.access.KeptForecast;
import org.sunqar.mission.orbit.Time;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code sunqar forecast}. */
@Command(
    name = "forecast",
    description = {
      "The cloud forecast of the workspace, by which opportunities are searched and plans are"
          + " made.",
      "Where and when it says nothing, nothing is known of clouds.",
      "",
      "Examples:",
      "  sunqar forecast set clouds.json",
      "  sunqar forecast show",
      ""
    },
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
final class ForecastCommand {

  private static final String NONE =
      "there is no cloud forecast in this workspace; 'sunqar forecast set FILE' keeps one";

  private final Console console;

  ForecastCommand(Console console) {
    this.console = console;
  }

  /**
   * The forecast of a file, or else of the workspace, of which it is said how old it is when it
   * reaches into the time that is asked for.
   */
  static CloudForecast chosen(
      Optional<Path> clouds, WorkspaceOptions workspace, Time start, Time end, Console console) {
    if (clouds.isPresent()) {
      return CloudGrid.read(clouds.get());
    }
    Optional<CloudGrid> kept = new KeptForecast(workspace.folder).find();
    if (kept.isEmpty()) {
      return CloudForecast.NONE;
    }
    CloudGrid grid = kept.get();
    boolean reaches = grid.start().isBefore(end) && grid.end().isAfter(start);
    if (reaches) {
      Time now = Time.of(Instant.now());
      console.tell(
          "forecast.used",
          "time",
          grid.issued().text(0),
          "hours",
          console.fixed(grid.ageHours(now), 0));
    }
    return grid;
  }

  @Command(
      name = "set",
      description = {
        "Keep a copy of a cloud forecast, in place of the one before it.",
        "",
        "The file is JSON, at most 64 MiB: west and south, the centre of the first cell, and step"
            + " in degrees; columns and rows; start, the first time, and hours from one time to the"
            + " next; fraction, a list of values from 0 to 1 or null for each time, row by row from"
            + " the south, each row from the west; issued, when it was made, if that is not start.",
        "",
        "Example:",
        "  sunqar forecast set clouds.json",
        ""
      },
      mixinStandardHelpOptions = true)
  int set(
      @Parameters(paramLabel = "FILE", description = "The forecast.") Path file,
      @Mixin WorkspaceOptions workspace,
      @Mixin OutputOptions output) {
    print(new KeptForecast(workspace.folder).keep(file), output);
    return ExitCode.DONE;
  }

  @Command(
      name = "show",
      description = {
        "Say of when the forecast is, and for what times and land.",
        "",
        "Example:",
        "  sunqar forecast show --format table",
        ""
      },
      mixinStandardHelpOptions = true)
  int show(@Mixin WorkspaceOptions workspace, @Mixin OutputOptions output) {
    print(
        new KeptForecast(workspace.folder)
            .find()
            .orElseThrow(() -> CommandException.notFound(NONE)),
        output);
    return ExitCode.DONE;
  }

  private void print(CloudGrid grid, OutputOptions output) {
    TextTable table =
        new TextTable("issued", "age_hours", "start", "end", "west", "south", "east", "north");
    ObjectNode row = table.addRow();
    row.put("issued", grid.issued().text(0));
    row.put("age_hours", Math.rint(grid.ageHours(Time.of(Instant.now())) * 10) / 10);
    row.put("start", grid.start().text(0)).put("end", grid.end().text(0));
    CloudGrid.Extent extent = grid.extent();
    row.put("west", extent.west()).put("south", extent.south());
    row.put("east", extent.east()).put("north", extent.north());
    table.print(console, output.decided(console));
  }

  @Command(
      name = "remove",
      description = {
        "Forget the forecast: nothing is known of clouds any more.",
        "",
        "Example:",
        "  sunqar forecast remove",
        ""
      },
      mixinStandardHelpOptions = true)
  int remove(@Mixin WorkspaceOptions workspace) {
    if (!new KeptForecast(workspace.folder).remove()) {
      throw CommandException.notFound(NONE);
    }
    console.tell("forecast.forgotten");
    return ExitCode.DONE;
  }
}
