// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.orbit;

/**
 * How old elements may be at that end of a horizon which is farther from their epoch. SGP4 drifts
 * by 1 to 3 km a day along the track.
 *
 * @param warnDays a warning above so many days
 * @param refuseDays refused above so many days
 */
public record ElementAge(double warnDays, double refuseDays) {

  public static final ElementAge DEFAULT = new ElementAge(7, 30);
}
