// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.alert;

import java.time.LocalDate;
import java.util.List;
import org.locationtech.jts.geom.Geometry;

/**
 * One alert: a polygon of land that changed.
 *
 * @param id unique in the workspace: watch, a hyphen, a number
 * @param watch the watch that raised it
 * @param firstDate the first scene on which the change is seen: the lower quartile over the pixels
 * @param confirmedDate the scene at which the detector was sure: the median over the pixels
 * @param areaHa area of its pixels (hectares)
 * @param pixels pixels of the alert
 * @param magnitude median change in units of the index; negative for a loss
 * @param size median change in units of the pixels' own scatter
 * @param observations median number of observations that were looked at in the monitoring period
 * @param run median number of consecutive observations beyond the fence
 * @param confidence 0..1, see {@link Confidence}
 * @param longitude a point inside, WGS 84 (degrees)
 * @param latitude a point inside, WGS 84 (degrees)
 * @param peakCol column, in the grid of the run, of the pixel with the largest change
 * @param peakRow row of that pixel
 * @param outline in WGS 84 longitude and latitude
 * @param scenes ids of the scene before the change and of the first that shows it
 */
public record Alert(
    String id,
    String watch,
    LocalDate firstDate,
    LocalDate confirmedDate,
    double areaHa,
    int pixels,
    double magnitude,
    double size,
    int observations,
    int run,
    double confidence,
    double longitude,
    double latitude,
    int peakCol,
    int peakRow,
    Geometry outline,
    List<String> scenes) {

  public Alert {
    scenes = List.copyOf(scenes);
  }

  /** The same alert under another id. */
  public Alert withId(String other) {
    return new Alert(
        other,
        watch,
        firstDate,
        confirmedDate,
        areaHa,
        pixels,
        magnitude,
        size,
        observations,
        run,
        confidence,
        longitude,
        latitude,
        peakCol,
        peakRow,
        outline,
        scenes);
  }
}
