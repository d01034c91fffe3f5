// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app.report;

import java.nio.file.Path;
import java.util.Arrays;
import org.sunqar.analysis.detect.Difference;
import org.sunqar.raster.geo.Grid;
import org.sunqar.raster.geo.Window;
import org.sunqar.raster.pixel.PixelBlock;
import org.sunqar.raster.tiff.GeoTiff;

/**
 * The scores of a difference of two dates, computed again from the run's map of differences.
 *
 * @param histogram how they are spread
 * @param median difference of the middle pixel (units of the index)
 * @param scale what one unit of the score is (units of the index)
 */
record DifferenceScores(HistogramContent histogram, double median, double scale) {

  /** Of larger maps only every n-th row is taken, to bound the memory. */
  private static final int MOST_PIXELS = 1 << 24;

  private static final int BINS = 96;
  private static final double LEAST_RANGE = 8;

  /**
   * Reads the differences of a run and scores them.
   *
   * @param threshold score beyond which a pixel has changed
   */
  static DifferenceScores of(Path runFolder, double threshold, Speech speech) {
    float[] differences;
    int step;
    try (GeoTiff map = GeoTiff.open(runFolder.resolve("magnitude.tif"))) {
      step = Math.toIntExact((map.grid().window().pixels() + MOST_PIXELS - 1) / MOST_PIXELS);
      differences = rows(map, step);
    }
    Difference difference = Difference.of(new float[differences.length], differences);
    double range = Math.max(LEAST_RANGE, 2 * threshold);
    HistogramContent histogram =
        HistogramContent.of(
            speech.text(step > 1 ? "histogram.titleOfRows" : "histogram.title", "step", step),
            speech.text("histogram.axis"),
            difference.z(),
            -range,
            range,
            BINS,
            -threshold,
            threshold);
    return new DifferenceScores(histogram, difference.median(), difference.scale());
  }

  private static float[] rows(GeoTiff map, int step) {
    Grid grid = map.grid();
    float[] values = new float[(grid.height() + step - 1) / step * grid.width()];
    Arrays.fill(values, Float.NaN);
    // a row of tiles at a time, so that each is decoded once
    int rows = map.blockHeight();
    for (int top = 0; top < grid.height(); top += rows) {
      Window strip = new Window(0, top, grid.width(), Math.min(rows, grid.height() - top));
      PixelBlock block = map.read(strip, 1);
      for (int row = 0; row < strip.height(); row++) {
        if ((top + row) % step == 0) {
          int to = (top + row) / step * grid.width();
          for (int col = 0; col < grid.width(); col++) {
            values[to + col] = (float) block.get(row * grid.width() + col);
          }
        }
      }
    }
    return values;
  }
}
