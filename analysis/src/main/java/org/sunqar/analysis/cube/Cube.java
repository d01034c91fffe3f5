// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.cube;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.sunqar.analysis.AnalysisException;
import org.sunqar.raster.geo.Crs;
import org.sunqar.raster.geo.Grid;
import org.sunqar.raster.geo.Window;

/**
 * One variable over time on one grid: time x y x x. Scenes may differ in extent but share a CRS and
 * a pixel grid with the cube; where a scene has no pixel, the cube has no observation.
 *
 * @param grid the grid of the cube
 * @param scenes in time order, at least one
 */
public record Cube(Grid grid, List<CubeScene> scenes) {

  public Cube {
    scenes =
        scenes.stream()
            .sorted(Comparator.comparing(CubeScene::time).thenComparing(CubeScene::itemId))
            .toList();
    if (scenes.isEmpty()) {
      throw new AnalysisException(AnalysisException.Key.NO_SCENES, "there are no scenes");
    }
    for (CubeScene scene : scenes) {
      requireAligned(grid, scenes.getFirst().itemId(), scene);
    }
  }

  /** The cube that holds all of its scenes' pixels. */
  public static Cube covering(List<CubeScene> scenes) {
    if (scenes.isEmpty()) {
      throw new AnalysisException(AnalysisException.Key.NO_SCENES, "there are no scenes");
    }
    Grid grid = scenes.getFirst().grid();
    for (CubeScene scene : scenes) {
      requireAligned(grid, scenes.getFirst().itemId(), scene);
      grid = grid.union(scene.grid());
    }
    return new Cube(grid, scenes);
  }

  /** The part of this cube inside a window of its grid. */
  public Cube crop(Window window) {
    return new Cube(grid.crop(window), scenes);
  }

  /** Dates of the cube: one for each scene. */
  public int dates() {
    return scenes.size();
  }

  /** Decimal year of each date. */
  public double[] decimalYears() {
    return scenes.stream().mapToDouble(scene -> DecimalYear.of(scene.time())).toArray();
  }

  /**
   * How many of the first dates lie before a day, on the detectors' time axis: with a day of 1
   * March a scene of 29 February is not before it, because the two share a slot.
   */
  public int datesBefore(LocalDate day) {
    double start = DecimalYear.of(day);
    return (int) Arrays.stream(decimalYears()).filter(time -> time < start).count();
  }

  private static void requireAligned(Grid grid, String reference, CubeScene scene) {
    if (!grid.isAlignedWith(scene.grid())) {
      throw new AnalysisException(
          AnalysisException.Key.GRID_MISMATCH,
          "the scenes must share a CRS and a pixel grid: scene "
              + scene.itemId()
              + " ("
              + describe(scene.grid())
              + ") does not fit scene "
              + reference
              + " ("
              + describe(grid)
              + "); warp it onto the same grid first");
    }
  }

  private static String describe(Grid grid) {
    Crs crs = grid.crs();
    return (crs.epsg().isPresent() ? "EPSG:" + crs.epsg().getAsInt() : crs.name())
        + ", pixels of "
        + grid.affine().a()
        + " x "
        + Math.abs(grid.affine().e())
        + ", origin "
        + grid.affine().c()
        + " "
        + grid.affine().f();
  }
}
