// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app.report;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.sunqar.analysis.AnalysisException;
import org.sunqar.analysis.alert.Alert;
import org.sunqar.analysis.cube.Cube;
import org.sunqar.analysis.watch.AreaMask;
import org.sunqar.analysis.watch.RunDetails;
import org.sunqar.analysis.watch.Watch;
import org.sunqar.analysis.watch.WatchRun;
import org.sunqar.catalog.stac.Item;
import org.sunqar.raster.geo.Grid;
import org.sunqar.raster.geo.Window;
import org.sunqar.raster.tiff.GeoTiff;

/**
 * A finished run of a watch with what it looked at.
 *
 * @param watch what was watched
 * @param items the scenes of the run
 * @param cube the watched quantity over the grid of the run's maps
 * @param land the window of that grid, which may reach beyond it, that the scenes cover
 * @param area the watched area in that grid; empty for all of it
 * @param coverage how much could be looked at
 * @param alerts the largest first
 * @param regionalDeparture what the run took off as common to the region, in scatters, by
 *     monitoring date; zeros where the run does not say
 */
record FinishedRun(
    Watch watch,
    List<Item> items,
    Cube cube,
    Window land,
    Optional<AreaMask> area,
    Coverage coverage,
    List<Alert> alerts,
    List<Float> regionalDeparture) {

  /**
   * Opens a run.
   *
   * @param folder with the maps
   * @throws AnalysisException GRID_MISMATCH when the scenes are no longer those of the run
   */
  static FinishedRun open(Watch watch, List<Item> items, Path folder, List<Alert> alerts) {
    Grid grid;
    try (GeoTiff map = GeoTiff.open(folder.resolve("break_date.tif"))) {
      grid = map.grid();
    }
    Cube whole = WatchRun.cubeOf(watch, items);
    Window window =
        whole
            .grid()
            .windowOf(grid)
            .orElseThrow(() ->
                new AnalysisException(
                    AnalysisException.Key.GRID_MISMATCH,
                    "the maps in "
                        + folder
                        + " do not lie on the pixels of the scenes of watch '"
                        + watch.name()
                        + "'; run the watch again"));
    Optional<AreaMask> area = watch.area().map(polygon -> AreaMask.of(polygon, grid));
    return new FinishedRun(
        watch,
        items,
        whole.crop(window),
        whole.grid().window().shifted(-window.col(), -window.row()),
        area,
        Coverage.of(folder, grid, area),
        alerts,
        RunDetails.regionalDeparture(
            folder, whole.dates() - whole.datesBefore(watch.monitorFrom())));
  }

  Grid grid() {
    return cube.grid();
  }

  /** The day of a scene (UTC). */
  LocalDate day(int date) {
    return cube.scenes().get(date).day();
  }

  LocalDate firstDay() {
    return day(0);
  }

  LocalDate lastDay() {
    return day(cube.dates() - 1);
  }

  /** Scenes before the monitoring start. */
  int historyScenes() {
    return cube.datesBefore(watch.monitorFrom());
  }

  /** The first scene on a day or after it; the number of scenes when there is none. */
  int firstFrom(LocalDate day) {
    return cube.datesBefore(day);
  }

  double hectares(long pixels) {
    return pixels * WatchRun.pixelAreaM2(grid()) / 10_000;
  }

  /** The earlier of the two scenes that a difference of two dates compares; the later is last. */
  int beforeScene() {
    return historyScenes() - 1;
  }

  int lastScene() {
    return cube.dates() - 1;
  }
}
