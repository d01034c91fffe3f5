// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.tasking;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.sunqar.analysis.watch.Notices;
import org.sunqar.analysis.watch.Subscriber;
import org.sunqar.mission.order.Attempt;
import org.sunqar.mission.order.OrderHook;
import org.sunqar.mission.order.OrderStatus;
import org.sunqar.mission.order.Orders;
import org.sunqar.mission.order.TrackedOrder;

/**
 * Tells those whom orders name of each status: from the log of the orders into the outbox, where
 * what is to be delivered waits. Whoever wrote the log, and whenever: what was not told yet is told
 * the next time.
 */
public final class OrderNotices {

  private final Orders orders;
  private final Notices notices;
  private final Optional<String> publicUrl;

  /** Events of the log that were looked at. */
  private long events;

  /** How much was told of each order; empty before the first look. */
  private Optional<Map<String, Integer>> told = Optional.empty();

  /**
   * @param orders of a workspace
   * @param notices of the same
   * @param publicUrl of the server, for links; without one they begin with a slash
   */
  public OrderNotices(Orders orders, Notices notices, Optional<String> publicUrl) {
    this.orders = orders;
    this.notices = notices;
    this.publicUrl = publicUrl;
  }

  /**
   * The subscriber that is told of an order.
   *
   * @throws org.sunqar.analysis.AnalysisException SETTING when its address is none that is sent to
   */
  public static Subscriber subscriber(OrderHook hook) {
    Subscriber.Secret secret;
    if (!hook.secretVariable().isEmpty()) {
      secret = new Subscriber.Secret.Variable(hook.secretVariable());
    } else if (hook.secret().isEmpty()) {
      secret = new Subscriber.Secret.None();
    } else {
      secret = new Subscriber.Secret.Stored(hook.secret());
    }
    return new Subscriber("", Subscriber.Kind.WEBHOOK, hook.address(), secret);
  }

  /** Tells what was not told yet. */
  public synchronized void tell() {
    long happened = orders.events();
    if (happened == events) {
      return;
    }
    List<TrackedOrder> all = orders.list(Orders.Filter.ALL);
    boolean some = all.stream().anyMatch(o -> o.hook().isPresent());
    if (some && told.isEmpty()) {
      told = Optional.of(new HashMap<>(notices.told()));
    }
    Map<String, Integer> known = told.orElse(Map.of());
    for (TrackedOrder each : all) {
      int size = each.history().size();
      if (each.hook().isPresent() && known.getOrDefault(each.id(), 0) < size) {
        notices.tell(subscriber(each.hook().get()), each.id(), happenings(each));
        known.put(each.id(), size);
      }
    }
    events = happened;
  }

  private List<Notices.Happening> happenings(TrackedOrder order) {
    List<Notices.Happening> all = new ArrayList<>();
    for (OrderStatus status : order.history()) {
      String id = order.id() + "." + (all.size() + 1);
      String type = "org.sunqar.order." + status.state().name().toLowerCase(Locale.ROOT);
      all.add(
          new Notices.Happening(
              id, type, event(order, status, id, type).toString(), status.time().instant()));
    }
    return all;
  }

  /** A CloudEvent 1.0 in structured JSON. */
  private ObjectNode event(TrackedOrder order, OrderStatus status, String id, String type) {
    ObjectNode json =
        JsonNodeFactory.instance
            .objectNode()
            .put("specversion", "1.0")
            .put("id", id)
            .put("type", type)
            .put("source", "/tasking")
            .put("subject", order.id())
            .put("time", status.time().toString())
            .put("datacontenttype", "application/json");
    ObjectNode data = json.putObject("data").put("order", order.id());
    data.put("member", order.order().member()).put("name", order.order().name());
    if (!order.order().origin().isEmpty()) {
      data.put("origin", order.order().origin());
    }
    data.set("status", OrderDocument.status(status));
    ArrayNode items = data.putArray("items");
    for (Attempt.Product each : order.products()) {
      items.addObject().put("collection", each.collection()).put("item", each.item());
    }
    Asked.link(
        data.putArray("links"),
        "order",
        publicUrl.orElse("") + "/tasking/orders/" + order.id(),
        ProductDocuments.GEO_JSON);
    return json;
  }
}
