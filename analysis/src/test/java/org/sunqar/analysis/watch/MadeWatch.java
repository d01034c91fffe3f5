// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.watch;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import org.sunqar.analysis.alert.Alert;
import org.sunqar.analysis.alert.AlertBuilder;
import org.sunqar.analysis.alert.AlertRule;
import org.sunqar.analysis.alert.PixelGroup;
import org.sunqar.analysis.tracking.AlertTracking;
import org.sunqar.analysis.tracking.MadeRuns;
import org.sunqar.raster.geo.Grid;

/** Runs of pictures (see {@link MadeRuns}) recorded in a store. */
public final class MadeWatch {

  private MadeWatch() {}

  /**
   * Records a run.
   *
   * @param day of its last scene, which is its time, too
   */
  public static AlertTracking.Outcome addRun(
      WatchStore store, String watch, String id, int day, String picture, ObjectNode summary) {
    String[] rows = picture.strip().split(" +");
    Grid grid = MadeRuns.grid(rows[0].length(), rows.length);
    AlertBuilder builder = MadeRuns.builder(watch, grid);
    List<PixelGroup> groups = MadeRuns.groups(picture, 0, 3);
    List<Alert> found = groups.stream().map(group -> builder.alert(group, "")).toList();
    Instant at = Instant.ofEpochSecond(day);
    AlertTracking tracking =
        new AlertTracking(
            watch,
            "bayes",
            AlertRule.defaults(),
            new AlertTracking.GridSize(grid.width(), grid.height(), 0.09),
            builder::alert);
    return store.addRun(
        new WatchStore.Run(watch, id, at, summary),
        known ->
            tracking.track(
                new AlertTracking.Run(id, at, MadeRuns.ORIGIN.plusDays(day), "Sunqar test"),
                known.alerts().stream()
                    .map(alert ->
                        new AlertTracking.Known(
                            alert, AlertTracker.pixels(alert.finding().outline(), grid)))
                    .toList(),
                known.lastNumber(),
                groups,
                found));
  }
}
