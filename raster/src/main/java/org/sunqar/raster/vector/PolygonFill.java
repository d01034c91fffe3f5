// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.vector;

import java.util.Arrays;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.Polygon;
import org.sunqar.raster.geo.Window;

/**
 * Fills a polygon by the even-odd rule along the centre line of each row. Centres on an edge are
 * decided as GDAL does: one on a left edge is outside and one on a right edge inside, so that
 * neighbours share no pixel; those along a horizontal edge are inside, but outside along the upper
 * edge of a hole.
 */
final class PolygonFill {

  private final Window window;
  private final double[][] crossings;
  private final int[] counts;

  private PolygonFill(Window window) {
    this.window = window;
    this.crossings = new double[window.height()][];
    this.counts = new int[window.height()];
  }

  /**
   * @param polygon in columns and rows
   */
  static void fill(Polygon polygon, Window window, Rasterizer.Spans spans) {
    PolygonFill fill = new PolygonFill(window);
    fill.add(polygon.getExteriorRing());
    fill.alongHorizontals(polygon.getExteriorRing(), spans);
    for (int i = 0; i < polygon.getNumInteriorRing(); i++) {
      fill.add(polygon.getInteriorRingN(i));
    }
    fill.emit(spans);
  }

  private void add(LineString ring) {
    Coordinate[] points = ring.getCoordinates();
    for (int i = 0; i + 1 < points.length; i++) {
      Coordinate a = points[i];
      Coordinate b = points[i + 1];
      if (a.y < b.y) {
        crossing(a, b);
      } else if (a.y > b.y) {
        crossing(b, a);
      }
    }
  }

  /** Takes the pixels along edges on a line of centres. */
  private void alongHorizontals(LineString ring, Rasterizer.Spans spans) {
    Coordinate[] points = ring.getCoordinates();
    for (int i = 0; i + 1 < points.length; i++) {
      Coordinate a = points[i];
      Coordinate b = points[i + 1];
      double row = a.y - 0.5;
      if (a.y == b.y && row == Math.rint(row) && row >= 0 && row < window.height()) {
        emit((int) row, Math.min(a.x, b.x), Math.max(a.x, b.x), spans);
      }
    }
  }

  private void crossing(Coordinate top, Coordinate bottom) {
    int first = (int) Math.max(0, Math.ceil(top.y - 0.5));
    int end = (int) Math.min(window.height(), Math.ceil(bottom.y - 0.5));
    for (int row = first; row < end; row++) {
      double x = top.x + (row + 0.5 - top.y) * (bottom.x - top.x) / (bottom.y - top.y);
      double[] xs = crossings[row];
      if (xs == null || counts[row] == xs.length) {
        xs = xs == null ? new double[4] : Arrays.copyOf(xs, xs.length * 2);
        crossings[row] = xs;
      }
      xs[counts[row]++] = x;
    }
  }

  private void emit(Rasterizer.Spans spans) {
    for (int row = 0; row < crossings.length; row++) {
      double[] xs = crossings[row];
      if (xs != null) {
        Arrays.sort(xs, 0, counts[row]);
        for (int i = 0; i + 1 < counts[row]; i += 2) {
          emit(row, xs[i], xs[i + 1], spans);
        }
      }
    }
  }

  private void emit(int row, double left, double right, Rasterizer.Spans spans) {
    int from = (int) Math.max(0, Math.floor(left + 0.5));
    int end = (int) Math.min(window.width(), Math.floor(right + 0.5));
    if (from < end) {
      spans.take(row, from, end);
    }
  }
}
