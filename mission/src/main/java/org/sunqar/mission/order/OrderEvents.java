// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.order;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Optional;
import org.sunqar.mission.orbit.Time;

/** The lines of the log. */
final class OrderEvents {

  private OrderEvents() {}

  static ObjectNode event(String kind, Time time) {
    return JsonNodeFactory.instance.objectNode().put("event", kind).put("time", time.text(9));
  }

  static ObjectNode status(String order, OrderState state, String reason, Time now) {
    return event("status", now)
        .put("order", order)
        .put("state", state.name().toLowerCase(Locale.ROOT))
        .put("reason", reason);
  }

  static ObjectNode created(
      Order order, String key, Optional<OrderCut> cut, Feasibility.Answer answer, Time now) {
    ObjectNode event = event("created", now);
    if (!key.isEmpty()) {
      event.put("key", key);
    }
    cut.ifPresent(how ->
        event
            .put("strip_heading_deg", Math.toDegrees(how.heading()))
            .put("strip_swath_m", how.swath()));
    event.set("order", OrderJson.write(order));
    OrderState state = answer.possible() ? OrderState.ACCEPTED : OrderState.REJECTED;
    return event.put("state", words(state)).put("reason", answer.reason());
  }

  static String words(OrderState state) {
    return state.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
