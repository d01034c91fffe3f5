// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.plan.timeline;

import org.sunqar.mission.MissionException;

/**
 * How fast a satellite turns: it speeds up, turns at its rate, slows down (bang-coast-bang), and
 * settles.
 *
 * @param rate greatest angular rate (rad/s)
 * @param acceleration angular acceleration (rad/s2)
 * @param settling after each turn, also when it is of no angle (s)
 */
public record Agility(double rate, double acceleration, double settling) {

  public Agility {
    if (!(rate > 0 && acceleration > 0 && settling >= 0)
        || Double.isInfinite(rate + acceleration + settling)) {
      throw new MissionException(
          MissionException.Key.SETTING,
          "A satellite's rate and acceleration must be above 0 and its settling time at least 0,"
              + " not %s, %s and %s.".formatted(rate, acceleration, settling));
    }
  }

  /** Time to turn by an angle (rad) and to settle (s). */
  public double seconds(double angle) {
    double knee = rate * rate / acceleration;
    double turn =
        angle <= knee
            ? 2 * Math.sqrt(Math.max(0, angle) / acceleration)
            : 2 * rate / acceleration + (angle - knee) / rate;
    return turn + settling;
  }

  /**
   * The largest angle (rad) within a time that includes settling (s); negative when there is none.
   */
  public double angle(double seconds) {
    double turn = seconds - settling;
    if (turn < 0) {
      return -1;
    }
    double ramps = 2 * rate / acceleration;
    return turn <= ramps
        ? acceleration * turn * turn / 4
        : rate * rate / acceleration + (turn - ramps) * rate;
  }
}
