// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.warp;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.sunqar.raster.geo.Window;
import org.sunqar.raster.pixel.PixelBlock;
import org.sunqar.raster.pixel.Raster;

/**
 * Decoded pieces of sources, kept within a bound of memory, least recently used first out: source
 * windows of neighbouring target blocks share pieces, and decoding is the dear part. Safe for
 * concurrent use; a piece that several threads want is decoded once.
 */
public final class SourceBlocks {

  /** The band number of a raster's mask. */
  static final int MASK = 0;

  /** Pixels on a side of a piece, about: large enough that few pieces make a window. */
  private static final int SIDE = 512;

  private final long capacity;
  private final int side;
  private final Map<Key, Entry> entries = new LinkedHashMap<>(64, 0.75f, true);
  private long held;

  /**
   * @param capacity bytes kept; the pieces in use come on top
   */
  SourceBlocks(long capacity) {
    this(capacity, SIDE);
  }

  /**
   * @param capacity bytes kept; the pieces in use come on top
   * @param side pixels on a side of a piece, about; whole blocks of a source in any case. Small
   *     where windows are small, so that little is decoded that nobody asks for
   */
  public SourceBlocks(long capacity, int side) {
    this.capacity = capacity;
    this.side = side;
  }

  private record Key(Raster source, int band, int col, int row) {
    @Override
    @SuppressWarnings("ReferenceEquality") // a raster equals itself only
    public boolean equals(@Nullable Object other) {
      return other instanceof Key that
          && source == that.source
          && band == that.band
          && col == that.col
          && row == that.row;
    }

    @Override
    public int hashCode() {
      return ((System.identityHashCode(source) * 31 + band) * 31 + col) * 31 + row;
    }
  }

  private record Entry(CompletableFuture<PixelBlock> block, long bytes) {}

  /**
   * A window of one band, or of the mask.
   *
   * @param described the pieces kept are those of its {@link Raster#stored}
   * @param window inside the source
   * @param band from 1, or {@link #MASK}
   * @param alsoWanted bands that are decoded with it, because they are read next
   */
  PixelBlock read(Raster described, Window window, int band, int[] alsoWanted) {
    Raster source = described.stored();
    int width = pieceWidth(source);
    int height = pieceHeight(source, width);
    @Nullable PixelBlock result = null;
    for (int row = window.row() / height; row <= (window.endRow() - 1) / height; row++) {
      for (int col = window.col() / width; col <= (window.endCol() - 1) / width; col++) {
        Window area =
            new Window(col * width, row * height, width, height)
                .intersect(source.grid().window())
                .orElseThrow();
        PixelBlock piece = piece(source, area, band, alsoWanted, col, row);
        if (area.equals(window)) {
          return piece;
        }
        if (result == null) {
          result = PixelBlock.of(piece.type(), window.width(), window.height());
        }
        copy(piece, area, result, window);
      }
    }
    return Objects.requireNonNull(result); // a window is never empty
  }

  private static void copy(PixelBlock piece, Window area, PixelBlock result, Window window) {
    Window common = area.intersect(window).orElseThrow();
    for (int row = common.row(); row < common.endRow(); row++) {
      int from = (row - area.row()) * area.width() + common.col() - area.col();
      int to = (row - window.row()) * window.width() + common.col() - window.col();
      result.copy(piece, from, to, common.width());
    }
  }

  private PixelBlock piece(
      Raster source, Window area, int band, int[] alsoWanted, int col, int row) {
    Key wanted = new Key(source, band, col, row);
    Map<Key, Entry> mine = new HashMap<>();
    Entry entry;
    synchronized (entries) {
      entry = entries.get(wanted);
      if (entry == null) {
        List<Integer> bands = new ArrayList<>();
        bands.add(band);
        for (int other : alsoWanted) {
          if (band != MASK && !bands.contains(other)) {
            bands.add(other);
          }
        }
        for (int one : bands) {
          Key key = new Key(source, one, col, row);
          if (!entries.containsKey(key)) {
            int bytes = one == MASK ? 1 : source.bands().get(one - 1).type().bytes();
            Entry made = new Entry(new CompletableFuture<>(), area.pixels() * bytes);
            entries.put(key, made);
            mine.put(key, made);
            held += made.bytes();
          }
        }
        entry = mine.get(wanted);
        evict();
      }
    }
    if (!mine.isEmpty()) {
      decode(source, area, mine);
    }
    try {
      return Objects.requireNonNull(entry).block().join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }

  private void decode(Raster source, Window area, Map<Key, Entry> mine) {
    try {
      int[] bands = mine.keySet().stream().mapToInt(Key::band).toArray();
      if (bands[0] == MASK) {
        mine.values().iterator().next().block().complete(source.readMask(area));
        return;
      }
      List<PixelBlock> blocks = source.read(area, bands);
      int i = 0;
      for (Entry entry : mine.values()) {
        entry.block().complete(blocks.get(i++));
      }
    } catch (RuntimeException | Error e) {
      synchronized (entries) {
        mine.forEach((key, entry) -> {
          if (entries.remove(key, entry)) {
            held -= entry.bytes();
          }
          entry.block().completeExceptionally(e);
        });
      }
      throw e;
    }
  }

  /** Least recently used first; pieces that are being decoded live on with those who wait. */
  private void evict() {
    Iterator<Entry> oldest = entries.values().iterator();
    while (held > capacity && oldest.hasNext()) {
      Entry entry = oldest.next();
      if (entry.block().isDone()) {
        held -= entry.bytes();
        oldest.remove();
      }
    }
  }

  /** Whole blocks of the source, several where they are small. */
  private int pieceWidth(Raster source) {
    return whole(source.blockWidth(), side);
  }

  private int pieceHeight(Raster source, int pieceWidth) {
    return whole(source.blockHeight(), Math.max(1, side * side / pieceWidth));
  }

  private static int whole(int block, int wanted) {
    return block >= wanted ? block : wanted / block * block;
  }
}
