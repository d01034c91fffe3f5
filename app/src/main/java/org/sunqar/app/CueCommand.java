// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.sunqar.analysis.tracking.MachineStatus;
import org.sunqar.app.console.CommandException;
import org.sunqar.app.console.Console;
import org.sunqar.app.console.ExitCode;
import org.sunqar.app.console.OutputOptions;
import org.sunqar.app.console.TextTable;
import org.sunqar.mission.constellation.Member;
import org.sunqar.mission.cue.CueRule;
import org.sunqar.mission.cue.CueRules;
import org.sunqar.mission.cue.Cueing;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sunqar cue}. */
@Command(
    name = "cue",
    description = {
      "Rules by which an alert orders the image that confirms or retracts it.",
      "The server runs them after watches have run.",
      "",
      "Examples:",
      "  sunqar cue add fires --watch north --min-confidence 0.6 --member kazakhstan --mode ms",
      "  sunqar cue run",
      ""
    },
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
final class CueCommand {

  private final Console console;

  CueCommand(Console console) {
    this.console = console;
  }

  /** Which alerts. */
  static final class When {

    @Option(names = "--watch", paramLabel = "NAME", description = "Alerts of this watch only.")
    private Optional<String> watch = Optional.empty();

    @Option(
        names = "--status",
        paramLabel = "STATUS",
        split = ",",
        description =
            "What the detector says of them: provisional, confirmed, retracted, merged (default:"
                + " provisional).")
    private List<MachineStatus> statuses = List.of();

    @Option(
        names = "--min-confidence",
        paramLabel = "X",
        defaultValue = "0",
        description = "Of at least this confidence, 0 to 1.")
    private double minConfidence;

    @Option(
        names = "--min-area",
        paramLabel = "HA",
        defaultValue = "0",
        description = "Of at least so many hectares.")
    private double minHectares;

    private CueRule.When read() {
      Set<String> said =
          statuses.stream().map(MachineStatus::text).collect(Collectors.toCollection(TreeSet::new));
      return new CueRule.When(
          watch,
          said.isEmpty() ? Set.of(MachineStatus.PROVISIONAL.text()) : said,
          minConfidence,
          minHectares);
    }
  }

  @Command(
      name = "add",
      description = {
        "Add a rule: which alerts, and what is ordered for each of them, once.",
        "",
        "Example:",
        "  sunqar cue add fires --watch north --member congo --priority emergency --valid 5",
        ""
      },
      mixinStandardHelpOptions = true)
  int add(
      @Parameters(paramLabel = "NAME", description = "Name of the rule.") String name,
      @Mixin When when,
      @Mixin OrderOptions what,
      @Option(
              names = "--valid",
              paramLabel = "DAYS",
              defaultValue = "7",
              description = "How long an image may be taken (default: ${DEFAULT-VALUE}).")
          double validDays,
      @Option(
              names = "--buffer",
              paramLabel = "METRES",
              defaultValue = "500",
              description = "Margin around the alert (default: ${DEFAULT-VALUE}).")
          double buffer,
      @Option(
              names = "--per-day",
              paramLabel = "N",
              defaultValue = "20",
              description = "Orders in 24 hours at most (default: ${DEFAULT-VALUE}).")
          int perDay,
      @Mixin WorkspaceOptions workspaceOptions) {
    List<String> members =
        new ConstellationOptions(workspaceOptions)
            .read().members().stream().map(Member::id).toList();
    if (!members.contains(what.member())) {
      throw CommandException.usage(
          "there is no member " + what.member() + "; members are " + String.join(", ", members));
    }
    CueRule rule =
        new CueRule(
            name,
            when.read(),
            new CueRule.What(
                what.member(), what.priority(), what.value(), what.image(), validDays, buffer),
            perDay);
    try (Workspace workspace = workspaceOptions.open()) {
      rule.when().watch().ifPresent(watch -> workspace.watches().watch(watch));
    }
    new CueRules(workspaceOptions.folder).add(rule);
    console.tell("cue.added", "name", name);
    return ExitCode.DONE;
  }

  @Command(
      name = "list",
      description = {"List the rules.", "", "Example:", "  sunqar cue list --format table", ""},
      mixinStandardHelpOptions = true)
  int list(@Mixin WorkspaceOptions workspace, @Mixin OutputOptions output) {
    TextTable table =
        new TextTable(
            "name",
            "watch",
            "statuses",
            "min_confidence",
            "min_hectares",
            "member",
            "priority",
            "valid_days",
            "buffer_m",
            "per_day");
    OutputOptions.Format format = output.decided(console);
    boolean isText = format == OutputOptions.Format.TABLE || format == OutputOptions.Format.CSV;
    for (CueRule rule : new CueRules(workspace.folder).all()) {
      ObjectNode row = table.addRow();
      row.setAll(CueRules.write(rule));
      if (isText) {
        row.put("statuses", String.join(",", new TreeSet<>(rule.when().statuses())));
      }
    }
    table.print(console, format);
    return ExitCode.DONE;
  }

  @Command(
      name = "remove",
      description = {
        "Remove a rule; the orders that it made stay.",
        "",
        "Example:",
        "  sunqar cue remove fires",
        ""
      },
      mixinStandardHelpOptions = true)
  int remove(
      @Parameters(paramLabel = "NAME", description = "Name of the rule.") String name,
      @Mixin WorkspaceOptions workspace) {
    new CueRules(workspace.folder).remove(name);
    console.tell("cue.removed", "name", name);
    return ExitCode.DONE;
  }

  @Command(
      name = "run",
      description = {
        "Order for the alerts that fit a rule and have no order yet.",
        "Run again it makes no second order for an alert.",
        "",
        "Example:",
        "  sunqar cue run --format table",
        ""
      },
      mixinStandardHelpOptions = true)
  int run(
      @Mixin OrderCommand.Clock clock,
      @Mixin WorkspaceOptions workspaceOptions,
      @Mixin OutputOptions output) {
    TextTable table = new TextTable("alert", "rule", "order", "state", "reason");
    try (Workspace workspace = workspaceOptions.open()) {
      for (Cueing.Outcome each : Cues.run(workspace, clock.time())) {
        ObjectNode row = table.addRow().put("alert", each.alert()).put("rule", each.rule());
        each.order()
            .ifPresent(order -> {
              row.put("order", order.id());
              row.put("state", OrderCommand.lower(order.state()));
            });
        row.put("reason", each.reason());
      }
    }
    table.print(console, output.decided(console));
    return ExitCode.DONE;
  }
}
