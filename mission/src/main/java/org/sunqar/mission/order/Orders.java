// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.order;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.sunqar.mission.MissionException;
import org.sunqar.mission.orbit.Time;

/**
 * The orders of a workspace: its file {@code orders.jsonl}, to which events are only added. Several
 * processes and threads may use it; each sees what the others wrote. What has happened to an order
 * (acquisitions, products) says which of its requests are still open.
 */
public final class Orders {

  private static final int MOST_KEY = 200;

  private final OrderBook book = new OrderBook();
  private final OrderLog log;

  /** The orders in the folder of a workspace; nothing is read or made yet. */
  public Orders(Path folder) {
    log = new OrderLog(folder, book::apply);
  }

  /**
   * An order that somebody gives.
   *
   * @param order its id is passed over and given anew
   * @param key by which it may be sent again without a second order of its member; empty: none
   * @param hook who is told of what becomes of it
   */
  public record Draft(Order order, String key, Optional<OrderHook> hook) {

    /**
     * Checks the key.
     *
     * @throws MissionException SETTING
     */
    public Draft {
      if (key.length() > MOST_KEY) {
        throw new MissionException(
            MissionException.Key.SETTING, "A key has at most " + MOST_KEY + " characters.");
      }
    }

    /** Of which nobody is told. */
    public Draft(Order order, String key) {
      this(order, key, Optional.empty());
    }
  }

  /**
   * Which orders are listed.
   *
   * @param member empty: of all
   * @param states empty: in any
   * @param priority empty: of any
   * @param origin where they come from; empty: from anywhere
   */
  public record Filter(
      Optional<String> member,
      Set<OrderState> states,
      Optional<Priority> priority,
      Optional<String> origin) {

    public static final Filter ALL =
        new Filter(Optional.empty(), Set.of(), Optional.empty(), Optional.empty());

    public Filter {
      states = Set.copyOf(states);
    }

    /** The same of one member. */
    public Filter of(String id) {
      return new Filter(Optional.of(id), states, priority, origin);
    }

    boolean admits(Order order, OrderState state) {
      return (member.isEmpty() || member.get().equals(order.member()))
          && (states.isEmpty() || states.contains(state))
          && (priority.isEmpty() || priority.get() == order.priority())
          && (origin.isEmpty() || origin.get().equals(order.origin()));
    }
  }

  // ---- creation

  /** Creates one order; see {@link #create(Feasibility, List, Time)}. */
  public TrackedOrder create(Feasibility feasibility, Order order, String key, Time now) {
    return create(feasibility, List.of(new Draft(order, key)), now).getFirst();
  }

  /**
   * Creates orders, all or none. Each is accepted, or rejected when no satellite can do it; of one
   * whose key was sent before the order of that time is returned, whatever has become of it.
   *
   * @return in the order of the drafts
   * @throws MissionException SETTING or AREA when one is malformed, its member is none or its time
   *     is over; CONFLICT when its key was used for something else
   */
  public List<TrackedOrder> create(Feasibility feasibility, List<Draft> drafts, Time now) {
    List<Optional<PreparedOrder>> prepared = new ArrayList<>();
    for (Draft draft : drafts) {
      prepared.add(
          sent(draft).isPresent()
              ? Optional.empty()
              : Optional.of(PreparedOrder.of(feasibility, draft.order(), now)));
    }
    List<String> ids = new ArrayList<>();
    append(() -> {
      List<ObjectNode> events = new ArrayList<>();
      Map<String, Draft> fresh = new HashMap<>();
      ids.clear();
      for (int i = 0; i < drafts.size(); i++) {
        Draft draft = drafts.get(i);
        Optional<String> before = sentBefore(draft, fresh);
        String id = before.orElseGet(() -> newId(events.size()));
        ids.add(id);
        if (before.isEmpty()) {
          Draft named = new Draft(draft.order().withId(id), draft.key(), draft.hook());
          fresh.put(draft.order().member() + "\n" + draft.key(), named);
          events.add(OrderEvents.created(named, prepared.get(i).orElseThrow(), now));
        }
      }
      return events;
    });
    synchronized (this) {
      return ids.stream().map(id -> book.entry(id).tracked()).toList();
    }
  }

  /**
   * The order that was made of a draft with the same key before.
   *
   * @throws MissionException CONFLICT when its key was used for something else
   */
  public synchronized Optional<TrackedOrder> sent(Draft draft) {
    log.catchUp();
    return sentBefore(draft, Map.of()).map(id -> book.entry(id).tracked());
  }

  private Optional<String> sentBefore(Draft draft, Map<String, Draft> fresh) {
    if (draft.key().isEmpty()) {
      return Optional.empty();
    }
    String member = draft.order().member();
    Optional<Draft> before =
        Optional.ofNullable(fresh.get(member + "\n" + draft.key()))
            .or(() -> book.ofKey(member, draft.key()));
    before.ifPresent(old -> {
      Order same = draft.order().withId(old.order().id());
      if (!OrderJson.write(old.order()).equals(OrderJson.write(same))
          || !old.hook().equals(draft.hook())) {
        throw new MissionException(
            MissionException.Key.CONFLICT,
            "The key \"" + draft.key() + "\" was used for another order, " + same.id() + ".");
      }
    });
    return before.map(old -> old.order().id());
  }

  private String newId(int more) {
    return String.format(Locale.ROOT, "order-%06d", book.entries().size() + more + 1);
  }

  private synchronized void append(Supplier<List<ObjectNode>> thought) {
    log.append(thought);
  }

  // ---- reading

  /**
   * The order of an id.
   *
   * @throws MissionException NOT_FOUND when there is none
   */
  public TrackedOrder order(String id) {
    return order(id, Optional.empty());
  }

  /**
   * The order of an id, as one member sees it.
   *
   * @param member empty: all are seen
   * @throws MissionException NOT_FOUND when there is none, or it is another member's
   */
  public synchronized TrackedOrder order(String id, Optional<String> member) {
    log.catchUp();
    return book.entry(id, member).tracked();
  }

  /** How many events there are; as long as there are no more, no order has changed. */
  public synchronized long events() {
    log.catchUp();
    return log.lines();
  }

  /** Orders in the order of their creation. */
  public synchronized List<TrackedOrder> list(Filter filter) {
    log.catchUp();
    List<TrackedOrder> result = new ArrayList<>();
    for (OrderBook.Entry each : book.entries()) {
      if (filter.admits(each.order(), each.state())) {
        result.add(each.tracked());
      }
    }
    return result;
  }

  /** The order for which an acquisition was made, if it was for one. */
  public synchronized Optional<TrackedOrder> ofAcquisition(String acquisition) {
    log.catchUp();
    return book.ofAcquisition(acquisition).map(OrderBook.Entry::tracked);
  }

  /**
   * The requests that are still to be planned and taken, of orders in any state from accepted to
   * processing, whose time has a part in a span. A request that was taken is not among them while
   * its image is on its way; it is again when that is too cloudy or lost.
   */
  public synchronized List<Request> requests(Time from, Time to) {
    log.catchUp();
    List<Request> result = new ArrayList<>();
    for (OrderBook.Entry each : book.entries()) {
      if (isAtWork(each.state())
          && each.order().start().isBefore(to)
          && each.order().end().isAfter(from)) {
        result.addAll(each.parts().open(each.attempts(), from, to));
      }
    }
    return result;
  }

  private static boolean isAtWork(OrderState state) {
    return state != OrderState.RECEIVED && !state.isFinal();
  }

  /**
   * The request of an id, open or not.
   *
   * @throws MissionException NOT_FOUND when there is none
   */
  public synchronized Request request(String id) {
    log.catchUp();
    return book.request(id);
  }

  /**
   * How much of an order is done.
   *
   * @throws MissionException NOT_FOUND when there is no such order
   */
  public synchronized Progress progress(String id, Time now) {
    log.catchUp();
    OrderBook.Entry entry = book.entry(id);
    return entry.state() == OrderState.REJECTED
        ? new Progress(1, 0, 0, 0, 1, 0)
        : entry.parts().progress(entry.attempts(), now);
  }

  // ---- what becomes of them

  /**
   * Moves an order to another state, or says why it stays in its own.
   *
   * @throws MissionException NOT_FOUND; CONFLICT when it cannot become that any more
   */
  public TrackedOrder move(String id, OrderState next, String reason, Time now) {
    append(() -> {
      OrderState state = book.entry(id).state();
      if (!state.canBecome(next)) {
        throw new MissionException(
            MissionException.Key.CONFLICT,
            "The order "
                + id
                + " is "
                + OrderEvents.words(state)
                + " and cannot become "
                + OrderEvents.words(next)
                + ".");
      }
      return List.of(OrderEvents.status(id, next, reason, now));
    });
    return order(id);
  }

  /**
   * Takes an order back for its member.
   *
   * @throws MissionException NOT_FOUND; CONFLICT when it was sent to a satellite or is over
   */
  public TrackedOrder cancel(String id, String reason, Time now) {
    return move(id, OrderState.USER_CANCELLED, reason, now);
  }

  /**
   * Says which requests a newly published plan holds: their orders are scheduled, and those that
   * were and are not in it any more wait again. Those whose time is over are ended.
   */
  public void planned(Collection<String> requests, Time now) {
    append(() -> {
      Set<String> orders = new HashSet<>();
      for (String request : requests) {
        orders.add(book.request(request).order());
      }
      List<ObjectNode> events = new ArrayList<>();
      for (OrderBook.Entry each : book.entries()) {
        Optional<ObjectNode> expiry = OrderEvents.expiry(each, now);
        expiry.ifPresent(events::add);
        if (expiry.isPresent()) {
          continue;
        }
        boolean isIn = orders.contains(each.order().id());
        if (isIn && each.state() == OrderState.ACCEPTED) {
          events.add(OrderEvents.status(each.order().id(), OrderState.SCHEDULED, "", now));
        } else if (!isIn && each.state() == OrderState.SCHEDULED) {
          events.add(
              OrderEvents.status(
                  each.order().id(), OrderState.ACCEPTED, "It is not in the plan any more.", now));
        }
      }
      return events;
    });
  }

  /** Says which requests were sent to satellites: their orders cannot be taken back any more. */
  public void tasked(Collection<String> requests, Time now) {
    append(() -> {
      Set<String> orders = new HashSet<>();
      List<ObjectNode> events = new ArrayList<>();
      for (String request : requests) {
        String id = book.request(request).order();
        OrderState state = book.entry(id).state();
        if ((state == OrderState.ACCEPTED || state == OrderState.SCHEDULED) && orders.add(id)) {
          events.add(OrderEvents.status(id, OrderState.TASKED, "", now));
        }
      }
      return events;
    });
  }

  /**
   * Says that a request was taken; saying it again changes nothing.
   *
   * @throws MissionException NOT_FOUND when there is no such request; CONFLICT when the acquisition
   *     was of another
   */
  public void acquired(String request, String acquisition, Time time) {
    append(() -> {
      String id = book.request(request).order();
      Optional<Attempt> before = book.ofAcquisition(acquisition).map(e -> e.attempt(acquisition));
      if (before.isPresent()) {
        if (!before.get().request().equals(request)) {
          throw new MissionException(
              MissionException.Key.CONFLICT,
              "The acquisition " + acquisition + " is of request " + before.get().request() + ".");
        }
        return List.of();
      }
      List<ObjectNode> events = new ArrayList<>();
      events.add(
          OrderEvents.event("acquired", time)
              .put("order", id)
              .put("request", request)
              .put("acquisition", acquisition));
      OrderState state = book.entry(id).state();
      if (state != OrderState.PROCESSING && state.canBecome(OrderState.PROCESSING)) {
        events.add(OrderEvents.status(id, OrderState.PROCESSING, "", time));
      }
      return events;
    });
  }

  /**
   * Says that an item of the catalogue was made of an acquisition; saying it again changes nothing.
   * The order is completed when all of it is there, and waits for the plan again when the image is
   * too cloudy or more is to be taken.
   *
   * @throws MissionException NOT_FOUND when there is no such acquisition
   */
  public TrackedOrder product(String acquisition, Attempt.Product product, Time time) {
    append(() -> {
      OrderBook.Entry entry = book.taken(acquisition);
      String id = entry.order().id();
      boolean known =
          entry.attempt(acquisition).products().stream()
              .anyMatch(p ->
                  p.collection().equals(product.collection()) && p.item().equals(product.item()));
      if (known) {
        return List.of();
      }
      ObjectNode event =
          OrderEvents.event("product", time)
              .put("order", id)
              .put("acquisition", acquisition)
              .put("collection", product.collection())
              .put("item", product.item());
      product.cloud().ifPresent(c -> event.put("cloud", c));
      return List.of(event);
    });
    return settle(acquisition, time);
  }

  /**
   * Says that nothing comes of an acquisition, which does not count among the tries.
   *
   * @throws MissionException NOT_FOUND when there is no such acquisition
   */
  public TrackedOrder lost(String acquisition, String reason, Time time) {
    append(() -> {
      OrderBook.Entry entry = book.taken(acquisition);
      String id = entry.order().id();
      return entry.attempt(acquisition).isWaiting()
          ? List.of(
              OrderEvents.event("lost", time)
                  .put("order", id)
                  .put("acquisition", acquisition)
                  .put("reason", reason))
          : List.of();
    });
    return settle(acquisition, time);
  }

  /** Moves the order of an acquisition to where what has come in puts it. */
  private TrackedOrder settle(String acquisition, Time now) {
    append(() -> {
      OrderBook.Entry entry = book.taken(acquisition);
      String id = entry.order().id();
      if (!isAtWork(entry.state())) {
        return List.of();
      }
      Progress p = entry.parts().progress(entry.attempts(), now);
      String part = p.done() + " of " + p.parts() + " images are there.";
      if (p.done() == p.parts()) {
        return List.of(OrderEvents.status(id, OrderState.COMPLETED, "", now));
      }
      if (p.waiting() > 0) {
        return List.of();
      }
      if (p.open() == 0) {
        return List.of(OrderEvents.status(id, OrderState.FAILED, "Tried in vain: " + part, now));
      }
      return entry.state() == OrderState.PROCESSING
          ? List.of(
              OrderEvents.status(
                  id, OrderState.ACCEPTED, OrderEvents.triedAgain(entry, acquisition, part), now))
          : List.of();
    });
    synchronized (this) {
      return book.taken(acquisition).tracked();
    }
  }

  /**
   * Ends the orders whose time is over, but for those whose images are on their way. What
   * satellites were to take is waited for, for a day.
   */
  public List<TrackedOrder> expire(Time now) {
    synchronized (this) {
      log.catchUp();
      if (book.entries().stream().allMatch(e -> OrderEvents.expiry(e, now).isEmpty())) {
        return List.of(); // without keeping others from writing
      }
    }
    List<String> over = new ArrayList<>();
    append(() -> {
      over.clear();
      List<ObjectNode> events = new ArrayList<>();
      for (OrderBook.Entry each : book.entries()) {
        OrderEvents.expiry(each, now)
            .ifPresent(event -> {
              over.add(each.order().id());
              events.add(event);
            });
      }
      return events;
    });
    synchronized (this) {
      return over.stream().map(id -> book.entry(id).tracked()).toList();
    }
  }
}
