// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.warp;

import java.util.Optional;
import org.sunqar.raster.geo.Window;

/**
 * Where a rectangle of target places lies in the source: {@code (col + offset, row + offset)} for
 * each column and row of a window, offset 0.5 for centres of pixels and 0 for their corners.
 */
sealed interface Places {

  /** Fills the source columns and rows of one row of the window, from its first column on. */
  void row(int row, double[] sourceCols, double[] sourceRows);

  /**
   * The source pixels within reach of the places; empty when there are none.
   *
   * @param width columns of the source
   * @param height rows of the source
   * @param reach how far around a place pixels are needed (pixels)
   */
  Optional<Window> bounds(int width, int height, int reach);

  /**
   * Bilinear between the corners of a cell: straight along rows and along columns. A place has the
   * same bits whatever window it is in, because it is counted from the cell's corner.
   */
  record Bilinear(Cell cell, double offset, Window window) implements Places {

    @Override
    public void row(int row, double[] sourceCols, double[] sourceRows) {
      double down = (row + offset - cell.top()) / cell.height();
      double startCol = cell.col(0, down);
      double startRow = cell.row(0, down);
      double stepCol = (cell.col(1, down) - startCol) / cell.width();
      double stepRow = (cell.row(1, down) - startRow) / cell.width();
      double first = window.col() + offset - cell.left();
      for (int i = 0; i < window.width(); i++) {
        sourceCols[i] = startCol + (first + i) * stepCol;
        sourceRows[i] = startRow + (first + i) * stepRow;
      }
    }

    @Override
    public Optional<Window> bounds(int width, int height, int reach) {
      PlaceBounds bounds = new PlaceBounds(width, height, reach);
      for (int corner = 0; corner < 4; corner++) {
        double col = window.col() + offset + (corner % 2) * (window.width() - 1);
        double row = window.row() + offset + (corner / 2) * (window.height() - 1);
        double down = (row - cell.top()) / cell.height();
        double across = (col - cell.left()) / cell.width();
        bounds.add(cell.col(across, down), cell.row(across, down));
      }
      return bounds.window();
    }
  }

  /** Every place computed. */
  @SuppressWarnings("ArrayRecordComponent") // never leaves the package, never changed
  record Exact(Window window, double[] colRow) implements Places {

    static Exact of(PixelMapping mapping, double offset, Window window) {
      double[] colRow = new double[Math.toIntExact(2 * window.pixels())];
      int at = 0;
      for (int row = window.row(); row < window.endRow(); row++) {
        for (int col = window.col(); col < window.endCol(); col++) {
          colRow[at++] = col + offset;
          colRow[at++] = row + offset;
        }
      }
      mapping.toSource(colRow, colRow.length / 2);
      return new Exact(window, colRow);
    }

    @Override
    public void row(int row, double[] sourceCols, double[] sourceRows) {
      int from = 2 * (row - window.row()) * window.width();
      for (int i = 0; i < window.width(); i++) {
        sourceCols[i] = colRow[from + 2 * i];
        sourceRows[i] = colRow[from + 2 * i + 1];
      }
    }

    @Override
    public Optional<Window> bounds(int width, int height, int reach) {
      PlaceBounds bounds = new PlaceBounds(width, height, reach);
      for (int i = 0; i < colRow.length; i += 2) {
        bounds.addIfNear(colRow[i], colRow[i + 1]);
      }
      return bounds.window();
    }
  }

  /** Nothing in the source. */
  record Nowhere() implements Places {
    @Override
    public void row(int row, double[] sourceCols, double[] sourceRows) {
      throw new IllegalStateException("nothing lies there");
    }

    @Override
    public Optional<Window> bounds(int width, int height, int reach) {
      return Optional.empty();
    }
  }
}
