// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.sunqar.app.console.Console;
import org.sunqar.app.console.ExitCode;
import org.sunqar.app.console.ProgressOptions;
import org.sunqar.catalog.exchange.ItemExport;
import org.sunqar.catalog.filter.Filter;
import org.sunqar.catalog.stac.TimeInterval;
import org.sunqar.catalog.store.ItemConditions;
import org.sunqar.catalog.store.ItemStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sunqar export}. */
@Command(
    name = "export",
    description = {
      "Write items of the catalogue to a file.",
      "",
      "The name says the format: .parquet is stac-geoparquet, .ndjson has an item a line, .geojson and"
          + " .json are a feature collection; all but .parquet also packed, with .gz or .zst after"
          + " it. 'sunqar import items' reads them all. The pixels are not in it: assets keep their"
          + " addresses.",
      "",
      "Examples:",
      "  sunqar export all.parquet",
      "  sunqar export forest.ndjson.zst --collections forest --datetime 2020-01-01/..",
      "  sunqar export clear.geojson --filter \"eo:cloud_cover < 5\"",
      ""
    },
    mixinStandardHelpOptions = true)
final class ExportCommand implements Callable<Integer> {

  private final Console console;

  @Mixin private WorkspaceOptions workspaceOptions = new WorkspaceOptions();
  @Mixin private ProgressOptions progressOptions = new ProgressOptions();

  @Parameters(paramLabel = "FILE", description = "The file; replaced when it is there.")
  private Path file = Path.of("");

  @Option(
      names = {"--collections", "--collection"},
      split = ",",
      paramLabel = "ID",
      description = "Items of these collections. Default: of all.")
  private List<String> collections = List.of();

  @Option(
      names = "--bbox",
      paramLabel = "W,S,E,N",
      split = ",",
      description =
          "Items that touch this box (degrees); a west beyond the east crosses the antimeridian.")
  private List<Double> bbox = List.of();

  @Option(
      names = "--datetime",
      paramLabel = "TIME",
      description = "A day, an instant, or two with a slash: 2020-01-01/2020-12-31, 2020-01-01/..")
  private Optional<String> datetime = Optional.empty();

  @Option(
      names = "--filter",
      paramLabel = "CQL2",
      description = "Items that meet a filter: \"eo:cloud_cover < 20\".")
  private Optional<String> filter = Optional.empty();

  ExportCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    ItemConditions where = ItemConditions.NONE.in(collections);
    if (!bbox.isEmpty()) {
      where = where.touching(ImportStacCommand.box(bbox));
    }
    if (datetime.isPresent()) {
      where = where.during(TimeInterval.parse(datetime.get()));
    }
    if (filter.isPresent()) {
      where = where.meeting(Filter.parseText(filter.get()));
    }
    try (Workspace workspace = workspaceOptions.open();
        ItemStore store = workspace.items();
        ProgressOptions.Progress progress = progressOptions.start(console, "Exporting")) {
      long count = new ItemExport(store, workspace.folder()).write(where, file, progress::step);
      console.say(count + " items written to " + file);
    }
    return ExitCode.DONE;
  }
}
