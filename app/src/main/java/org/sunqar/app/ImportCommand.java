// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import org.sunqar.app.console.CommandException;
import org.sunqar.app.console.Console;
import org.sunqar.app.console.ExitCode;
import org.sunqar.app.console.OutputOptions;
import org.sunqar.app.console.ProgressOptions;
import org.sunqar.app.console.TextTable;
import org.sunqar.catalog.ingest.DatePattern;
import org.sunqar.catalog.ingest.FolderFollower;
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
      "Folders are walked. Products are recognised by their metadata: Landsat by its MTL.txt, SPOT"
          + " and Pleiades by METADATA.DIM or DIM_*.XML, RapidEye by *_metadata.xml, Sentinel by"
          + " its SAFE folder or archive, which is not unpacked, MODIS by the names of its exports;"
          + " every other GeoTIFF or JPEG 2000 file must carry a date, in a tag or in its name."
          + " Scenes that are there already stay as they are, so an import can be repeated.",
      "",
      "Examples:",
      "  sunqar import scenes/ --collection forest",
      "  sunqar import arrivals/ --collection forest --follow",
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
  @Mixin private FollowOptions followOptions = new FollowOptions();

  @Parameters(arity = "0..*", paramLabel = "PATH", description = "Files and folders.")
  private List<Path> paths = List.of();

  @Option(
      names = "--collection",
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
      names = "--no-thumbnails",
      description = "Make no pictures of the scenes, and no overview of the collection.")
  private boolean noThumbnails;

  @Option(
      names = "--replace",
      description = "Let a scene take the place of one of the same name with other content.")
  private boolean replace;

  ImportCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws InterruptedException {
    // not said to picocli, which would ask 'import items' and 'import stac' for them, too
    if (collection.isEmpty()) {
      throw CommandException.usage("missing required option: '--collection=ID'");
    }
    if (paths.isEmpty()) {
      throw CommandException.usage("missing required parameter: 'PATH'");
    }
    if (followOptions.follow) {
      return follow();
    }
    ImportReport report;
    try (Workspace workspace = workspaceOptions.create();
        ProgressOptions.Progress progress =
            progressOptions.start(console, console.text("progress.importing"))) {
      report =
          new Importer(workspace.items())
              .run(paths, options(workspace), (done, all, path) -> progress.step(done, all));
    }
    print(report);
    long rejected = report.count(Status.REJECTED);
    console.tell(
        "import.count",
        "added",
        report.count(Status.ADDED),
        "there",
        report.count(Status.ALREADY_THERE),
        "rejected",
        rejected);
    if (rejected == 0 && !report.outcomes().isEmpty()) {
      return ExitCode.DONE;
    }
    return rejected < report.outcomes().size() ? ExitCode.PARTLY_DONE : ExitCode.FAILED;
  }

  private int follow() throws InterruptedException {
    try (Workspace workspace = workspaceOptions.create()) {
      FolderFollower follower =
          new FolderFollower(
              new Importer(workspace.items()), paths, options(workspace), followOptions.patience());
      console.tell("import.following", "paths", paths);
      new Following(console, follower, followOptions.pause()).run(this::printLine);
    }
    return ExitCode.DONE;
  }

  private void printLine(Outcome outcome) {
    ObjectNode row = row(new TextTable("status", "item", "path", "reason").addRow(), outcome);
    switch (output.decided(console)) {
      case JSON, NDJSON, GEOJSON -> console.out().println(row);
      case AUTO, TABLE, CSV ->
          console
              .out()
              .println(
                  String.join(
                      "\t",
                      row.path("status").asText(),
                      row.path("item").asText(),
                      row.path("path").asText(),
                      row.path("reason").asText()));
    }
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
    if (!noThumbnails) {
      options =
          options
              .drawingInto(workspace.thumbnailsFolder())
              .paintingInto(workspace.overviewsFolder());
    }
    return copy ? options.copyingInto(workspace.scenesFolder()) : options;
  }

  private static OptionalDouble optional(Optional<Double> value) {
    return value.isPresent() ? OptionalDouble.of(value.get()) : OptionalDouble.empty();
  }

  private void print(ImportReport report) {
    TextTable table = new TextTable("status", "item", "path", "reason");
    for (Outcome outcome : report.outcomes()) {
      row(table.addRow(), outcome);
    }
    table.print(console, output.decided(console));
  }

  private static ObjectNode row(ObjectNode row, Outcome outcome) {
    return row.put("status", outcome.status().name().toLowerCase(Locale.ROOT).replace('_', ' '))
        .put("item", outcome.itemId())
        .put("path", outcome.path().toString())
        .put("reason", outcome.reason());
  }
}
