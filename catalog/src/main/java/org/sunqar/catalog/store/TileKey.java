// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.store;

import org.sunqar.raster.geo.Bounds;

/**
 * Tiles of the Web Mercator quad tree. What lies beyond its latitudes (85.05 degrees) is in the
 * tiles of its edge.
 */
final class TileKey {

  static final double MAX_LATITUDE = 85.0511287798066;

  private TileKey() {}

  /** Column and row in one number, of the tile that holds the centre of a box. */
  static long of(int zoom, Bounds box) {
    return of(zoom, (box.minX() + box.maxX()) / 2, (box.minY() + box.maxY()) / 2);
  }

  /** Column and row in one number, of the tile that holds a place (degrees). */
  static long of(int zoom, double lon, double lat) {
    int tiles = 1 << zoom;
    double turn = (lon + 180) / 360;
    double x = turn - Math.floor(turn);
    double phi = Math.toRadians(Math.max(-MAX_LATITUDE, Math.min(MAX_LATITUDE, lat)));
    double y = 0.5 - Math.log(Math.tan(Math.PI / 4 + phi / 2)) / (2 * Math.PI);
    return (long) clamp(x * tiles, tiles) << 32 | clamp(y * tiles, tiles);
  }

  /** {@code z/x/y}. */
  static String text(int zoom, long tile) {
    return zoom + "/" + (tile >> 32) + "/" + (int) tile;
  }

  private static int clamp(double value, int tiles) {
    return Math.max(0, Math.min(tiles - 1, (int) value));
  }
}
