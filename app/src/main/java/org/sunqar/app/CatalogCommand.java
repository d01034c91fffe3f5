// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.sunqar.app.config.Setting;
import org.sunqar.app.console.CommandException;
import org.sunqar.app.console.Console;
import org.sunqar.app.console.ExitCode;
import org.sunqar.app.console.OutputOptions;
import org.sunqar.app.console.ProgressOptions;
import org.sunqar.app.console.TextTable;
import org.sunqar.catalog.store.Aggregation;
import org.sunqar.catalog.store.CatalogCopy;
import org.sunqar.catalog.store.ItemStore;
import org.sunqar.catalog.store.ItemStores;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sunqar catalog}. */
@Command(
    name = "catalog",
    description = {
      "The catalogue as a whole.",
      "",
      "Examples:",
      "  sunqar catalog stats --format table",
      "  sunqar catalog copy --to postgresql://sunqar:secret@localhost:5432/land",
      ""
    },
    subcommands = CatalogCheckCommand.class,
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
final class CatalogCommand {

  private final Console console;

  CatalogCommand(Console console) {
    this.console = console;
  }

  @Command(
      name = "stats",
      description = {
        "Count the items of each collection by year.",
        "",
        "Examples:",
        "  sunqar catalog stats --format table",
        "  sunqar catalog stats --collection forest --format csv",
        ""
      },
      mixinStandardHelpOptions = true)
  int stats(
      @Mixin ItemSelection selection,
      @Mixin WorkspaceOptions workspaceOptions,
      @Mixin OutputOptions output)
      throws IOException {
    TextTable table = new TextTable("collection", "items", "from", "to", "years");
    try (Workspace workspace = workspaceOptions.open()) {
      ItemStore store = workspace.items();
      var where = selection.conditions();
      for (Aggregation.Bucket collection :
          store.aggregate(where, List.of(new Aggregation.ByCollection())).getFirst()) {
        List<List<Aggregation.Bucket>> answers =
            store.aggregate(
                where.in(List.of(collection.key())),
                List.of(
                    new Aggregation.FirstTime(),
                    new Aggregation.LastTime(),
                    new Aggregation.ByTime(Aggregation.Period.YEAR)));
        ObjectNode row = table.addRow();
        row.put("collection", collection.key());
        row.put("items", collection.count());
        answers.get(0).forEach(first -> row.put("from", first.key()));
        answers.get(1).forEach(last -> row.put("to", last.key()));
        Map<String, Long> years = new TreeMap<>();
        answers.get(2).forEach(year -> years.put(year.key().substring(0, 4), year.count()));
        row.put("years", years.toString().replaceAll("[{}]", ""));
      }
    }
    table.print(console, output.decided(console));
    return ExitCode.DONE;
  }

  @Command(
      name = "copy",
      description = {
        "Copy collections and items to another catalogue, as from SQLite to PostgreSQL.",
        "",
        "What is there already is left or replaced and nothing is deleted, so a copy that was"
            + " broken off is run again. Files stay where they are. Then set 'catalog' in"
            + " sunqar.toml to the new address.",
        "",
        "Examples:",
        "  sunqar catalog copy --to postgresql://sunqar:secret@localhost:5432/land",
        "  sunqar catalog copy --to sqlite      # back into the workspace's file",
        ""
      },
      mixinStandardHelpOptions = true)
  int copy(
      @Option(
              names = "--to",
              required = true,
              paramLabel = "CATALOG",
              description = "sqlite, or postgresql://user:password@host:port/database.")
          String to,
      @Option(
              names = "--from",
              paramLabel = "CATALOG",
              description = "Where from (default: what sunqar.toml says, else sqlite).")
          Optional<String> from,
      @Mixin ItemSelection selection,
      @Option(names = "--dry-run", description = "Say how many items there are to copy.")
          boolean dryRun,
      @Mixin ProgressOptions progressOptions,
      @Mixin WorkspaceOptions workspaceOptions)
      throws IOException {
    try (Workspace workspace = workspaceOptions.open()) {
      String source = from.orElse(workspace.settings().text(Setting.CATALOG));
      if (source.equals(to)) {
        throw CommandException.usage("source and target are both " + ItemStores.shown(to));
      }
      try (ItemStore sourceStore = workspace.openStore(source);
          ItemStore targetStore = workspace.openStore(to);
          ProgressOptions.Progress progress =
              progressOptions.start(console, console.text("progress.copying"))) {
        CatalogCopy copy = new CatalogCopy(sourceStore, targetStore, selection.conditions());
        long size = copy.size();
        if (dryRun) {
          console.say(console.counted("catalog.wouldCopy", size, "target", ItemStores.shown(to)));
          return ExitCode.DONE;
        }
        CatalogCopy.Report report = copy.run(done -> progress.step(done, Math.max(size, done)));
        console.tell(
            report.others() > 0 ? "catalog.copiedOthers" : "catalog.copied",
            "collections",
            report.collections(),
            "items",
            report.items(),
            "target",
            ItemStores.shown(to),
            "others",
            report.others());
      }
    }
    return ExitCode.DONE;
  }

  @Command(
      name = "backup",
      description = {
        "Write catalogue, watches and alerts into one file, while others work on. The files of"
            + " scenes are not in it.",
        "",
        "Example:",
        "  sunqar catalog backup land-2026-01-05.sqlite",
        ""
      },
      mixinStandardHelpOptions = true)
  int backup(
      @Parameters(paramLabel = "FILE", description = "A file that is not there yet.") Path file,
      @Mixin ProgressOptions progressOptions,
      @Mixin WorkspaceOptions workspaceOptions)
      throws IOException {
    try (Workspace workspace = workspaceOptions.open();
        ProgressOptions.Progress progress =
            progressOptions.start(console, console.text("progress.copying"))) {
      CatalogBackup.create(workspace, file, done -> progress.step(done, done));
      console.tell("catalog.wrote", "file", file);
    }
    return ExitCode.DONE;
  }

  @Command(
      name = "restore",
      description = {
        "Make a workspace of a backup. One that has a database already is left as it is.",
        "",
        "Example:",
        "  sunqar catalog restore land-2026-01-05.sqlite --workspace restored",
        ""
      },
      mixinStandardHelpOptions = true)
  int restore(
      @Parameters(paramLabel = "FILE", description = "The backup.") Path file,
      @Mixin ProgressOptions progressOptions,
      @Mixin WorkspaceOptions workspaceOptions)
      throws IOException {
    Path folder = workspaceOptions.folder.toAbsolutePath().normalize();
    try (ProgressOptions.Progress progress =
        progressOptions.start(console, console.text("progress.copying"))) {
      CatalogBackup.restore(file, folder, done -> progress.step(done, done));
    }
    console.tell("catalog.restored", "folder", folder);
    return ExitCode.DONE;
  }
}
