// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.tiff;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The steps of a long piece of work. Each consists of numbered pieces, which are done on all cores
 * in about the order of their numbers. It tells how far it is, and ends early when the thread that
 * called is interrupted or a piece fails; in every case no piece is being done any more when {@link
 * #step} is back, so that what they use can be closed.
 *
 * <p>Pieces run on threads of their own, which nobody interrupts: an interrupt during reading or
 * writing would close the file channel. Parallel streams do neither: after a failure their other
 * pieces go on in the background.
 */
final class Work {

  /** One piece. */
  @FunctionalInterface
  interface Piece {
    void run(long number);
  }

  private final RasterCopy.Progress progress;
  private final long total;
  private long before;
  private long told;

  /**
   * @param total of all steps, in the unit of {@link #step}
   */
  Work(long total, RasterCopy.Progress progress) {
    this.total = total;
    this.progress = progress;
  }

  /**
   * Does a step.
   *
   * @param units that the whole step counts for
   * @param pieces numbers from 0 to one less than this are done once each
   * @throws InterruptedException when the calling thread is interrupted
   * @throws RuntimeException what the first piece that fails throws; likewise with errors
   */
  void step(long units, long pieces, Piece piece) throws InterruptedException {
    Step step = new Step(units, pieces, piece);
    int threads = (int) Math.min(pieces, Runtime.getRuntime().availableProcessors());
    ExecutorService workers =
        Executors.newFixedThreadPool(
            Math.max(1, threads), Thread.ofPlatform().daemon().name("raster-", 0).factory());
    try {
      ExecutorCompletionService<Boolean> results = new ExecutorCompletionService<>(workers);
      for (int i = 0; i < threads; i++) {
        results.submit(step::run);
      }
      for (int i = 0; i < threads; i++) {
        results.take().get(); // the first failure first
      }
      before += units;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      if (e.getCause() instanceof Error failure) {
        throw failure;
      }
      throw new IllegalStateException(e); // pieces throw none but these
    } finally {
      step.end();
      awaitEnd(workers);
    }
  }

  /** Waits for the pieces that were begun; an interrupt is kept. */
  private static void awaitEnd(ExecutorService workers) {
    boolean interrupted = Thread.interrupted();
    workers.close();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Tells that all is done. */
  void complete() {
    tell(total);
  }

  private synchronized void tell(long done) {
    if (done > told) {
      told = done;
      progress.step(done, total);
    }
  }

  /** The pieces of one step, and how many of them are done. */
  private final class Step {

    private final long units;
    private final long pieces;
    private final Piece piece;
    private final AtomicLong next = new AtomicLong();
    private final AtomicLong done = new AtomicLong();

    Step(long units, long pieces, Piece piece) {
      this.units = units;
      this.pieces = pieces;
      this.piece = piece;
    }

    boolean run() {
      for (long i = next.getAndIncrement(); i < pieces; i = next.getAndIncrement()) {
        piece.run(i);
        double share = (double) done.incrementAndGet() / pieces;
        tell(Math.min(total, before + (long) (units * share)));
      }
      return true;
    }

    /** Begins no more pieces. */
    void end() {
      next.set(Long.MAX_VALUE / 2);
    }
  }
}
