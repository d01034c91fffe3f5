// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.tiff;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.sunqar.raster.geo.Window;
import org.sunqar.raster.pixel.PixelBlock;

/**
 * The tiles that are being filled. A tile is stored as soon as as many pixels were written to it as
 * it has; when more than {@link #BUDGET} bytes are open, unfinished ones are stored too, and loaded
 * again when more of them arrives. So pixels may come in any order, and again.
 */
final class OpenTiles {

  /**
   * Memory for unfinished tiles (bytes): one row of 512 x 512 tiles of a 64,000 pixel wide float.
   */
  static final long BUDGET = 128L << 20;

  private static final int LOCKS = 64;

  /** Pixels of a tile, and how many were written. */
  private static final class OpenTile {
    final PixelBlock[] pixels;
    long written;

    OpenTile(PixelBlock[] pixels) {
      this.pixels = pixels;
    }
  }

  private final TileLevel level;
  private final double fill;
  private final Object[] locks = new Object[LOCKS];
  private final Map<Integer, OpenTile> open = new ConcurrentHashMap<>();
  private final AtomicLong openTiles = new AtomicLong();
  private final long mostOpen;

  /**
   * @param fill value of pixels that are never written
   */
  OpenTiles(TileLevel level, double fill) {
    this(level, fill, BUDGET);
  }

  /** As above, with a budget of the caller's choice (bytes). */
  OpenTiles(TileLevel level, double fill, long budget) {
    this.level = level;
    this.fill = fill;
    Arrays.setAll(locks, i -> new Object());
    ImageLayout layout = level.layout();
    this.mostOpen = Math.max(1, budget / ((long) layout.rowBytes() * layout.blockHeight()));
  }

  /** Writes a window of one band, from 0. */
  void write(Window window, int band, PixelBlock block) {
    ImageLayout layout = level.layout();
    int size = layout.blockWidth();
    for (int row = window.row() / size; row * (long) size < window.endRow(); row++) {
      for (int col = window.col() / size; col * (long) size < window.endCol(); col++) {
        writeTile(window, band, row, col, block);
        if (openTiles.get() > mostOpen) {
          flushHalf();
        }
      }
    }
  }

  private void writeTile(Window window, int band, int row, int col, PixelBlock block) {
    ImageLayout layout = level.layout();
    int size = layout.blockWidth();
    int validWidth = Math.min(size, layout.width() - col * size);
    int validHeight = Math.min(size, layout.height() - row * size);
    Window valid = new Window(col * size, row * size, validWidth, validHeight);
    Window shared = valid.intersect(window).orElseThrow();
    int tile = level.index(layout.planar() ? band : 0, row, col);
    int sample = layout.planar() ? 0 : band;
    synchronized (lock(tile)) {
      OpenTile target = open.get(tile);
      if (target == null) {
        target = new OpenTile(level.isMissing(tile) ? blank() : level.load(tile));
        open.put(tile, target);
        openTiles.incrementAndGet();
      }
      for (int y = shared.row(); y < shared.endRow(); y++) {
        int from = (y - window.row()) * window.width() + shared.col() - window.col();
        int to = (y - valid.row()) * size + shared.col() - valid.col();
        target.pixels[sample].copy(block, from, to, shared.width());
      }
      target.written += shared.pixels();
      if (target.written >= valid.pixels() * layout.blockSamples()) {
        store(tile, target);
      }
    }
  }

  private PixelBlock[] blank() {
    PixelBlock[] tile = level.blank();
    if (fill != 0) {
      for (PixelBlock block : tile) {
        block.fill(fill);
      }
    }
    return tile;
  }

  private Object lock(int tile) {
    return locks[tile % LOCKS];
  }

  /** Stores a tile whose lock is held. */
  private void store(int tile, OpenTile target) {
    level.store(tile, target.pixels);
    open.remove(tile);
    openTiles.decrementAndGet();
  }

  /** How many tiles are in memory. */
  long openTiles() {
    return openTiles.get();
  }

  private void flushHalf() {
    long surplus = Math.max(1, mostOpen / 2);
    for (Integer tile : open.keySet()) {
      if (surplus-- <= 0) {
        return;
      }
      flush(tile);
    }
  }

  private void flush(int tile) {
    synchronized (lock(tile)) {
      OpenTile target = open.get(tile);
      if (target != null) {
        store(tile, target);
      }
    }
  }

  /** Stores all tiles, on all cores. */
  void flush(Work work) throws InterruptedException {
    List<Integer> tiles = List.copyOf(open.keySet());
    work.step(0, tiles.size(), i -> flush(tiles.get((int) i)));
  }
}
