// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.watch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.locationtech.jts.geom.Geometry;
import org.sunqar.analysis.AnalysisException;
import org.sunqar.analysis.alert.AlertBuilder;
import org.sunqar.analysis.tracking.AlertObject;
import org.sunqar.analysis.tracking.AlertTracking;
import org.sunqar.raster.geo.Grid;
import org.sunqar.raster.geo.Window;

/**
 * Follows the alerts of a watch from run to run: brings those that are known onto the grid of a run
 * and asks {@link AlertTracking} what the run's groups are to them.
 *
 * <p>Known alerts come from their outlines, which follow the edges of pixels: on the grid that they
 * were found on, their pixels come back exactly; on another (the archive has grown to the west) the
 * pixels whose centres lie inside.
 */
public final class AlertTracker {

  private final WatchRun.Result result;
  private final AlertTracking tracking;

  /** Outlines change in runs only, and a watch has one run at a time. */
  private final Map<String, int[]> pixels = new HashMap<>();

  /** A tracker of what one run found. */
  public AlertTracker(Watch watch, WatchRun.Result result) {
    this.result = result;
    Grid grid = result.grid();
    double pixelArea = WatchRun.pixelAreaM2(grid);
    AlertBuilder builder =
        new AlertBuilder(
            watch.name(),
            grid,
            pixelArea,
            date -> result.cube().scenes().get(date).day(),
            date -> result.cube().scenes().get(date).itemId());
    this.tracking =
        new AlertTracking(
            watch.name(),
            watch.detector().name(),
            watch.rule(),
            new AlertTracking.GridSize(grid.width(), grid.height(), pixelArea / 10_000),
            builder::alert);
  }

  /** What the run comes to. May be asked again, when people have reviewed in between. */
  public AlertTracking.Outcome track(AlertTracking.Run run, AlertStore.Known known) {
    List<AlertTracking.Known> onGrid = new ArrayList<>();
    for (AlertObject alert : known.alerts()) {
      onGrid.add(
          new AlertTracking.Known(
              alert,
              pixels.computeIfAbsent(
                  alert.id(), _ -> pixels(alert.finding().outline(), result.grid()))));
    }
    return tracking.track(run, onGrid, known.lastNumber(), result.groups(), result.alerts());
  }

  /** Pixels whose centres lie inside; none when the outline lies off the grid. */
  public static int[] pixels(Geometry outline, Grid grid) {
    AreaMask mask;
    try {
      mask = AreaMask.of(outline, grid);
    } catch (AnalysisException e) {
      if (e.key() == AnalysisException.Key.AREA) {
        return new int[0];
      }
      throw e;
    }
    Window window = mask.window();
    int[] pixels = new int[mask.pixels()];
    int count = 0;
    for (int row = 0; row < window.height(); row++) {
      for (int col = 0; col < window.width(); col++) {
        if (mask.contains(col, row)) {
          pixels[count++] = (window.row() + row) * grid.width() + window.col() + col;
        }
      }
    }
    return pixels;
  }
}
