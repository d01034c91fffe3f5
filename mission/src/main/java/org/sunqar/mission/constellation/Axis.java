// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.constellation;

/**
 * How fast a satellite turns about one axis.
 *
 * @param maxRate largest angular rate (rad/s), above 0
 * @param maxAcceleration largest angular acceleration (rad/s2), above 0
 * @param settling seconds of rest after a turn before an image can be taken, 0 or more
 */
public record Axis(double maxRate, double maxAcceleration, double settling) {

  /**
   * Shortest time from rest to rest (s), by accelerating, coasting at the largest rate and braking;
   * without settling.
   */
  public double turnSeconds(double angle) {
    double a = Math.abs(angle);
    return a * maxAcceleration <= maxRate * maxRate
        ? 2 * Math.sqrt(a / maxAcceleration)
        : a / maxRate + maxRate / maxAcceleration;
  }
}
