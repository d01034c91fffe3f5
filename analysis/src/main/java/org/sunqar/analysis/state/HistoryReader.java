// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.state;

import org.sunqar.analysis.cube.Chunk;
import org.sunqar.analysis.cube.ChunkReader;
import org.sunqar.analysis.cube.Cube;
import org.sunqar.analysis.cube.PlaneBuffers;
import org.sunqar.analysis.detect.online.HistoryFit;
import org.sunqar.analysis.detect.online.OnlineDetector;
import org.sunqar.analysis.detect.online.PixelState;
import org.sunqar.analysis.kernel.BlockLayout;
import org.sunqar.analysis.kernel.BreakBlock;
import org.sunqar.raster.geo.Grid;
import org.sunqar.raster.geo.Window;

/** Fits the history of chunks from the archive. One per thread; the reader is shared. */
final class HistoryReader implements HistoryFitter {

  private static final int PIXELS = BreakBlock.PIXELS;

  private final Grid grid;
  private final ChunkReader reader;
  private final StateMask mask;
  private final HistoryFit fit;
  private final PlaneBuffers buffers;
  private final BlockLayout layout;
  private final float[] slab;
  private final float[] counts = new float[PIXELS];
  private final int dates;
  private final int mostRows;

  /**
   * @param cube the history by itself
   * @param memory for the series (bytes)
   */
  HistoryReader(
      Cube cube,
      ChunkReader reader,
      OnlineDetector detector,
      StateMask mask,
      int chunkWidth,
      long memory) {
    this.grid = cube.grid();
    this.reader = reader;
    this.mask = mask;
    this.dates = cube.dates();
    this.fit = detector.fit(cube.decimalYears());
    this.buffers = new PlaneBuffers(cube);
    this.layout = new BlockLayout(dates);
    this.slab = new float[layout.size()];
    long bytesPerRow = Math.max(1, reader.bytesPerPixel()) * chunkWidth;
    this.mostRows = Math.clamp(memory / bytesPerRow, 1, 1 << 14);
  }

  @Override
  public void fit(Window chunk, PixelState state, float[] observations) {
    for (int row = 0; row < chunk.height(); row += mostRows) {
      int rows = Math.min(mostRows, chunk.height() - row);
      Window part = new Window(chunk.col(), chunk.row() + row, chunk.width(), rows);
      fit(part, row * chunk.width(), state, observations);
    }
  }

  private void fit(Window part, int first, PixelState state, float[] observations) {
    Chunk chunk = reader.read(part, buffers);
    int pixels = Math.toIntExact(part.pixels());
    for (int start = 0; start < pixels; start += layout.slabPixels()) {
      chunk.fill(layout, start, slab);
      int end = Math.min(pixels, start + layout.slabPixels());
      for (int pixel = start; pixel < end; pixel += PIXELS) {
        int offset = layout.blockOffset((pixel - start) / PIXELS);
        int count = Math.min(PIXELS, end - pixel);
        for (int p = 0; p < count; p++) {
          if (!isWatched(part, pixel + p)) {
            leaveOut(offset + p);
          }
        }
        layout.count(slab, offset, counts);
        System.arraycopy(counts, 0, observations, first + pixel, count);
        fit.fit(slab, offset, state, first + pixel, count);
      }
    }
  }

  private boolean isWatched(Window part, int pixel) {
    int col = part.col() + pixel % part.width();
    int row = part.row() + pixel / part.width();
    return col < grid.width() && row < grid.height() && mask.contains(col, row);
  }

  /** Takes the observations of a pixel away. */
  private void leaveOut(int at) {
    for (int t = 0; t < dates; t++) {
      slab[at + t * PIXELS] = Float.NaN;
    }
  }
}
