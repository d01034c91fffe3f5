// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.tiles;

import java.util.List;
import org.sunqar.raster.geo.Grid;
import org.sunqar.raster.tilematrix.Tile;
import org.sunqar.raster.tilematrix.TileMatrixSet;
import org.sunqar.server.http.Problem;

/** A tile that a client asks for, and where its pixels lie. */
record TileAddress(TileMatrixSet set, Tile tile, int factor) {

  /** The sets that are listed; those of UTM zones are there, too. */
  static final List<String> SETS =
      List.of(
          "WebMercatorQuad",
          "WorldCRS84Quad",
          "WorldMercatorWGS84Quad",
          "EuropeanETRS89_LAEAQuad",
          "UPSArcticWGS84Quad",
          "UPSAntarcticWGS84Quad");

  /**
   * A set by its id.
   *
   * @throws Problem 404 when there is no such set
   */
  static TileMatrixSet set(String id) {
    return TileMatrixSet.find(id)
        .orElseThrow(() ->
            Problem.notFound(
                "there is no tile matrix set '"
                    + Rendering.shown(id)
                    + "'; there are "
                    + String.join(", ", SETS)
                    + ", and UTM01WGS84Quad to UTM60WGS84Quad"));
  }

  /**
   * A tile by its numbers.
   *
   * @param factor pixels of the picture for one of the set
   * @throws Problem 404 when the set has no such tile
   */
  static TileAddress of(TileMatrixSet set, String zoom, String row, String col, int factor) {
    int z = number(zoom);
    if (z < set.minZoom() || z > set.maxZoom()) {
      throw Problem.notFound(
          set.id()
              + " has zooms "
              + set.minZoom()
              + " to "
              + set.maxZoom()
              + ", not '"
              + Rendering.shown(zoom)
              + "'");
    }
    Tile tile = new Tile(z, number(col), number(row));
    if (!set.contains(tile)) {
      throw Problem.notFound(
          set.id()
              + " has no tile in row '"
              + Rendering.shown(row)
              + "' and column '"
              + Rendering.shown(col)
              + "' at zoom "
              + z);
    }
    return new TileAddress(set, tile, factor);
  }

  /** -1, which no tile has, for what is no number. */
  private static int number(String text) {
    if (text.isEmpty() || text.length() > 9 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return -1;
    }
    return Integer.parseInt(text);
  }

  /** The pixels of the tile. */
  Grid grid() {
    Grid grid = set.grid(tile);
    return factor == 1 ? grid : grid.resized(grid.width() * factor, grid.height() * factor);
  }
}
