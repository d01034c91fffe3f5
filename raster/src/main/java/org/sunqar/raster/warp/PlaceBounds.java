// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.warp;

import java.util.Optional;
import org.sunqar.raster.geo.Window;

/** The smallest rectangle of source pixels around some places. */
final class PlaceBounds {

  private final int width;
  private final int height;
  private final int reach;

  private double left = Double.POSITIVE_INFINITY;
  private double top = Double.POSITIVE_INFINITY;
  private double right = Double.NEGATIVE_INFINITY;
  private double bottom = Double.NEGATIVE_INFINITY;

  /**
   * @param width columns of the source
   * @param height rows of the source
   * @param reach how far around a place pixels are needed (pixels)
   */
  PlaceBounds(int width, int height, int reach) {
    this.width = width;
    this.height = height;
    this.reach = reach;
  }

  void add(double col, double row) {
    left = Math.min(left, col);
    right = Math.max(right, col);
    top = Math.min(top, row);
    bottom = Math.max(bottom, row);
  }

  /** Adds a place unless no pixel of the source is within its reach, or it is NaN. */
  void addIfNear(double col, double row) {
    if (col >= -reach && col <= width + reach && row >= -reach && row <= height + reach) {
      add(col, row);
    }
  }

  /** The source pixels within reach of the places' rectangle. */
  Optional<Window> window() {
    double firstCol = Math.max(0, Math.floor(left) - reach);
    double firstRow = Math.max(0, Math.floor(top) - reach);
    double endCol = Math.min(width, Math.floor(right) + 1 + reach);
    double endRow = Math.min(height, Math.floor(bottom) + 1 + reach);
    if (!(firstCol < endCol && firstRow < endRow)) {
      return Optional.empty();
    }
    return Optional.of(
        new Window(
            (int) firstCol, (int) firstRow, (int) (endCol - firstCol), (int) (endRow - firstRow)));
  }
}
