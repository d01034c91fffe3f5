// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.vector;

import org.locationtech.jts.algorithm.Orientation;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryCollection;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.Polygon;
import org.sunqar.raster.pixel.PixelBlock;

/**
 * Exact areas of polygons in pixels, by signed areas: each edge adds to the pixels it passes the
 * area to the right of it, and its height to all pixels further right, which a running sum along
 * the row distributes in the end.
 */
final class CoverageSum {

  /** Sums this close to 0 and 1 are that: what is left of rounding. */
  private static final double ROUNDING = 1e-9;

  private final int width;
  private final int height;
  private final double[] sums;

  CoverageSum(int width, int height) {
    this.width = width;
    this.height = height;
    this.sums = new double[Math.multiplyExact(width + 1, height)];
  }

  /**
   * @param geometry in columns and rows
   */
  CoverageSum add(Geometry geometry) {
    switch (geometry) {
      case Polygon polygon when !polygon.isEmpty() -> {
        addRing(polygon.getExteriorRing(), 1);
        for (int i = 0; i < polygon.getNumInteriorRing(); i++) {
          addRing(polygon.getInteriorRingN(i), -1);
        }
      }
      case GeometryCollection collection -> {
        for (int i = 0; i < collection.getNumGeometries(); i++) {
          add(collection.getGeometryN(i));
        }
      }
      default -> {} // no area
    }
    return this;
  }

  private void addRing(LineString ring, int sign) {
    Coordinate[] points = ring.getCoordinates();
    // rows go down, so what JTS takes for counter-clockwise is clockwise on the screen; a
    // clockwise ring goes down on its right side and up on its left
    int direction = Orientation.isCCW(points) ? -sign : sign;
    for (int i = 0; i + 1 < points.length; i++) {
      Coordinate a = points[i];
      Coordinate b = points[i + 1];
      if (a.y < b.y) {
        addEdge(a.x, a.y, b.x, b.y, direction);
      } else if (a.y > b.y) {
        addEdge(b.x, b.y, a.x, a.y, -direction);
      }
    }
  }

  /** An edge from its upper to its lower end. */
  private void addEdge(double topX, double topY, double bottomX, double bottomY, int direction) {
    double slope = (bottomX - topX) / (bottomY - topY);
    int first = (int) Math.max(0, Math.floor(topY));
    int end = (int) Math.min(height, Math.ceil(bottomY));
    for (int row = first; row < end; row++) {
      double from = Math.max(row, topY);
      double to = Math.min(row + 1.0, bottomY);
      double xFrom = from == topY ? topX : topX + (from - topY) * slope;
      double xTo = to == bottomY ? bottomX : topX + (to - topY) * slope;
      addInRow(row, Math.min(xFrom, xTo), Math.max(xFrom, xTo), (to - from) * direction);
    }
  }

  /** The piece of an edge within a row, between two columns; {@code rise} is its signed height. */
  private void addInRow(int row, double left, double right, double rise) {
    int at = row * (width + 1);
    if (right <= 0) {
      sums[at] += rise;
      return;
    }
    if (left >= width) {
      return;
    }
    double perColumn = right > left ? rise / (right - left) : 0;
    double x = left;
    if (x < 0) {
      sums[at] += -x * perColumn;
      x = 0;
    }
    double last = Math.min(right, width);
    do {
      int col = (int) Math.min(width - 1.0, Math.floor(x));
      double next = Math.min(last, col + 1.0);
      double share = right > left ? (next - x) * perColumn : rise;
      double middle = (x + next) / 2 - col;
      sums[at + col] += share * (1 - middle);
      sums[at + col + 1] += share * middle;
      x = next;
    } while (x < last);
  }

  /** 0..1 for each pixel. */
  PixelBlock.Floats shares() {
    float[] shares = new float[width * height];
    for (int row = 0; row < height; row++) {
      double sum = 0;
      for (int col = 0; col < width; col++) {
        sum += sums[row * (width + 1) + col];
        double share = Math.abs(sum);
        shares[row * width + col] =
            (float) (share < ROUNDING ? 0 : share > 1 - ROUNDING ? 1 : share);
      }
    }
    return new PixelBlock.Floats(width, height, shares);
  }
}
