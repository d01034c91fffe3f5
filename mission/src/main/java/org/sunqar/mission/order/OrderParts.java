// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.order;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.locationtech.jts.geom.Point;
import org.sunqar.mission.access.Area;
import org.sunqar.mission.access.Strip;
import org.sunqar.mission.access.StripCutter;
import org.sunqar.mission.orbit.GroundPoint;
import org.sunqar.mission.orbit.Horizon;
import org.sunqar.mission.orbit.Time;

/** The requests that an order comes down to, the same each time they are asked for. */
final class OrderParts {

  private record Part(Request.Aim aim, double share) {}

  private final Order order;
  private final List<Part> parts = new ArrayList<>();

  /**
   * Cuts an order.
   *
   * @param cut of an area; empty for a point
   * @throws org.sunqar.mission.MissionException AREA when the area is malformed or needs more than
   *     10,000 strips
   */
  OrderParts(Order order, Optional<OrderCut> cut) {
    this.order = order;
    if (order.place() instanceof Point point) {
      GroundPoint place =
          GroundPoint.ofDegrees(Math.IEEEremainder(point.getX(), 360), point.getY(), 0);
      parts.add(new Part(new Request.Point(place), 1));
      return;
    }
    OrderCut how = cut.orElseThrow();
    List<Strip> strips = StripCutter.of(how.swath()).cut(Area.of(order.place()), how.heading());
    double sum = strips.stream().mapToDouble(Strip::share).sum();
    for (Strip strip : strips) {
      parts.add(new Part(new Request.Along(strip, how.heading()), strip.share() / sum));
    }
  }

  int size() {
    return parts.size() * order.occurrences();
  }

  private Request request(int occurrence, int part) {
    Horizon span = order.span(occurrence);
    Part it = parts.get(part);
    return new Request(
        order.id() + "/" + occurrence + "/" + part,
        order.id(),
        order.member(),
        order.priority(),
        order.value() * it.share() / order.occurrences(),
        it.aim(),
        span.start(),
        span.end(),
        order.image());
  }

  /** The request of an id, where the order has it. */
  Optional<Request> find(String id) {
    String[] names = id.split("/", -1);
    try {
      if (names.length == 3 && names[0].equals(order.id())) {
        int occurrence = Integer.parseInt(names[1]);
        int part = Integer.parseInt(names[2]);
        if (occurrence >= 0
            && occurrence < order.occurrences()
            && part >= 0
            && part < parts.size()) {
          return Optional.of(request(occurrence, part));
        }
      }
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
    return Optional.empty();
  }

  private enum State {
    OPEN,
    WAITING,
    DONE,
    TRIED
  }

  private State state(List<Attempt> attempts) {
    double maxCloud = order.image().maxCloud();
    if (attempts.stream().anyMatch(a -> a.isGood(maxCloud))) {
      return State.DONE;
    }
    if (attempts.stream().anyMatch(Attempt::isWaiting)) {
      return State.WAITING;
    }
    long cloudy = attempts.stream().filter(a -> a.isCloudy(maxCloud)).count();
    return cloudy >= order.image().tries() ? State.TRIED : State.OPEN;
  }

  private static Map<String, List<Attempt>> byRequest(List<Attempt> attempts) {
    Map<String, List<Attempt>> result = new HashMap<>();
    for (Attempt each : attempts) {
      result.computeIfAbsent(each.request(), _ -> new ArrayList<>()).add(each);
    }
    return result;
  }

  /** The requests still to be taken whose time has a part in a span. */
  List<Request> open(List<Attempt> attempts, Time from, Time to) {
    Map<String, List<Attempt>> made = byRequest(attempts);
    List<Request> result = new ArrayList<>();
    for (int i = 0; i < order.occurrences(); i++) {
      Horizon span = order.span(i);
      if (span.start().isBefore(to) && span.end().isAfter(from)) {
        for (int k = 0; k < parts.size(); k++) {
          Request request = request(i, k);
          if (state(made.getOrDefault(request.id(), List.of())) == State.OPEN) {
            result.add(request);
          }
        }
      }
    }
    return result;
  }

  Progress progress(List<Attempt> attempts, Time now) {
    Map<String, List<Attempt>> made = byRequest(attempts);
    int done = 0;
    int waiting = 0;
    int open = 0;
    double share = 0;
    for (int i = 0; i < order.occurrences(); i++) {
      boolean over = !order.span(i).end().isAfter(now);
      for (int k = 0; k < parts.size(); k++) {
        switch (state(made.getOrDefault(order.id() + "/" + i + "/" + k, List.of()))) {
          case DONE -> {
            done++;
            share += parts.get(k).share() / order.occurrences();
          }
          case WAITING -> waiting++;
          case OPEN -> open += over ? 0 : 1;
          case TRIED -> {}
        }
      }
    }
    return new Progress(
        size(), done, waiting, open, size() - done - waiting - open, Math.min(1, share));
  }
}
