// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.order;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Optional;
import org.sunqar.mission.orbit.Time;

/** The lines of the log. */
final class OrderEvents {

  /** So long after the end of an order what was taken may be reported (s). */
  private static final double REPORTED = 86_400;

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

  static ObjectNode created(Orders.Draft draft, PreparedOrder prepared, Time now) {
    ObjectNode event = event("created", now);
    if (!draft.key().isEmpty()) {
      event.put("key", draft.key());
    }
    prepared
        .cut()
        .ifPresent(how ->
            event
                .put("strip_heading_deg", Math.toDegrees(how.heading()))
                .put("strip_swath_m", how.swath()));
    draft
        .hook()
        .ifPresent(hook ->
            event
                .putObject("hook")
                .put("address", hook.address())
                .put("secret", hook.secret())
                .put("secret_variable", hook.secretVariable()));
    event.set("order", OrderJson.write(draft.order()));
    boolean possible = prepared.answer().possible();
    OrderState state = possible ? OrderState.ACCEPTED : OrderState.REJECTED;
    return event.put("state", words(state)).put("reason", prepared.answer().reason());
  }

  static String words(OrderState state) {
    return state.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /**
   * The end of an order whose time is over; empty when it is not, or its images are on their way.
   */
  static Optional<ObjectNode> expiry(OrderBook.Entry entry, Time now) {
    OrderState state = entry.state();
    boolean mayBeTaken = state == OrderState.SCHEDULED || state == OrderState.TASKED;
    Time last = entry.order().end().plus(mayBeTaken ? REPORTED : 0);
    if (state.isFinal() || last.isAfter(now)) {
      return Optional.empty();
    }
    Progress p = entry.parts().progress(entry.attempts(), now);
    return p.waiting() > 0
        ? Optional.empty()
        : Optional.of(
            status(
                entry.order().id(),
                OrderState.EXPIRED,
                p.done() + " of " + p.parts() + " images are there.",
                now));
  }

  /** Why an order waits for the plan again. */
  static String triedAgain(OrderBook.Entry entry, String acquisition, String part) {
    Attempt attempt = entry.attempt(acquisition);
    double most = entry.order().image().maxCloud();
    if (!attempt.lost().isEmpty()) {
      return attempt.lost() + " It is tried again.";
    }
    if (attempt.isCloudy(most)) {
      double cloud =
          attempt.products().stream().mapToDouble(p -> p.cloud().orElse(0)).max().orElse(0);
      return String.format(
          Locale.ROOT,
          "%.0f %% of the image is cloud, more than %.0f %%; it is tried again.",
          100 * cloud,
          100 * most);
    }
    return part;
  }
}
