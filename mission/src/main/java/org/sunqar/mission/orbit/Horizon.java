// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.orbit;

import org.sunqar.mission.MissionException;

/**
 * The span of time that is searched or planned.
 *
 * @param start first instant
 * @param seconds length in SI seconds, more than 0 and at most 366 days
 */
public record Horizon(Time start, double seconds) {

  private static final double LONGEST = 366 * 86_400.0;

  public Horizon {
    if (!(seconds > 0)) {
      throw new MissionException(
          MissionException.Key.SETTING,
          "The end of the horizon must lie after its start, " + start + ".");
    }
    if (seconds > LONGEST) {
      throw new MissionException(
          MissionException.Key.SETTING,
          "The horizon of " + Math.round(seconds / 86_400) + " days is longer than 366 days.");
    }
  }

  public static Horizon between(Time start, Time end) {
    return new Horizon(start, end.since(start));
  }

  public static Horizon ofDays(Time start, double days) {
    return new Horizon(start, days * 86_400);
  }

  public Time end() {
    return start.plus(seconds);
  }

  /**
   * Itself when it ends after an instant, as all plans of what is still to do must.
   *
   * @throws MissionException SETTING when it lies in the past
   */
  public Horizon notPast(Time now) {
    if (!end().isAfter(now)) {
      throw new MissionException(
          MissionException.Key.SETTING,
          "The horizon ended at " + end() + ", before now, " + now + ".");
    }
    return this;
  }
}
