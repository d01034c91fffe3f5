// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.geo;

import java.util.List;

/**
 * Ground control points of an image.
 *
 * @param crs of the coordinates of the points
 * @param points at least one
 */
public record GroundControl(Crs crs, List<Point> points) {

  public GroundControl {
    points = List.copyOf(points);
    if (points.isEmpty()) {
      throw new IllegalArgumentException("no ground control points");
    }
  }

  /**
   * A place in an image whose place on the ground is known.
   *
   * @param col column in the image; 0 is the left edge of the first pixel
   * @param row row in the image; 0 is the upper edge of the first pixel
   * @param x easting or longitude
   * @param y northing or latitude
   * @param height above the vertical datum (m); 0 where it is not known
   */
  public record Point(double col, double row, double x, double y, double height) {}
}
