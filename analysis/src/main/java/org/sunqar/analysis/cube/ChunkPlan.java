// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.cube;

import java.util.ArrayList;
import java.util.List;
import org.sunqar.analysis.AnalysisException;
import org.sunqar.raster.geo.Window;

/**
 * How a cube is cut into chunks: each chunk is all dates of a window, so that one task has whole
 * pixel series. Windows follow the blocks in which the files are stored, so that a block is decoded
 * once; blocks too large for the memory are cut into rows and decoded once per part.
 *
 * @param windows windows of the cube's grid, which together cover it once
 * @param bytesPerTask the most memory that one task holds at a time
 */
public record ChunkPlan(List<Window> windows, long bytesPerTask) {

  /** Small blocks (strips of a few rows) are joined up to this many pixels a chunk. */
  static final int TARGET_PIXELS = 1 << 16;

  /**
   * However much memory there is: the arrays of a task, counted by int, stay far from their limit.
   */
  static final long LARGEST_TASK = 4L << 30;

  public ChunkPlan {
    windows = List.copyOf(windows);
  }

  /** How a file's pixels are stored. */
  public record Blocks(int width, int height) {}

  /**
   * Plans the chunks.
   *
   * @param cube what is to be read
   * @param blocks the blocks of the scenes' files
   * @param anchor a window of the cube's grid at whose corner a block begins
   * @param bytesPerPixel memory of a task for each pixel of its window, all dates together
   * @param budget memory that all tasks together may take (bytes)
   * @param threads tasks that run at a time; as many of them as fit will
   * @throws AnalysisException MEMORY when not even one row of one block fits
   */
  public static ChunkPlan of(
      Cube cube, Blocks blocks, Window anchor, long bytesPerPixel, long budget, int threads) {
    Window all = cube.grid().window();
    int width = blocks.width();
    int height = blocks.height();
    long allowed = Math.min(budget, LARGEST_TASK) / bytesPerPixel;
    long most = Math.min(Math.max(1, budget / Math.max(1, threads) / bytesPerPixel), allowed);
    while (pixels(width, height, all) * 2 <= Math.min(most, TARGET_PIXELS)
        && height < all.height()) {
      height *= 2;
    }
    while (pixels(width, height, all) > most && height > 1) {
      height = (height + 1) / 2;
    }
    long bytesPerTask = pixels(width, height, all) * bytesPerPixel;
    if (pixels(width, height, all) > allowed) {
      throw new AnalysisException(
          AnalysisException.Key.MEMORY,
          "one row of a block over "
              + cube.dates()
              + " dates needs "
              + megabytes(bytesPerTask)
              + ", more than the "
              + megabytes(Math.min(budget, LARGEST_TASK))
              + " allowed: allow more, or store the scenes in tiles");
    }
    List<Window> windows = new ArrayList<>();
    int firstCol = Math.floorMod(anchor.col(), width);
    int firstRow = Math.floorMod(anchor.row(), height);
    for (int row = firstRow - height; row < all.height(); row += height) {
      for (int col = firstCol - width; col < all.width(); col += width) {
        new Window(col, row, width, height).intersect(all).ifPresent(windows::add);
      }
    }
    return new ChunkPlan(windows, bytesPerTask);
  }

  /** Pixels of a chunk: what of its blocks lies on the grid. */
  private static long pixels(int width, int height, Window all) {
    return (long) Math.min(width, all.width()) * Math.min(height, all.height());
  }

  /** Tasks that fit into a budget at a time, at most {@code threads}. */
  public int parallelism(int threads, long budget) {
    return (int) Math.max(1, Math.min(threads, budget / Math.max(1, bytesPerTask)));
  }

  private static String megabytes(long bytes) {
    return ((bytes + (1 << 20) - 1) >> 20) + " MiB";
  }
}
