// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.warp;

import java.util.Optional;
import org.sunqar.raster.geo.Grid;
import org.sunqar.raster.geo.Window;

/** Which part of a grid an image covers. */
final class Coverage {

  private static final int STEPS = 20;

  /**
   * A window of a grid that holds an image; exact for aligned grids, else larger than needed. Empty
   * when the image lies outside.
   */
  static Optional<Window> of(Grid image, Grid grid) {
    Optional<Window> aligned = grid.windowOf(image);
    if (aligned.isPresent()) {
      return aligned.get().intersect(grid.window());
    }
    double[] places = new double[2 * (STEPS + 1) * (STEPS + 1)];
    int at = 0;
    for (int y = 0; y <= STEPS; y++) {
      for (int x = 0; x <= STEPS; x++) {
        places[at++] = (double) x * image.width() / STEPS;
        places[at++] = (double) y * image.height() / STEPS;
      }
    }
    PixelMapping.between(image, grid).toSource(places, places.length / 2);
    double left = Double.POSITIVE_INFINITY;
    double right = Double.NEGATIVE_INFINITY;
    double top = Double.POSITIVE_INFINITY;
    double bottom = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < places.length; i += 2) {
      if (Double.isNaN(places[i]) || Double.isNaN(places[i + 1])) {
        return Optional.of(grid.window()); // it reaches beyond the projection
      }
      left = Math.min(left, places[i]);
      right = Math.max(right, places[i]);
      top = Math.min(top, places[i + 1]);
      bottom = Math.max(bottom, places[i + 1]);
    }
    // edges bulge between the lattice's places, and a pole may lie between them
    double marginX = (right - left) / STEPS + 2;
    double marginY = (bottom - top) / STEPS + 2;
    double firstCol = Math.max(0, Math.floor(left - marginX));
    double firstRow = Math.max(0, Math.floor(top - marginY));
    double endCol = Math.min(grid.width(), Math.ceil(right + marginX));
    double endRow = Math.min(grid.height(), Math.ceil(bottom + marginY));
    return firstCol < endCol && firstRow < endRow
        ? Optional.of(
            new Window(
                (int) firstCol,
                (int) firstRow,
                (int) (endCol - firstCol),
                (int) (endRow - firstRow)))
        : Optional.empty();
  }

  private Coverage() {}
}
