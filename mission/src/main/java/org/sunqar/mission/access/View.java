// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.access;

/**
 * How a satellite and the Sun stand to a target at an instant; all angles in radians.
 *
 * @param offNadir at the satellite, between the line of sight and the direction to the Earth's
 *     centre
 * @param roll part of it across the direction of flight, positive to the right
 * @param pitch part of it along the direction of flight, positive ahead
 * @param incidence at the target, between zenith and satellite
 * @param azimuth at the target, of the satellite, from north over east, 0 to 2 pi
 * @param range from the satellite to the target (m)
 * @param sunElevation at the target, above the horizon
 * @param sunAzimuth at the target, from north over east, 0 to 2 pi
 * @param localSolarTime apparent, 2 pi to a day, pi at noon
 */
public record View(
    double offNadir,
    double roll,
    double pitch,
    double incidence,
    double azimuth,
    double range,
    double sunElevation,
    double sunAzimuth,
    double localSolarTime) {

  /**
   * Distance times the inverse root of the cosine of the incidence: what ground sampling distance
   * grows with (m).
   */
  public double effectiveRange() {
    return range / Math.sqrt(Math.max(1e-9, Math.cos(incidence)));
  }
}
