// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.overview;

import java.util.List;
import java.util.Optional;
import org.sunqar.raster.geo.Affine;
import org.sunqar.raster.geo.Bounds;
import org.sunqar.raster.geo.Crs;
import org.sunqar.raster.geo.Grid;
import org.sunqar.raster.geo.Window;

/** Where the pixels of overview mosaics lie: on those of a zoom of web maps, in whole tiles. */
final class OverviewGrid {

  /** Pixels of a mosaic on a side, at most. */
  static final int MAX_SIZE = 4096;

  /** Pixels that a scene has across, about; finer zooms read the scenes themselves. */
  private static final int SCENE_SIZE = 64;

  private static final int TILE = 256;
  private static final int MAX_ZOOM = 18;

  /** Half of the width of the square that web maps show (m). */
  private static final double HALF = 20_037_508.342789244;

  /** Where that square ends (degrees). */
  private static final double MAX_LATITUDE = 85.05112877980659;

  private static final Crs MERCATOR = Crs.ofEpsg(3857);

  private OverviewGrid() {}

  /**
   * The grid of a collection's mosaic: of the finest zoom at which a scene is about {@value
   * #SCENE_SIZE} pixels across and all of it at most {@value #MAX_SIZE}.
   *
   * @param extent longitudes and latitudes of all items
   * @param scene those of one of them
   */
  static Grid of(Bounds extent, Bounds scene) {
    double width = Math.max(scene.maxX() - scene.minX(), 1e-6);
    int zoom = (int) Math.ceil(Math.log(SCENE_SIZE * 360 / (TILE * width)) / Math.log(2));
    for (int z = Math.clamp(zoom, 0, MAX_ZOOM); z > 0; z--) {
      Grid grid = covering(extent, z);
      if (Math.max(grid.width(), grid.height()) <= MAX_SIZE) {
        return grid;
      }
    }
    return covering(extent, 0);
  }

  private static Grid covering(Bounds extent, int zoom) {
    double[] box = mercator(extent);
    double tile = 2 * HALF / (1L << zoom);
    int last = (1 << zoom) - 1;
    int left = tile(box[0], tile, last);
    int right = tile(box[2], tile, last);
    int top = tile(-box[3], tile, last);
    int bottom = tile(-box[1], tile, last);
    double pixel = tile / TILE;
    return new Grid(
        MERCATOR,
        Affine.northUp(-HALF + left * tile, HALF - top * tile, pixel, pixel),
        Math.multiplyExact(right - left + 1, TILE),
        Math.multiplyExact(bottom - top + 1, TILE));
  }

  private static int tile(double fromCentre, double tile, int last) {
    return Math.clamp((long) Math.floor((fromCentre + HALF) / tile), 0, last);
  }

  /** The windows of a grid that an area has pixels in: two across the antimeridian. */
  static List<Window> windows(Grid grid, Bounds lonLat) {
    return lonLat.acrossAntimeridian().stream()
        .map(part -> window(grid, part))
        .flatMap(Optional::stream)
        .toList();
  }

  private static Optional<Window> window(Grid grid, Bounds lonLat) {
    double[] box = mercator(lonLat);
    return grid.windowOf(new Bounds(box[0], box[1], box[2], box[3])).intersect(grid.window());
  }

  /** West, south, east, north (m). */
  private static double[] mercator(Bounds lonLat) {
    double south = Math.clamp(lonLat.minY(), -MAX_LATITUDE, MAX_LATITUDE);
    double north = Math.clamp(lonLat.maxY(), -MAX_LATITUDE, MAX_LATITUDE);
    double[] xy = {
      Math.clamp(lonLat.minX(), -180, 180), south, Math.clamp(lonLat.maxX(), -180, 180), north
    };
    MERCATOR.fromLonLat(xy, 2);
    return xy;
  }
}
