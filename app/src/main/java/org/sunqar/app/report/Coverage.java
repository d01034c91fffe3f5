// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app.report;

import java.nio.file.Path;
import java.util.Optional;
import org.sunqar.analysis.watch.AreaMask;
import org.sunqar.raster.geo.Grid;
import org.sunqar.raster.geo.Window;
import org.sunqar.raster.pixel.PixelBlock;
import org.sunqar.raster.tiff.GeoTiff;

/**
 * How much of the area a run could look at, counted from its maps.
 *
 * @param pixels of the area
 * @param looked pixels on which the detector could decide: they have a magnitude
 * @param unseen pixels without a single valid observation
 * @param changed pixels on which the detector saw a change, before the alert rule
 * @param medianObservations valid observations of the middle pixel, history and monitoring together
 */
record Coverage(long pixels, long looked, long unseen, long changed, int medianObservations) {

  /** Rows read at a time are about so many pixels: the maps may be larger than the memory. */
  private static final int PIXELS_AT_A_TIME = 1 << 21;

  /** Counts of valid observations are 16-bit. */
  private static final int COUNTS = 1 << 16;

  /**
   * Counts a run's maps.
   *
   * @param area in the grid of the maps; empty for all of it
   */
  static Coverage of(Path runFolder, Grid grid, Optional<AreaMask> area) {
    Counter counter = new Counter(area);
    try (GeoTiff days = GeoTiff.open(runFolder.resolve("break_date.tif"));
        GeoTiff magnitudes = GeoTiff.open(runFolder.resolve("magnitude.tif"));
        GeoTiff counts = GeoTiff.open(runFolder.resolve("valid_count.tif"))) {
      double noDay = days.bands().getFirst().noData().orElse(Integer.MIN_VALUE);
      int rows = Math.max(1, PIXELS_AT_A_TIME / grid.width());
      for (int row = 0; row < grid.height(); row += rows) {
        Window strip = new Window(0, row, grid.width(), Math.min(rows, grid.height() - row));
        counter.add(
            strip, days.read(strip, 1), noDay, magnitudes.read(strip, 1), counts.read(strip, 1));
      }
    }
    return counter.coverage();
  }

  /** Share of the area on which the detector could decide, 0..1. */
  double lookedShare() {
    return (double) looked / Math.max(1, pixels);
  }

  private static final class Counter {
    private final Optional<AreaMask> area;
    private final long[] histogram = new long[COUNTS];
    private long pixels;
    private long looked;
    private long changed;

    Counter(Optional<AreaMask> area) {
      this.area = area;
    }

    void add(Window strip, PixelBlock days, double noDay, PixelBlock magnitudes, PixelBlock seen) {
      for (int i = 0; i < days.size(); i++) {
        int col = strip.col() + i % strip.width();
        int row = strip.row() + i / strip.width();
        if (area.isPresent() && !contains(area.get(), col, row)) {
          continue;
        }
        pixels++;
        looked += Double.isNaN(magnitudes.get(i)) ? 0 : 1;
        changed += days.get(i) == noDay ? 0 : 1;
        histogram[(int) Math.max(0, Math.min(COUNTS - 1, seen.get(i)))]++;
      }
    }

    Coverage coverage() {
      long below = 0;
      int median = 0;
      while (median < COUNTS - 1 && (below + histogram[median]) * 2 < pixels) {
        below += histogram[median++];
      }
      return new Coverage(pixels, looked, histogram[0], changed, median);
    }
  }

  /** Whether a pixel of the mask's grid lies in its area. */
  static boolean contains(AreaMask mask, int col, int row) {
    Window window = mask.window();
    return col >= window.col()
        && row >= window.row()
        && col < window.endCol()
        && row < window.endRow()
        && mask.contains(col - window.col(), row - window.row());
  }
}
