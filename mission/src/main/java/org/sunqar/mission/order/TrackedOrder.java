// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.order;

import java.util.List;
import java.util.Optional;
import org.sunqar.mission.orbit.Time;

/**
 * An order and what became of it so far.
 *
 * @param order what was asked for
 * @param key by which the client may send it again without a second order; empty: none
 * @param hook who is told of what becomes of it
 * @param history from its creation on, at least one entry
 * @param attempts acquisitions made for it, by time of their coming in
 */
public record TrackedOrder(
    Order order,
    String key,
    Optional<OrderHook> hook,
    List<OrderStatus> history,
    List<Attempt> attempts) {

  public TrackedOrder {
    history = List.copyOf(history);
    attempts = List.copyOf(attempts);
  }

  public String id() {
    return order.id();
  }

  public OrderState state() {
    return status().state();
  }

  /** The latest entry of its history. */
  public OrderStatus status() {
    return history.getLast();
  }

  /** When it was given. */
  public Time created() {
    return history.getFirst().time();
  }

  /** The items of the catalogue that belong to it. */
  public List<Attempt.Product> products() {
    return attempts.stream().flatMap(a -> a.products().stream()).toList();
  }
}
