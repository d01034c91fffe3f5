// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.sunqar.app.console.CommandException;
import org.sunqar.app.console.Console;
import org.sunqar.app.console.ExitCode;
import org.sunqar.app.console.OutputOptions;
import org.sunqar.app.console.TextTable;
import org.sunqar.mission.access.CloudForecast;
import org.sunqar.mission.constellation.Constellation;
import org.sunqar.mission.orbit.Earth;
import org.sunqar.mission.orbit.Horizon;
import org.sunqar.mission.orbit.Time;
import org.sunqar.mission.order.Orders;
import org.sunqar.mission.plan.ExactChoice;
import org.sunqar.mission.plan.SearchEffort;
import org.sunqar.mission.plan.Verdict;
import org.sunqar.mission.plan.schedule.Acquisition;
import org.sunqar.mission.plan.schedule.Plan;
import org.sunqar.mission.plan.schedule.PlanDiff;
import org.sunqar.mission.plan.schedule.PlanRules;
import org.sunqar.mission.plan.schedule.PlanningTask;
import org.sunqar.mission.plan.schedule.Plans;
import org.sunqar.mission.plan.schedule.check.PlanChecker;
import org.sunqar.mission.plan.schedule.search.Insertion;
import org.sunqar.mission.plan.schedule.search.PlanReport;
import org.sunqar.mission.plan.schedule.search.PlanResult;
import org.sunqar.mission.plan.schedule.search.Planner;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sunqar plan make}. */
@Command(
    name = "make",
    description = {
      "Plan the open orders: which satellite takes what, and when it sends it down.",
      "",
      "Emergencies come first, then fairness to the members' shares, then value. What begins soon"
          + " is frozen and stays as the plan in force has it. The plan is checked by code that the"
          + " search does not share, and only then published as the next version. Prints what each"
          + " member gets; with --emergency what the emergencies moved. Ctrl-C ends the search with"
          + " the best plan so far.",
      "",
      "Examples:",
      "  sunqar plan make --hours 24 --seconds 30",
      "  sunqar plan make --emergency",
      "  sunqar plan make --failed dala-1 --clouds clouds.json",
      "  sunqar plan make --exact --seconds 120 --dry-run",
      ""
    },
    mixinStandardHelpOptions = true)
final class PlanMakeCommand implements Callable<Integer> {

  /** Share of the time that is kept for checking and writing. */
  private static final double FOR_THE_REST = 0.1;

  private final Console console;

  @Option(
      names = "--from",
      paramLabel = "TIME",
      description = "First instant that is planned, in UTC (default: now).")
  private Optional<String> from = Optional.empty();

  @Option(
      names = "--hours",
      paramLabel = "HOURS",
      defaultValue = "24",
      description = "How many hours are planned (default: ${DEFAULT-VALUE}).")
  private double hours = 24;

  @Option(
      names = "--now",
      paramLabel = "TIME",
      description = "Plan as if it were that time, in UTC (default: the clock).")
  private Optional<String> now = Optional.empty();

  @Option(
      names = "--frozen",
      paramLabel = "MINUTES",
      defaultValue = "15",
      description =
          "What begins within so many minutes stays as the plan in force has it (default:"
              + " ${DEFAULT-VALUE}).")
  private double frozen = 15;

  @Mixin private FailedOptions failures = new FailedOptions();

  @Option(
      names = "--clouds",
      paramLabel = "FILE",
      description = "A cloud forecast on a grid, as JSON (default: that of 'sunqar forecast set').")
  private Optional<Path> clouds = Optional.empty();

  @Option(
      names = "--emergency",
      description =
          "Only put emergencies into the plan in force, and leave the rest as it is but for what"
              + " they displace.")
  private boolean emergency;

  @Option(
      names = "--max-changed",
      paramLabel = "N",
      defaultValue = "5",
      description =
          "With --emergency: acquisitions that may be moved or displaced at most (default:"
              + " ${DEFAULT-VALUE}).")
  private int maxChanged = 5;

  @Option(
      names = "--seconds",
      paramLabel = "S",
      defaultValue = "30",
      description = "Time for all of it (default: ${DEFAULT-VALUE}).")
  private double seconds = 30;

  @Mixin private SearchOptions options = new SearchOptions();

  @Option(
      names = "--exact",
      description =
          "In half of the time prove what value no plan of the same ways exceeds: says the gap, and"
              + " 'proven' when there is none. Needs the module 'exact'.")
  private boolean exact;

  @Option(names = "--dry-run", description = "Plan and check, but publish nothing.")
  private boolean dryRun;

  @Mixin private WorkspaceOptions workspace = new WorkspaceOptions();
  @Mixin private OutputOptions output = new OutputOptions();

  PlanMakeCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    if (exact && emergency) {
      throw CommandException.usage("--exact is for a plan made anew, not for --emergency");
    }
    Optional<ExactChoice> solver =
        exact ? Optional.of(ExactFolder.find(ExactChoice.class)) : Optional.empty();
    SearchEffort effort = options.effort(seconds);
    Time clock = now.map(Time::parse).orElseGet(() -> Time.of(Instant.now()));
    Horizon horizon = Horizon.ofDays(from.map(Time::parse).orElse(clock), hours / 24);
    Orders orders = new Orders(workspace.folder);
    CloudForecast forecast =
        ForecastCommand.chosen(clouds, workspace, horizon.start(), horizon.end(), console);
    Earth earth = Earth.withoutOrientation();
    try (PlanSearch search = new PlanSearch(console, effort, FOR_THE_REST);
        Plans.Making making = Plans.of(workspace.folder).begin()) {
      Constellation constellation = new ConstellationOptions(workspace).read();
      PlanningTask task =
          PlanningTask.of(
                  constellation, orders.requests(horizon.start(), horizon.end()), horizon, clock)
              .under(forecast)
              .without(failures.ids(workspace, constellation, making.version(), clock, console))
              .by(PlanRules.DEFAULT.withFrozenSeconds(60 * frozen));
      PlanningTask next = making.previous().map(task::after).orElse(task);
      Optional<Plan> plan =
          emergency ? inserted(next, earth) : Optional.of(searched(next, earth, search, solver));
      if (plan.isPresent()) {
        publish(making, next, plan.get(), earth, orders);
      }
    }
    console.out().flush();
    return ExitCode.DONE;
  }

  private Plan searched(
      PlanningTask task, Earth earth, PlanSearch search, Optional<ExactChoice> solver) {
    SearchEffort rest = search.effort().withSeconds(search.secondsLeft());
    Planner planner = new Planner(task, earth, search::stopped, search::say);
    PlanResult result = solver.isPresent() ? planner.plan(rest, solver.get()) : planner.plan(rest);
    PlanReport report = result.report();
    search.say(
        console.text(
            "plan.summary",
            "planned",
            report.planned(),
            "requests",
            report.requests(),
            "value",
            console.fixed(report.value(), 1),
            "free",
            console.fixed(report.freeValue(), 1)));
    report.bound().ifPresent(this::bound);
    task.previous().ifPresent(p -> PlanRows.tell(PlanDiff.of(p, result.plan()), console));
    TextTable table = new TextTable("member", "share", "imaging_s", "due_s", "satisfaction");
    for (PlanReport.MemberPart part : report.members()) {
      ObjectNode row = table.addRow();
      row.put("member", part.member());
      row.put("share", part.share());
      row.put("imaging_s", Math.rint(part.seconds() * 10) / 10);
      row.put("due_s", Math.rint(part.dueSeconds() * 10) / 10);
      row.put("satisfaction", Math.rint(part.satisfaction() * 1000) / 1000);
    }
    table.print(console, output.decided(console));
    return result.plan();
  }

  private void bound(PlanReport.Bound bound) {
    console.tell(
        "plan.bound",
        "value",
        console.fixed(bound.value(), 3),
        "bound",
        console.fixed(bound.bound(), 3),
        "gap",
        console.fixed(100 * bound.gap(), 2));
    if (!bound.exact()) {
      console.tell("plan.boundByPrices");
    }
    if (bound.proven()) {
      console.tell("plan.proven");
    }
  }

  /** Empty when nothing comes into the plan in force. */
  private Optional<Plan> inserted(PlanningTask task, Earth earth) {
    Insertion insertion = new Insertion(task, earth);
    if (insertion.isIdle()) {
      console.tell("plan.nothingToInsert");
      return Optional.empty();
    }
    Insertion.Inserted result = insertion.insert(maxChanged);
    if (result.inserted().isEmpty()) {
      result.refused().forEach(u -> console.say(u.request() + ": " + console.sentence(u.detail())));
      console.tell("plan.noneInserted");
      return Optional.empty();
    }
    PlanRows.print(result.diff(), console, output.decided(console));
    console.tell(
        "plan.inserted",
        "inserted",
        result.inserted().size(),
        "moved",
        result.diff().moved().size(),
        "displaced",
        result.displaced().size());
    return Optional.of(result.plan());
  }

  private void publish(
      Plans.Making making, PlanningTask task, Plan plan, Earth earth, Orders orders) {
    Verdict verdict = PlanChecker.check(task, earth, plan);
    if (!verdict.valid()) {
      verdict.violations().forEach(console::say);
      throw CommandException.notValid("the plan does not pass the check and is not published");
    }
    if (dryRun) {
      console.tell("plan.notPublished");
      return;
    }
    making.publish(plan, verdict);
    Set<String> planned = new HashSet<>();
    plan.acquisitions().stream().map(Acquisition::request).forEach(planned::add);
    Set<String> known = new HashSet<>();
    task.requests().forEach(r -> known.add(r.id()));
    planned.retainAll(known);
    orders.planned(planned, task.now());
    console.tell("plan.inForce", "version", plan.version());
    AlertOrders.after(workspace, console);
  }
}
