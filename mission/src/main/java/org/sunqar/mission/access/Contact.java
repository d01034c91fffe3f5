// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.access;

import org.sunqar.mission.orbit.Time;

/**
 * A pass of a satellite over a ground station, above its elevation mask.
 *
 * @param satellite id
 * @param station id
 * @param start acquisition of signal (AOS)
 * @param culmination time of the largest elevation (TCA)
 * @param end loss of signal (LOS)
 * @param maxElevation at the culmination (rad)
 */
public record Contact(
    String satellite, String station, Time start, Time culmination, Time end, double maxElevation) {

  public double seconds() {
    return end.since(start);
  }
}
