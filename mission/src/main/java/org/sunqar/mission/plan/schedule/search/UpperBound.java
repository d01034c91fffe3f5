// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.plan.schedule.search;

import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.sunqar.mission.plan.ChoiceModel;
import org.sunqar.mission.plan.ExactChoice;
import org.sunqar.mission.plan.SearchEffort;

/**
 * The value that no plan of the problem's ways exceeds, if it has the emergencies of a known plan:
 * by prices for any size, and by an exact solver where its model is not too large.
 */
final class UpperBound {

  /** An exact solver is not asked above it: it would not come to an answer. */
  private static final long MOST_TERMS = 6_000_000;

  /** Share of the time for prices where the exact solver is asked afterwards. */
  private static final double FOR_PRICES = 0.15;

  private final Problem problem;
  private final ExactChoice solver;
  private final BooleanSupplier stopped;
  private final Consumer<String> progress;

  /**
   * What was found.
   *
   * @param bound no plan has more value
   * @param exact whether the exact solver was asked
   * @param chosen ways that the solver would take: it knows memory, energy and warmth only roughly
   */
  record Answer(double bound, boolean exact, List<Integer> chosen) {}

  UpperBound(
      Problem problem, ExactChoice solver, BooleanSupplier stopped, Consumer<String> progress) {
    this.problem = problem;
    this.solver = solver;
    this.stopped = stopped;
    this.progress = progress;
  }

  /**
   * @param known of each item the way of a valid plan, or -1
   * @param value of that plan
   */
  Answer find(int[] known, double value, SearchEffort effort) {
    long begin = System.nanoTime();
    Relaxation relaxation = new Relaxation(problem, known);
    Optional<ChoiceModel> model = RelaxedChoice.of(relaxation, MOST_TERMS);
    double end = model.isPresent() ? FOR_PRICES * effort.seconds() : effort.seconds();
    double bound =
        new PriceBound(relaxation)
            .find(value, () -> stopped.getAsBoolean() || seconds(begin) >= end);
    progress.accept("by prices of time and memory no plan has more than %.1f".formatted(bound));
    List<Integer> ways = IntStream.of(known).filter(way -> way >= 0).boxed().toList();
    if (model.isEmpty()) {
      progress.accept(
          "%d ways are too many for the exact solver; the bound is that by prices"
              .formatted(problem.ways().count()));
      return new Answer(bound, false, ways);
    }
    double left = Math.max(0.1, effort.seconds() - seconds(begin));
    ExactChoice.Answer answer = solver.solve(model.get(), ways, left, effort.searches(), stopped);
    return new Answer(Math.min(bound, answer.bound()), true, answer.options());
  }

  private static double seconds(long begin) {
    return (System.nanoTime() - begin) / 1e9;
  }
}
