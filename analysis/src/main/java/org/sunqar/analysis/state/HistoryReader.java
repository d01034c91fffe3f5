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
import org.sunqar.raster.geo.Window;

/** Fits the history of chunks from the archive. One per thread; the reader is shared. */
final class HistoryReader extends HistoryFitter {

  private static final int PIXELS = BreakBlock.PIXELS;

  private final ChunkReader reader;
  private final HistoryFit fit;
  private final PlaneBuffers buffers;
  private final BlockLayout layout;
  private final float[] slab;
  private final float[] counts = new float[PIXELS];
  private final int dates;

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
    super(cube.grid(), mask, chunkWidth, reader.bytesPerPixel(), memory);
    this.reader = reader;
    this.dates = cube.dates();
    this.fit = detector.fit(cube.decimalYears());
    this.buffers = new PlaneBuffers(cube);
    this.layout = new BlockLayout(dates);
    this.slab = new float[layout.size()];
  }

  @Override
  void fit(Window part, int first, PixelState state, float[] observations) {
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

  /** Takes the observations of a pixel away. */
  private void leaveOut(int at) {
    for (int t = 0; t < dates; t++) {
      slab[at + t * PIXELS] = Float.NaN;
    }
  }
}
