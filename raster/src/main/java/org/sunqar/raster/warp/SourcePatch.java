// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.warp;

import org.sunqar.raster.geo.Window;

/**
 * A piece of one band of a source, ready for kernels: NaN where there is no value. Kernels so need
 * no second loop with masks: a sum that met a missing value is NaN, and only then is it looked at
 * closer.
 *
 * <p>Tried and not taken: pieces of floats where they hold the samples exactly. Bilinear and
 * average were as fast, cubic 1.15 times slower, as each sample is used often and converted each
 * time.
 *
 * @param window where it lies in the source; holds every pixel of the source that is needed, so
 *     what is outside it is outside the source
 * @param sourceWidth columns of the whole source
 * @param sourceHeight rows of the whole source
 * @param values row by row; the array may be longer
 */
@SuppressWarnings("ArrayRecordComponent") // never leaves the package
record SourcePatch(Window window, int sourceWidth, int sourceHeight, double[] values) {

  /** Whether the pixel that holds a place has a value. */
  boolean isValid(double col, double row) {
    return col >= 0
        && row >= 0
        && col < sourceWidth
        && row < sourceHeight
        && !Double.isNaN(get((int) col, (int) row));
  }

  /** The value of a pixel inside the source. */
  double get(int col, int row) {
    return values[(row - window.row()) * window.width() + col - window.col()];
  }

  /** The value of a pixel, NaN outside the source. */
  double getOrMissing(int col, int row) {
    return col < 0 || row < 0 || col >= sourceWidth || row >= sourceHeight
        ? Double.NaN
        : get(col, row);
  }

  /** Takes out a value. */
  static void removeValue(double[] values, int size, double missing) {
    for (int i = 0; i < size; i++) {
      if (values[i] == missing) {
        values[i] = Double.NaN;
      }
    }
  }

  /** Takes out what a mask leaves out. */
  static void removeMasked(double[] values, byte[] mask) {
    for (int i = 0; i < mask.length; i++) {
      if (mask[i] == 0) {
        values[i] = Double.NaN;
      }
    }
  }
}
