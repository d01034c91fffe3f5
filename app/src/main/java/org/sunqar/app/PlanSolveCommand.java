// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.sunqar.app.console.CommandException;
import org.sunqar.app.console.Console;
import org.sunqar.app.console.ExitCode;
import org.sunqar.mission.orbit.Earth;
import org.sunqar.mission.plan.SearchEffort;
import org.sunqar.mission.plan.Verdict;
import org.sunqar.mission.plan.aeossp.AeosspCase;
import org.sunqar.mission.plan.aeossp.AeosspChecker;
import org.sunqar.mission.plan.aeossp.AeosspPlan;
import org.sunqar.mission.plan.aeossp.AeosspReader;
import org.sunqar.mission.plan.aeossp.AeosspSearch;
import org.sunqar.mission.plan.spot5.Spot5Checker;
import org.sunqar.mission.plan.spot5.Spot5Exact;
import org.sunqar.mission.plan.spot5.Spot5Instance;
import org.sunqar.mission.plan.spot5.Spot5Plan;
import org.sunqar.mission.plan.spot5.Spot5Reader;
import org.sunqar.mission.plan.spot5.Spot5Search;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sunqar plan solve}. */
@Command(
    name = "solve",
    description = {
      "Solve a problem in the format of a public benchmark: a file of SPOT 5 (.spot), or the"
          + " folder",
      "of an AEOSSP-standard case (mission.yaml, satellites.yaml, tasks.yaml).",
      "",
      "The plan is checked by code that the search does not share, and only then written. The last",
      "line is 'profit P' (SPOT 5) or 'wcr W' (AEOSSP: completed weight as a share of all weight).",
      "Ctrl-C ends the search with the best plan so far.",
      "",
      "Examples:",
      "  sunqar plan solve 1502.spot --exact --out 1502.spot_sol.txt",
      "  sunqar plan solve train_0001 --seconds 60 --out actions.json",
      ""
    },
    mixinStandardHelpOptions = true)
final class PlanSolveCommand implements Callable<Integer> {

  /** Share of the time that is kept for checking and writing. */
  private static final double FOR_THE_REST = 0.03;

  /** Share of the time in which the search gives the exact solver a plan to begin with. */
  private static final double FOR_THE_START = 0.1;

  private final Console console;

  @Parameters(paramLabel = "INSTANCE", description = "A .spot file or the folder of a case.")
  private Path instance = Path.of("");

  @Option(
      names = "--exact",
      description =
          "Prove that no plan is better (SPOT 5 only): prints 'proven' when it is. Needs the"
              + " module 'exact'.")
  private boolean exact;

  @Option(
      names = "--seconds",
      paramLabel = "S",
      description = "Time for all of it (default: ${DEFAULT-VALUE}).")
  private double seconds = 60;

  @Mixin private SearchOptions options = new SearchOptions();

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Where the plan is written (default: printed before the last line).")
  private Optional<Path> out = Optional.empty();

  PlanSolveCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    SearchEffort effort = options.effort(seconds);
    boolean folder = Files.isDirectory(instance);
    if (!folder && Files.notExists(instance)) {
      throw new NoSuchFileException(instance.toString());
    }
    if (folder && exact) {
      throw CommandException.usage("--exact is for .spot files; an AEOSSP case is searched");
    }
    try (PlanSearch search = new PlanSearch(console, effort, FOR_THE_REST)) {
      if (folder) {
        solveAeossp(search);
      } else {
        solveSpot5(search);
      }
      console.out().flush();
    }
    return ExitCode.DONE;
  }

  private void solveAeossp(PlanSearch search) throws IOException {
    Earth earth = Earth.withoutOrientation();
    AeosspCase problem = AeosspReader.read(instance);
    AeosspSearch planner = new AeosspSearch(problem, earth);
    search.say(
        "%d satellites, %d tasks, %d ways to observe them"
            .formatted(
                problem.satellites().size(), problem.tasks().size(), planner.candidateCount()));
    AeosspPlan plan = planner.best(search.searches("weight", 1));
    String text = plan.text(problem);
    Verdict verdict = AeosspChecker.check(problem, earth, text);
    write(text, verdict);
    console.out().println(String.format(Locale.ROOT, "wcr %.6f", verdict.value()));
  }

  private void solveSpot5(PlanSearch search) throws IOException {
    Optional<Spot5Exact> solver =
        exact ? Optional.of(ExactFolder.find(Spot5Exact.class)) : Optional.empty();
    Spot5Instance problem = Spot5Reader.read(instance);
    search.say(
        "%d photographs, %d restrictions"
            .formatted(problem.photographs().size(), problem.restrictions().size()));
    double share = exact ? FOR_THE_START : 1;
    Spot5Plan plan = new Spot5Search(problem).best(search.searches("profit", share));
    boolean proven = false;
    if (solver.isPresent()) {
      search.say("profit %d to begin with; proving".formatted(plan.profit(problem)));
      Spot5Exact.Answer answer =
          solver
              .get()
              .solve(
                  problem, plan, search.secondsLeft(), search.effort().searches(), search::stopped);
      plan = answer.plan();
      proven = answer.proven();
      search.say(String.format(Locale.ROOT, "no plan has more than %.0f", answer.bound()));
    }
    String text = plan.text(problem);
    Verdict verdict = Spot5Checker.check(instance, text);
    write(text, verdict);
    if (proven) {
      console.out().println("proven");
    }
    console.out().println(String.format(Locale.ROOT, "profit %.0f", verdict.value()));
  }

  private void write(String text, Verdict verdict) throws IOException {
    if (!verdict.valid()) {
      throw CommandException.notValid(
          "the plan does not pass the check and is not written: "
              + verdict.violations().getFirst());
    }
    if (out.isEmpty()) {
      console.out().print(text);
      return;
    }
    Path target = out.get().toAbsolutePath();
    Path partial = target.resolveSibling(target.getFileName() + ".partial");
    try {
      Files.writeString(partial, text);
      Files.move(
          partial, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(partial);
    }
  }
}
