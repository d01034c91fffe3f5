// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.cube;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.sunqar.raster.geo.Window;

/**
 * Runs chunk tasks on this machine. A task is a pure function of its window; results arrive in any
 * order at one consumer, one at a time, so nothing may depend on the order.
 */
public final class Runner {

  private final int threads;

  /**
   * A runner with so many threads, at least 1.
   *
   * @throws IllegalArgumentException for fewer
   */
  public Runner(int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException("at least one thread is needed, not " + threads);
    }
    this.threads = threads;
  }

  /** What one worker does, with whatever it keeps from chunk to chunk. */
  public interface Worker<R> extends AutoCloseable {
    R run(Window window);

    @Override
    void close();
  }

  /**
   * Runs a worker's task on each window.
   *
   * @param workers makes one worker for each thread; workers are closed at the end
   * @param sink takes each result, called by one thread at a time
   */
  public <R> void run(List<Window> windows, Supplier<Worker<R>> workers, Consumer<R> sink) {
    int used = Math.min(threads, windows.size());
    if (used <= 1) {
      try (Worker<R> worker = workers.get()) {
        windows.forEach(window -> sink.accept(worker.run(window)));
      }
      return;
    }
    ThreadLocal<Worker<R>> own = ThreadLocal.withInitial(workers);
    java.util.Queue<Worker<R>> opened = new java.util.concurrent.ConcurrentLinkedQueue<>();
    try (ExecutorService executor = Executors.newFixedThreadPool(used)) {
      ExecutorCompletionService<R> completion = new ExecutorCompletionService<>(executor);
      int submitted = 0;
      int finished = 0;
      try {
        // a few tasks ahead and no more: finished results wait for the sink in memory
        while (finished < windows.size()) {
          while (submitted < windows.size() && submitted - finished < used + 2) {
            Window window = windows.get(submitted++);
            completion.submit(() -> {
              Worker<R> worker = own.get();
              if (!opened.contains(worker)) {
                opened.add(worker);
              }
              return worker.run(window);
            });
          }
          Future<R> done = completion.take();
          finished++;
          sink.accept(done.get());
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted", e);
      } catch (ExecutionException e) {
        throw unwrapped(e);
      } finally {
        executor.shutdownNow();
      }
    } finally {
      opened.forEach(Worker::close);
    }
  }

  private static RuntimeException unwrapped(ExecutionException e) {
    Throwable cause = e.getCause();
    if (cause instanceof RuntimeException runtime) {
      return runtime;
    }
    if (cause instanceof Error error) {
      throw error;
    }
    return new IllegalStateException(cause);
  }
}
