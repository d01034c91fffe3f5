// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sunqar.analysis.AnalysisException;
import org.sunqar.analysis.cube.CubeScene;
import org.sunqar.analysis.tracking.AlertObject;
import org.sunqar.analysis.tracking.AlertTracking;
import org.sunqar.analysis.tracking.MachineStatus;
import org.sunqar.analysis.watch.AlertStore;
import org.sunqar.analysis.watch.AlertTracker;
import org.sunqar.analysis.watch.Watch;
import org.sunqar.analysis.watch.WatchRun;
import org.sunqar.app.report.ReportPage;
import org.sunqar.app.report.WatchReport;
import org.sunqar.catalog.stac.Item;

/**
 * What a watch would have raised in the past: it is run over the scenes up to a day, or up to
 * several days one after another, as if it had been there. Nothing of it is stored; maps are made
 * in a temporary folder.
 */
final class WatchTrial {

  private final Watch watch;
  private final List<Item> items;
  private final int threads;
  private final long memory;

  /**
   * A trial.
   *
   * @param watch its monitoring start is the first day of the trial
   * @param items scenes of its collection
   */
  WatchTrial(Watch watch, List<Item> items, int threads, long memory) {
    this.watch = watch;
    this.items = List.copyOf(items);
    this.threads = threads;
    this.memory = memory;
  }

  /**
   * What a trial came to.
   *
   * @param scenes that the last run looked at
   * @param last day of its last scene
   * @param raised alerts in all
   * @param retracted those of them that were taken back
   * @param standing the alerts that stand at the end, the largest first
   */
  record Outcome(
      int scenes, LocalDate last, int raised, long retracted, List<AlertObject> standing) {
    Outcome {
      standing = List.copyOf(standing);
    }

    double hectares() {
      return standing.stream().mapToDouble(alert -> alert.finding().areaHa()).sum();
    }
  }

  /** Takes the last run while its maps are there. */
  @FunctionalInterface
  interface LastRun {

    /** Nothing is made of it. */
    LastRun UNUSED = (_, _, _) -> {};

    void take(List<Item> seen, AlertTracking.Outcome outcome, Path maps) throws IOException;
  }

  /**
   * The day of the last scene.
   *
   * @throws AnalysisException NO_SCENES
   */
  LocalDate lastDay() {
    return items.stream()
        .map(item -> CubeScene.of(item, watch.variable()).day())
        .max(LocalDate::compareTo)
        .orElseThrow(() ->
            new AnalysisException(
                AnalysisException.Key.NO_SCENES,
                "collection '" + watch.collection() + "' has no scenes"));
  }

  /** A last run that becomes a report. */
  LastRun report(Path page) {
    return (seen, outcome, maps) ->
        new ReportPage(
                new WatchReport(
                        watch,
                        seen,
                        outcome.findings(),
                        maps,
                        ReportCommand.provenance(items),
                        "A trial over the past: nothing of it is stored.")
                    .page(Version.text(), Instant.now()))
            .writeTo(page);
  }

  /**
   * Runs it.
   *
   * @param until the last day
   * @param runs how many runs, at even distances up to that day; at least 1
   * @param lastRun such as {@link #report}
   */
  Outcome run(LocalDate until, int runs, LastRun lastRun, WatchRun.Progress progress)
      throws IOException {
    Map<String, AlertObject> alerts = new LinkedHashMap<>();
    long days = ChronoUnit.DAYS.between(watch.monitorFrom(), until);
    if (days < 0) {
      throw new AnalysisException(
          AnalysisException.Key.SETTING,
          "the trial ends on " + until + ", before it begins on " + watch.monitorFrom());
    }
    Path folder = Files.createTempDirectory("sunqar-trial");
    try {
      for (int run = 1; ; run++) {
        LocalDate day = watch.monitorFrom().plusDays(days * run / runs);
        List<Item> seen = items.stream().filter(item -> !dayOf(item).isAfter(day)).toList();
        boolean last = run == runs;
        if (!last && seen.stream().noneMatch(item -> !dayOf(item).isBefore(watch.monitorFrom()))) {
          continue; // no scene yet
        }
        Path maps = Files.createDirectories(folder.resolve("run" + run));
        WatchRun.Result result =
            new WatchRun(watch, threads, memory).run(seen, maps, Map.of(), progress);
        AlertTracking.Outcome outcome = track(run, result, alerts);
        outcome.changes().forEach(change -> alerts.put(change.alert().id(), change.alert()));
        if (last) {
          lastRun.take(seen, outcome, maps);
          return new Outcome(
              result.cube().dates(),
              result.cube().scenes().getLast().day(),
              alerts.size(),
              alerts.values().stream()
                  .filter(alert -> alert.machine().status() == MachineStatus.RETRACTED)
                  .count(),
              outcome.found());
        }
        WatchRuns.deleteTree(maps);
      }
    } finally {
      WatchRuns.deleteTree(folder);
    }
  }

  private AlertTracking.Outcome track(
      int run, WatchRun.Result result, Map<String, AlertObject> alerts) {
    LocalDate lastScene = result.cube().scenes().getLast().day();
    Instant at = lastScene.atStartOfDay(ZoneOffset.UTC).toInstant();
    List<AlertObject> known = new ArrayList<>(alerts.values());
    known.removeIf(alert -> alert.machine().status() == MachineStatus.MERGED);
    return new AlertTracker(watch, result)
        .track(
            new AlertTracking.Run("trial-" + run, at, lastScene, Version.text()),
            new AlertStore.Known(known, alerts.size()));
  }

  private static LocalDate dayOf(Item item) {
    return item.time().atZone(ZoneOffset.UTC).toLocalDate();
  }
}
