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
    return of(column(zoom, lon), row(zoom, lat));
  }

  /** Column and row in one number. */
  static long of(int column, int row) {
    return (long) column << 32 | row;
  }

  /** The column that holds a longitude (degrees). */
  static int column(int zoom, double lon) {
    double turn = (lon + 180) / 360;
    return clamp((turn - Math.floor(turn)) * (1 << zoom), zoom);
  }

  private static int row(int zoom, double lat) {
    double phi = Math.toRadians(Math.max(-MAX_LATITUDE, Math.min(MAX_LATITUDE, lat)));
    double y = 0.5 - Math.log(Math.tan(Math.PI / 4 + phi / 2)) / (2 * Math.PI);
    return clamp(y * (1 << zoom), zoom);
  }

  /** The rows of many latitudes: a table instead of two transcendental functions for each. */
  static final class Rows {

    /** Latitudes of a step; within a step there is one edge of rows at most, or a few. */
    private static final double STEP = 1.0 / 64;

    private final int zoom;
    private final int[] rowOfStep = new int[(int) (180 / STEP) + 2];

    Rows(int zoom) {
      this.zoom = zoom;
      for (int i = 0; i < rowOfStep.length; i++) {
        rowOfStep[i] = TileKey.row(zoom, -90 + i * STEP);
      }
    }

    /** The row that holds a latitude (degrees). */
    int row(double lat) {
      int step = (int) ((Math.max(-90, Math.min(90, lat)) + 90) / STEP);
      return rowOfStep[step] == rowOfStep[step + 1] ? rowOfStep[step] : TileKey.row(zoom, lat);
    }
  }

  /** {@code z/x/y}. */
  static String text(int zoom, long tile) {
    return zoom + "/" + (tile >> 32) + "/" + (int) tile;
  }

  private static int clamp(double value, int zoom) {
    return Math.max(0, Math.min((1 << zoom) - 1, (int) value));
  }
}
