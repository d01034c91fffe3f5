// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.sunqar.analysis.AnalysisException;
import org.sunqar.analysis.tracking.AlertAction;
import org.sunqar.analysis.tracking.AlertObject;
import org.sunqar.analysis.tracking.HistoryEntry;
import org.sunqar.app.console.Console;
import org.sunqar.catalog.CatalogException;
import org.sunqar.mission.MissionException;
import org.sunqar.mission.cue.Cueing;
import org.sunqar.mission.orbit.Time;
import org.sunqar.mission.order.Attempt;
import org.sunqar.mission.order.OrderState;
import org.sunqar.mission.order.OrderStatus;
import org.sunqar.mission.order.Orders;
import org.sunqar.mission.order.TrackedOrder;

/**
 * Writes into the histories of alerts what becomes of the images that were ordered for them, each
 * thing once: that it was ordered and by whom, planned, taken, imported or lost, and the verdict of
 * the detector after the image had come in.
 */
final class AlertOrders {

  /** States of an order that are no step of an image of it. */
  private static final Set<OrderState> UNTOLD =
      EnumSet.of(
          OrderState.RECEIVED, OrderState.TASKED, OrderState.PROCESSING, OrderState.COMPLETED);

  private final Workspace workspace;
  private final Orders orders;

  /** Those for alerts, as they were after so many events; -1 before they are read. */
  private List<TrackedOrder> ours = List.of();

  private long events = -1;

  /** Entries of the histories of alerts before they were told last of these orders, or -1. */
  private long entries = -1;

  AlertOrders(Workspace workspace) {
    this(workspace, new Orders(workspace.folder()));
  }

  /**
   * @param orders of the workspace
   */
  AlertOrders(Workspace workspace, Orders orders) {
    this.workspace = workspace;
    this.orders = orders;
  }

  /** Tells once, for a command that has changed orders and ends then. */
  static void after(WorkspaceOptions options, Console console) {
    boolean some =
        new Orders(options.folder)
            .list(Orders.Filter.ALL).stream()
                .anyMatch(order -> Cueing.alert(order.order().origin()).isPresent());
    if (some && Files.exists(options.folder.resolve(Workspace.DATABASE))) {
      try (Workspace workspace = options.open()) {
        after(workspace, console);
      } catch (CatalogException e) {
        failed(e, console);
      }
    }
  }

  /** Tells after other work, which it does not spoil: a server tells what is left. */
  static void after(Workspace workspace, Console console) {
    try {
      new AlertOrders(workspace).tell();
    } catch (MissionException | AnalysisException | CatalogException e) {
      failed(e, console);
    }
  }

  private static void failed(RuntimeException e, Console console) {
    console.tell(
        "mission.trouble.alerts", "reason", console.sentence(String.valueOf(e.getMessage())));
  }

  /**
   * Something to be told.
   *
   * @param request by which it is known to have been told
   */
  private record Step(String request, String by, ObjectNode details) {}

  /** Tells what was not told yet; nothing is looked at while nothing has happened. */
  synchronized void tell() {
    long happened = orders.events();
    if (happened != events) {
      ours =
          orders.list(Orders.Filter.ALL).stream()
              .filter(order -> Cueing.alert(order.order().origin()).isPresent())
              .toList();
      entries = -1;
      events = happened;
    }
    if (ours.isEmpty()) {
      return;
    }
    long before = workspace.alerts().entries();
    if (before == entries) {
      return;
    }
    Set<String> told = new HashSet<>(workspace.alerts().orderSteps());
    for (TrackedOrder order : ours) {
      for (Step step : steps(order)) {
        if (!told.contains(step.request())) {
          write(alertOf(order), step);
        }
      }
      if (!order.products().isEmpty() && !told.contains(verdict(order))) {
        judge(order);
      }
    }
    entries = before;
  }

  private static String alertOf(TrackedOrder order) {
    return Cueing.alert(order.order().origin()).orElseThrow();
  }

  private static String verdict(TrackedOrder order) {
    return order.id() + ".verdict";
  }

  private static List<Step> steps(TrackedOrder order) {
    List<Step> steps = new ArrayList<>();
    Optional<String> rule = Cueing.rule(order.key(), alertOf(order));
    ObjectNode first = details(order, "ordered", order.created());
    rule.ifPresent(name -> first.put("rule", name));
    steps.add(
        new Step(
            order.id() + ".ordered",
            rule.isPresent() ? HistoryEntry.MISSION : order.order().member(),
            first));
    for (int i = 1; i < order.history().size(); i++) {
      OrderStatus status = order.history().get(i);
      boolean isAnswer = i == 1 && status.state() == OrderState.ACCEPTED;
      if (!isAnswer && !UNTOLD.contains(status.state())) {
        ObjectNode details = details(order, step(status.state()), status.time());
        if (!status.reason().isEmpty()) {
          details.put("reason", status.reason());
        }
        steps.add(new Step(order.id() + ".status." + i, HistoryEntry.MISSION, details));
      }
    }
    for (int i = 0; i < order.attempts().size(); i++) {
      steps.addAll(attempt(order, i));
    }
    steps.sort(Comparator.comparing(each -> each.details().path("time").asText()));
    return steps;
  }

  /** An order that is accepted again waits for another image. */
  private static String step(OrderState state) {
    return state == OrderState.ACCEPTED ? "waiting" : state.name().toLowerCase(Locale.ROOT);
  }

  private static List<Step> attempt(TrackedOrder order, int index) {
    Attempt attempt = order.attempts().get(index);
    String id = order.id() + "." + index;
    List<Step> steps = new ArrayList<>();
    if (attempt.lost().isEmpty()) {
      steps.add(
          new Step(id + ".taken", HistoryEntry.MISSION, details(order, "taken", attempt.time())));
    } else {
      ObjectNode details = details(order, "lost", attempt.time());
      steps.add(
          new Step(id + ".lost", HistoryEntry.MISSION, details.put("reason", attempt.lost())));
    }
    for (int i = 0; i < attempt.products().size(); i++) {
      Attempt.Product product = attempt.products().get(i);
      ObjectNode details = details(order, "imported", attempt.time());
      details.put("collection", product.collection()).put("item", product.item());
      product.cloud().ifPresent(cloud -> details.put("cloud", cloud));
      steps.add(new Step(id + ".imported." + i, HistoryEntry.MISSION, details));
    }
    return steps;
  }

  private static ObjectNode details(TrackedOrder order, String step, Time time) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("order", order.id())
        .put("member", order.order().member())
        .put("step", step)
        .put("time", time.text(0));
  }

  /** Into the alert, or the one that it has become part of; an alert that is gone is not told. */
  private void write(String alert, Step step) {
    Optional<AlertObject> at = find(alert);
    if (at.isPresent()) {
      workspace
          .alerts()
          .act(
              at.get().id(),
              new AlertAction.Order(step.details()),
              new AlertAction.Said(
                  step.by(),
                  Optional.empty(),
                  Instant.now().truncatedTo(ChronoUnit.MILLIS),
                  step.request()));
    }
  }

  private Optional<AlertObject> find(String alert) {
    try {
      AlertObject found = workspace.alerts().alert(alert);
      while (found.machine().mergedInto().isPresent()) {
        found = workspace.alerts().alert(found.machine().mergedInto().get());
      }
      return Optional.of(found);
    } catch (AnalysisException e) {
      if (e.key() == AnalysisException.Key.NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** Writes what the detector said first after an image had come in. */
  private void judge(TrackedOrder order) {
    Optional<AlertObject> alert = find(alertOf(order));
    if (alert.isEmpty()) {
      return;
    }
    int imported = Integer.MAX_VALUE;
    for (HistoryEntry entry : workspace.alerts().history(alert.get().id())) {
      boolean isImport =
          entry.kind() == HistoryEntry.Kind.ORDERED
              && entry.detail("order").equals(Optional.of(order.id()))
              && entry.detail("step").equals(Optional.of("imported"));
      if (isImport && isWatched(alert.get(), entry)) {
        imported = Math.min(imported, entry.number());
      }
      boolean isVerdict =
          entry.kind() == HistoryEntry.Kind.CONFIRMED
              || entry.kind() == HistoryEntry.Kind.RETRACTED;
      if (isVerdict && entry.number() > imported) {
        ObjectNode details =
            details(order, entry.kind().text(), order.status().time()).put("entry", entry.number());
        write(alert.get().id(), new Step(verdict(order), HistoryEntry.MISSION, details));
        return;
      }
    }
  }

  /** Whether an image came into the collection that the alert's watch looks at. */
  private boolean isWatched(AlertObject alert, HistoryEntry entry) {
    String collection = workspace.watches().watch(alert.finding().watch()).collection();
    return entry.detail("collection").equals(Optional.of(collection));
  }
}
