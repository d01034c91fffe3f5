// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Work that is done again and again in a thread of its own, until it is closed. */
final class BackgroundWork implements AutoCloseable {

  /** How long the end of interrupted work is waited for. */
  private static final Duration END = Duration.ofSeconds(5);

  private final Duration pause;
  private final Runnable round;
  private final CountDownLatch asked = new CountDownLatch(1);
  private final Thread thread;

  /**
   * @param name of the thread
   * @param pause between two rounds
   * @param round what is done; it says its own failures, and is interrupted at the end
   */
  BackgroundWork(String name, Duration pause, Runnable round) {
    this.pause = pause;
    this.round = round;
    this.thread = Thread.ofPlatform().name(name).daemon().unstarted(this::work);
  }

  /** Begins with the first round. */
  void start() {
    thread.start();
  }

  private void work() {
    try {
      do {
        round.run();
      } while (!asked.await(pause.toNanos(), TimeUnit.NANOSECONDS));
    } catch (InterruptedException _) {
      // asked to end
    }
  }

  /** Whether it was asked to end: what fails now was interrupted. */
  boolean isEnding() {
    return asked.getCount() == 0;
  }

  @Override
  public void close() {
    asked.countDown();
    thread.interrupt();
    try {
      thread.join(END);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
