// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.order;

import java.util.Optional;
import org.locationtech.jts.geom.Point;
import org.sunqar.mission.MissionException;
import org.sunqar.mission.access.Area;
import org.sunqar.mission.orbit.Time;

/**
 * What is known of an order before it is written down.
 *
 * @param answer whether it can be done
 * @param cut of its area; empty for a point and for what cannot be done
 */
record PreparedOrder(Feasibility.Answer answer, Optional<OrderCut> cut) {

  private static final int MOST_PARTS = 10_000;

  /**
   * Looks at an order.
   *
   * @throws MissionException SETTING or AREA when it is malformed, its member is none or its time
   *     is over
   */
  static PreparedOrder of(Feasibility feasibility, Order order, Time now) {
    Feasibility.Answer answer = feasibility.answer(order, now);
    if (order.place() instanceof Point || !answer.possible()) {
      return new PreparedOrder(answer, Optional.empty());
    }
    OrderCut cut =
        OrderCut.of(
            feasibility.constellation(), order, Area.of(order.place()), feasibility.earth());
    int parts = new OrderParts(order, Optional.of(cut)).size();
    if (parts > MOST_PARTS) {
      throw new MissionException(
          MissionException.Key.AREA,
          "The order takes " + parts + " images; " + MOST_PARTS + " are the most, so divide it.");
    }
    return new PreparedOrder(answer, Optional.of(cut));
  }
}
