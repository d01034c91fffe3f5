// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.cue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.util.AffineTransformation;
import org.sunqar.mission.MissionException;
import org.sunqar.mission.orbit.Time;
import org.sunqar.mission.order.Feasibility;
import org.sunqar.mission.order.Order;
import org.sunqar.mission.order.OrderState;
import org.sunqar.mission.order.Orders;
import org.sunqar.mission.order.TrackedOrder;

/**
 * Orders images for alerts by rules: for each alert that fits one and has no order yet, once. An
 * alert goes to the first rule that it fits; where a rule's quota of the day is short, the surest
 * and then the largest alerts go first, and the others are looked at again the next time.
 */
public final class Cueing {

  private static final double DAY = 86_400;

  /** Length of a degree of a great circle (m). */
  private static final double DEGREE = 111_195;

  /** Corners on a quarter of a circle around a corner of an alert. */
  private static final int QUARTER = 3;

  private static final String ORIGIN = "alert ";
  private static final String KEY = "cue ";

  private final Orders orders;
  private final Feasibility feasibility;

  public Cueing(Orders orders, Feasibility feasibility) {
    this.orders = orders;
    this.feasibility = feasibility;
  }

  /**
   * What became of an alert that fits a rule and had no order.
   *
   * @param alert id
   * @param rule its name
   * @param order the order that was made; empty: none
   * @param reason why it was not made, or was rejected; empty: it was accepted
   */
  public record Outcome(String alert, String rule, Optional<TrackedOrder> order, String reason) {}

  /** The origin of the orders of an alert. */
  public static String origin(String alert) {
    return ORIGIN + alert;
  }

  /** The alert of an origin, if it is one. */
  public static Optional<String> alert(String origin) {
    return Optional.of(origin)
        .filter(o -> o.startsWith(ORIGIN) && o.length() > ORIGIN.length())
        .map(o -> o.substring(ORIGIN.length()));
  }

  /** The rule that made an order of an alert, told by the order's key; empty: a person did. */
  public static Optional<String> rule(String key, String alert) {
    String end = " " + alert;
    return Optional.of(key)
        .filter(
            k -> k.startsWith(KEY) && k.endsWith(end) && k.length() > KEY.length() + end.length())
        .map(k -> k.substring(KEY.length(), k.length() - end.length()));
  }

  /** Runs rules over alerts; running them again over the same makes no second order. */
  public List<Outcome> run(List<CueRule> rules, List<CueAlert> alerts, Time now) {
    Set<String> ordered = new HashSet<>();
    Map<String, Integer> today = new HashMap<>();
    for (TrackedOrder each : orders.list(Orders.Filter.ALL)) {
      ordered.add(each.order().origin());
      if (each.state() != OrderState.REJECTED && now.since(each.created()) < DAY) {
        for (CueRule rule : rules) {
          if (each.key().startsWith(key(rule, ""))) {
            today.merge(rule.name(), 1, Integer::sum);
          }
        }
      }
    }
    List<Outcome> outcomes = new ArrayList<>();
    for (CueAlert alert :
        alerts.stream()
            .sorted(
                Comparator.comparingDouble(CueAlert::confidence)
                    .thenComparingDouble(CueAlert::hectares)
                    .reversed())
            .toList()) {
      Optional<CueRule> rule = rules.stream().filter(r -> r.when().fits(alert)).findFirst();
      if (rule.isPresent() && ordered.add(origin(alert.id()))) {
        outcomes.add(outcome(rule.get(), alert, today, now));
      }
    }
    return outcomes;
  }

  private static String key(CueRule rule, String alert) {
    return KEY + rule.name() + " " + alert;
  }

  private Outcome outcome(CueRule rule, CueAlert alert, Map<String, Integer> today, Time now) {
    if (today.getOrDefault(rule.name(), 0) >= rule.perDay()) {
      return new Outcome(
          alert.id(),
          rule.name(),
          Optional.empty(),
          "The rule has used its quota of " + rule.perDay() + " orders a day.");
    }
    try {
      TrackedOrder order =
          orders.create(feasibility, order(rule, alert, now), key(rule, alert.id()), now);
      if (order.state() != OrderState.REJECTED) {
        today.merge(rule.name(), 1, Integer::sum);
      }
      return new Outcome(alert.id(), rule.name(), Optional.of(order), order.status().reason());
    } catch (MissionException e) {
      // one alert that cannot be ordered does not keep the others from it
      return new Outcome(alert.id(), rule.name(), Optional.empty(), String.valueOf(e.getMessage()));
    }
  }

  private static Order order(CueRule rule, CueAlert alert, Time now) {
    CueRule.What what = rule.what();
    return new Order(
        "",
        what.member(),
        "Confirm " + alert.id(),
        what.priority(),
        what.value(),
        buffered(alert.place(), what.buffer()),
        now,
        now.plus(what.validDays() * DAY),
        what.image(),
        Optional.empty(),
        origin(alert.id()));
  }

  /**
   * The place with a margin around it, without the detail of its outline: its convex hull. Degrees
   * of longitude are as long as those in its middle.
   *
   * @param margin (m)
   */
  static Geometry buffered(Geometry place, double margin) {
    Geometry hull = place.convexHull();
    double latitude = hull.getEnvelopeInternal().centre().y;
    double squeeze = Math.max(0.02, Math.cos(Math.toRadians(latitude)));
    Geometry squeezed = AffineTransformation.scaleInstance(squeeze, 1).transform(hull);
    // never nothing: the hull of a point or a line has no extent of its own
    Geometry around = squeezed.buffer(Math.max(margin, 1) / DEGREE, QUARTER);
    return AffineTransformation.scaleInstance(1 / squeeze, 1).transform(around);
  }
}
