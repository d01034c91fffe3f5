// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app;

import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.sunqar.app.console.Console;
import org.sunqar.mission.plan.SearchEffort;
import org.sunqar.mission.plan.Searches;

/**
 * The time of one search, its progress, and its early end: when the process is asked to end, it
 * waits until the best plan so far is written.
 */
final class PlanSearch implements AutoCloseable {

  /** Checking and writing takes at most so long (s). */
  private static final long PATIENCE = 30;

  private final Console console;
  private final SearchEffort effort;
  private final double end;
  private final long start = System.nanoTime();
  private final CountDownLatch written = new CountDownLatch(1);
  private volatile boolean stopped;
  private double told = Double.NEGATIVE_INFINITY;

  /**
   * @param effort the time is that for all of it
   * @param rest the share of the time that is not for searching
   */
  PlanSearch(Console console, SearchEffort effort, double rest) {
    this.console = console;
    this.effort = effort;
    end = effort.seconds() * (1 - rest);
    Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "end-of-search"));
  }

  SearchEffort effort() {
    return effort;
  }

  boolean stopped() {
    return stopped;
  }

  /** At least a hundredth of all, when the preparation took longer than it should. */
  double secondsLeft() {
    return Math.max(effort.seconds() / 100, end - elapsed());
  }

  private double elapsed() {
    return (System.nanoTime() - start) / 1e9;
  }

  /**
   * Searches that end in time and tell of what they find.
   *
   * @param share of the time that is left
   */
  Searches searches(String value, double share) {
    SearchEffort now = effort.withSeconds(secondsLeft() * share);
    return new Searches(now, this::stopped, better -> tell(value, better));
  }

  /** At most one line a second. */
  private void tell(String value, double better) {
    double now = elapsed();
    if (now >= told + 1) {
      told = now;
      say(value + " " + String.format(Locale.ROOT, better % 1 == 0 ? "%.0f" : "%.1f", better));
    }
  }

  void say(String what) {
    console.say(String.format(Locale.ROOT, "%6.1f s  %s", elapsed(), console.sentence(what)));
  }

  /** In the thread that ends the process. */
  private void stop() {
    stopped = true;
    try {
      if (!written.await(PATIENCE, TimeUnit.SECONDS)) {
        console.tell("plan.ended");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    written.countDown();
  }
}
