// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.segment;

import java.util.List;
import org.sunqar.mission.access.View;
import org.sunqar.mission.orbit.GroundPoint;
import org.sunqar.mission.orbit.Time;

/**
 * An image that was taken, and what is true of it.
 *
 * @param acquisition id
 * @param request id
 * @param satellite id
 * @param time in the middle of imaging
 * @param bits of it
 * @param footprint corners of what it really shows, in order
 * @param offset of the line of sight from where it should have been
 * @param cloud share of it under cloud, 0 to 1
 * @param groundSampling of the camera (m)
 * @param view geometry of satellite, target and Sun
 */
public record Image(
    String acquisition,
    String request,
    String satellite,
    Time time,
    double bits,
    List<GroundPoint> footprint,
    Offset offset,
    double cloud,
    double groundSampling,
    View view) {

  public Image {
    footprint = List.copyOf(footprint);
  }

  /**
   * How far the image lies from where it was aimed.
   *
   * @param east metres
   * @param north metres
   */
  public record Offset(double east, double north) {

    public double metres() {
      return Math.hypot(east, north);
    }
  }
}
