// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.sunqar.app.console.Console;
import org.sunqar.catalog.ingest.FolderFollower;
import org.sunqar.catalog.ingest.Outcome;

/**
 * Looks at folders again and again until the process is asked to end, and then ends between two
 * scenes' transactions, not within one.
 */
final class Following {

  /** A batch of large scenes may take this long; then the system ends it, which loses nothing. */
  private static final Duration LAST_BATCH = Duration.ofSeconds(60);

  private final Console console;
  private final FolderFollower follower;
  private final Duration pause;
  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch ended = new CountDownLatch(1);
  private List<FolderFollower.Waiting> told = List.of();

  Following(Console console, FolderFollower follower, Duration pause) {
    this.console = console;
    this.follower = follower;
    this.pause = pause;
  }

  /**
   * Goes on until the process is asked to end.
   *
   * @param report called for each scene that was dealt with
   */
  void run(Consumer<Outcome> report) throws InterruptedException {
    Thread hook = new Thread(this::end, "end-of-following");
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      long start = System.nanoTime();
      do {
        Instant now = Instant.ofEpochSecond(0, System.nanoTime() - start);
        FolderFollower.Look look = follower.look(now);
        look.outcomes().forEach(report);
        console.out().flush();
        tell(look.waiting());
      } while (!asked.await(pause.toMillis(), TimeUnit.MILLISECONDS));
    } finally {
      ended.countDown();
    }
  }

  /** In the thread that ends the process. */
  private void end() {
    asked.countDown();
    try {
      if (!ended.await(LAST_BATCH.toMillis(), TimeUnit.MILLISECONDS)) {
        console.tell("import.ended");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Says what waits, when that is another thing than before. */
  private void tell(List<FolderFollower.Waiting> waiting) {
    for (FolderFollower.Waiting scene : waiting) {
      boolean known = told.stream().anyMatch(before -> isSame(before, scene));
      if (!known) {
        console.tell("import.waiting", "path", scene.path(), "reason", scene.reason());
      }
    }
    told = waiting;
  }

  /** A time that passes is no news. */
  private static boolean isSame(FolderFollower.Waiting a, FolderFollower.Waiting b) {
    return a.path().equals(b.path())
        && a.reason().replaceAll("\\d+ s ago", "").equals(b.reason().replaceAll("\\d+ s ago", ""));
  }
}
