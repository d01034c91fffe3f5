// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.geo;

import org.sunqar.raster.RasterException;

/**
 * The bounds of a rectangle in another system. Edges are followed at {@value #STEPS} steps a side,
 * and a lattice inside catches what lies higher than the edges; a pole inside is looked for. What
 * the transform does not reach is left out.
 */
final class BoundsTransform {

  private static final int STEPS = 21;

  private final Bounds bounds;
  private final Crs from;
  private final Crs to;

  BoundsTransform(Bounds bounds, Crs from, Crs to) {
    this.bounds = bounds;
    this.from = from;
    this.to = to;
  }

  Bounds result() {
    double[] points = lattice();
    CoordinateTransform.between(from, to).transform(points, points.length / 2);
    Bounds around = Bounds.around(points).orElseThrow(this::nowhere);
    return to.isGeographic() ? geographic(points, around.minY(), around.maxY()) : around;
  }

  /** Points of the rectangle, row by row. */
  private double[] lattice() {
    double width = bounds.maxX() - bounds.minX();
    int n = STEPS + 2;
    double[] points = new double[2 * n * n];
    for (int row = 0; row < n; row++) {
      double t = row / (n - 1.0);
      double y = bounds.minY() + t * (bounds.maxY() - bounds.minY());
      for (int col = 0; col < n; col++) {
        int i = 2 * (row * n + col);
        points[i] = bounds.minX() + width * col / (n - 1.0);
        points[i + 1] = row == n - 1 ? bounds.maxY() : y;
      }
    }
    return points;
  }

  private Bounds geographic(double[] points, double minY, double maxY) {
    boolean north = contains(90);
    boolean south = contains(-90);
    if (north || south) {
      return new Bounds(-180, south ? -90 : minY, 180, north ? 90 : maxY);
    }
    return longitudes(points, minY, maxY);
  }

  /** Whether a pole of the target lies in the rectangle; on its edge does not count. */
  private boolean contains(double latitude) {
    double[] pole = {0, latitude};
    CoordinateTransform.between(to, from).transform(pole, 1);
    return !from.isGeographic()
        && pole[0] > bounds.minX()
        && pole[0] < bounds.maxX()
        && pole[1] > bounds.minY()
        && pole[1] < bounds.maxY();
  }

  /**
   * From west to east, the latter beyond 180 across the antimeridian. Each row is followed from
   * point to point, so that a jump of 360 degrees is seen for what it is.
   */
  private static Bounds longitudes(double[] points, double minY, double maxY) {
    int n = STEPS + 2;
    double west = Double.POSITIVE_INFINITY;
    double east = Double.NEGATIVE_INFINITY;
    double start = Double.NaN;
    for (int row = 0; row < n; row++) {
      double last = start;
      boolean first = true;
      for (int col = 0; col < n; col++) {
        double longitude = points[2 * (row * n + col)];
        if (Double.isNaN(longitude)) {
          continue;
        }
        if (!Double.isNaN(last)) {
          longitude = last + Math.IEEEremainder(longitude - last, 360);
        }
        last = longitude;
        start = first ? longitude : start;
        first = false;
        west = Math.min(west, longitude);
        east = Math.max(east, longitude);
      }
    }
    if (east - west >= 360 - 1e-9) {
      return new Bounds(-180, minY, 180, maxY);
    }
    double turns = 360 * Math.floor((west + 180) / 360);
    return new Bounds(west - turns, minY, east - turns, maxY);
  }

  private RasterException nowhere() {
    return new RasterException(
        RasterException.Key.CRS, "no part of " + bounds + " in " + from + " has a place in " + to);
  }
}
