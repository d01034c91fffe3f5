// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.warp;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.sunqar.raster.geo.Window;

/**
 * A mapping that is computed exactly at few places and bilinearly between them, with a checked
 * error. The target is cut into squares of {@value #ROOT} pixels, counted from its corner, so that
 * a place does not depend on the window that is read. A square is compared with the true mapping at
 * a lattice of 5 x 5 places; where one is off by more than {@value #SAFETY} of the largest error,
 * or has no place, the square is quartered, down to {@value #LEAST} pixels, below which every place
 * is computed. A jump of the mapping, such as at the antimeridian, ends in such exact squares.
 *
 * <p>Known limit: where all 25 places of a square of {@value #EMPTY} pixels are nowhere, the square
 * is taken for empty.
 */
final class PlaceMap {

  /** Largest cell (pixels): a tile of common size lies in few of them. */
  static final int ROOT = 512;

  /** Smallest cell that is interpolated (pixels): for smaller ones the check costs more. */
  private static final int LEAST = 16;

  /** Largest cell without any place that is not looked into (pixels). */
  private static final int EMPTY = 32;

  /**
   * Share of the allowed error that may be seen at the lattice. The error of bilinear interpolation
   * is largest at the centre and the middles of edges for curved mappings, which the lattice holds;
   * where the third order dominates it is up to 3 % larger between the lattice's places.
   */
  private static final double SAFETY = 0.8;

  /** Trees kept for reading small windows again. */
  private static final int MOST_ROOTS = 4096;

  /** Steps between the places of the lattice along a side. */
  private static final int STEPS = 4;

  private final PixelMapping mapping;
  private final int width;
  private final int height;
  private final double maxError;
  private final Map<Long, List<Cell>> roots = new ConcurrentHashMap<>();

  PlaceMap(PixelMapping mapping, int width, int height, double maxError) {
    this.mapping = mapping;
    this.width = width;
    this.height = height;
    this.maxError = maxError;
  }

  /**
   * The parts of a window, each with its places.
   *
   * @param window inside one root square
   */
  List<Piece> pieces(Window window) {
    int rootCol = window.col() / ROOT;
    int rootRow = window.row() / ROOT;
    if (maxError == 0) {
      return List.of(new Piece(window, Cell.exact(window)));
    }
    long key = ((long) rootRow << 32) | rootCol;
    List<Cell> cells = roots.get(key);
    if (cells == null) {
      cells = new ArrayList<>();
      int left = rootCol * ROOT;
      int top = rootRow * ROOT;
      divide(
          new Window(left, top, Math.min(ROOT, width - left), Math.min(ROOT, height - top)), cells);
      if (roots.size() >= MOST_ROOTS) {
        roots.clear();
      }
      roots.put(key, cells);
    }
    List<Piece> pieces = new ArrayList<>();
    for (Cell cell : cells) {
      cell.window().intersect(window).ifPresent(part -> pieces.add(new Piece(part, cell)));
    }
    return pieces;
  }

  /** The places of a window of target pixels inside a cell: of their centres. */
  Places centres(Piece piece) {
    return places(piece, 0.5, piece.window());
  }

  /** The places of the corners of the pixels: one column and one row more than there are pixels. */
  Places corners(Piece piece) {
    Window window = piece.window();
    return places(
        piece, 0, new Window(window.col(), window.row(), window.width() + 1, window.height() + 1));
  }

  private Places places(Piece piece, double offset, Window window) {
    return switch (piece.cell().kind()) {
      case BILINEAR -> new Places.Bilinear(piece.cell(), offset, window);
      case EXACT -> Places.Exact.of(mapping, offset, window);
      case EMPTY -> new Places.Nowhere();
    };
  }

  /** A part of a window that lies in one cell. */
  record Piece(Window window, Cell cell) {

    /** This piece in two along its longer side; the first half. */
    List<Piece> halves() {
      int col = window.col();
      int row = window.row();
      int width = window.width();
      int height = window.height();
      if (width >= height) {
        int half = width / 2;
        return List.of(
            new Piece(new Window(col, row, half, height), cell),
            new Piece(new Window(col + half, row, width - half, height), cell));
      }
      int half = height / 2;
      return List.of(
          new Piece(new Window(col, row, width, half), cell),
          new Piece(new Window(col, row + half, width, height - half), cell));
    }
  }

  private void divide(Window window, List<Cell> cells) {
    int count = (STEPS + 1) * (STEPS + 1);
    double[] places = new double[2 * count];
    int at = 0;
    for (int y = 0; y <= STEPS; y++) {
      for (int x = 0; x <= STEPS; x++) {
        places[at++] = window.col() + (double) x * window.width() / STEPS;
        places[at++] = window.row() + (double) y * window.height() / STEPS;
      }
    }
    mapping.toSource(places, count);
    int nowhere = 0;
    for (int i = 0; i < places.length; i += 2) {
      if (!Double.isFinite(places[i]) || !Double.isFinite(places[i + 1])) {
        nowhere++;
      }
    }
    int size = Math.max(window.width(), window.height());
    if (nowhere == count && size <= EMPTY) {
      cells.add(Cell.empty(window));
      return;
    }
    if (nowhere == 0) {
      Cell cell = Cell.bilinear(window, places, STEPS);
      if (cell.isWithin(maxError * SAFETY, places, STEPS)) {
        cells.add(cell);
        return;
      }
    }
    if (size <= LEAST) {
      cells.add(Cell.exact(window));
      return;
    }
    int halfWidth = (window.width() + 1) / 2;
    int halfHeight = (window.height() + 1) / 2;
    for (int y = 0; y < window.height(); y += halfHeight) {
      for (int x = 0; x < window.width(); x += halfWidth) {
        divide(
            new Window(
                window.col() + x,
                window.row() + y,
                Math.min(halfWidth, window.width() - x),
                Math.min(halfHeight, window.height() - y)),
            cells);
      }
    }
  }
}
