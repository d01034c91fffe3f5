// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.plan.timeline;

/**
 * A satellite's battery over the horizon. What is planned may be used up to {@link #allowance}
 * whenever it is used; only above that it has to be looked at step by step.
 *
 * @param step of the grid (s)
 * @param initial charge at the beginning (Wh)
 * @param capacity where charging ends (Wh)
 * @param least the charge that must always be left (Wh)
 * @param imaging power of imaging (W)
 * @param turning power of turning and settling (W)
 * @param unplanned for each step of the grid the power that comes in less what is always used (W);
 *     not changed and not copied
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Energy(
    double step,
    double initial,
    double capacity,
    double least,
    double imaging,
    double turning,
    double[] unplanned) {

  private static final double HOUR = 3600;

  /** Of imaging for so many steps, and of turning before it for so many seconds (Wh). */
  double used(int steps, double turningSeconds) {
    return (imaging * step * steps + turning * turningSeconds) / HOUR;
  }

  /**
   * Energy that can be used at any time (Wh). A load lowers the charge from then on by at most what
   * it used, since a battery that is less full can only take more.
   */
  double allowance() {
    return lowest(new double[unplanned.length]) - least;
  }

  /**
   * The lowest charge over the horizon (Wh).
   *
   * @param load energy that is used in each step (Wh)
   */
  private double lowest(double[] load) {
    double charge = initial;
    double lowest = initial;
    for (int i = 0; i < unplanned.length; i++) {
      charge = Math.min(capacity, charge + unplanned[i] * step / HOUR - load[i]);
      lowest = Math.min(lowest, charge);
    }
    return lowest;
  }

  /**
   * The first step in which the charge falls below the least, or -1.
   *
   * @param load energy that is used in each step (Wh)
   */
  int firstFailure(double[] load) {
    double charge = initial;
    for (int i = 0; i < unplanned.length; i++) {
      charge = Math.min(capacity, charge + unplanned[i] * step / HOUR - load[i]);
      if (charge < least) {
        return i;
      }
    }
    return -1;
  }

  /** Adds an observation and the turn before it to the energy that is used in each step (Wh). */
  void addTo(double[] load, int start, int steps, double turningSeconds) {
    for (int i = start; i < start + steps; i++) {
      load[i] += imaging * step / HOUR;
    }
    double left = turningSeconds;
    for (int i = start - 1; i >= 0 && left > 0; i--) {
      load[i] += turning * Math.min(step, left) / HOUR;
      left -= step;
    }
  }
}
