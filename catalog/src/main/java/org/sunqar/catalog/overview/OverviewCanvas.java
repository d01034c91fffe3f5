// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.overview;

import java.util.List;
import org.sunqar.raster.geo.Grid;
import org.sunqar.raster.geo.Window;
import org.sunqar.raster.pixel.PixelBlock;
import org.sunqar.raster.pixel.PixelType;

/**
 * Pixels of red, green, blue and alpha that are painted from the top down: what is there stays, and
 * what is put below shows where there is nothing yet. Clear pixels lie above all others.
 */
final class OverviewCanvas {

  private static final int SAMPLES = 4;

  private final Grid grid;
  private final int pixels;
  private final byte[] clear;
  private final byte[] others;
  private int open;

  OverviewCanvas(Grid grid) {
    this.grid = grid;
    this.pixels = Math.toIntExact(grid.window().pixels());
    this.clear = new byte[Math.multiplyExact(SAMPLES, pixels)];
    this.others = new byte[clear.length];
    this.open = pixels;
  }

  Grid grid() {
    return grid;
  }

  /** Whether nothing that is put below would show. */
  boolean isFull() {
    return open == 0;
  }

  /** Puts a scene on the same grid below what is there. */
  void paintBelow(ScenePaint scene) {
    byte[] from = scene.rgba();
    for (int i = 0; i < pixels; i++) {
      int at = SAMPLES * i;
      if (from[at + 3] == 0) {
        continue;
      }
      boolean isClear = scene.isClear(i);
      byte[] layer = isClear ? clear : others;
      if (layer[at + 3] == 0) {
        System.arraycopy(from, at, layer, at, SAMPLES);
        open -= isClear ? 1 : 0;
      }
    }
  }

  /** Takes over what another canvas of a window of this one shows there, also where it is empty. */
  void replace(Window window, OverviewCanvas part) {
    for (int row = 0; row < window.height(); row++) {
      for (int col = 0; col < window.width(); col++) {
        int from = SAMPLES * (row * window.width() + col);
        int to = SAMPLES * ((window.row() + row) * grid.width() + window.col() + col);
        byte[] layer = part.clear[from + 3] != 0 ? part.clear : part.others;
        System.arraycopy(layer, from, clear, to, SAMPLES);
      }
    }
  }

  /** Takes over four bands of the whole grid. */
  void load(List<PixelBlock> bands) {
    for (int band = 0; band < SAMPLES; band++) {
      PixelBlock block = bands.get(band);
      for (int i = 0; i < pixels; i++) {
        clear[SAMPLES * i + band] = (byte) (int) block.get(i);
      }
    }
  }

  /** What is on top, as four bands. */
  List<PixelBlock> blocks() {
    PixelBlock[] blocks = new PixelBlock[SAMPLES];
    for (int band = 0; band < SAMPLES; band++) {
      blocks[band] = PixelBlock.of(PixelType.UINT8, grid.width(), grid.height());
      for (int i = 0; i < pixels; i++) {
        blocks[band].set(i, clear[SAMPLES * i + band] & 0xff);
      }
    }
    return List.of(blocks);
  }
}
