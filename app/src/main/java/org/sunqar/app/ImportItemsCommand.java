// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.sunqar.app.console.Console;
import org.sunqar.app.console.ProgressOptions;
import org.sunqar.catalog.exchange.ItemLoader;
import org.sunqar.catalog.store.ItemStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sunqar import items}. */
@Command(
    name = "items",
    description = {
      "Load files of STAC items into the catalogue.",
      "",
      "ndjson (an item a line), GeoJSON (a feature collection, or one item), both also packed by"
          + " gzip or Zstandard; stac-geoparquet; folders of item files. Items that are there"
          + " already are left as they are, changed ones are replaced, wrong ones are reported with"
          + " their line and the others go on. A load that was interrupted continues where it"
          + " stopped when it is started again.",
      "",
      "Examples:",
      "  sunqar import items landsat.ndjson.gz --create-collections",
      "  sunqar import items sentinel.parquet --collection s2",
      "  sunqar import items items/ more.geojson --report report.ndjson",
      ""
    },
    mixinStandardHelpOptions = true)
final class ImportItemsCommand implements Callable<Integer> {

  private final Console console;

  @Mixin private WorkspaceOptions workspaceOptions = new WorkspaceOptions();
  @Mixin private ExchangeReport report = new ExchangeReport();
  @Mixin private ProgressOptions progressOptions = new ProgressOptions();

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "Files and folders of items.")
  private List<Path> files = List.of();

  @Option(
      names = "--collection",
      paramLabel = "ID",
      description =
          "The collection of all items; made when it is not there. Default: the one that"
              + " each item names.")
  private Optional<String> collection = Optional.empty();

  @Option(
      names = "--create-collections",
      description = "Make the collections that items name and that are not there.")
  private boolean createCollections;

  @Option(
      names = "--local-files",
      description =
          "Take items whose assets are files of this machine outside of the folder of the item."
              + " The catalogue hands such files out, so say it only when the items are your own.")
  private boolean localFiles;

  ImportItemsCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    ItemLoader.Options options =
        new ItemLoader.Options(collection, createCollections || collection.isPresent(), localFiles);
    try (Workspace workspace = workspaceOptions.create();
        ItemStore store = workspace.items();
        ExchangeReport.Running running = report.start()) {
      ItemLoader loader = new ItemLoader(store, workspace.folder().resolve("exchange"));
      for (Path file : files) {
        long continued;
        try (ProgressOptions.Progress progress =
            progressOptions.start(console, console.text("progress.loading"))) {
          continued = loader.load(file, options, running.tally(), progress::step);
        }
        if (continued > 0) {
          console.tell("exchange.continued", "file", file, "n", continued);
        }
      }
      return running.end(console);
    }
  }
}
