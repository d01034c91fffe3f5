// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.sunqar.app.console.Console;
import org.sunqar.app.console.ExitCode;
import org.sunqar.app.console.OutputOptions;
import org.sunqar.app.console.TextTable;
import org.sunqar.catalog.store.Aggregation;
import org.sunqar.catalog.store.ItemStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code sunqar catalog}. */
@Command(
    name = "catalog",
    description = {
      "The catalogue as a whole.",
      "",
      "Example:",
      "  sunqar catalog stats --format table",
      ""
    },
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
      throws java.io.IOException {
    TextTable table = new TextTable("collection", "items", "from", "to", "years");
    try (Workspace workspace = workspaceOptions.open();
        ItemStore store = workspace.items()) {
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
    table.print(console.out(), output.decided(console));
    return ExitCode.DONE;
  }
}
