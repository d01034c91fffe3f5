// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.cue;

import java.util.Optional;
import java.util.Set;
import org.sunqar.mission.MissionException;
import org.sunqar.mission.order.Order;
import org.sunqar.mission.order.Priority;

/**
 * Turns alerts into orders.
 *
 * @param name unique in a workspace: letters, digits, - and _
 * @param when which alerts
 * @param what is ordered for each
 * @param perDay orders at most in any 24 hours, at least 1
 */
public record CueRule(String name, When when, What what, int perDay) {

  /**
   * Which alerts.
   *
   * @param watch of this watch; empty: of any
   * @param statuses what the detector says of them, in lower case; empty: anything
   * @param minConfidence at least, 0 to 1
   * @param minHectares at least
   */
  public record When(
      Optional<String> watch, Set<String> statuses, double minConfidence, double minHectares) {

    public When {
      statuses = Set.copyOf(statuses);
      if (!(minConfidence >= 0 && minConfidence <= 1)) {
        throw bad("The least confidence must be between 0 and 1, not " + minConfidence + ".");
      }
      if (!(minHectares >= 0)) {
        throw bad("The least area must be 0 or more hectares, not " + minHectares + ".");
      }
    }

    boolean fits(CueAlert alert) {
      return (watch.isEmpty() || watch.get().equals(alert.watch()))
          && (statuses.isEmpty() || statuses.contains(alert.status()))
          && alert.confidence() >= minConfidence
          && alert.hectares() >= minHectares;
    }
  }

  /**
   * What is ordered.
   *
   * @param member for whom
   * @param priority how urgent it is
   * @param value what it is worth among the orders of its member
   * @param image what it must be like
   * @param validDays how long it may be taken from the moment of ordering
   * @param buffer around the alert (m)
   */
  public record What(
      String member,
      Priority priority,
      double value,
      Order.Image image,
      double validDays,
      double buffer) {

    public What {
      if (!(validDays > 0 && validDays <= 366)) {
        throw bad("Orders are valid for more than 0 and up to 366 days, not " + validDays + ".");
      }
      if (!(buffer >= 0 && buffer <= 100_000)) {
        throw bad("The buffer must be 0 to 100000 m, not " + buffer + ".");
      }
      if (!(value > 0)) {
        throw bad("The value must be above 0, not " + value + ".");
      }
    }
  }

  public CueRule {
    if (!name.matches("[A-Za-z0-9_-]{1,60}")) {
      throw bad("A rule's name has 1 to 60 letters, digits, - and _, unlike \"" + name + "\".");
    }
    if (perDay < 1 || perDay > 10_000) {
      throw bad("A rule orders 1 to 10000 times a day, not " + perDay + ".");
    }
  }

  private static MissionException bad(String reason) {
    return new MissionException(MissionException.Key.SETTING, reason);
  }
}
