// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.sunqar.app.console.Console;
import org.sunqar.app.console.ExitCode;
import org.sunqar.app.console.OutputOptions;
import org.sunqar.app.console.TextTable;
import org.sunqar.catalog.stac.Collection;
import org.sunqar.catalog.stac.Item;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code sunqar collection}. */
@Command(
    name = "collection",
    description = {
      "The collections of scenes.",
      "",
      "Example:",
      "  sunqar collection list --format table",
      ""
    },
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
final class CollectionCommand {

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
      for (Collection collection : workspace.items().collections()) {
        List<Item> scenes = workspace.scenesOf(collection.id());
        ObjectNode row = table.addRow();
        row.put("id", collection.id());
        row.put("scenes", scenes.size());
        if (!scenes.isEmpty()) {
          row.put("from", day(scenes.getFirst()).toString());
          row.put("to", day(scenes.getLast()).toString());
          row.put("bands", String.join(",", scenes.getFirst().bandNames()));
        }
      }
    }
    table.print(console.out(), output.decided(console));
    return ExitCode.DONE;
  }

  private static LocalDate day(Item item) {
    return LocalDate.ofInstant(item.time(), ZoneOffset.UTC);
  }
}
