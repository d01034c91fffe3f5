// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.geo;

import org.sunqar.raster.RasterException;

/**
 * Size and resolution of a warped grid: its extent is that of {@value #STEPS} points on each edge
 * of the source (of a lattice inside, where edges have no place in the target), its pixels are
 * square, and the diagonal from the first to the last corner has as many as the source's diagonal.
 */
final class SuggestedGrid {

  private static final int STEPS = 21;

  private final Grid source;
  private final Crs target;
  private final CoordinateTransform transform;

  SuggestedGrid(Grid source, Crs target) {
    this.source = source;
    this.target = target;
    this.transform = CoordinateTransform.between(source.crs(), target);
  }

  Grid result() {
    double[] points = edges();
    if (failed(points) > 0) {
      points = lattice();
    }
    double minX = Double.POSITIVE_INFINITY;
    double minY = Double.POSITIVE_INFINITY;
    double maxX = Double.NEGATIVE_INFINITY;
    double maxY = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < points.length; i += 2) {
      if (!Double.isNaN(points[i])) {
        minX = Math.min(minX, points[i]);
        maxX = Math.max(maxX, points[i]);
        minY = Math.min(minY, points[i + 1]);
        maxY = Math.max(maxY, points[i + 1]);
      }
    }
    if (target.isGeographic()) {
      Bounds around = source.bounds().transformed(source.crs(), target);
      if (around.maxX() > 180 || around.maxX() - around.minX() >= 360) {
        minX = around.minX(); // across the antimeridian or around a pole
        maxX = around.maxX();
        minY = Math.min(minY, around.minY());
        maxY = Math.max(maxY, around.maxY());
      }
    }
    double diagonal = cornerDistance(minX, minY, maxX, maxY);
    double pixel = diagonal / Math.hypot(source.width(), source.height());
    if (!(minX < maxX) || !(minY < maxY) || !(pixel > 0)) {
      throw new RasterException(
          RasterException.Key.CRS, "the grid in " + source.crs() + " has no place in " + target);
    }
    return new Grid(
        target,
        Affine.northUp(minX, maxY, pixel, pixel),
        Grid.size(Math.floor((maxX - minX) / pixel + 0.5)),
        Grid.size(Math.floor((maxY - minY) / pixel + 0.5)));
  }

  /** From the first to the last corner, or across the extent where they have no place. */
  private double cornerDistance(double minX, double minY, double maxX, double maxY) {
    Affine affine = source.affine();
    double[] corners = {
      affine.c(),
      affine.f(),
      affine.xOf(source.width(), source.height()),
      affine.yOf(source.width(), source.height())
    };
    transform.transform(corners, 2);
    double distance = Math.hypot(corners[2] - corners[0], corners[3] - corners[1]);
    boolean across = target.isGeographic() && Math.abs(corners[2] - corners[0]) > 180;
    return distance > 0 && !across ? distance : Math.hypot(maxX - minX, maxY - minY);
  }

  private double[] edges() {
    double[] points = new double[2 * 4 * STEPS];
    int n = 0;
    for (int i = 0; i < STEPS; i++) {
      double t = i / (STEPS - 1.0);
      n = put(points, n, t, 0);
      n = put(points, n, t, 1);
      n = put(points, n, 0, t);
      n = put(points, n, 1, t);
    }
    transform.transform(points, n / 2);
    return points;
  }

  private double[] lattice() {
    double[] points = new double[2 * STEPS * STEPS];
    int n = 0;
    for (int row = 0; row < STEPS; row++) {
      for (int col = 0; col < STEPS; col++) {
        n = put(points, n, col / (STEPS - 1.0), row / (STEPS - 1.0));
      }
    }
    transform.transform(points, n / 2);
    return points;
  }

  private int put(double[] points, int n, double across, double down) {
    double col = across * source.width();
    double row = down * source.height();
    points[n] = source.affine().xOf(col, row);
    points[n + 1] = source.affine().yOf(col, row);
    return n + 2;
  }

  private static int failed(double[] points) {
    int failed = 0;
    for (int i = 0; i < points.length; i += 2) {
      failed += Double.isNaN(points[i]) ? 1 : 0;
    }
    return failed;
  }
}
