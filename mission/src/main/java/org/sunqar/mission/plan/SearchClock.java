// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.plan;

import java.util.function.BooleanSupplier;

/** Counts one search's iterations and says how much of its effort is spent. */
final class SearchClock {

  /** Iterations between two looks at the time; some tens of microseconds. */
  private static final int LOOK_EVERY = 256;

  private final SearchEffort effort;
  private final BooleanSupplier stopped;
  private final long start;
  private long iterations;
  private double share;
  private boolean over;

  /**
   * @param start as of {@link System#nanoTime}
   * @param stopped asked now and then, from the searching thread
   */
  SearchClock(SearchEffort effort, long start, BooleanSupplier stopped) {
    this.effort = effort;
    this.start = start;
    this.stopped = stopped;
  }

  /** True when there is effort left for one more iteration. */
  boolean next() {
    if (iterations % LOOK_EVERY == 0) {
      look();
    }
    iterations++;
    return !over;
  }

  private void look() {
    double byTime = (System.nanoTime() - start) / 1e9 / effort.seconds();
    double byCount = iterations / (double) effort.iterations();
    // where iterations are bounded they alone steer, so that the same seed takes the same way
    share = Math.min(1, effort.iterations() == Long.MAX_VALUE ? byTime : byCount);
    over =
        byTime >= 1
            || iterations >= effort.iterations()
            || (iterations > 0 && stopped.getAsBoolean());
  }

  /** The share of the effort that is spent, 0 to 1. */
  double share() {
    return share;
  }

  long iterations() {
    return iterations;
  }
}
