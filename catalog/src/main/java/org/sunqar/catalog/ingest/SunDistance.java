// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.ingest;

import java.time.LocalDate;

/** How far the sun is. */
final class SunDistance {

  private SunDistance() {}

  /**
   * In astronomical units, by the eccentricity of the Earth's orbit alone, to 0.0003 (USGS, Landsat
   * 7 Science Data Users Handbook, section 11.3.1, in closed form).
   */
  static double on(LocalDate day) {
    return 1 - 0.01672 * Math.cos(Math.toRadians(0.9856 * (day.getDayOfYear() - 4)));
  }
}
