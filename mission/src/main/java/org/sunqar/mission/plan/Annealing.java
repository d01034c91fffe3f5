// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.plan;

import java.util.Arrays;
import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.function.DoubleConsumer;
import java.util.stream.IntStream;

/**
 * Simulated annealing by insertion with ejection: a random option enters, what stands in its way
 * leaves, and what left tries its other options where nothing stands in the way. A change that
 * loses worth d is taken with probability exp(-d / temperature) (Kirkpatrick, Gelatt and Vecchi
 * 1983). The temperature falls from what the draft calls hot to what it calls cold, in cycles each
 * twice as long as the one before: an early good answer for whoever stops early, and half of the
 * effort for the last.
 */
final class Annealing {

  /** 1/15, 2/15, 4/15 and 8/15 of the effort. */
  private static final int CYCLES = 4;

  private final Draft draft;
  private final SplittableRandom random;
  private final double hottest;
  private final double coldest;
  private final int[] rivals;
  private final int[] best;
  private double value;
  private double bestValue;

  Annealing(Draft draft, long seed) {
    this.draft = draft;
    random = new SplittableRandom(seed);
    rivals = new int[draft.items() + 1];
    best = new int[draft.items()];
    Arrays.fill(best, -1);
    hottest = draft.hot();
    coldest = Math.min(hottest, draft.cold());
  }

  /**
   * Searches from what is in the draft until the effort is spent.
   *
   * @param better told of each better value
   */
  Selection run(SearchClock clock, DoubleConsumer better) {
    for (int item = 0; item < draft.items(); item++) {
      value += draft.chosen(item) >= 0 ? draft.worth(draft.chosen(item)) : 0;
    }
    fill();
    keep(better);
    int options = draft.firstOption(draft.items());
    double temperature = hottest;
    while (options > 0 && clock.next()) {
      if (clock.iterations() % 256 == 1) {
        temperature = temperature(clock.share());
      }
      if (step(random.nextInt(options), temperature) && value > bestValue + 1e-9) {
        keep(better);
      }
    }
    return new Selection(bestValue, best, clock.iterations());
  }

  /** Geometric within a cycle. */
  private double temperature(double share) {
    double unit = 1.0 / ((1 << CYCLES) - 1);
    int cycle = Math.min(CYCLES - 1, (int) (Math.log1p(share / unit) / Math.log(2)));
    double from = ((1 << cycle) - 1) * unit;
    double within = Math.clamp((share - from) / ((1 << cycle) * unit), 0, 1);
    return hottest * Math.pow(coldest / hottest, within);
  }

  /**
   * The most valuable first, each by the first of its options that nothing stands in the way of.
   */
  private void fill() {
    Integer[] order =
        IntStream.range(0, draft.items())
            .filter(item -> draft.firstOption(item + 1) > draft.firstOption(item))
            .boxed()
            .toArray(Integer[]::new);
    Arrays.sort(
        order,
        Comparator.comparingDouble((Integer item) -> draft.worth(draft.firstOption(item)))
            .reversed());
    for (int item : order) {
      if (draft.chosen(item) < 0) {
        enterFreely(item);
      }
    }
  }

  private void enterFreely(int item) {
    int from = draft.firstOption(item);
    int count = draft.firstOption(item + 1) - from;
    int turn = count > 1 ? random.nextInt(count) : 0;
    for (int k = 0; k < count; k++) {
      int option = from + (k + turn) % count;
      if (draft.rivals(option, 0, rivals, random) == 0) {
        draft.enter(option);
        value += draft.worth(option);
        return;
      }
    }
  }

  /** True when the draft has changed. */
  private boolean step(int option, double temperature) {
    int item = draft.itemOf(option);
    int before = draft.chosen(item);
    if (before == option) {
      return false;
    }
    double gain = draft.worth(option) - (before < 0 ? 0 : draft.worth(before));
    double most = gain - temperature * Math.log(1 - random.nextDouble());
    int count = most < 0 ? Draft.NEVER : draft.rivals(option, most, rivals, random);
    if (count == Draft.NEVER) {
      return false;
    }
    if (before >= 0) {
      draft.leave(item);
    }
    int[] left = count == 0 ? rivals : Arrays.copyOf(rivals, count);
    for (int k = 0; k < count; k++) {
      value -= draft.worth(draft.chosen(left[k]));
      draft.leave(left[k]);
    }
    draft.enter(option);
    value += gain;
    for (int k = 0; k < count; k++) {
      enterFreely(left[k]);
    }
    return true;
  }

  private void keep(DoubleConsumer better) {
    bestValue = value;
    for (int item = 0; item < best.length; item++) {
      best[item] = draft.chosen(item);
    }
    better.accept(bestValue);
  }
}
