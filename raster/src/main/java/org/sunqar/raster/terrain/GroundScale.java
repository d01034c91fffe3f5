// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.terrain;

import java.util.OptionalDouble;
import org.sunqar.raster.geo.Crs;

/**
 * Lengths of the units of a CRS on the ground.
 *
 * @param x metres per unit to the east
 * @param y metres per unit to the north
 */
record GroundScale(double x, double y) {

  /** Half of the long axis of the WGS 84 ellipsoid (m). */
  private static final double RADIUS = 6378137;

  /** Square of its eccentricity. */
  private static final double E2 = 0.00669437999014;

  /** At a place of a CRS, of which only the latitude matters where it has one. */
  static GroundScale at(Crs crs, double y, OptionalDouble fixed) {
    if (fixed.isPresent()) {
      return new GroundScale(fixed.getAsDouble(), fixed.getAsDouble());
    }
    if (!crs.isGeographic()) {
      return new GroundScale(crs.metresPerUnit(), crs.metresPerUnit());
    }
    double latitude = Math.toRadians(Math.max(-89.999, Math.min(89.999, y)));
    double sin = Math.sin(latitude);
    double w = Math.sqrt(1 - E2 * sin * sin);
    double meridian = RADIUS * (1 - E2) / (w * w * w);
    double parallel = RADIUS / w * Math.cos(latitude);
    return new GroundScale(Math.toRadians(parallel), Math.toRadians(meridian));
  }
}
