// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app.report;

import java.time.LocalDate;
import java.util.List;
import org.sunqar.raster.geo.Grid;

/**
 * The map of a result: a picture with the alerts over it.
 *
 * @param picture one pixel per grid cell, or a picture reduced by a whole factor
 * @param grid where the picture's area lies
 * @param corners of the grid: upper left, upper right, lower right, lower left
 * @param imageDate date of the picture
 * @param imageDescription for example {@code false colour: near infrared, red, green}
 * @param colouring what the colour of an outline says
 */
public record MapContent(
    Picture picture,
    Grid grid,
    List<LonLat> corners,
    LocalDate imageDate,
    String imageDescription,
    Colouring colouring) {

  /** What the colour of an alert's outline says. */
  public enum Colouring {
    /** When it was first seen, early to late. */
    FIRST_DATE,
    /** Whether the index fell or rose; falls are solid, rises dashed. */
    DIRECTION
  }

  public MapContent {
    corners = List.copyOf(corners);
    if (corners.size() != 4) {
      throw new IllegalArgumentException("a map has 4 corners, not " + corners.size());
    }
  }

  /** Ground width of one grid cell (m), measured along the upper and the lower edge. */
  double metresPerCell() {
    double upper = corners.get(0).metresTo(corners.get(1));
    double lower = corners.get(3).metresTo(corners.get(2));
    return (upper + lower) / 2 / grid.width();
  }
}
