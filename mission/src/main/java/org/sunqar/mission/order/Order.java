// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.order;

import java.util.Optional;
import org.locationtech.jts.geom.Geometry;
import org.sunqar.mission.access.Limits;
import org.sunqar.mission.constellation.ImagingMode;
import org.sunqar.mission.orbit.Time;

/**
 * What a member asks for.
 *
 * @param id unique in a workspace
 * @param member who asks
 * @param name for people
 * @param priority how urgent it is
 * @param value what all of it is worth, above 0; compared among orders of one member
 * @param place a point, a polygon or polygons, in degrees east and north (WGS 84)
 * @param start first instant at which it may be taken
 * @param end last instant
 * @param image what the image must be like
 * @param recurrence how it is repeated; empty: once
 * @param origin what it came from: empty for a person, {@code alert ID} for an alert
 */
public record Order(
    String id,
    String member,
    String name,
    Priority priority,
    double value,
    Geometry place,
    Time start,
    Time end,
    Image image,
    Optional<Recurrence> recurrence,
    String origin) {

  /**
   * What an image must be like.
   *
   * @param limits of the view, the Sun, the ground sampling and the forecast cloud
   * @param mode what is taken; empty: the finest that a satellite has
   * @param looks of the same target in one pass: 1, 2 (stereo) or 3 (tri-stereo)
   * @param maxCloud largest cloud fraction of the image that was taken, 0 to 1; a cloudier one is
   *     tried again
   * @param tries at most, at least 1
   */
  public record Image(
      Limits limits, Optional<ImagingMode.Kind> mode, int looks, double maxCloud, int tries) {}

  /**
   * Repeats an order within its time.
   *
   * @param days from one occurrence's start to the next's, above 0; each may be taken until the
   *     next begins
   */
  public record Recurrence(double days) {}
}
