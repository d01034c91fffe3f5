// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.geo;

import java.util.Optional;

/**
 * Where pixels lie: a CRS, an affine transform and a size. The one value that readers, writers,
 * cubes and detectors take; nobody passes a width, a height and a transform apart.
 *
 * <p>Two grids are <em>aligned</em> when they share a CRS and their pixels coincide: one is the
 * other shifted by whole pixels. A tolerance of {@value #ALIGNMENT_TOLERANCE} of a pixel absorbs
 * origins that were written with rounding.
 *
 * @param crs the coordinate reference system
 * @param affine pixel to map coordinates
 * @param width columns, at least 1
 * @param height rows, at least 1
 */
public record Grid(Crs crs, Affine affine, int width, int height) {

  /** Largest offset between the pixels of aligned grids (pixels). */
  public static final double ALIGNMENT_TOLERANCE = 0.01;

  public Grid {
    if (width < 1 || height < 1) {
      throw new IllegalArgumentException("grid is empty: " + width + " x " + height + " pixels");
    }
  }

  /** All pixels of this grid. */
  public Window window() {
    return new Window(0, 0, width, height);
  }

  /** The part of this grid, or of its continuation beyond its edges, that a window covers. */
  public Grid crop(Window window) {
    return new Grid(
        crs, affine.shifted(window.col(), window.row()), window.width(), window.height());
  }

  /** This grid with pixels {@code factor} times as large; a last partial pixel is kept. */
  public Grid coarsened(int factor) {
    return new Grid(
        crs,
        affine.scaled(factor, factor),
        (width + factor - 1) / factor,
        (height + factor - 1) / factor);
  }

  public boolean isAlignedWith(Grid other) {
    return offsetOf(other).isPresent();
  }

  /** The window of this grid (which may reach beyond it) that an aligned grid covers. */
  public Optional<Window> windowOf(Grid other) {
    return offsetOf(other).map(o -> new Window(o.col(), o.row(), other.width, other.height));
  }

  /**
   * The smallest grid that holds this grid and an aligned one.
   *
   * @throws IllegalArgumentException when the grids are not aligned
   */
  public Grid union(Grid other) {
    Window window =
        windowOf(other)
            .orElseThrow(() -> new IllegalArgumentException("grids are not aligned: " + other));
    return crop(window().union(window));
  }

  /** The smallest window of this grid's pixels that covers map bounds; may reach beyond it. */
  public Window windowOf(Bounds bounds) {
    double[] cols = {
      affine.colOf(bounds.minX(), bounds.minY()), affine.colOf(bounds.minX(), bounds.maxY()),
      affine.colOf(bounds.maxX(), bounds.minY()), affine.colOf(bounds.maxX(), bounds.maxY())
    };
    double[] rows = {
      affine.rowOf(bounds.minX(), bounds.minY()), affine.rowOf(bounds.minX(), bounds.maxY()),
      affine.rowOf(bounds.maxX(), bounds.minY()), affine.rowOf(bounds.maxX(), bounds.maxY())
    };
    int left = pixel(Math.floor(min(cols)));
    int top = pixel(Math.floor(min(rows)));
    int right = pixel(Math.ceil(max(cols)));
    int bottom = pixel(Math.ceil(max(rows)));
    return new Window(left, top, Math.max(1, right - left), Math.max(1, bottom - top));
  }

  /** The rectangle in map coordinates that this grid covers. */
  public Bounds bounds() {
    double[] xs = {
      affine.xOf(0, 0), affine.xOf(width, 0), affine.xOf(0, height), affine.xOf(width, height)
    };
    double[] ys = {
      affine.yOf(0, 0), affine.yOf(width, 0), affine.yOf(0, height), affine.yOf(width, height)
    };
    return new Bounds(min(xs), min(ys), max(xs), max(ys));
  }

  /** Pixels apart of the two origins, when the grids are aligned. */
  private Optional<Offset> offsetOf(Grid other) {
    if (!crs.equals(other.crs)) {
      return Optional.empty();
    }
    double col = affine.colOf(other.affine.c(), other.affine.f());
    double row = affine.rowOf(other.affine.c(), other.affine.f());
    double endCol = affine.colOf(other.cornerX(), other.cornerY()) - other.width;
    double endRow = affine.rowOf(other.cornerX(), other.cornerY()) - other.height;
    boolean aligned =
        Math.abs(col - Math.rint(col)) <= ALIGNMENT_TOLERANCE
            && Math.abs(row - Math.rint(row)) <= ALIGNMENT_TOLERANCE
            && Math.abs(endCol - Math.rint(col)) <= ALIGNMENT_TOLERANCE
            && Math.abs(endRow - Math.rint(row)) <= ALIGNMENT_TOLERANCE
            && Math.abs(col) < 1e9
            && Math.abs(row) < 1e9;
    return aligned
        ? Optional.of(new Offset((int) Math.rint(col), (int) Math.rint(row)))
        : Optional.empty();
  }

  private double cornerX() {
    return affine.xOf(width, height);
  }

  private double cornerY() {
    return affine.yOf(width, height);
  }

  private record Offset(int col, int row) {}

  /** A floating-point pixel index as an int, away from overflow. */
  private static int pixel(double value) {
    return (int) Math.max(-1e9, Math.min(1e9, value));
  }

  private static double min(double[] values) {
    return Math.min(Math.min(values[0], values[1]), Math.min(values[2], values[3]));
  }

  private static double max(double[] values) {
    return Math.max(Math.max(values[0], values[1]), Math.max(values[2], values[3]));
  }
}
