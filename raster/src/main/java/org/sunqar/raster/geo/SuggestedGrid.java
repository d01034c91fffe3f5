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
    Bounds extent = Bounds.around(points).orElseThrow(this::nowhere);
    if (target.isGeographic()) {
      Bounds around = source.bounds().transformed(source.crs(), target);
      if (around.maxX() > 180 || around.maxX() - around.minX() >= 360) {
        extent = // across the antimeridian or around a pole
            new Bounds(
                around.minX(),
                Math.min(extent.minY(), around.minY()),
                around.maxX(),
                Math.max(extent.maxY(), around.maxY()));
      }
    }
    double width = extent.maxX() - extent.minX();
    double height = extent.maxY() - extent.minY();
    double pixel = cornerDistance(width, height) / Math.hypot(source.width(), source.height());
    if (!(width > 0) || !(height > 0) || !(pixel > 0)) {
      throw nowhere();
    }
    return new Grid(
        target,
        Affine.northUp(extent.minX(), extent.maxY(), pixel, pixel),
        Grid.size(Math.floor(width / pixel + 0.5)),
        Grid.size(Math.floor(height / pixel + 0.5)));
  }

  private RasterException nowhere() {
    return new RasterException(
        RasterException.Key.CRS, "the grid in " + source.crs() + " has no place in " + target);
  }

  /** From the first to the last corner, or across the extent where they have no place. */
  private double cornerDistance(double width, double height) {
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
    return distance > 0 && !across ? distance : Math.hypot(width, height);
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
