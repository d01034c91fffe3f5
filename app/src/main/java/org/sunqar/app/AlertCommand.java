// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.sunqar.analysis.tracking.AlertAction;
import org.sunqar.analysis.tracking.AlertDocument;
import org.sunqar.analysis.tracking.AlertObject;
import org.sunqar.analysis.tracking.AlertTable;
import org.sunqar.analysis.tracking.HistoryEntry;
import org.sunqar.analysis.tracking.RejectReason;
import org.sunqar.analysis.tracking.Review;
import org.sunqar.analysis.watch.WatchJson;
import org.sunqar.app.console.Console;
import org.sunqar.app.console.ExitCode;
import org.sunqar.app.console.OutputOptions;
import org.sunqar.app.console.TextTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sunqar alert}. */
@Command(
    name = "alert",
    description = {
      "The alerts: what the watches found, what became of it, and what people say about it.",
      "",
      "Examples:",
      "  sunqar alert list --watch north --format table",
      "  sunqar alert show north-0001",
      "  sunqar alert reject north-0001 --reason cloud --by ana --note 'thin cirrus on both dates'",
      "  sunqar alert list --watch north --format geojson > north.geojson",
      ""
    },
    subcommands = {
      AlertExportCommand.class,
      DeliveryCommands.Deliver.class,
      DeliveryCommands.Deliveries.class,
      DeliveryCommands.Redeliver.class,
      DeliveryCommands.Drop.class
    },
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
final class AlertCommand {

  private static final String ID_LABEL = "ID";

  private static final String[] COLUMNS = {
    "id",
    "status",
    "review",
    "first_date",
    "confirmed_date",
    "area_ha",
    "area_error_ha",
    "magnitude",
    "observations",
    "confidence",
    "probability",
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
        "List alerts, by watch, the largest first, or in the order of --sort.",
        "json and geojson are a GeoJSON feature collection with the outlines; csv has them as WKT.",
        "",
        "Examples:",
        "  sunqar alert list --watch north --format table",
        "  sunqar alert list --review new --min-area 5 --bbox 66,50,68,52",
        "  sunqar alert list --sort=-probability --limit 20 --format table",
        "  sunqar alert list --watch north --format csv > north.csv",
        ""
      },
      mixinStandardHelpOptions = true)
  int list(
      @Mixin AlertFilterOptions filter,
      @Mixin WorkspaceOptions workspaceOptions,
      @Mixin OutputOptions output) {
    List<ObjectNode> features;
    try (Workspace workspace = workspaceOptions.open()) {
      features = filter.features(workspace);
    }
    switch (output.decided(console)) {
      case AUTO, TABLE -> printTable(features);
      case NDJSON -> features.forEach(feature -> console.out().println(feature.toString()));
      case JSON, GEOJSON -> console.out().println(collection(features).toPrettyString());
      case CSV -> console.out().print(csv(features));
    }
    console.out().flush();
    return ExitCode.DONE;
  }

  static ObjectNode collection(List<ObjectNode> features) {
    ObjectNode collection = JsonNodeFactory.instance.objectNode().put("type", "FeatureCollection");
    features.forEach(collection.putArray("features")::add);
    return collection;
  }

  static String csv(List<ObjectNode> features) {
    return AlertTable.csv(features.stream().map(AlertDocument::read).toList());
  }

  private void printTable(List<ObjectNode> features) {
    TextTable table = new TextTable(COLUMNS);
    for (ObjectNode feature : features) {
      table.addRow().setAll((ObjectNode) feature.get("properties"));
    }
    table.print(console, OutputOptions.Format.TABLE);
  }

  @Command(
      name = "show",
      description = {
        "Show all that is known of an alert: what was found, on what evidence, and its history.",
        "",
        "Example:",
        "  sunqar alert show north-0001",
        ""
      },
      mixinStandardHelpOptions = true)
  int show(
      @Parameters(paramLabel = ID_LABEL, description = "The alert.") String id,
      @Mixin WorkspaceOptions workspaceOptions,
      @Mixin OutputOptions output) {
    AlertObject alert;
    List<HistoryEntry> history;
    ObjectNode recipe;
    try (Workspace workspace = workspaceOptions.open()) {
      alert = workspace.alerts().alert(id);
      history = workspace.alerts().history(id);
      recipe = WatchJson.write(workspace.watches().watch(alert.finding().watch()));
    }
    switch (output.decided(console)) {
      case AUTO, TABLE, CSV -> new AlertText(console).print(alert, history, recipe);
      case NDJSON -> console.out().println(document(alert, history, recipe).toString());
      case JSON, GEOJSON ->
          console.out().println(document(alert, history, recipe).toPrettyString());
    }
    console.out().flush();
    return ExitCode.DONE;
  }

  /** The feature with its recipe and its history beside the properties. */
  static ObjectNode document(AlertObject alert, List<HistoryEntry> history, ObjectNode recipe) {
    ObjectNode feature = AlertDocument.write(alert);
    feature.set("recipe", recipe);
    ArrayNode entries = feature.putArray("history");
    for (HistoryEntry entry : history) {
      entries
          .addObject()
          .put("number", entry.number())
          .put("at", entry.at().toString())
          .put("kind", entry.kind().text())
          .put("by", entry.by())
          .setAll(entry.details());
    }
    return feature;
  }

  @Command(
      name = "review",
      description = {
        "Take an alert into review, also one that is decided, to decide it anew.",
        "",
        "Example:",
        "  sunqar alert review north-0001 --by ana",
        ""
      },
      mixinStandardHelpOptions = true)
  int review(
      @Parameters(paramLabel = ID_LABEL, description = "The alert.") String id,
      @Mixin ReviewerOptions reviewer,
      @Mixin WorkspaceOptions workspaceOptions) {
    return move(id, new Review.Move.Begin(), reviewer, workspaceOptions);
  }

  @Command(
      name = "confirm",
      description = {
        "Say that an alert is right.",
        "",
        "Example:",
        "  sunqar alert confirm north-0001 --by ana --note 'seen on the ground'",
        ""
      },
      mixinStandardHelpOptions = true)
  int confirm(
      @Parameters(paramLabel = ID_LABEL, description = "The alert.") String id,
      @Mixin ReviewerOptions reviewer,
      @Mixin WorkspaceOptions workspaceOptions) {
    return move(id, new Review.Move.Confirm(), reviewer, workspaceOptions);
  }

  @Command(
      name = "reject",
      description = {
        "Say that an alert is wrong, and why.",
        "It stays in the list with its reason, and is not raised again.",
        "",
        "Example:",
        "  sunqar alert reject north-0001 --reason cloud --by ana",
        ""
      },
      mixinStandardHelpOptions = true)
  int reject(
      @Parameters(paramLabel = ID_LABEL, description = "The alert.") String id,
      @Option(
              names = "--reason",
              required = true,
              paramLabel = "CODE",
              description =
                  "cloud, shadow, haze, season, agriculture, water_level, registration or other.")
          RejectReason reason,
      @Mixin ReviewerOptions reviewer,
      @Mixin WorkspaceOptions workspaceOptions) {
    return move(id, new Review.Move.Reject(reason), reviewer, workspaceOptions);
  }

  @Command(
      name = "audit",
      description = {
        "Say that what was decided on an alert has been checked; then it stands.",
        "",
        "Example:",
        "  sunqar alert audit north-0001 --by chief",
        ""
      },
      mixinStandardHelpOptions = true)
  int audit(
      @Parameters(paramLabel = ID_LABEL, description = "The alert.") String id,
      @Mixin ReviewerOptions reviewer,
      @Mixin WorkspaceOptions workspaceOptions) {
    return move(id, new Review.Move.Audit(), reviewer, workspaceOptions);
  }

  @Command(
      name = "comment",
      description = {
        "Say something about an alert; its review stays where it is.",
        "",
        "Example:",
        "  sunqar alert comment north-0001 --by ana --note 'the owner was asked'",
        ""
      },
      mixinStandardHelpOptions = true)
  int comment(
      @Parameters(paramLabel = ID_LABEL, description = "The alert.") String id,
      @Mixin ReviewerOptions reviewer,
      @Mixin WorkspaceOptions workspaceOptions) {
    act(id, new AlertAction.Comment(), reviewer, workspaceOptions);
    console.tell("alert.said", "id", id);
    return ExitCode.DONE;
  }

  @Command(
      name = "assign",
      description = {
        "Give an alert to somebody to look at.",
        "",
        "Example:",
        "  sunqar alert assign north-0001 --to bo",
        ""
      },
      mixinStandardHelpOptions = true)
  int assign(
      @Parameters(paramLabel = ID_LABEL, description = "The alert.") String id,
      @Option(names = "--to", paramLabel = "NAME", description = "Whom to (default: nobody).")
          Optional<String> to,
      @Mixin ReviewerOptions reviewer,
      @Mixin WorkspaceOptions workspaceOptions) {
    AlertObject alert = act(id, new AlertAction.Assign(to), reviewer, workspaceOptions);
    alert
        .review()
        .assignee()
        .ifPresentOrElse(
            name -> console.tell("alert.isFor", "id", id, "name", name),
            () -> console.tell("alert.isForNobody", "id", id));
    return ExitCode.DONE;
  }

  @Command(
      name = "undo",
      description = {
        "Take back the last decision on an alert, which must be one's own.",
        "The history keeps both.",
        "",
        "Example:",
        "  sunqar alert undo north-0001 --by ana",
        ""
      },
      mixinStandardHelpOptions = true)
  int undo(
      @Parameters(paramLabel = ID_LABEL, description = "The alert.") String id,
      @Mixin ReviewerOptions reviewer,
      @Mixin WorkspaceOptions workspaceOptions) {
    return told(act(id, new AlertAction.Undo(), reviewer, workspaceOptions));
  }

  private int move(
      String id, Review.Move move, ReviewerOptions reviewer, WorkspaceOptions workspaceOptions) {
    return told(act(id, new AlertAction.Move(move), reviewer, workspaceOptions));
  }

  private static AlertObject act(
      String id, AlertAction action, ReviewerOptions reviewer, WorkspaceOptions workspaceOptions) {
    try (Workspace workspace = workspaceOptions.open()) {
      return workspace
          .alerts()
          .act(
              id,
              action,
              new AlertAction.Said(
                  reviewer.by(), reviewer.note, Instant.now().truncatedTo(ChronoUnit.MILLIS)));
    }
  }

  private int told(AlertObject alert) {
    console.tell(
        "alert.is",
        "id",
        alert.id(),
        "status",
        console.text("review." + alert.review().status().text()));
    return ExitCode.DONE;
  }
}
