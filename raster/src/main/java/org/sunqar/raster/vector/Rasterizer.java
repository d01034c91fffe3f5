// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.vector;

import java.util.Arrays;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryCollection;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;
import org.sunqar.raster.RasterException;
import org.sunqar.raster.geo.Grid;
import org.sunqar.raster.geo.Window;
import org.sunqar.raster.pixel.PixelBlock;
import org.sunqar.raster.pixel.PixelType;

/**
 * Puts geometries on a grid, as gdal_rasterize does. Coordinates are those of the grid's CRS; edges
 * are straight there.
 */
public final class Rasterizer {

  /** Most pixels of a grid at once. */
  private static final long MAX_PIXELS = 1 << 28;

  /** Which pixels a geometry covers. */
  public enum Rule {
    /**
     * Those whose centre lies in a polygon, one pixel for each step of a line (Bresenham 1965), and
     * the pixel of a point.
     */
    CENTRE,
    /** All that polygon, line or point touches. */
    ALL_TOUCHED
  }

  private Rasterizer() {}

  /**
   * The pixels that a geometry covers.
   *
   * @return 255 where it does, else 0
   * @throws RasterException with key TOO_LARGE for a grid of more than 2^28 pixels
   */
  public static PixelBlock.Bytes mask(Geometry geometry, Grid grid, Rule rule) {
    checkSize(grid);
    PixelBlock.Bytes mask =
        (PixelBlock.Bytes) PixelBlock.of(PixelType.UINT8, grid.width(), grid.height());
    byte[] values = mask.values();
    int width = grid.width();
    cover(
        geometry,
        grid,
        rule,
        (row, from, end) -> Arrays.fill(values, row * width + from, row * width + end, (byte) 255));
    return mask;
  }

  /**
   * Writes a value into the pixels that a geometry covers.
   *
   * @param target of the size of the grid
   */
  public static void burn(
      Geometry geometry, Grid grid, Rule rule, double value, PixelBlock target) {
    if (target.width() != grid.width() || target.height() != grid.height()) {
      throw new IllegalArgumentException(
          "%d x %d pixels for a grid of %d x %d"
              .formatted(target.width(), target.height(), grid.width(), grid.height()));
    }
    checkSize(grid);
    cover(
        geometry,
        grid,
        rule,
        (row, from, end) -> {
          for (int col = from; col < end; col++) {
            target.set(row * grid.width() + col, value);
          }
        });
  }

  /**
   * The share of each pixel that lies in polygons, exact to rounding; lines and points cover
   * nothing.
   *
   * @param geometry valid; polygons that overlap count twice, up to 1
   * @return 0..1
   * @throws RasterException with key TOO_LARGE for a grid of more than 2^28 pixels
   */
  public static PixelBlock.Floats coverage(Geometry geometry, Grid grid) {
    checkSize(grid);
    return new CoverageSum(grid.width(), grid.height()).add(toPixels(geometry, grid)).shares();
  }

  private static void checkSize(Grid grid) {
    if (grid.window().pixels() > MAX_PIXELS) {
      throw new RasterException(
          RasterException.Key.TOO_LARGE,
          "%d x %d pixels to put geometries on at once; at most %d are possible"
              .formatted(grid.width(), grid.height(), MAX_PIXELS));
    }
  }

  /** The same geometry in fractional columns and rows; (0, 0) is the upper left corner. */
  static Geometry toPixels(Geometry geometry, Grid grid) {
    Geometry copy = geometry.copy();
    copy.apply((Coordinate coordinate) -> {
      double x = coordinate.x;
      double y = coordinate.y;
      coordinate.x = grid.affine().colOf(x, y);
      coordinate.y = grid.affine().rowOf(x, y);
    });
    copy.geometryChanged();
    return copy;
  }

  private static void cover(Geometry geometry, Grid grid, Rule rule, Spans spans) {
    coverPixels(toPixels(geometry, grid), grid.window(), rule, spans);
  }

  private static void coverPixels(Geometry geometry, Window window, Rule rule, Spans spans) {
    switch (geometry) {
      case Point point when !point.isEmpty() -> point(point.getX(), point.getY(), window, spans);
      case LineString line -> line(line, window, rule, spans);
      case Polygon polygon -> {
        PolygonFill.fill(polygon, window, spans);
        if (rule == Rule.ALL_TOUCHED) {
          line(polygon.getExteriorRing(), window, rule, spans);
          for (int i = 0; i < polygon.getNumInteriorRing(); i++) {
            line(polygon.getInteriorRingN(i), window, rule, spans);
          }
        }
      }
      case GeometryCollection collection -> {
        for (int i = 0; i < collection.getNumGeometries(); i++) {
          coverPixels(collection.getGeometryN(i), window, rule, spans);
        }
      }
      default -> {} // an empty point
    }
  }

  private static void point(double x, double y, Window window, Spans spans) {
    double col = Math.floor(x);
    double row = Math.floor(y);
    if (col >= 0 && col < window.width() && row >= 0 && row < window.height()) {
      spans.take((int) row, (int) col, (int) col + 1);
    }
  }

  private static void line(LineString line, Window window, Rule rule, Spans spans) {
    Coordinate[] points = line.getCoordinates();
    for (int i = 0; i + 1 < points.length; i++) {
      Coordinate a = points[i];
      Coordinate b = points[i + 1];
      if (rule == Rule.ALL_TOUCHED) {
        LineWalk.touched(a.x, a.y, b.x, b.y, window, spans);
      } else {
        LineWalk.bresenham(a.x, a.y, b.x, b.y, window, spans);
      }
    }
  }

  /** Takes runs of pixels of a row. */
  @FunctionalInterface
  interface Spans {
    void take(int row, int from, int end);
  }
}
