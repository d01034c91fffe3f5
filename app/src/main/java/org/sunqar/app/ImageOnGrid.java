// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app;

import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.sunqar.mission.orbit.GroundPoint;
import org.sunqar.mission.segment.Image;
import org.sunqar.raster.geo.Grid;
import org.sunqar.raster.geo.Window;

/**
 * Where an image lies on a grid of pixels.
 *
 * @param grid the grid
 * @param window the smallest that holds what it shows of the grid
 * @param corners columns and rows of its corners, in order around it
 */
record ImageOnGrid(Grid grid, Window window, List<Corner> corners) {

  /** A corner, in pixels. */
  record Corner(double col, double row) {}

  /** The place of an image; empty where it shows nothing of the grid. */
  static Optional<ImageOnGrid> of(Image image, Grid grid) {
    List<Corner> corners = image.footprint().stream().map(p -> corner(p, grid)).toList();
    if (corners.size() < 3) {
      return Optional.empty();
    }
    double west = corners.stream().mapToDouble(Corner::col).min().orElseThrow();
    double east = corners.stream().mapToDouble(Corner::col).max().orElseThrow();
    double north = corners.stream().mapToDouble(Corner::row).min().orElseThrow();
    double south = corners.stream().mapToDouble(Corner::row).max().orElseThrow();
    int left = (int) Math.clamp(Math.floor(west), 0, grid.width());
    int right = (int) Math.clamp(Math.ceil(east), 0, grid.width());
    int top = (int) Math.clamp(Math.floor(north), 0, grid.height());
    int bottom = (int) Math.clamp(Math.ceil(south), 0, grid.height());
    return right > left && bottom > top
        ? Optional.of(
            new ImageOnGrid(grid, new Window(left, top, right - left, bottom - top), corners))
        : Optional.empty();
  }

  private static Corner corner(GroundPoint point, Grid grid) {
    double[] xy = {point.longitudeDegrees(), point.latitudeDegrees()};
    grid.crs().fromLonLat(xy, 1);
    return new Corner(grid.affine().colOf(xy[0], xy[1]), grid.affine().rowOf(xy[0], xy[1]));
  }

  /**
   * A smooth function of the place at the pixels of the grid, row by row; NaN outside of the image.
   *
   * @param step pixels between two places at which it is computed; linear between them
   */
  float[] values(ToDoubleFunction<GroundPoint> function, int step) {
    int across = (grid.width() - 1) / step + 2;
    int down = (grid.height() - 1) / step + 2;
    float[] nodes = new float[across * down];
    for (int j = 0; j < down; j++) {
      for (int i = 0; i < across; i++) {
        double col = i * step + 0.5;
        double row = j * step + 0.5;
        double[] xy = {grid.affine().xOf(col, row), grid.affine().yOf(col, row)};
        grid.crs().toLonLat(xy, 1);
        nodes[j * across + i] =
            (float) function.applyAsDouble(GroundPoint.ofDegrees(xy[0], xy[1], 0));
      }
    }
    float[] values = new float[grid.width() * grid.height()];
    for (int y = 0; y < grid.height(); y++) {
      for (int x = 0; x < grid.width(); x++) {
        int i = y / step * across + x / step;
        float fx = x % step / (float) step;
        float fy = y % step / (float) step;
        float upper = nodes[i] + fx * (nodes[i + 1] - nodes[i]);
        float lower = nodes[i + across] + fx * (nodes[i + across + 1] - nodes[i + across]);
        values[y * grid.width() + x] =
            isInside(x + 0.5, y + 0.5) ? upper + fy * (lower - upper) : Float.NaN;
      }
    }
    return values;
  }

  /** Whether a place lies within the corners, by the even-odd rule. */
  private boolean isInside(double col, double row) {
    boolean inside = false;
    Corner before = corners.getLast();
    for (Corner corner : corners) {
      if (corner.row() > row != before.row() > row
          && col
              < (before.col() - corner.col()) * (row - corner.row()) / (before.row() - corner.row())
                  + corner.col()) {
        inside = !inside;
      }
      before = corner;
    }
    return inside;
  }
}
