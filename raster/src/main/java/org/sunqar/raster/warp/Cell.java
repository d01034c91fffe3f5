// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.warp;

import org.sunqar.raster.geo.Window;

/**
 * A rectangle of target pixels whose places in the source are found in one way.
 *
 * @param window the target pixels
 * @param corners source column and row of the upper left, upper right, lower left and lower right
 *     corner; zeros unless bilinear
 */
@SuppressWarnings("ArrayRecordComponent") // never leaves the package, never changed
record Cell(Window window, Kind kind, double[] corners) {

  enum Kind {
    BILINEAR,
    EXACT,
    EMPTY
  }

  static Cell exact(Window window) {
    return new Cell(window, Kind.EXACT, new double[8]);
  }

  static Cell empty(Window window) {
    return new Cell(window, Kind.EMPTY, new double[8]);
  }

  /**
   * @param lattice true places, {@code (steps + 1)} squared pairs over the window, row by row
   */
  static Cell bilinear(Window window, double[] lattice, int steps) {
    int side = steps + 1;
    int[] at = {0, steps, steps * side, side * side - 1};
    double[] corners = new double[8];
    for (int i = 0; i < 4; i++) {
      corners[2 * i] = lattice[2 * at[i]];
      corners[2 * i + 1] = lattice[2 * at[i] + 1];
    }
    return new Cell(window, Kind.BILINEAR, corners);
  }

  boolean isWithin(double error, double[] lattice, int steps) {
    int at = 0;
    for (int y = 0; y <= steps; y++) {
      for (int x = 0; x <= steps; x++) {
        double across = (double) x / steps;
        double down = (double) y / steps;
        double off =
            Math.hypot(col(across, down) - lattice[at], row(across, down) - lattice[at + 1]);
        if (!(off <= error)) {
          return false;
        }
        at += 2;
      }
    }
    return true;
  }

  /** Source column at shares of the width and height from the upper left corner. */
  double col(double across, double down) {
    return at(0, across, down);
  }

  /** Source row at shares of the width and height from the upper left corner. */
  double row(double across, double down) {
    return at(1, across, down);
  }

  private double at(int axis, double across, double down) {
    double left = corners[axis] + (corners[4 + axis] - corners[axis]) * down;
    double right = corners[2 + axis] + (corners[6 + axis] - corners[2 + axis]) * down;
    return left + (right - left) * across;
  }

  int left() {
    return window.col();
  }

  int top() {
    return window.row();
  }

  int width() {
    return window.width();
  }

  int height() {
    return window.height();
  }
}
