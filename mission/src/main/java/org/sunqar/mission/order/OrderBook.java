// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.order;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.sunqar.mission.MissionException;
import org.sunqar.mission.orbit.Time;

/** All orders as the lines of the log have told of them so far. */
final class OrderBook {

  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private final Map<String, Entry> byKey = new HashMap<>();
  private final Map<String, Entry> byAcquisition = new HashMap<>();

  /** An order as the log has told of it so far. */
  static final class Entry {

    private final Orders.Draft draft;
    private final Optional<OrderCut> cut;
    private final List<OrderStatus> history = new ArrayList<>();
    private final List<Attempt> attempts = new ArrayList<>();
    private Optional<OrderParts> parts = Optional.empty();

    Entry(Orders.Draft draft, Optional<OrderCut> cut) {
      this.draft = draft;
      this.cut = cut;
    }

    OrderState state() {
      return history.getLast().state();
    }

    OrderParts parts() {
      if (parts.isEmpty()) {
        parts = Optional.of(new OrderParts(order(), cut));
      }
      return parts.get();
    }

    Order order() {
      return draft.order();
    }

    List<Attempt> attempts() {
      return Collections.unmodifiableList(attempts);
    }

    Attempt attempt(String acquisition) {
      return attempts.stream()
          .filter(a -> a.acquisition().equals(acquisition))
          .findFirst()
          .orElseThrow();
    }

    TrackedOrder tracked() {
      return new TrackedOrder(draft.order(), draft.key(), draft.hook(), history, attempts);
    }
  }

  /** Takes in a line. */
  void apply(JsonNode event) {
    Time time = Time.parse(OrderJson.text(event, "time"));
    String kind = OrderJson.text(event, "event");
    if (kind.equals("created")) {
      created(event, time);
      return;
    }
    Entry entry = entries.get(OrderJson.text(event, "order"));
    if (entry == null) {
      throw new IllegalArgumentException("it is of an order that was never created.");
    }
    switch (kind) {
      case "status" -> entry.history.add(status(event, time));
      case "acquired" -> {
        String acquisition = OrderJson.text(event, "acquisition");
        byAcquisition.put(acquisition, entry);
        entry.attempts.add(
            new Attempt(OrderJson.text(event, "request"), acquisition, time, List.of(), ""));
      }
      case "product" -> {
        Attempt.Product product =
            new Attempt.Product(
                OrderJson.text(event, "collection"),
                OrderJson.text(event, "item"),
                event.has("cloud")
                    ? OptionalDouble.of(OrderJson.number(event, "cloud"))
                    : OptionalDouble.empty());
        replace(
            entry,
            OrderJson.text(event, "acquisition"),
            old -> {
              List<Attempt.Product> products = new ArrayList<>(old.products());
              products.add(product);
              return new Attempt(
                  old.request(), old.acquisition(), old.time(), products, old.lost());
            });
      }
      case "lost" ->
          replace(
              entry,
              OrderJson.text(event, "acquisition"),
              old ->
                  new Attempt(
                      old.request(),
                      old.acquisition(),
                      old.time(),
                      old.products(),
                      OrderJson.text(event, "reason")));
      default -> throw new IllegalArgumentException("the event " + kind + " is not known.");
    }
  }

  private static void replace(Entry entry, String acquisition, Function<Attempt, Attempt> change) {
    entry.attempts.replaceAll(
        each -> each.acquisition().equals(acquisition) ? change.apply(each) : each);
  }

  private void created(JsonNode event, Time time) {
    Order order = OrderJson.read(event.path("order"));
    String key = event.path("key").asText("");
    Optional<OrderCut> cut =
        event.has("strip_swath_m")
            ? Optional.of(
                new OrderCut(
                    Math.toRadians(OrderJson.number(event, "strip_heading_deg")),
                    OrderJson.number(event, "strip_swath_m")))
            : Optional.empty();
    JsonNode told = event.path("hook");
    Optional<OrderHook> hook =
        told.isObject()
            ? Optional.of(
                new OrderHook(
                    OrderJson.text(told, "address"),
                    OrderJson.text(told, "secret"),
                    OrderJson.text(told, "secret_variable")))
            : Optional.empty();
    Entry entry = new Entry(new Orders.Draft(order, key, hook), cut);
    entry.history.add(new OrderStatus(time, OrderState.RECEIVED, ""));
    entry.history.add(status(event, time));
    entries.put(order.id(), entry);
    if (!key.isEmpty()) {
      byKey.put(order.member() + "\n" + key, entry);
    }
  }

  private static OrderStatus status(JsonNode event, Time time) {
    return new OrderStatus(
        time,
        OrderState.valueOf(OrderJson.text(event, "state").toUpperCase(Locale.ROOT)),
        OrderJson.text(event, "reason"));
  }

  /** NOT_FOUND when there is none. */
  Entry entry(String id) {
    return entry(id, Optional.empty());
  }

  /** NOT_FOUND when there is none of a member. */
  Entry entry(String id, Optional<String> member) {
    Entry entry = entries.get(id);
    if (entry == null || member.filter(m -> !m.equals(entry.order().member())).isPresent()) {
      throw new MissionException(
          MissionException.Key.NOT_FOUND, "There is no order \"" + shortened(id) + "\".");
    }
    return entry;
  }

  private static String shortened(String text) {
    return text.length() > 60 ? text.substring(0, 60) + "…" : text;
  }

  /** NOT_FOUND when there is none. */
  Request request(String id) {
    int slash = id.indexOf('/');
    return Optional.ofNullable(entries.get(slash < 0 ? id : id.substring(0, slash)))
        .filter(e -> e.state() != OrderState.REJECTED)
        .flatMap(e -> e.parts().find(id))
        .orElseThrow(() ->
            new MissionException(
                MissionException.Key.NOT_FOUND, "There is no request \"" + shortened(id) + "\"."));
  }

  /** In the order of their creation. */
  Collection<Entry> entries() {
    return Collections.unmodifiableCollection(entries.values());
  }

  /** What a member sent with a key. */
  Optional<Orders.Draft> ofKey(String member, String key) {
    return Optional.ofNullable(byKey.get(member + "\n" + key)).map(e -> e.draft);
  }

  Optional<Entry> ofAcquisition(String acquisition) {
    return Optional.ofNullable(byAcquisition.get(acquisition));
  }

  /** The order for which an acquisition was made; NOT_FOUND when there is none. */
  Entry taken(String acquisition) {
    return ofAcquisition(acquisition)
        .orElseThrow(() ->
            new MissionException(
                MissionException.Key.NOT_FOUND,
                "There is no acquisition \"" + shortened(acquisition) + "\" of an order."));
  }
}
