// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.cube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sunqar.raster.geo.Window;

class RunnerTest {

  private static final List<Window> WINDOWS =
      IntStream.range(0, 200).mapToObj(i -> new Window(i, 0, 1, 1)).toList();

  private final AtomicInteger open = new AtomicInteger();
  private final AtomicInteger opened = new AtomicInteger();
  private final AtomicInteger running = new AtomicInteger();
  private final Set<Thread> threads = ConcurrentHashMap.newKeySet();

  /** Answers with the window's column; fails on one of them. */
  private final class Counting implements Runner.Worker<Integer> {
    private final int failing;

    Counting(int failing) {
      this.failing = failing;
      open.incrementAndGet();
      opened.incrementAndGet();
    }

    @Override
    public Integer run(Window window) {
      threads.add(Thread.currentThread());
      running.incrementAndGet();
      try {
        Thread.onSpinWait();
        if (window.col() == failing) {
          throw new IllegalArgumentException("chunk " + failing + " is bad");
        }
        return window.col();
      } finally {
        running.decrementAndGet();
      }
    }

    @Override
    public void close() {
      open.decrementAndGet();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4, 300})
  void eachWindowComesOutOnceThroughOneSink(int count) throws InterruptedException {
    List<Integer> results = new ArrayList<>(); // not thread-safe: the sink is one at a time
    new Runner(count).run(WINDOWS, () -> new Counting(-1), results::add);
    assertThat(results)
        .containsExactlyInAnyOrderElementsOf(IntStream.range(0, 200).boxed().toList());
    assertThat(opened.get()).isBetween(1, count);
    assertThat(open).hasValue(0);
    assertNothingRuns();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4})
  void aFailingTaskEndsTheRunWithItsOwnException(int count) throws InterruptedException {
    List<Integer> results = new ArrayList<>();
    assertThatThrownBy(() -> new Runner(count).run(WINDOWS, () -> new Counting(100), results::add))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("chunk 100 is bad");
    assertThat(results).doesNotContain(100).hasSizeLessThan(199);
    assertThat(open).hasValue(0);
    assertNothingRuns();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void aFailingSinkEndsTheRunToo(int count) throws InterruptedException {
    assertThatThrownBy(() ->
            new Runner(count)
                .run(
                    WINDOWS,
                    () -> new Counting(-1),
                    result -> {
                      throw new IllegalStateException("the disk is full");
                    }))
        .hasMessage("the disk is full");
    assertThat(open).hasValue(0);
    assertNothingRuns();
  }

  @Test
  void noWindowsAreNoWork() {
    new Runner(2)
        .run(
            List.of(),
            () -> new Counting(-1),
            result -> {
              throw new AssertionError(result);
            });
    assertThat(open).hasValue(0);
  }

  @Test
  void thereIsAtLeastOneThread() {
    assertThatThrownBy(() -> new Runner(0)).hasMessageContaining("at least one thread");
  }

  private void assertNothingRuns() throws InterruptedException {
    assertThat(running).hasValue(0);
    threads.remove(Thread.currentThread());
    for (Thread thread : threads) {
      thread.join(1000); // it has no work left, but a thread needs a moment to end
      assertThat(thread.isAlive()).isFalse();
    }
  }
}
