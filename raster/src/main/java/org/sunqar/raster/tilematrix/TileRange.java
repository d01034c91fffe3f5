// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.tilematrix;

import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * A rectangle of tiles of one matrix; the last column and row belong to it.
 *
 * @param zoom number of the matrix
 * @param minCol first column
 * @param minRow first row
 * @param maxCol last column, at least the first
 * @param maxRow last row, at least the first
 */
public record TileRange(int zoom, int minCol, int minRow, int maxCol, int maxRow) {

  public TileRange {
    if (minCol > maxCol || minRow > maxRow) {
      throw new IllegalArgumentException("no tiles from " + minCol + " to " + maxCol);
    }
  }

  public long count() {
    return (long) (maxCol - minCol + 1) * (maxRow - minRow + 1);
  }

  public boolean contains(Tile tile) {
    return tile.zoom() == zoom
        && tile.col() >= minCol
        && tile.col() <= maxCol
        && tile.row() >= minRow
        && tile.row() <= maxRow;
  }

  /** The tiles, row by row. */
  public Stream<Tile> tiles() {
    int across = maxCol - minCol + 1;
    return LongStream.range(0, count())
        .mapToObj(i -> new Tile(zoom, minCol + (int) (i % across), minRow + (int) (i / across)));
  }
}
