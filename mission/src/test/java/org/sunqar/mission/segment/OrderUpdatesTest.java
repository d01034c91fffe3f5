// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.segment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;
import org.sunqar.mission.access.Limits;
import org.sunqar.mission.orbit.Time;
import org.sunqar.mission.order.Attempt;
import org.sunqar.mission.order.Feasibility;
import org.sunqar.mission.order.Order;
import org.sunqar.mission.order.OrderState;
import org.sunqar.mission.order.OrderStatus;
import org.sunqar.mission.order.Orders;
import org.sunqar.mission.order.Priority;
import org.sunqar.mission.order.TrackedOrder;
import org.sunqar.mission.plan.schedule.Acquisition;
import org.sunqar.mission.plan.schedule.Plan;

/** What orders learn of a flight; the order is for Astana, of which the plan has more than one. */
class OrderUpdatesTest {

  private static final String REQUEST = "order-000001/0/0";
  private static final Time END = SmallPlan.HORIZON.end();

  @TempDir Path folder;

  private final List<String> made = new ArrayList<>();

  /** The plan with the acquisitions of one place as those of the order. */
  private static Plan plan() {
    Plan plan = SmallPlan.make();
    return new Plan(
        plan.version(),
        plan.made(),
        plan.horizon(),
        plan.frozenUntil(),
        plan.acquisitions().stream()
            .map(a ->
                new Acquisition(
                    a.id(),
                    a.request().equals("r71") ? REQUEST : a.request(),
                    a.sensor(),
                    a.start(),
                    a.end(),
                    a.look(),
                    a.from(),
                    a.to(),
                    a.bits(),
                    a.footprint()))
            .toList(),
        plan.downlinks(),
        plan.unplanned());
  }

  private Orders orders(int tries) {
    Orders orders = new Orders(folder);
    Order order =
        new Order(
            "",
            "kazakhstan",
            "Astana",
            Priority.ROUTINE,
            1,
            new GeometryFactory().createPoint(new Coordinate(71.4, 51.1)),
            SmallPlan.START,
            END,
            new Order.Image(Limits.NONE, Optional.empty(), 1, 0.2, tries),
            Optional.empty(),
            "");
    orders.create(
        new Feasibility(SmallPlan.DEMO, SmallPlan.EARTH), order, "", SmallPlan.START.plus(-1));
    orders.planned(List.of(REQUEST), SmallPlan.START);
    return orders;
  }

  private OrderUpdates updates(Orders orders, FlightLog log) {
    return new OrderUpdates(
        orders,
        log,
        1800,
        (received, order) -> {
          made.add(received.image().acquisition());
          return new Attempt.Product(
              "scenes",
              received.image().acquisition(),
              OptionalDouble.of(received.image().cloud()));
        });
  }

  private TrackedOrder after(Orders orders, double cloud, double failures, Plan plan)
      throws IOException {
    Segment segment =
        new Segment(
            SmallPlan.EARTH,
            SmallPlan.DEMO,
            SegmentOptions.defaults().withFailures(failures),
            (place, time) -> OptionalDouble.of(cloud));
    try (FlightLog log = FlightLog.open(folder)) {
      SegmentState fresh = SegmentState.fresh(SmallPlan.DEMO, SmallPlan.START);
      log.add(segment.fly(plan, log.last().map(Flight::end).orElse(fresh), END));
      updates(orders, log).apply();
    }
    return orders.order("order-000001");
  }

  private static Plan onlyFirst(Plan plan) {
    String first =
        plan.acquisitions().stream()
            .filter(a -> a.request().equals(REQUEST))
            .findFirst()
            .orElseThrow()
            .id();
    return new Plan(
        1,
        plan.made(),
        plan.horizon(),
        plan.frozenUntil(),
        plan.acquisitions().stream().filter(a -> a.id().equals(first)).toList(),
        plan.downlinks(),
        List.of());
  }

  @Test
  void aClearImageCompletesItsOrder() throws IOException {
    TrackedOrder order = after(orders(3), 0, 0, onlyFirst(plan()));
    assertThat(order.history())
        .extracting(OrderStatus::state)
        .containsExactly(
            OrderState.RECEIVED,
            OrderState.ACCEPTED,
            OrderState.SCHEDULED,
            OrderState.TASKED,
            OrderState.PROCESSING,
            OrderState.COMPLETED);
    assertThat(order.products()).hasSize(1);
  }

  @Test
  void aCloudyImageOpensItsRequestAgain() throws IOException {
    Orders orders = orders(3);
    TrackedOrder order = after(orders, 1, 0, onlyFirst(plan()));
    assertThat(order.state()).isEqualTo(OrderState.ACCEPTED);
    assertThat(order.status().reason()).contains("tried again");
    assertThat(orders.requests(SmallPlan.START, END)).extracting(r -> r.id()).contains(REQUEST);
  }

  @Test
  void anOrderFailsWhenItWasTriedInVainAsOftenAsMayBe() throws IOException {
    Orders orders = orders(1);
    assertThat(after(orders, 1, 0, onlyFirst(plan())).state()).isEqualTo(OrderState.FAILED);
    assertThat(orders.requests(SmallPlan.START, END)).isEmpty();
  }

  @Test
  void anImageThatFailsIsTriedAgainAndDoesNotCount() throws IOException {
    Orders orders = orders(1);
    TrackedOrder order = after(orders, 0, 1, onlyFirst(plan()));
    assertThat(order.state()).isEqualTo(OrderState.ACCEPTED);
    assertThat(order.attempts()).hasSize(1);
    assertThat(orders.requests(SmallPlan.START, END)).extracting(r -> r.id()).contains(REQUEST);
  }

  /** A process that was killed anywhere before it noted how far it came says all of it again. */
  @Test
  void sayingItAgainChangesNothing() throws IOException {
    Orders orders = orders(3);
    TrackedOrder once = after(orders, 1, 0, onlyFirst(plan()));
    String log = Files.readString(folder.resolve("orders.jsonl"));
    try (FlightLog flights = FlightLog.open(folder)) {
      updates(orders, flights).apply();
      assertThat(made).hasSize(1);
      Files.delete(folder.resolve("mission/said"));
      updates(new Orders(folder), flights).apply();
    }
    assertThat(Files.readString(folder.resolve("orders.jsonl"))).isEqualTo(log);
    assertThat(new Orders(folder).order("order-000001")).isEqualTo(once);
  }
}
