// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.sunqar.app.console.CommandException;
import org.sunqar.app.console.Console;
import org.sunqar.app.console.NumbersConsumer;
import org.sunqar.app.console.ProgressOptions;
import org.sunqar.catalog.exchange.AssetCopy;
import org.sunqar.catalog.exchange.StacImport;
import org.sunqar.catalog.exchange.StacSelection;
import org.sunqar.catalog.stac.TimeInterval;
import org.sunqar.catalog.store.ItemStore;
import org.sunqar.raster.source.Authorization;
import org.sunqar.raster.source.HttpDocuments;
import org.sunqar.raster.source.SourceOptions;
import org.sunqar.raster.source.Sources;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sunqar import stac}. */
@Command(
    name = "stac",
    description = {
      "Copy items and collections from a STAC API or a static catalogue.",
      "",
      "The address is the landing page of an API, or a catalog.json or collection.json on a server"
          + " or on this machine. The first run takes all that is selected; the next one takes what"
          + " was updated since, and what was deleted where the source says so. A run that was"
          + " interrupted continues when it is started again.",
      "",
      "The pixels stay where they are unless --copy or --assets says otherwise; copies are checked"
          + " against file:checksum, and those that were interrupted are continued.",
      "",
      "Examples:",
      "  sunqar import stac https://stac.example.org/v1 --collections landsat-c2-l2 \\",
      "      --bbox 66,48,70,51 --datetime 2024-01-01/..",
      "  sunqar import stac https://stac.example.org/v1 --collections s2 --assets B04,B08",
      "  sunqar import stac https://data.example.org/catalog.json --prune",
      "  sunqar import stac /mnt/disk/catalog.json --local-files",
      "",
      "SUNQAR_STAC_TOKEN is sent as a bearer token; a name and a password can stand in the"
          + " address.",
      "SUNQAR_HTTP_TIMEOUT, SUNQAR_HTTP_CONNECT_TIMEOUT (seconds) and SUNQAR_HTTP_ATTEMPTS bound"
          + " each request.",
      ""
    },
    mixinStandardHelpOptions = true)
final class ImportStacCommand implements Callable<Integer> {

  /** Largest page of items or catalogue that is read (bytes). */
  private static final int MAX_DOCUMENT = 64 << 20;

  private final Console console;

  @Mixin private WorkspaceOptions workspaceOptions = new WorkspaceOptions();
  @Mixin private ExchangeReport report = new ExchangeReport();
  @Mixin private ProgressOptions progressOptions = new ProgressOptions();

  @Parameters(paramLabel = "URL", description = "The API or the catalogue.")
  private String source = "";

  @Option(
      names = "--collections",
      split = ",",
      paramLabel = "ID",
      description = "Items of these collections. Default: of all.")
  private List<String> collections = List.of();

  @Option(
      names = "--bbox",
      paramLabel = "WEST SOUTH EAST NORTH",
      parameterConsumer = NumbersConsumer.Four.class,
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
      description = "Items that meet a filter, for APIs that can: \"eo:cloud_cover < 20\".")
  private Optional<String> filter = Optional.empty();

  @Option(names = "--limit", paramLabel = "N", description = "At most so many items.")
  private Optional<Long> limit = Optional.empty();

  @Option(names = "--copy", description = "Copy all assets into the workspace.")
  private boolean copy;

  @Option(
      names = "--assets",
      split = ",",
      paramLabel = "KEY",
      description = "Copy these assets only.")
  private List<String> assets = List.of();

  @Option(
      names = "--full",
      description = "Look at all items, not only at those updated since the last run.")
  private boolean full;

  @Option(
      names = "--prune",
      description =
          "Delete items of the selected collections, box and time that the source does not have;"
              + " for sources that do not tell what they delete. Looks at all items.")
  private boolean prune;

  @Option(
      names = "--local-files",
      description = "Let a catalogue on this machine name files outside of its folders.")
  private boolean localFiles;

  ImportStacCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    StacSelection selection =
        new StacSelection(
            collections,
            bbox.isEmpty() ? Optional.empty() : Optional.of(ItemSelection.box(bbox)),
            datetime.map(TimeInterval::parse).orElse(TimeInterval.ALWAYS),
            filter);
    if (limit.isPresent() && limit.get() < 1) {
      throw CommandException.usage("--limit takes a number from 1 on, not " + limit.get());
    }
    StacImport.Options options =
        new StacImport.Options(
            limit.map(OptionalLong::of).orElseGet(OptionalLong::empty), full, prune, localFiles);
    Optional<String> token = Optional.ofNullable(System.getenv("SUNQAR_STAC_TOKEN"));
    try (Workspace workspace = workspaceOptions.create();
        ItemStore store = workspace.items();
        HttpDocuments http =
            new HttpDocuments(
                SourceOptions.of(System.getenv()),
                token.map(Authorization::bearer).orElse(Authorization.NONE),
                MAX_DOCUMENT);
        ExchangeReport.Running running = report.start()) {
      Path states = workspace.folder().resolve("exchange");
      try (ProgressOptions.Progress progress =
          progressOptions.start(console, console.text("progress.importing"))) {
        if (copy || !assets.isEmpty()) {
          try (AssetCopy copying =
              new AssetCopy(workspace.scenesFolder(), assets, Sources.shared())) {
            new StacImport(store, states, http, Optional.of(copying))
                .run(source, selection, options, running.tally(), progress::step);
          }
        } else {
          new StacImport(store, states, http, Optional.empty())
              .run(source, selection, options, running.tally(), progress::step);
        }
      }
      return running.end(console);
    }
  }
}
