// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.sunqar.app.console.Console;
import org.sunqar.mission.orbit.Time;
import org.sunqar.mission.order.Orders;
import org.sunqar.mission.order.TrackedOrder;
import org.sunqar.server.tasking.OrderNotices;

/**
 * Looks after the orders of a workspace as long as the server runs: ends those whose time is over,
 * hands what is to be told of them to the outbox, and tells alerts what becomes of theirs. Orders
 * may be changed by any process; what was missed while no server ran is made good at the start.
 */
final class MissionKeeper implements AutoCloseable {

  private static final Duration PAUSE = Duration.ofSeconds(1);

  /** Between two looks for orders whose time is over. */
  private static final Duration EXPIRY = Duration.ofSeconds(30);

  private final Console console;
  private final Orders orders;
  private final OrderNotices notices;
  private final AlertOrders alerts;
  private final BackgroundWork work;
  private final Map<String, String> failures = new HashMap<>();
  private long expired = System.nanoTime() - EXPIRY.toNanos();

  /**
   * Over an open workspace.
   *
   * @param publicUrl where clients see the server
   */
  MissionKeeper(Workspace workspace, Console console, Optional<String> publicUrl) {
    this.console = console;
    this.orders = new Orders(workspace.folder());
    this.notices = new OrderNotices(orders, workspace.notices(), publicUrl);
    this.alerts = new AlertOrders(workspace, orders);
    this.work = new BackgroundWork("orders", PAUSE, this::keep);
  }

  /** Begins to look. */
  void start() {
    work.start();
  }

  private void keep() {
    guarded("mission.trouble.orders", this::expire);
    guarded("mission.trouble.notices", notices::tell);
    guarded("mission.trouble.alerts", alerts::tell);
  }

  private void expire() {
    if (System.nanoTime() - expired < EXPIRY.toNanos()) {
      return;
    }
    for (TrackedOrder each : orders.expire(Time.of(Instant.now()))) {
      console.tell(
          "mission.orderOver",
          "id",
          each.id(),
          "member",
          each.order().member(),
          "reason",
          console.sentence(each.status().reason()));
    }
    expired = System.nanoTime();
  }

  /** What goes wrong now may go right a second later; the same is said once. */
  private void guarded(String what, Runnable action) {
    try {
      action.run();
      failures.remove(what);
    } catch (RuntimeException e) {
      String reason = String.valueOf(e.getMessage());
      if (!work.isEnding() && !reason.equals(failures.put(what, reason))) {
        console.tell(what, "reason", console.sentence(reason));
      }
    }
  }

  @Override
  public void close() {
    work.close();
  }
}
