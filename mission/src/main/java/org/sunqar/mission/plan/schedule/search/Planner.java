// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.plan.schedule.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.sunqar.mission.constellation.Member;
import org.sunqar.mission.orbit.Earth;
import org.sunqar.mission.plan.ExactChoice;
import org.sunqar.mission.plan.SearchEffort;
import org.sunqar.mission.plan.Searches;
import org.sunqar.mission.plan.Selection;
import org.sunqar.mission.plan.schedule.PlanningTask;

/**
 * Makes a plan: emergencies first, then fairness to the members' shares, then value. A greedy plan
 * is there at once; the search goes on from it and can be stopped at any time. The same seed and
 * number of iterations give the same plan.
 */
public final class Planner {

  /** Searches that find the weights of the members, and the share of the effort of each. */
  private static final int WEIGHINGS = 4;

  private static final double WEIGHING = 0.06;

  /** By what each change of the weights is less sharp than the one before. */
  private static final double DULLER = 0.7;

  /** The search without weights, which also tells the price of fairness. */
  private static final double FREE = 0.2;

  private final PlanningTask task;
  private final Earth earth;
  private final BooleanSupplier stopped;
  private final Consumer<String> progress;

  /**
   * @param stopped when it says true, the best so far is the plan; asked from several threads
   * @param progress told in short sentences
   */
  public Planner(
      PlanningTask task, Earth earth, BooleanSupplier stopped, Consumer<String> progress) {
    this.task = task;
    this.earth = earth;
    this.stopped = stopped;
    this.progress = progress;
  }

  /**
   * The next version of the plan.
   *
   * @param effort the time is that for all of it
   */
  public PlanResult plan(SearchEffort effort) {
    return plan(effort, effort, Optional.empty(), true);
  }

  /** The most valuable plan, whoever asks: what it has more is the price of fairness. */
  public PlanResult planWithoutFairness(SearchEffort effort) {
    return plan(effort, effort, Optional.empty(), false);
  }

  /**
   * The same as {@link #plan(SearchEffort)}, and a value that no plan exceeds. Half of the time is
   * for the bound.
   *
   * @param solver that is asked where there are not too many ways
   */
  public PlanResult plan(SearchEffort effort, ExactChoice solver) {
    SearchEffort half = effort.withSeconds(effort.seconds() / 2);
    return plan(half, half, Optional.of(solver), true);
  }

  private PlanResult plan(
      SearchEffort effort, SearchEffort forTheBound, Optional<ExactChoice> solver, boolean fair) {
    long begin = System.nanoTime();
    Problem problem = new Problem(new Fleet(task, earth), i -> true);
    int[] firm = Greedy.emergencies(problem);
    ScheduleDraft first = new ScheduleDraft(problem, problem.even(), firm);
    Greedy.fill(first, i -> true);
    int[] greedy = first.options();
    double firstSeconds = (System.nanoTime() - begin) / 1e9;
    Fairness fairness = new Fairness(problem, firm);
    progress.accept(
        "%d requests, %d ways to take them; a first plan has value %.1f"
            .formatted(task.requests().size(), problem.ways().count(), fairness.value(greedy)));
    Rounds rounds = new Rounds(problem, firm, fairness, effort, begin);
    int[] start = rounds.start(problem.kept(), greedy);
    int[] free = rounds.search(problem.even(), start, fair ? FREE : 1);
    int[] best = fair ? fair(rounds, problem, fairness, free) : free;
    Optional<PlanReport.Bound> bound = Optional.empty();
    if (solver.isPresent()) {
      int[] most = fairness.value(best) > fairness.value(free) ? best : free;
      UpperBound.Answer answer =
          new UpperBound(problem, solver.get(), stopped, progress)
              .find(most, fairness.value(most), forTheBound);
      int[] other = rounds.filled(problem.even(), options(problem, answer.chosen()));
      most = fairness.value(other) > fairness.value(most) ? other : most;
      best = fairness.better(other, best) ? other : best;
      bound =
          Optional.of(new PlanReport.Bound(fairness.value(most), answer.bound(), answer.exact()));
    }
    return new PlanResult(
        new PlanWriter(problem, best, rounds.weights).plan(),
        report(problem, fairness, firstSeconds, greedy, free, best, bound));
  }

  private static int[] options(Problem problem, List<Integer> chosen) {
    int[] options = new int[problem.items().size()];
    Arrays.fill(options, -1);
    chosen.forEach(way -> options[problem.ways().itemOf(way)] = way);
    return options;
  }

  private int[] fair(Rounds rounds, Problem problem, Fairness fairness, int[] free) {
    double left = 1 - FREE;
    int[] best = free;
    if (fairness.least(free) < Fairness.FULL) {
      double sharpness = 1;
      double[] by = fairness.next(problem.even(), free, sharpness);
      double[] bestBy = by;
      int[] now = free;
      for (int k = 0; k < WEIGHINGS; k++) {
        now = rounds.search(by, now, WEIGHING);
        if (fairness.better(now, best)) {
          best = now;
          bestBy = by;
        }
        sharpness *= DULLER;
        by = fairness.next(by, now, sharpness);
        left -= WEIGHING;
      }
      int[] last = rounds.search(fairness.next(bestBy, best, sharpness), best, left);
      return fairness.better(last, best) ? last : best;
    }
    int[] last = rounds.search(problem.even(), free, left);
    return fairness.better(last, best) ? last : best;
  }

  private PlanReport report(
      Problem problem,
      Fairness fairness,
      double firstSeconds,
      int[] greedy,
      int[] free,
      int[] best,
      Optional<PlanReport.Bound> bound) {
    List<Member> members = task.constellation().members();
    List<Fairness.Part> parts = fairness.parts(best);
    List<PlanReport.MemberPart> told = new ArrayList<>();
    for (int m = 0; m < members.size(); m++) {
      Fairness.Part part = parts.get(m);
      told.add(
          new PlanReport.MemberPart(
              members.get(m).id(),
              members.get(m).share(),
              part.seconds(),
              part.due(),
              part.satisfaction()));
    }
    int planned = 0;
    int emergencies = 0;
    for (int item = 0; item < best.length; item++) {
      planned += best[item] >= 0 ? 1 : 0;
      emergencies += best[item] >= 0 && problem.items().get(item).isEmergency() ? 1 : 0;
    }
    return new PlanReport(
        problem.ways().count(),
        firstSeconds,
        fairness.value(greedy),
        fairness.value(free),
        fairness.value(best),
        told,
        emergencies,
        planned,
        task.requests().size(),
        bound);
  }

  /** Searches one after the other that share one effort. */
  private final class Rounds {

    private final Problem problem;
    private final int[] firm;
    private final Fairness fairness;
    private final SearchEffort effort;
    private final long begin;
    private double[] weights;
    private boolean warm;
    private double spent;
    private long seed;

    Rounds(Problem problem, int[] firm, Fairness fairness, SearchEffort effort, long begin) {
      this.problem = problem;
      this.firm = firm;
      this.fairness = fairness;
      this.effort = effort;
      this.begin = begin;
      this.weights = problem.even();
      this.seed = effort.seed();
    }

    /**
     * What is kept of the plan in force, filled up, or a fresh greedy plan. Where most of a good
     * plan is kept, the searches change little of it at a time.
     */
    int[] start(int[] kept, int[] greedy) {
      ScheduleDraft draft = new ScheduleDraft(problem, problem.even(), firm);
      draft.enterAll(kept);
      long stayed = count(draft.options());
      Greedy.fill(draft, i -> true);
      int[] options = draft.options();
      boolean better = fairness.merit(options) > fairness.merit(greedy);
      warm = better && 2 * stayed >= count(greedy);
      return better ? options : greedy;
    }

    private static long count(int[] options) {
      return IntStream.of(options).filter(way -> way >= 0).count();
    }

    /** A plan with what can be of these options, and what else there is room for. */
    int[] filled(double[] by, int[] options) {
      ScheduleDraft draft = new ScheduleDraft(problem, by, firm);
      draft.enterAll(options);
      new Stays(draft, problem.kept()).settle();
      Greedy.fill(draft, i -> true);
      return draft.options();
    }

    /**
     * The best plan by the weights.
     *
     * @param share of the effort
     */
    int[] search(double[] by, int[] start, double share) {
      weights = by;
      if (fairness.isPerfect(start)) {
        return told(start);
      }
      double gone = (System.nanoTime() - begin) / 1e9;
      double left = Math.max(0.01, (effort.seconds() - gone) * share / (1 - spent));
      spent = Math.min(0.999, spent + share);
      long iterations =
          effort.iterations() == Long.MAX_VALUE
              ? Long.MAX_VALUE
              : Math.max(1, Math.round(effort.iterations() * share));
      SearchEffort now = new SearchEffort(left, iterations, effort.searches(), seed++);
      Selection found =
          new Searches(now, stopped, better -> {})
              .best(() -> {
                ScheduleDraft draft = new ScheduleDraft(problem, by, firm);
                draft.enterAll(start);
                if (warm) {
                  draft.warm();
                }
                return draft;
              });
      int[] options = new int[found.items()];
      for (int item = 0; item < options.length; item++) {
        options[item] = found.option(item).orElse(-1);
      }
      return told(filled(by, options));
    }

    private int[] told(int[] options) {
      progress.accept(
          "value %.1f, the least satisfied member has %.0f %% of what it is due"
              .formatted(fairness.value(options), 100 * fairness.least(options)));
      return options;
    }
  }
}
