// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.geo;

import java.util.Optional;

/**
 * A rectangle of pixels of a grid, never empty.
 *
 * @param col first column; may lie outside the grid (negative or beyond it)
 * @param row first row; may lie outside the grid
 * @param width columns, at least 1
 * @param height rows, at least 1
 */
public record Window(int col, int row, int width, int height) {

  public Window {
    if (width < 1 || height < 1) {
      throw new IllegalArgumentException("window is empty: " + width + " x " + height + " pixels");
    }
    Math.addExact(col, width);
    Math.addExact(row, height);
  }

  /** The first column after the window. */
  public int endCol() {
    return col + width;
  }

  /** The first row after the window. */
  public int endRow() {
    return row + height;
  }

  public long pixels() {
    return (long) width * height;
  }

  public Optional<Window> intersect(Window other) {
    int left = Math.max(col, other.col);
    int top = Math.max(row, other.row);
    int right = Math.min(endCol(), other.endCol());
    int bottom = Math.min(endRow(), other.endRow());
    return left < right && top < bottom
        ? Optional.of(new Window(left, top, right - left, bottom - top))
        : Optional.empty();
  }

  /** The smallest window that holds both. */
  public Window union(Window other) {
    int left = Math.min(col, other.col);
    int top = Math.min(row, other.row);
    return new Window(
        left,
        top,
        Math.max(endCol(), other.endCol()) - left,
        Math.max(endRow(), other.endRow()) - top);
  }

  public boolean contains(Window other) {
    return other.col >= col
        && other.row >= row
        && other.endCol() <= endCol()
        && other.endRow() <= endRow();
  }

  public Window shifted(int cols, int rows) {
    return new Window(Math.addExact(col, cols), Math.addExact(row, rows), width, height);
  }

  /** This window with a border of {@code pixels} on each side. */
  public Window padded(int pixels) {
    return new Window(
        Math.subtractExact(col, pixels),
        Math.subtractExact(row, pixels),
        Math.addExact(width, Math.multiplyExact(2, pixels)),
        Math.addExact(height, Math.multiplyExact(2, pixels)));
  }
}
