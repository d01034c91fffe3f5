// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import org.sunqar.app.console.Console;
import org.sunqar.app.console.ExitCode;
import org.sunqar.app.console.OutputOptions;
import org.sunqar.app.console.ProgressOptions;
import org.sunqar.app.console.TextTable;
import org.sunqar.catalog.ingest.DatePattern;
import org.sunqar.catalog.ingest.ImportOptions;
import org.sunqar.catalog.ingest.ImportReport;
import org.sunqar.catalog.ingest.Importer;
import org.sunqar.catalog.ingest.Outcome;
import org.sunqar.catalog.ingest.Outcome.Status;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sunqar import}. */
@Command(
    name = "import",
    description = {
      "Bring scenes into a collection.",
      "",
      "Folders are walked. Landsat scenes are recognised by their MTL.txt; every other GeoTIFF must"
          + " carry a date, in a tag or in its name. Scenes that are there already stay as they"
          + " are, so an import can be repeated.",
      "",
      "Examples:",
      "  sunqar import scenes/ --collection forest",
      "  sunqar import LC08*_MTL.txt --collection forest --copy",
      "  sunqar import stack/ --collection f --bands ndvi --scale 0.0001",
      "  sunqar import x/ --collection f --date-pattern 'd(?<day>..)m(?<month>..)y(?<year>....)'",
      "",
      "'sunqar import items' loads files of STAC items, 'sunqar import stac' copies from a STAC API"
          + " or a static catalogue.",
      ""
    },
    subcommands = {ImportItemsCommand.class, ImportStacCommand.class},
    mixinStandardHelpOptions = true)
final class ImportCommand implements Callable<Integer> {

  private final Console console;

  @Mixin private WorkspaceOptions workspaceOptions = new WorkspaceOptions();
  @Mixin private OutputOptions output = new OutputOptions();
  @Mixin private ProgressOptions progressOptions = new ProgressOptions();

  @Parameters(arity = "1..*", paramLabel = "PATH", description = "Files and folders.")
  private List<Path> paths = List.of();

  @Option(
      names = "--collection",
      required = true,
      paramLabel = "ID",
      description = "The collection; created when it is not there.")
  private String collection = "";

  @Option(
      names = "--date",
      paramLabel = "DATE",
      description = "The date of all scenes of this import, for scenes without one.")
  private Optional<String> date = Optional.empty();

  @Option(
      names = "--date-pattern",
      paramLabel = "REGEX",
      description =
          "Where the date stands in file names: a group (?<date>...), or groups year, month, day or"
              + " year, doy.")
  private Optional<String> datePattern = Optional.empty();

  @Option(
      names = "--bands",
      split = ",",
      paramLabel = "NAME",
      description = "Names of the bands in their order.")
  private List<String> bands = List.of();

  @Option(names = "--scale", paramLabel = "X", description = "value = sample * scale + offset.")
  private Optional<Double> scale = Optional.empty();

  @Option(names = "--offset", paramLabel = "X", description = "Added after the scale.")
  private Optional<Double> offset = Optional.empty();

  @Option(names = "--nodata", paramLabel = "X", description = "The sample that means no data.")
  private Optional<Double> noData = Optional.empty();

  @Option(
      names = "--mask-pattern",
      paramLabel = "REGEX",
      description =
          "Which files are masks of others: a group (?<scene>...) names the scene's file.")
  private Optional<String> maskPattern = Optional.empty();

  @Option(names = "--copy", description = "Copy the pixels into the workspace.")
  private boolean copy;

  @Option(
      names = "--replace",
      description = "Let a scene take the place of one of the same name with other content.")
  private boolean replace;

  ImportCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    ImportReport report;
    try (Workspace workspace = workspaceOptions.create();
        ProgressOptions.Progress progress = progressOptions.start(console, "Importing")) {
      report =
          new Importer(workspace.items())
              .run(paths, options(workspace), (done, all, path) -> progress.step(done, all));
    }
    print(report);
    long rejected = report.count(Status.REJECTED);
    console.say(
        "%d added, %d already there, %d rejected"
            .formatted(report.count(Status.ADDED), report.count(Status.ALREADY_THERE), rejected));
    if (rejected == 0 && !report.outcomes().isEmpty()) {
      return ExitCode.DONE;
    }
    return rejected < report.outcomes().size() ? ExitCode.PARTLY_DONE : ExitCode.FAILED;
  }

  private ImportOptions options(Workspace workspace) {
    ImportOptions options =
        ImportOptions.into(collection)
            .withDates(
                new ImportOptions.Dates(
                    date.map(ImportOptions.Dates::parse), datePattern.map(DatePattern::of)))
            .withBands(
                new ImportOptions.Bands(bands, optional(scale), optional(offset), optional(noData)))
            .replacing(replace);
    if (maskPattern.isPresent()) {
      options = options.withMasks(ImportOptions.Masks.of(maskPattern.get(), Optional.empty()));
    }
    return copy ? options.copyingInto(workspace.scenesFolder()) : options;
  }

  private static OptionalDouble optional(Optional<Double> value) {
    return value.isPresent() ? OptionalDouble.of(value.get()) : OptionalDouble.empty();
  }

  private void print(ImportReport report) {
    TextTable table = new TextTable("status", "item", "path", "reason");
    for (Outcome outcome : report.outcomes()) {
      ObjectNode row = table.addRow();
      row.put("status", outcome.status().name().toLowerCase(Locale.ROOT).replace('_', ' '));
      row.put("item", outcome.itemId());
      row.put("path", outcome.path().toString());
      row.put("reason", outcome.reason());
    }
    table.print(console.out(), output.decided(console));
  }
}
