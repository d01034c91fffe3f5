// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.constellation;

import java.util.List;

/**
 * The least elevation at which a station sees a satellite, by azimuth: linear between corners,
 * around the circle.
 *
 * @param corners at least one, by rising azimuth; one alone holds all around
 */
public record ElevationMask(List<Corner> corners) {

  private static final double CIRCLE = 2 * Math.PI;

  /**
   * A direction of the mask.
   *
   * @param azimuth from north over east, 0 up to 2 pi (rad)
   * @param elevation above the horizon (rad)
   */
  public record Corner(double azimuth, double elevation) {}

  public ElevationMask {
    corners = List.copyOf(corners);
  }

  public static ElevationMask constant(double elevation) {
    return new ElevationMask(List.of(new Corner(0, elevation)));
  }

  public boolean isConstant() {
    return corners.stream().allMatch(c -> c.elevation() == corners.getFirst().elevation());
  }

  /** The lowest elevation of all azimuths (rad). */
  public double lowest() {
    return corners.stream().mapToDouble(Corner::elevation).min().orElse(0);
  }

  /** Least elevation at an azimuth (rad). */
  public double elevation(double azimuth) {
    double a = azimuth - CIRCLE * Math.floor(azimuth / CIRCLE);
    int n = corners.size();
    int next = 0;
    while (next < n && corners.get(next).azimuth() <= a) {
      next++;
    }
    Corner before = corners.get((next + n - 1) % n);
    Corner after = corners.get(next % n);
    double width = after.azimuth() - before.azimuth();
    double along = a - before.azimuth();
    if (next == 0 || next == n) {
      width += CIRCLE;
      along += next == 0 ? CIRCLE : 0;
    }
    return before.elevation() + (after.elevation() - before.elevation()) * along / width;
  }
}
