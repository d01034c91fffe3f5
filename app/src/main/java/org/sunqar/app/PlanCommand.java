// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sunqar.app.console.CommandException;
import org.sunqar.app.console.Console;
import org.sunqar.app.console.ExitCode;
import org.sunqar.app.console.OutputOptions;
import org.sunqar.app.console.TextTable;
import org.sunqar.mission.constellation.Constellation;
import org.sunqar.mission.orbit.Earth;
import org.sunqar.mission.order.Orders;
import org.sunqar.mission.order.Request;
import org.sunqar.mission.plan.Verdict;
import org.sunqar.mission.plan.schedule.Acquisition;
import org.sunqar.mission.plan.schedule.Plan;
import org.sunqar.mission.plan.schedule.PlanDiff;
import org.sunqar.mission.plan.schedule.PlanRules;
import org.sunqar.mission.plan.schedule.PlanningTask;
import org.sunqar.mission.plan.schedule.Plans;
import org.sunqar.mission.plan.schedule.Unplanned;
import org.sunqar.mission.plan.schedule.check.PlanChecker;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sunqar plan}. */
@Command(
    name = "plan",
    description = {
      "Plan which satellite looks at what, and when.",
      "",
      "Examples:",
      "  sunqar plan make --hours 24 --seconds 30",
      "  sunqar plan explain",
      "  sunqar plan solve 1502.spot --seconds 10",
      ""
    },
    subcommands = {PlanMakeCommand.class, PlanSolveCommand.class},
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
final class PlanCommand {

  private final Console console;

  PlanCommand(Console console) {
    this.console = console;
  }

  private static Plan plan(WorkspaceOptions workspace, Optional<Integer> version) {
    Plans plans = Plans.of(workspace.folder);
    return version.isPresent()
        ? plans.read(version.get())
        : plans
            .latest()
            .orElseThrow(() ->
                CommandException.notFound(
                    "there is no plan in "
                        + workspace.folder.toAbsolutePath().normalize()
                        + "; 'sunqar plan make' makes one"));
  }

  @Command(
      name = "show",
      description = {
        "List the acquisitions of a plan by time, and when each is on the ground.",
        "",
        "Examples:",
        "  sunqar plan show --satellite dala-1 --format table",
        "  sunqar plan show 3 --format geojson > footprints.geojson",
        ""
      },
      mixinStandardHelpOptions = true)
  int show(
      @Parameters(
              paramLabel = "VERSION",
              arity = "0..1",
              description = "The version (default: the one in force).")
          Optional<Integer> version,
      @Option(
              names = "--satellite",
              paramLabel = "ID",
              description = "Only of this satellite; may be given again.")
          List<String> satellites,
      @Mixin WorkspaceOptions workspace,
      @Mixin OutputOptions output) {
    Plan plan = plan(workspace, version);
    List<Acquisition> chosen =
        plan.acquisitions().stream()
            .filter(a ->
                satellites == null || satellites.isEmpty() || satellites.contains(a.satellite()))
            .toList();
    PlanRows.print(plan, chosen, console, output.decided(console));
    console.out().flush();
    return ExitCode.DONE;
  }

  @Command(
      name = "diff",
      description = {
        "List what a version of the plan changed: requests added, moved and removed.",
        "",
        "Example:",
        "  sunqar plan diff 2 3 --format table",
        ""
      },
      mixinStandardHelpOptions = true)
  int diff(
      @Parameters(
              index = "0",
              paramLabel = "BEFORE",
              arity = "0..1",
              description = "The earlier version (default: the one before the later).")
          Optional<Integer> before,
      @Parameters(
              index = "1",
              paramLabel = "AFTER",
              arity = "0..1",
              description = "The later version (default: the one in force).")
          Optional<Integer> after,
      @Mixin WorkspaceOptions workspace,
      @Mixin OutputOptions output) {
    Plan later = plan(workspace, after);
    Plan earlier = plan(workspace, Optional.of(before.orElse(later.version() - 1)));
    PlanDiff diff = PlanDiff.of(earlier, later);
    PlanRows.print(diff, console, output.decided(console));
    PlanRows.tell(diff, console);
    console.out().flush();
    return ExitCode.DONE;
  }

  @Command(
      name = "check",
      description = {
        "Judge a plan by all rules with code that the planner does not share.",
        "",
        "Prints a sentence for each rule that is broken; then the exit code is 8.",
        "",
        "Example:",
        "  sunqar plan check",
        ""
      },
      mixinStandardHelpOptions = true)
  int check(
      @Parameters(
              paramLabel = "VERSION",
              arity = "0..1",
              description = "The version (default: the one in force).")
          Optional<Integer> version,
      @Mixin FailedOptions failures,
      @Mixin WorkspaceOptions workspace)
      throws IOException {
    Plan plan = plan(workspace, version);
    Orders orders = new Orders(workspace.folder);
    Set<String> ids = new LinkedHashSet<>();
    plan.acquisitions().forEach(a -> ids.add(a.request()));
    plan.unplanned().forEach(u -> ids.add(u.request()));
    List<Request> requests = new ArrayList<>();
    ids.forEach(id -> requests.add(orders.request(id)));
    Constellation constellation = new ConstellationOptions(workspace).read();
    PlanningTask task =
        PlanningTask.of(constellation, requests, plan.horizon(), plan.made())
            .without(failures.ids(workspace, constellation, plan.version(), plan.made(), console))
            .by(PlanRules.DEFAULT.withFrozenSeconds(0));
    if (plan.version() > 1) {
      task = task.after(Plans.of(workspace.folder).read(plan.version() - 1));
    }
    Verdict verdict = PlanChecker.check(task, Earth.withoutOrientation(), plan);
    verdict.violations().forEach(console.out()::println);
    console.out().flush();
    if (!verdict.valid()) {
      throw CommandException.notValid(
          "version " + plan.version() + " of the plan breaks the rules above");
    }
    console.say(
        console.counted("plan.valid", plan.acquisitions().size(), "version", plan.version()));
    return ExitCode.DONE;
  }

  @Command(
      name = "explain",
      description = {
        "Say why requests are not in the plan, and what they conflict with.",
        "",
        "Examples:",
        "  sunqar plan explain --format table",
        "  sunqar plan explain order-000012",
        ""
      },
      mixinStandardHelpOptions = true)
  int explain(
      @Parameters(
              paramLabel = "REQUEST",
              arity = "0..1",
              description = "A request, or an order for all of its requests (default: all).")
          Optional<String> request,
      @Option(
              names = "--version-number",
              paramLabel = "VERSION",
              description = "The version (default: the one in force).")
          Optional<Integer> version,
      @Mixin WorkspaceOptions workspace,
      @Mixin OutputOptions output) {
    Plan plan = plan(workspace, version);
    TextTable table = new TextTable("request", "reason", "detail");
    int rows = 0;
    for (Acquisition each : plan.acquisitions()) {
      if (request.isPresent() && isOf(each.request(), request.get())) {
        String detail = "It is taken by " + each.satellite() + " at " + each.start().text(0) + ".";
        table
            .addRow()
            .put("request", each.request())
            .put("reason", "PLANNED")
            .put("detail", detail);
        rows++;
      }
    }
    for (Unplanned each : plan.unplanned()) {
      if (request.isEmpty() || isOf(each.request(), request.get())) {
        table
            .addRow()
            .put("request", each.request())
            .put("reason", each.reason().name())
            .put("detail", each.detail());
        rows++;
      }
    }
    if (request.isPresent() && rows == 0) {
      throw CommandException.notFound(
          "version " + plan.version() + " of the plan knows no request " + request.get());
    }
    table.print(console, output.decided(console));
    return ExitCode.DONE;
  }

  private static boolean isOf(String id, String asked) {
    return id.equals(asked) || id.startsWith(asked + "/");
  }
}
