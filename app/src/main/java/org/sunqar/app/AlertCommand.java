// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.sunqar.analysis.alert.Alert;
import org.sunqar.analysis.alert.AlertFiles;
import org.sunqar.app.console.Console;
import org.sunqar.app.console.ExitCode;
import org.sunqar.app.console.OutputOptions;
import org.sunqar.app.console.TextTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sunqar alert}. */
@Command(
    name = "alert",
    description = {
      "The alerts of the latest run of each watch.",
      "",
      "Examples:",
      "  sunqar alert list --watch north --format table",
      "  sunqar alert list --watch north --format geojson > north.geojson",
      ""
    },
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
final class AlertCommand {

  private static final String[] COLUMNS = {
    "id",
    "first_date",
    "confirmed_date",
    "area_ha",
    "magnitude",
    "size",
    "observations",
    "confidence",
    "longitude",
    "latitude"
  };

  private final Console console;

  AlertCommand(Console console) {
    this.console = console;
  }

  @Command(
      name = "list",
      description = {
        "List alerts, the largest first.",
        "json and geojson are a GeoJSON feature collection with the outlines; csv has them as WKT.",
        "",
        "Examples:",
        "  sunqar alert list --watch north --format table",
        "  sunqar alert list --watch north --format csv > north.csv",
        ""
      },
      mixinStandardHelpOptions = true)
  int list(
      @Option(names = "--watch", paramLabel = "NAME", description = "Of this watch only.")
          Optional<String> watch,
      @Mixin WorkspaceOptions workspaceOptions,
      @Mixin OutputOptions output) {
    List<ObjectNode> features;
    try (Workspace workspace = workspaceOptions.open()) {
      if (watch.isPresent()) {
        workspace.watches().watch(watch.get()); // says when there is no such watch
      }
      features = workspace.watches().alerts(watch);
    }
    switch (output.decided(console)) {
      case AUTO, TABLE -> printTable(features);
      case NDJSON -> features.forEach(feature -> console.out().println(feature.toString()));
      case JSON, GEOJSON -> {
        ObjectNode collection =
            JsonNodeFactory.instance.objectNode().put("type", "FeatureCollection");
        features.forEach(collection.putArray("features")::add);
        console.out().println(collection.toPrettyString());
      }
      case CSV -> {
        List<Alert> alerts = features.stream().map(AlertFiles::alert).toList();
        console.out().print(AlertFiles.toCsv(alerts));
      }
    }
    console.out().flush();
    return ExitCode.DONE;
  }

  private void printTable(List<ObjectNode> features) {
    TextTable table = new TextTable(COLUMNS);
    for (ObjectNode feature : features) {
      table.addRow().setAll((ObjectNode) feature.get("properties"));
    }
    table.print(console.out(), OutputOptions.Format.TABLE);
  }
}
