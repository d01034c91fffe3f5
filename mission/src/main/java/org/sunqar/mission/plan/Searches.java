// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleConsumer;
import java.util.function.Supplier;

/**
 * Independent searches side by side, of which the best answer counts. They share nothing, so that
 * the answer does not depend on which thread runs when.
 */
public final class Searches {

  private final SearchEffort effort;
  private final BooleanSupplier stopped;
  private final DoubleConsumer better;
  private double bestTold = Double.NEGATIVE_INFINITY;

  /**
   * @param stopped when it says true, the best so far is the answer; asked from several threads
   * @param better told of each better value, from one thread at a time
   */
  public Searches(SearchEffort effort, BooleanSupplier stopped, DoubleConsumer better) {
    this.effort = effort;
    this.stopped = stopped;
    this.better = better;
  }

  /**
   * The best of all searches; of equal ones the first.
   *
   * @param drafts makes a draft for each search, from the caller's thread
   */
  public Selection best(Supplier<? extends Draft> drafts) {
    long start = System.nanoTime();
    SplittableRandom seeds = new SplittableRandom(effort.seed());
    try (ExecutorService threads = Executors.newFixedThreadPool(effort.searches())) {
      List<Future<Selection>> found = new ArrayList<>();
      for (int i = 0; i < effort.searches(); i++) {
        Annealing search = new Annealing(drafts.get(), seeds.nextLong());
        SearchClock clock = new SearchClock(effort, start, stopped);
        found.add(threads.submit(() -> search.run(clock, this::tell)));
      }
      Selection best = get(found.getFirst());
      for (Future<Selection> other : found) {
        Selection one = get(other);
        best = one.value() > best.value() ? one : best;
      }
      return best;
    }
  }

  private synchronized void tell(double value) {
    if (value > bestTold) {
      bestTold = value;
      better.accept(value);
    }
  }

  private static Selection get(Future<Selection> future) {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return future.get();
        } catch (InterruptedException _) {
          interrupted = true; // the searches end by themselves
        } catch (ExecutionException e) {
          throw e.getCause() instanceof RuntimeException cause
              ? cause
              : new IllegalStateException(e.getCause());
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
