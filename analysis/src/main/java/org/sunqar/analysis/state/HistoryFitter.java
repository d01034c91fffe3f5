// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.state;

import org.sunqar.analysis.detect.online.BandDetector;
import org.sunqar.analysis.detect.online.OnlineDetector;
import org.sunqar.analysis.detect.online.PixelState;
import org.sunqar.raster.geo.Grid;
import org.sunqar.raster.geo.Window;

/** Fits the history of chunks from the archive, some rows at a time. One per thread. */
abstract class HistoryFitter {

  private final Grid grid;
  private final StateMask mask;
  private final int mostRows;

  /**
   * A fitter.
   *
   * @param bytesPerPixel of the series
   * @param memory for the series (bytes)
   */
  HistoryFitter(Grid grid, StateMask mask, int chunkWidth, long bytesPerPixel, long memory) {
    this.grid = grid;
    this.mask = mask;
    this.mostRows = Math.clamp(memory / (Math.max(1, bytesPerPixel) * chunkWidth), 1, 1 << 14);
  }

  /**
   * Fits a chunk; all planes of it are set.
   *
   * @param observations set to the clear observations of the history, by pixel
   */
  final void fit(Window chunk, PixelState state, float[] observations) {
    for (int row = 0; row < chunk.height(); row += mostRows) {
      int rows = Math.min(mostRows, chunk.height() - row);
      Window part = new Window(chunk.col(), chunk.row() + row, chunk.width(), rows);
      fit(part, row * chunk.width(), state, observations);
    }
  }

  /** Fits some rows of a chunk, of which the first pixel is {@code first} in the state. */
  abstract void fit(Window part, int first, PixelState state, float[] observations);

  /** Whether a pixel of a part lies on the grid and in the area. */
  final boolean isWatched(Window part, int pixel) {
    int col = part.col() + pixel % part.width();
    int row = part.row() + pixel / part.width();
    return col < grid.width() && row < grid.height() && mask.contains(col, row);
  }

  /** The fitter for the detector of a job. */
  static HistoryFitter of(StateJob job) {
    int width = job.chunks().chunkWidth();
    return switch (job.detector()) {
      case OnlineDetector detector ->
          new HistoryReader(
              job.scenes().historyCube(), job.history(), detector, job.mask(), width, job.memory());
      case BandDetector detector ->
          new BandHistoryReader(
              job.scenes().historyCube(), job.history(), detector, job.mask(), width, job.memory());
    };
  }
}
