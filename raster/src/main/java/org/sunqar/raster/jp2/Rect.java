// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.jp2;

/**
 * A rectangle on some grid of the standard; may be empty.
 *
 * @param x1 first column after it
 * @param y1 first row after it
 */
record Rect(int x0, int y0, int x1, int y1) {

  int width() {
    return x1 - x0;
  }

  int height() {
    return y1 - y0;
  }

  boolean isEmpty() {
    return x0 >= x1 || y0 >= y1;
  }

  boolean contains(Rect other) {
    return x0 <= other.x0 && y0 <= other.y0 && x1 >= other.x1 && y1 >= other.y1;
  }

  /** The same on a grid that is 2 to a power as coarse. */
  Rect reduced(int levels) {
    return new Rect(ceil(x0, levels), ceil(y0, levels), ceil(x1, levels), ceil(y1, levels));
  }

  /** The samples of a subband (equation B-15). */
  Rect subband(int levels, int orientation) {
    long right = (orientation & 1) == 0 ? 0 : 1L << (levels - 1);
    long down = (orientation & 2) == 0 ? 0 : 1L << (levels - 1);
    return new Rect(
        ceil(x0 - right, levels),
        ceil(y0 - down, levels),
        ceil(x1 - right, levels),
        ceil(y1 - down, levels));
  }

  private static int ceil(long value, int exponent) {
    return (int) ((value + (1L << exponent) - 1) >> exponent);
  }
}
