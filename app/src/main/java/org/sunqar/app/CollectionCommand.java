// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sunqar.app.console.CommandException;
import org.sunqar.app.console.Console;
import org.sunqar.app.console.ExitCode;
import org.sunqar.app.console.OutputOptions;
import org.sunqar.app.console.TextTable;
import org.sunqar.catalog.stac.Collection;
import org.sunqar.catalog.stac.Json;
import org.sunqar.catalog.stac.TimeInterval;
import org.sunqar.catalog.store.Aggregation;
import org.sunqar.catalog.store.ItemConditions;
import org.sunqar.catalog.store.ItemQuery;
import org.sunqar.catalog.store.ItemStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sunqar collection}. */
@Command(
    name = "collection",
    description = {
      "The collections of scenes.",
      "",
      "Examples:",
      "  sunqar collection list --format table",
      "  sunqar collection show forest",
      ""
    },
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
final class CollectionCommand {

  /** Larger files are refused unread (bytes). */
  private static final long LARGEST_DOCUMENT = 16 << 20;

  private final Console console;

  CollectionCommand(Console console) {
    this.console = console;
  }

  @Command(
      name = "list",
      description = {
        "List the collections: scenes, first and last date, bands.",
        "",
        "Example:",
        "  sunqar collection list --format table",
        ""
      },
      mixinStandardHelpOptions = true)
  int list(@Mixin WorkspaceOptions workspaceOptions, @Mixin OutputOptions output) {
    TextTable table = new TextTable("id", "scenes", "from", "to", "bands");
    try (Workspace workspace = workspaceOptions.open()) {
      ItemStore store = workspace.items();
      Map<String, Long> counts = new HashMap<>();
      for (Aggregation.Bucket bucket :
          store
              .aggregate(ItemConditions.NONE, List.of(new Aggregation.ByCollection()))
              .getFirst()) {
        counts.put(bucket.key(), bucket.count());
      }
      for (Collection collection : store.collections()) {
        ObjectNode row = table.addRow();
        row.put("id", collection.id());
        row.put("scenes", counts.getOrDefault(collection.id(), 0L));
        Optional<TimeInterval> time = collection.extent().time();
        if (time.isPresent()) {
          row.put("from", day(time.get().start()).toString());
          row.put("to", day(time.get().end()).toString());
          store
              .search(ItemQuery.all().in(collection.id()).atMost(1))
              .forEach(item -> row.put("bands", String.join(",", item.bandNames())));
        }
      }
    }
    table.print(console, output.decided(console));
    return ExitCode.DONE;
  }

  @Command(
      name = "show",
      description = {
        "Print a collection as a STAC document: its extent and what its items have in common.",
        "",
        "Example:",
        "  sunqar collection show forest",
        ""
      },
      mixinStandardHelpOptions = true)
  int show(
      @Parameters(paramLabel = "ID", description = "The collection.") String id,
      @Mixin WorkspaceOptions workspaceOptions) {
    try (Workspace workspace = workspaceOptions.open()) {
      ItemStore store = workspace.items();
      Collection collection = store.collection(id).orElseThrow(() -> noCollection(id));
      console.out().println(collection.toJson().toPrettyString());
    }
    return ExitCode.DONE;
  }

  @Command(
      name = "create",
      description = {
        "Create a collection, or change what is said of one. Its extent and its summaries are those"
            + " of its items, whatever is said.",
        "",
        "Examples:",
        "  sunqar collection create forest --title Forests --description 'Landsat, the north'",
        "  sunqar collection create --file collection.json",
        ""
      },
      mixinStandardHelpOptions = true)
  int create(
      @Parameters(arity = "0..1", paramLabel = "ID", description = "Its id.") Optional<String> id,
      @Option(names = "--title", paramLabel = "TEXT", description = "A short name for people.")
          Optional<String> title,
      @Option(names = "--description", paramLabel = "TEXT", description = "What is in it.")
          Optional<String> description,
      @Option(
              names = "--license",
              paramLabel = "SPDX",
              description = "An SPDX identifier such as CC-BY-4.0 (default: other).")
          Optional<String> license,
      @Option(
              names = "--file",
              paramLabel = "FILE",
              description = "A STAC collection to begin with; the other options change it.")
          Optional<Path> file,
      @Mixin WorkspaceOptions workspaceOptions)
      throws IOException {
    if (id.isEmpty() && file.isEmpty()) {
      throw CommandException.usage("a collection needs an ID, or a --file that has one");
    }
    try (Workspace workspace = workspaceOptions.create()) {
      ItemStore store = workspace.items();
      Optional<Collection> there = id.flatMap(store::collection);
      Collection begun =
          file.isPresent()
              ? read(file.get())
              : there.orElseGet(() -> Collection.of(id.orElseThrow(), "Scenes of " + id.get()));
      Map<String, JsonNode> other = new LinkedHashMap<>(begun.other());
      title.ifPresent(text -> other.put("title", TextNode.valueOf(text)));
      Collection collection =
          new Collection(
              id.orElse(begun.id()),
              description.orElse(begun.description()),
              license.orElse(begun.license()),
              begun.extent(),
              begun.links(),
              other);
      boolean known = store.collection(collection.id()).isPresent();
      store.putCollection(collection);
      console.tell(known ? "collection.changed" : "collection.created", "id", collection.id());
    }
    return ExitCode.DONE;
  }

  @Command(
      name = "delete",
      description = {
        "Delete a collection. One that has items is deleted only with --items; their files stay.",
        "",
        "Example:",
        "  sunqar collection delete forest --items",
        ""
      },
      mixinStandardHelpOptions = true)
  int delete(
      @Parameters(paramLabel = "ID", description = "The collection.") String id,
      @Option(names = "--items", description = "Delete its items, too.") boolean withItems,
      @Mixin WorkspaceOptions workspaceOptions) {
    try (Workspace workspace = workspaceOptions.open()) {
      ItemStore store = workspace.items();
      if (store.collection(id).isEmpty()) {
        throw noCollection(id);
      }
      long items = store.count(ItemQuery.all().in(id));
      if (items > 0 && !withItems) {
        throw CommandException.conflict(
            "collection '" + id + "' has " + items + " items; --items deletes them, too");
      }
      store.deleteCollection(id);
      console.say(console.counted("collection.deleted", items, "id", id));
    }
    return ExitCode.DONE;
  }

  private static Collection read(Path file) throws IOException {
    if (Files.size(file) > LARGEST_DOCUMENT) {
      throw CommandException.notValid(file + " is larger than 16 MiB: that is no collection");
    }
    return Collection.fromJson(Json.parseObject(Files.readString(file)));
  }

  private static CommandException noCollection(String id) {
    return CommandException.notFound(
        "there is no collection '" + id + "'; 'sunqar collection list' shows those that exist");
  }

  private static LocalDate day(Instant instant) {
    return LocalDate.ofInstant(instant, ZoneOffset.UTC);
  }
}
