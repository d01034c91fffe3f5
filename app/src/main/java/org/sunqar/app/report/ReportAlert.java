// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app.report;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.locationtech.jts.geom.Geometry;
import org.sunqar.raster.geo.Grid;

/**
 * One alert as the page shows it.
 *
 * @param number in the table and on the map, from 1
 * @param firstDate the image on which a quarter of its pixels had begun to differ
 * @param areaHectares area (ha)
 * @param magnitude size of the change in the unit of its section; negative is a loss
 * @param confidence 0..1, a score that ranks alerts
 * @param observations clear observations of its middle pixel in the monitoring period; 2 where two
 *     dates were compared
 * @param centre a point inside or near it
 * @param polygon in the coordinates of the map's grid
 * @param detail series and pictures, for the alerts that have a card of their own
 */
public record ReportAlert(
    int number,
    LocalDate firstDate,
    double areaHectares,
    double magnitude,
    double confidence,
    int observations,
    LonLat centre,
    Geometry polygon,
    Optional<Detail> detail) {

  /**
   * The evidence of one alert.
   *
   * @param narrative what happened there, in plain language; a paragraph per element
   * @param series the values of one pixel over time
   * @param chips small pictures in the order of time
   */
  public record Detail(List<String> narrative, Optional<SeriesContent> series, List<Chip> chips) {

    public Detail {
      narrative = List.copyOf(narrative);
      chips = List.copyOf(chips);
    }
  }

  /**
   * A small picture of the surroundings of an alert at one date.
   *
   * @param label for example {@code before}
   * @param date of the image
   * @param picture of the same size as the grid
   * @param grid where its pixels lie, aligned with the map's grid or not
   */
  public record Chip(String label, LocalDate date, Picture picture, Grid grid) {

    public Chip {
      if (picture.width() != grid.width() || picture.height() != grid.height()) {
        throw new IllegalArgumentException(
            "a picture of %d x %d pixels does not lie on a grid of %d x %d"
                .formatted(picture.width(), picture.height(), grid.width(), grid.height()));
      }
    }
  }
}
