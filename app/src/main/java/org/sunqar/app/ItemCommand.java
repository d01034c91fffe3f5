// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sunqar.app.console.CommandException;
import org.sunqar.app.console.Console;
import org.sunqar.app.console.ExitCode;
import org.sunqar.app.console.OutputOptions;
import org.sunqar.app.console.TextTable;
import org.sunqar.catalog.overview.OverviewMosaic;
import org.sunqar.catalog.overview.Thumbnails;
import org.sunqar.catalog.stac.Item;
import org.sunqar.catalog.store.ItemQuery;
import org.sunqar.catalog.store.ItemStore;
import org.sunqar.catalog.store.SortKey;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sunqar item}. */
@Command(
    name = "item",
    description = {
      "The items of the catalogue: one for each scene.",
      "",
      "Examples:",
      "  sunqar item search --collection forest --datetime 2020-06-01/.. --format table",
      "  sunqar item get forest LC08_20200611",
      ""
    },
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
final class ItemCommand {

  private final Console console;

  ItemCommand(Console console) {
    this.console = console;
  }

  @Command(
      name = "search",
      description = {
        "Find items: all that meet all of the conditions, the newest first.",
        "json and geojson are a GeoJSON feature collection of STAC items, ndjson has an item a"
            + " line.",
        "",
        "Examples:",
        "  sunqar item search --collection forest --bbox 30 -4 31 -3 --format table",
        "  sunqar item search --filter \"eo:cloud_cover < 20\" --datetime 2020-01-01/..",
        "  sunqar item search --aoi north.geojson --sort eo:cloud_cover --limit 5",
        "  sunqar item search --collection forest --limit 0 --format ndjson > forest.ndjson",
        ""
      },
      mixinStandardHelpOptions = true)
  int search(
      @Mixin ItemSelection selection,
      @Option(
              names = "--sort",
              split = ",",
              defaultValue = "-datetime",
              paramLabel = "PROPERTY",
              description = "Order by these; - before a name reverses it. Default: -datetime.")
          List<String> sort,
      @Option(
              names = "--limit",
              defaultValue = "100",
              paramLabel = "N",
              description = "At most so many; 0 is all. Default: ${DEFAULT-VALUE}.")
          int limit,
      @Option(names = "--count", description = "Print only how many there are.") boolean count,
      @Mixin WorkspaceOptions workspaceOptions,
      @Mixin OutputOptions output)
      throws IOException {
    if (limit < 0) {
      throw CommandException.usage("--limit takes a number from 0 on, not " + limit);
    }
    ItemQuery query =
        ItemQuery.where(selection.conditions())
            .orderedBy(sort.stream().map(ItemCommand::sortKey).toList());
    try (Workspace workspace = workspaceOptions.open()) {
      ItemStore store = workspace.items();
      if (count) {
        console.out().println(store.count(query));
      } else {
        FoundItems found = new FoundItems(workspace, store, query, limit);
        found.print(console, output.decided(console));
        if (found.more()) {
          console.tell("item.first", "n", limit);
        }
      }
    }
    console.out().flush();
    return ExitCode.DONE;
  }

  @Command(
      name = "get",
      description = {
        "Print an item as a STAC document.",
        "",
        "Example:",
        "  sunqar item get forest LC08_20200611",
        ""
      },
      mixinStandardHelpOptions = true)
  int get(
      @Parameters(paramLabel = "COLLECTION", description = "Its collection.") String collection,
      @Parameters(paramLabel = "ID", description = "Its id.") String id,
      @Mixin WorkspaceOptions workspaceOptions) {
    try (Workspace workspace = workspaceOptions.open()) {
      ItemStore store = workspace.items();
      Item item = store.item(collection, id).orElseThrow(() -> noItem(collection, id));
      console.out().println(item.toJson().toPrettyString());
    }
    return ExitCode.DONE;
  }

  @Command(
      name = "delete",
      description = {
        "Delete items from the catalogue. Scenes outside of the workspace keep their files.",
        "",
        "Examples:",
        "  sunqar item delete forest LC08_20200611 LC08_20200627",
        "  sunqar item delete forest LC08_20200611 --dry-run",
        ""
      },
      mixinStandardHelpOptions = true)
  int delete(
      @Parameters(paramLabel = "COLLECTION", description = "Their collection.") String collection,
      @Parameters(arity = "1..*", paramLabel = "ID", description = "Their ids.") List<String> ids,
      @Option(names = "--dry-run", description = "Say what would be deleted.") boolean dryRun,
      @Mixin WorkspaceOptions workspaceOptions,
      @Mixin OutputOptions output) {
    TextTable table = new TextTable("status", "item");
    int missing = 0;
    List<Item> deleted = new ArrayList<>();
    try (Workspace workspace = workspaceOptions.open()) {
      ItemStore store = workspace.items();
      Thumbnails thumbnails = new Thumbnails(workspace.thumbnailsFolder());
      for (String id : ids) {
        Optional<Item> item = store.item(collection, id);
        boolean there = item.isPresent() && (dryRun || store.deleteItem(collection, id));
        if (there && !dryRun) {
          deleted.add(item.get());
          thumbnails.delete(item.get());
        }
        missing += there ? 0 : 1;
        String done = dryRun ? "would be deleted" : "deleted";
        table.addRow().put("status", there ? done : "not there").put("item", id);
      }
      new OverviewMosaic(store, workspace.overviewsFolder()).update(collection, deleted);
    }
    table.print(console, output.decided(console));
    if (missing == 0) {
      return ExitCode.DONE;
    }
    console.tell("item.notIn", "missing", missing, "all", ids.size(), "collection", collection);
    return missing == ids.size() ? ExitCode.NOT_FOUND : ExitCode.PARTLY_DONE;
  }

  private static SortKey sortKey(String text) {
    String name = text.startsWith("-") || text.startsWith("+") ? text.substring(1) : text;
    if (name.isBlank()) {
      throw CommandException.usage("--sort takes names of properties, not '" + text + "'");
    }
    String property = name.startsWith("properties.") ? name.substring(11) : name;
    return new SortKey(property, text.startsWith("-"));
  }

  private static CommandException noItem(String collection, String id) {
    return CommandException.notFound(
        "there is no item '" + id + "' in collection '" + collection + "'");
  }

  /** A short line about an item. */
  static void describe(ObjectNode row, Item item) {
    row.put("collection", item.collection());
    row.put("id", item.id());
    row.put("datetime", item.time().toString());
    JsonNode cloud = item.properties().get("eo:cloud_cover");
    if (cloud != null && cloud.isNumber()) {
      row.set("cloud", cloud);
    }
    JsonNode platform = item.properties().get("platform");
    if (platform != null) {
      row.put("platform", platform.asText());
    }
    row.put(
        "bbox",
        "%.4f,%.4f,%.4f,%.4f"
            .formatted(
                item.bbox().minX(), item.bbox().minY(), item.bbox().maxX(), item.bbox().maxY()));
  }
}
