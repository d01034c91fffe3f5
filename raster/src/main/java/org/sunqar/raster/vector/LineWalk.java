// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.vector;

import org.sunqar.raster.geo.Window;

/** The pixels along a straight line in columns and rows. */
final class LineWalk {

  /** Coordinates are cut to this, so that nothing overflows and no walk is endless (pixels). */
  private static final double FAR = 1 << 29;

  private LineWalk() {}

  /**
   * One pixel for each step along the longer axis. Walks from the second end to the first, which
   * decides where the line changes rows when two are as good: as GDAL does.
   */
  static void bresenham(
      double x0, double y0, double x1, double y1, Window window, Rasterizer.Spans spans) {
    if (misses(x0, y0, x1, y1, window)) {
      return;
    }
    long col = floor(x1);
    long row = floor(y1);
    long endCol = floor(x0);
    long endRow = floor(y0);
    long cols = Math.abs(endCol - col);
    long rows = Math.abs(endRow - row);
    int stepCol = col > endCol ? -1 : 1;
    int stepRow = row > endRow ? -1 : 1;
    boolean flat = cols >= rows;
    long error = (flat ? cols : rows) >> 1;
    for (long steps = Math.max(cols, rows); steps > 0; steps--) {
      take(col, row, window, spans);
      error -= flat ? rows : cols;
      if (error < 0) {
        error += flat ? cols : rows;
        row += flat ? stepRow : 0;
        col += flat ? 0 : stepCol;
      }
      col += flat ? stepCol : 0;
      row += flat ? 0 : stepRow;
    }
    take(endCol, endRow, window, spans);
  }

  /**
   * All pixels that the line enters: row by row, from the column where it enters to where it
   * leaves.
   */
  static void touched(
      double x0, double y0, double x1, double y1, Window window, Rasterizer.Spans spans) {
    if (misses(x0, y0, x1, y1, window)) {
      return;
    }
    boolean down = y0 <= y1;
    double topX = down ? x0 : x1;
    double topY = down ? y0 : y1;
    double bottomX = down ? x1 : x0;
    double bottomY = down ? y1 : y0;
    int first = (int) Math.max(0, Math.floor(topY));
    int last = (int) Math.min(window.height() - 1, Math.floor(bottomY));
    for (int row = first; row <= last; row++) {
      if (row == bottomY && row > topY) {
        break; // it ends on the upper edge of this row and enters it nowhere
      }
      double a = row <= topY ? topX : at(row, topX, topY, bottomX, bottomY);
      double b = row + 1 >= bottomY ? bottomX : at(row + 1, topX, topY, bottomX, bottomY);
      double left = Math.min(a, b);
      double right = Math.max(a, b);
      int from = (int) Math.max(0, Math.floor(left));
      double end = Math.floor(right) == right && right > left ? right : Math.floor(right) + 1;
      int endCol = (int) Math.min(window.width(), end);
      if (from < endCol) {
        spans.take(row, from, endCol);
      }
    }
  }

  private static double at(double y, double x0, double y0, double x1, double y1) {
    return x0 + (y - y0) * (x1 - x0) / (y1 - y0);
  }

  private static boolean misses(double x0, double y0, double x1, double y1, Window window) {
    // also where one is NaN
    return !(Math.max(x0, x1) >= 0
        && Math.min(x0, x1) <= window.width()
        && Math.max(y0, y1) >= 0
        && Math.min(y0, y1) <= window.height());
  }

  private static long floor(double value) {
    return (long) Math.floor(Math.max(-FAR, Math.min(FAR, value)));
  }

  private static void take(long col, long row, Window window, Rasterizer.Spans spans) {
    if (col >= 0 && col < window.width() && row >= 0 && row < window.height()) {
      spans.take((int) row, (int) col, (int) col + 1);
    }
  }
}
