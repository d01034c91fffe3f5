// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.warp;

import java.util.Arrays;

/**
 * The size of a target pixel in source pixels, typical for an image: the median over a lattice of
 * the target's pixels that lie in the source. A pixel that is {@code u} source columns and rows
 * wide and {@code v} high, both vectors, counts as {@code hypot(u.col, v.col)} columns: a rotation
 * alone does not make it larger.
 *
 * @param cols source columns of a target pixel
 * @param rows source rows of a target pixel
 */
record Footprint(double cols, double rows) {

  private static final int SAMPLES = 17;

  /** Rounds of looking closer for a source that is small in the target. */
  private static final int ROUNDS = 8;

  static Footprint of(
      PixelMapping mapping, int width, int height, int sourceWidth, int sourceHeight) {
    double left = 0;
    double top = 0;
    double right = width;
    double bottom = height;
    for (int round = 0; round < ROUNDS; round++) {
      double stepX = (right - left) / SAMPLES;
      double stepY = (bottom - top) / SAMPLES;
      double[] places = lattice(left, top, stepX, stepY);
      double[] mapped = places.clone();
      mapping.toSource(mapped, mapped.length / 2);
      double[] cols = new double[SAMPLES * SAMPLES];
      double[] rows = new double[SAMPLES * SAMPLES];
      int inside = 0;
      int nearest = -1;
      double least = Double.POSITIVE_INFINITY;
      for (int i = 0; i < mapped.length; i += 6) {
        double colSize = Math.hypot(mapped[i + 2] - mapped[i], mapped[i + 4] - mapped[i]);
        double rowSize = Math.hypot(mapped[i + 3] - mapped[i + 1], mapped[i + 5] - mapped[i + 1]);
        if (!(colSize > 0 && rowSize > 0)) {
          continue;
        }
        double outside =
            outside(mapped[i], sourceWidth) / sourceWidth
                + outside(mapped[i + 1], sourceHeight) / sourceHeight;
        if (outside == 0) {
          cols[inside] = colSize;
          rows[inside++] = rowSize;
        } else if (outside < least) {
          least = outside;
          nearest = i;
        }
      }
      if (inside > 0) {
        return new Footprint(median(cols, inside), median(rows, inside));
      }
      if (nearest < 0 || (stepX < 1 && stepY < 1)) {
        break;
      }
      left = Math.max(0, places[nearest] - 2 * stepX);
      right = Math.min(width, places[nearest] + 2 * stepX);
      top = Math.max(0, places[nearest + 1] - 2 * stepY);
      bottom = Math.min(height, places[nearest + 1] + 2 * stepY);
    }
    return new Footprint(1, 1); // the target does not see the source
  }

  /** Three places for each sample: half a pixel to the left of and above a right-angled corner. */
  private static double[] lattice(double left, double top, double stepX, double stepY) {
    double[] places = new double[6 * SAMPLES * SAMPLES];
    int at = 0;
    for (int row = 0; row < SAMPLES; row++) {
      for (int col = 0; col < SAMPLES; col++) {
        double x = left + (col + 0.5) * stepX;
        double y = top + (row + 0.5) * stepY;
        places[at++] = x;
        places[at++] = y;
        places[at++] = x + 1;
        places[at++] = y;
        places[at++] = x;
        places[at++] = y + 1;
      }
    }
    return places;
  }

  private static double outside(double place, int size) {
    return Math.max(0, Math.max(-place, place - size));
  }

  private static double median(double[] values, int count) {
    Arrays.sort(values, 0, count);
    return values[count / 2];
  }

  /**
   * By how much a kernel is widened for a size: not below 1, and to the next whole number within a
   * twentieth of it, as gdalwarp does, so that halving is halving whatever the projection.
   */
  static double widening(double size) {
    if (size < 1 / 0.95) {
      return 1;
    }
    double whole = Math.rint(size);
    return Math.abs(size - whole) < 0.05 ? whole : size;
  }
}
