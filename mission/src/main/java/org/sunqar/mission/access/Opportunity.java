// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.access;

import java.util.List;
import java.util.OptionalDouble;
import org.sunqar.mission.constellation.ImagingMode;
import org.sunqar.mission.orbit.GroundPoint;
import org.sunqar.mission.orbit.Time;

/**
 * A span of time in which a target can be imaged.
 *
 * @param target id of the target
 * @param sensor what would take the image
 * @param start first instant at which all limits are kept
 * @param end last instant
 * @param best the view at the instant closest to the vertical
 * @param footprint corners of the image at the best instant, in order around it; neighbours are
 *     less than half a turn of longitude apart when it is shown across the antimeridian
 */
public record Opportunity(
    String target, Sensor sensor, Time start, Time end, Look best, List<GroundPoint> footprint) {

  public Opportunity {
    footprint = List.copyOf(footprint);
  }

  /** An instrument of a satellite in a mode. */
  public record Sensor(String satellite, String instrument, ImagingMode.Kind mode) {}

  /**
   * What an image taken at an instant would be like.
   *
   * @param time the instant
   * @param view geometry of satellite, target and Sun
   * @param groundSampling mean ground sampling distance of both directions (m)
   * @param cloud expected cloud fraction, 0 to 1, where there is a forecast
   */
  public record Look(Time time, View view, double groundSampling, OptionalDouble cloud) {}

  public double seconds() {
    return end.since(start);
  }
}
