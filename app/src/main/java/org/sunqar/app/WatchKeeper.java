// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.sunqar.analysis.AnalysisException;
import org.sunqar.analysis.watch.Watch;
import org.sunqar.app.console.Console;
import org.sunqar.catalog.CatalogException;
import org.sunqar.raster.RasterException;

/**
 * Runs the watches of a workspace when items arrive, as long as the server runs: one run at a time,
 * each watch whose collection is another than at its last run. While items keep arriving it waits a
 * little, so that an import of many scenes is one run. A run that fails is told with its reason and
 * tried again, later each time; an arrival is tried at once.
 *
 * <p>Ending it interrupts a run, which loses nothing: the next one goes on where it stopped.
 */
final class WatchKeeper implements AutoCloseable {

  /**
   * How it waits.
   *
   * @param poll between two looks at the catalogue
   * @param patience the longest that arrivals may put a run off
   * @param retry after the first failure; doubled after each further one
   * @param longestRetry the most of it
   */
  record Pace(Duration poll, Duration patience, Duration retry, Duration longestRetry) {
    static final Pace USUAL =
        new Pace(
            Duration.ofSeconds(5),
            Duration.ofMinutes(2),
            Duration.ofSeconds(30),
            Duration.ofHours(1));
  }

  private static final Duration NEVER = Duration.ofDays(3650);

  private final Workspace workspace;
  private final Console console;
  private final Pace pace;
  private final WatchRuns runs;
  private final BackgroundWork work;
  private final Map<String, Attempt> attempts = new HashMap<>();

  /** Why the last look failed, which is said once; empty when it did not. */
  private String told = "";

  /**
   * What was seen of a watch that is not up to date.
   *
   * @param mark of its collection
   * @param since when something was first seen to have arrived (nanoseconds)
   * @param failures of runs in a row for this mark
   * @param notBefore when it is to be tried again (nanoseconds)
   */
  private record Attempt(CatalogMark mark, long since, int failures, long notBefore) {}

  private WatchKeeper(Workspace workspace, Console console, Pace pace, WatchRuns runs) {
    this.workspace = workspace;
    this.console = console;
    this.pace = pace;
    this.runs = runs;
    this.work = new BackgroundWork("watches", pace.poll(), this::keep);
  }

  /** Begins to look. */
  static WatchKeeper start(Workspace workspace, Console console, Pace pace) {
    int threads = Math.max(1, Runtime.getRuntime().availableProcessors() - 1);
    WatchRuns runs =
        new WatchRuns(workspace, threads, org.sunqar.analysis.watch.WatchRun.DEFAULT_MEMORY);
    WatchKeeper keeper = new WatchKeeper(workspace, console, pace, runs);
    keeper.work.start();
    return keeper;
  }

  private void keep() {
    try {
      look();
      told = "";
    } catch (RuntimeException | IOException e) {
      if (!work.isEnding() && !told.equals(reason(e))) {
        told = reason(e);
        console.tell("keeper.unreadable", "reason", told);
      }
    }
  }

  private void look() throws IOException {
    for (Watch watch : workspace.watches().watches()) {
      if (work.isEnding()) {
        return;
      }
      CatalogMark mark = CatalogMark.of(workspace.items(), watch.collection());
      if (mark.items() == 0 || runs.lastMark(watch.name()).equals(mark.text())) {
        attempts.remove(watch.name());
      } else if (isDue(watch.name(), mark)) {
        run(watch, mark);
      }
    }
  }

  /** Whether nothing arrived since the last look, or it was waited long enough. */
  private boolean isDue(String watch, CatalogMark mark) {
    long now = System.nanoTime();
    Attempt before = attempts.get(watch);
    if (before == null || !before.mark().equals(mark)) {
      long since = before == null || before.failures() > 0 ? now : before.since();
      attempts.put(watch, new Attempt(mark, since, 0, now));
      return now - since > pace.patience().toNanos();
    }
    return now - before.notBefore() >= 0;
  }

  private void run(Watch watch, CatalogMark mark) throws IOException {
    try {
      WatchRuns.Finished finished = runs.run(watch, (done, all) -> {});
      attempts.remove(watch.name());
      console.tell(
          "keeper.ran",
          "watch",
          watch.name(),
          "run",
          finished.run().id(),
          "scenes",
          finished.result().cube().dates(),
          "alerts",
          finished.result().alerts().size());
      Cues.after(workspace, said -> console.say(console.sentence(said)));
    } catch (RuntimeException | IOException e) {
      if (work.isEnding()) {
        return; // it was interrupted
      }
      Attempt before = attempts.get(watch.name());
      int failures = (before == null ? 0 : before.failures()) + 1;
      // scenes are missing: only an arrival can help
      boolean waits =
          e instanceof AnalysisException a && a.key() == AnalysisException.Key.NO_SCENES;
      Duration pause = waits ? NEVER : pause(failures);
      attempts.put(
          watch.name(),
          new Attempt(mark, System.nanoTime(), failures, System.nanoTime() + pause.toNanos()));
      console.tell(
          waits ? "keeper.failed" : "keeper.failedSoon",
          "watch",
          watch.name(),
          "reason",
          reason(e),
          "n",
          pause.toSeconds());
    }
  }

  /** Doubled after each failure. */
  private Duration pause(int failures) {
    Duration pause = pace.retry().multipliedBy(1L << Math.min(failures - 1, 20));
    return pause.compareTo(pace.longestRetry()) < 0 ? pause : pace.longestRetry();
  }

  private static String reason(Exception e) {
    return switch (e) {
      case AnalysisException _, CatalogException _, RasterException _ ->
          String.valueOf(e.getMessage());
      default -> e.toString();
    };
  }

  @Override
  public void close() {
    work.close();
  }
}
