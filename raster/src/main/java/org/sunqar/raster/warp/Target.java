// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.warp;

import java.util.OptionalDouble;
import org.sunqar.raster.geo.Window;
import org.sunqar.raster.pixel.PixelBlock;

/**
 * Where computed samples go.
 *
 * @param window of the target grid that is being read
 * @param block its samples; already holds what stands for no value
 * @param noData value that a computed one must not equal
 * @param scratch of the thread that computes
 */
record Target(Window window, PixelBlock block, OptionalDouble noData, Scratch scratch) {

  /** Memory that one reading thread uses again and again: zeroing new arrays costs a tenth. */
  static final class Scratch {

    private double[] numbers = {};

    /** An array of at least a size, with anything in it, valid until the next call. */
    double[] numbers(int size) {
      if (numbers.length < size) {
        numbers = new double[size];
      }
      return numbers;
    }
  }

  /** Index in the block of a pixel of the target grid. */
  int index(int col, int row) {
    return (row - window.row()) * window.width() + col - window.col();
  }

  RowWriter writer() {
    return new RowWriter(block, noData);
  }
}
