// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.projection;

/**
 * A map projection: from longitude and latitude (degrees) on its ellipsoid to easting and northing
 * in the unit in which the ellipsoid's axes are given, and back. In place, thread-safe. A point
 * that cannot be projected becomes NaN in both numbers; NaN stays NaN.
 */
public interface Projection {

  /**
   * Replaces longitudes and latitudes by eastings and northings.
   *
   * @param points pairs of numbers, longitude first
   * @param count number of pairs; the array may be longer
   */
  void forward(double[] points, int count);

  /** The inverse of {@link #forward}; longitudes come out between -180 and 180. */
  void inverse(double[] points, int count);
}
