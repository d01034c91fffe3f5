// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.state;

import java.util.List;
import org.sunqar.analysis.AnalysisException;
import org.sunqar.raster.geo.Grid;
import org.sunqar.raster.geo.Window;
import org.sunqar.raster.tiff.PlaneDirectory;

/**
 * Planes of float32 over a grid, cut into chunks. In a chunk the planes follow each other, each row
 * by row and always whole: pixels beyond the grid's edge are there too.
 *
 * @param grid where the pixels lie
 * @param chunkWidth columns of a chunk: a multiple of 16
 * @param chunkHeight rows of a chunk: a multiple of 16
 * @param planes at least one
 */
public record PlaneLayout(Grid grid, int chunkWidth, int chunkHeight, List<Plane> planes) {

  /** Columns and rows of a chunk where the scenes' files do not suggest another size. */
  public static final int CHUNK = 512;

  private static final int SMALLEST_TILE = 128;
  private static final int LARGEST_TILE = 1024;
  private static final int LARGEST_STRIP = 1 << 14;

  /** More planes than this are not held in memory for tiles of the largest size. */
  private static final int MANY_PLANES = 32;

  /** More planes than this make chunks small, whatever the files suggest. */
  private static final int HUNDREDS = 128;

  /** 90 MB of 350 planes; a block of 512 is then decoded four times for an update. */
  private static final int SMALL_CHUNK = 256;

  /** A chunk is held in one buffer (bytes). */
  private static final long LARGEST_CHUNK = 1L << 30;

  /**
   * One plane.
   *
   * @param name as GDAL shows it
   * @param unit of its values; empty for none
   */
  public record Plane(String name, String unit) {}

  public PlaneLayout {
    planes = List.copyOf(planes);
    long bytes = (long) chunkWidth * chunkHeight * planes.size() * Float.BYTES;
    if (planes.isEmpty()
        || chunkWidth < PlaneDirectory.TILE_MULTIPLE
        || chunkHeight < PlaneDirectory.TILE_MULTIPLE
        || chunkWidth % PlaneDirectory.TILE_MULTIPLE != 0
        || chunkHeight % PlaneDirectory.TILE_MULTIPLE != 0) {
      throw new IllegalArgumentException(
          planes.size() + " planes in chunks of " + chunkWidth + " x " + chunkHeight);
    }
    if (bytes > LARGEST_CHUNK) {
      throw new AnalysisException(
          AnalysisException.Key.MEMORY,
          planes.size()
              + " planes in chunks of "
              + chunkWidth
              + " x "
              + chunkHeight
              + " pixels take "
              + bytes
              + " bytes, more than "
              + LARGEST_CHUNK);
    }
  }

  /**
   * Planes over a grid in chunks that suit the files of its scenes, so that a block of a file is
   * decoded for one chunk: of the blocks' size where that is usual for tiles, of whole rows over
   * files in strips.
   *
   * @param blockWidth columns of a block of the scenes' files, of which one begins at the grid's
   *     corner
   * @param blockHeight rows of a block
   * @param together planes of all layouts with these chunks, which are in memory at a time
   */
  public static PlaneLayout of(
      Grid grid, int blockWidth, int blockHeight, int together, List<Plane> planes) {
    int side = together <= HUNDREDS ? CHUNK : SMALL_CHUNK;
    int most = together <= MANY_PLANES ? LARGEST_TILE : side;
    int width;
    int height;
    if (blockWidth >= grid.width() && blockHeight < CHUNK && blockHeight < grid.height()) {
      width = Math.min(LARGEST_STRIP, multiple(grid.width()));
      height = multiple(Math.max(1, side * side / width - PlaneDirectory.TILE_MULTIPLE + 1));
    } else {
      width = side(blockWidth, most, side);
      height = side(blockHeight, most, side);
    }
    return new PlaneLayout(
        grid,
        Math.min(width, multiple(grid.width())),
        Math.min(height, multiple(grid.height())),
        planes);
  }

  private static int side(int block, int most, int usualSide) {
    boolean usual = block >= SMALLEST_TILE && block <= most;
    return usual && block % PlaneDirectory.TILE_MULTIPLE == 0 ? block : usualSide;
  }

  private static int multiple(int pixels) {
    return Math.ceilDiv(pixels, PlaneDirectory.TILE_MULTIPLE) * PlaneDirectory.TILE_MULTIPLE;
  }

  /** The same chunks with other planes. */
  public PlaneLayout with(List<Plane> others) {
    return new PlaneLayout(grid, chunkWidth, chunkHeight, others);
  }

  public int chunksAcross() {
    return Math.ceilDiv(grid.width(), chunkWidth);
  }

  public int chunksDown() {
    return Math.ceilDiv(grid.height(), chunkHeight);
  }

  /** Chunks, which are numbered row by row. */
  public int chunks() {
    return Math.multiplyExact(chunksAcross(), chunksDown());
  }

  /** Pixels of a chunk, those beyond the grid's edge with them. */
  public int chunkPixels() {
    return chunkWidth * chunkHeight;
  }

  /** Bytes of all planes of a chunk. */
  public int chunkBytes() {
    return chunkPixels() * planes.size() * Float.BYTES;
  }

  /** The pixels of the grid, and beyond its edge, that a chunk holds. */
  public Window window(int chunk) {
    return new Window(
        chunk % chunksAcross() * chunkWidth,
        chunk / chunksAcross() * chunkHeight,
        chunkWidth,
        chunkHeight);
  }

  /** The chunk of a window that {@link #window} gave. */
  public int chunk(Window window) {
    return window.row() / chunkHeight * chunksAcross() + window.col() / chunkWidth;
  }
}
