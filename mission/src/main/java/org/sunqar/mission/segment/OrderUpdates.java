// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.segment;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.sunqar.mission.MissionException;
import org.sunqar.mission.orbit.Time;
import org.sunqar.mission.order.Attempt;
import org.sunqar.mission.order.Order;
import org.sunqar.mission.order.OrderState;
import org.sunqar.mission.order.Orders;
import org.sunqar.mission.order.Request;

/**
 * Tells the orders of a workspace what its satellites did: what was tasked, what was taken, what
 * came to nothing, and the products made of what came down. All of it can be said again, and what
 * was said is noted, so a process that is killed is made good by the next.
 *
 * <p>What a plan names that is no request of an order is passed over.
 */
public final class OrderUpdates {

  /** Makes an item of the catalogue of an image; asked again, it gives the same item. */
  public interface Products {

    /**
     * The item.
     *
     * @param order whose image it is
     */
    Attempt.Product make(Flight.Received received, Order order) throws IOException;
  }

  private final Orders orders;
  private final FlightLog log;
  private final double processing;
  private final Products products;

  /**
   * For a workspace.
   *
   * @param processing from the end of a downlink until the image is a product (s)
   */
  public OrderUpdates(Orders orders, FlightLog log, double processing, Products products) {
    this.orders = orders;
    this.log = log;
    this.processing = processing;
    this.products = products;
  }

  /** Something that is to be said. */
  private interface Saying {
    void say(Order order) throws IOException;
  }

  private record Due(Time time, String request, Saying saying) {}

  /** Says what has happened since it was last said, up to where the satellites are now. */
  public void apply() throws IOException {
    List<Flight> flights = log.flights();
    if (flights.isEmpty()) {
      return;
    }
    Time clock = flights.getLast().to();
    Optional<Time> said = log.said();
    List<Due> due = new ArrayList<>();
    for (Flight flight : flights) {
      flight.events().forEach(event -> due(event).ifPresent(due::add));
      for (Flight.Received received : flight.received()) {
        Time time = received.time().plus(processing);
        due.add(
            new Due(
                time,
                received.image().request(),
                order ->
                    orders.product(
                        received.image().acquisition(), products.make(received, order), time)));
      }
    }
    due.sort(Comparator.comparing(Due::time));
    for (Due each : due) {
      boolean isNew = said.isEmpty() || !each.time().isBefore(said.get());
      if (isNew && each.time().isBefore(clock)) {
        Optional<Order> order = order(each.request());
        if (order.isPresent()) {
          each.saying().say(order.get());
        }
      }
    }
    log.said(clock);
  }

  private Optional<Order> order(String request) {
    try {
      Request known = orders.request(request);
      return Optional.of(orders.order(known.order()).order());
    } catch (MissionException e) {
      if (e.key() == MissionException.Key.NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private Optional<Due> due(SegmentEvent event) {
    String id = event.acquisition();
    Time time = event.time();
    return switch (event.kind()) {
      case TASKED -> due(event, order -> tasked(event, order));
      case TAKEN -> due(event, order -> orders.acquired(event.request(), id, time));
      case NOT_TAKEN ->
          due(
              event,
              order -> {
                orders.acquired(event.request(), id, time);
                orders.lost(id, event.detail(), time);
              });
      case LOST -> due(event, order -> orders.lost(id, event.detail(), time));
      case RECEIVED, OUT -> Optional.empty();
    };
  }

  private static Optional<Due> due(SegmentEvent event, Saying saying) {
    return Optional.of(new Due(event.time(), event.request(), saying));
  }

  /** Not when it was said before: the order may wait for another try by now. */
  private void tasked(SegmentEvent event, Order order) {
    boolean said =
        orders.ofAcquisition(event.acquisition()).isPresent()
            || orders.order(order.id()).history().stream()
                .anyMatch(s -> s.state() == OrderState.TASKED && s.time().equals(event.time()));
    if (!said) {
      orders.tasked(List.of(event.request()), event.time());
    }
  }
}
