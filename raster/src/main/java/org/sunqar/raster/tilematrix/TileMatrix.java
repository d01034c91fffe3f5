// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.tilematrix;

/**
 * The tiles of one zoom level, counted from the top left.
 *
 * @param id identifier in requests
 * @param cellSize width and height of a pixel (CRS units)
 * @param left x of the left edge of the first column
 * @param top y of the upper edge of the first row
 * @param tileWidth columns of pixels in a tile
 * @param tileHeight rows of pixels in a tile
 * @param columns of tiles
 * @param rows of tiles
 */
public record TileMatrix(
    String id,
    double cellSize,
    double left,
    double top,
    int tileWidth,
    int tileHeight,
    int columns,
    int rows) {

  /** A pixel on the standard's screen has 0.28 mm. */
  static final double SCREEN_PIXEL = 0.00028;

  private static final int MAX_TILE = 1 << 14;

  public TileMatrix {
    boolean sane =
        cellSize > 0
            && Double.isFinite(cellSize + left + top)
            && Math.min(tileWidth, tileHeight) > 0
            && Math.max(tileWidth, tileHeight) <= MAX_TILE
            && Math.min(columns, rows) > 0;
    if (!sane) {
      throw new IllegalArgumentException(
          "tile matrix %s: cell size %s, %d x %d tiles of %d x %d pixels"
              .formatted(id, cellSize, columns, rows, tileWidth, tileHeight));
    }
  }

  /** Width of a tile (CRS units). */
  public double spanX() {
    return cellSize * tileWidth;
  }

  /** Height of a tile (CRS units). */
  public double spanY() {
    return cellSize * tileHeight;
  }
}
