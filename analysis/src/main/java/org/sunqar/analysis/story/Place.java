// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.story;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.sunqar.analysis.AnalysisException;
import org.sunqar.analysis.watch.AreaMask;
import org.sunqar.raster.geo.Bounds;
import org.sunqar.raster.geo.Grid;
import org.sunqar.raster.geo.Window;

/** Where a series is read: a pixel, or an area. */
public interface Place {

  /**
   * The part of a grid that lies in the place.
   *
   * @return empty when there is none
   * @throws AnalysisException AREA when it is too large
   */
  Optional<Piece> in(Grid grid);

  /**
   * A part of a grid.
   *
   * @param window of the grid
   * @param area which of the window's pixels count, from its corner; empty for all
   */
  record Piece(Window window, Optional<AreaMask> area) {}

  /** The pixel, of whatever grid, that holds a point in WGS 84 longitude and latitude (degrees). */
  static Place point(double longitude, double latitude) {
    return grid -> {
      double[] xy = {longitude, latitude};
      grid.crs().fromLonLat(xy, 1);
      double col = Math.floor(grid.affine().colOf(xy[0], xy[1]));
      double row = Math.floor(grid.affine().rowOf(xy[0], xy[1]));
      return col >= 0 && row >= 0 && col < grid.width() && row < grid.height()
          ? Optional.of(new Piece(new Window((int) col, (int) row, 1, 1), Optional.empty()))
          : Optional.empty(); // NaN, too: beyond where the system is defined
    };
  }

  /** A pixel of a grid; of grids that are not aligned with it, the one that holds its middle. */
  static Place pixel(Grid reference, int col, int row) {
    double[] xy = {
      reference.affine().xOf(col + 0.5, row + 0.5), reference.affine().yOf(col + 0.5, row + 0.5)
    };
    return grid -> {
      if (grid.isAlignedWith(reference)) {
        Window offset = reference.windowOf(grid).orElseThrow();
        Window pixel = new Window(col - offset.col(), row - offset.row(), 1, 1);
        return pixel.intersect(grid.window()).map(window -> new Piece(window, Optional.empty()));
      }
      double[] lonLat = xy.clone();
      reference.crs().toLonLat(lonLat, 1);
      return point(lonLat[0], lonLat[1]).in(grid);
    };
  }

  /**
   * The pixels whose centres lie in an area.
   *
   * @param area polygons in WGS 84 longitude and latitude
   * @param most pixels of the window around it
   */
  static Place area(Geometry area, int most) {
    Map<Grid, Optional<Piece>> known = new HashMap<>();
    return grid -> {
      synchronized (known) {
        return known.computeIfAbsent(
            grid,
            g -> {
              // one that is far away may lie beyond where the grid's system is defined
              return touches(area, g)
                  ? AreaMask.within(area, g, most)
                      .map(mask -> new Piece(mask.window(), Optional.of(mask)))
                  : Optional.empty();
            });
      }
    };
  }

  private static boolean touches(Geometry area, Grid grid) {
    Bounds box = grid.lonLatBounds();
    Envelope extent = area.getEnvelopeInternal();
    return extent.getMinX() <= box.maxX()
        && extent.getMaxX() >= box.minX()
        && extent.getMinY() <= box.maxY()
        && extent.getMaxY() >= box.minY();
  }
}
