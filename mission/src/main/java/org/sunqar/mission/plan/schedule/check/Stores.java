// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.plan.schedule.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.sunqar.mission.access.EclipseSearch;
import org.sunqar.mission.constellation.Agility;
import org.sunqar.mission.constellation.DutyCycle;
import org.sunqar.mission.constellation.Power;
import org.sunqar.mission.constellation.Recorder;
import org.sunqar.mission.orbit.Horizon;
import org.sunqar.mission.orbit.Time;
import org.sunqar.mission.plan.schedule.Acquisition;
import org.sunqar.mission.plan.schedule.Downlink;
import org.sunqar.mission.plan.schedule.Pointing;

/** Whether one satellite has the time to turn, the memory, the power and the cold to do a plan. */
final class Stores {

  private static final double TIME = 1e-3;

  private final Course course;
  private final Horizon horizon;
  private final Complaints complaints;

  Stores(Course course, Horizon horizon, Complaints complaints) {
    this.course = course;
    this.horizon = horizon;
    this.complaints = complaints;
  }

  private double turn(Pointing from, Pointing to) {
    Agility agility = course.satellite().platform().agility();
    return agility.slewSeconds(
        to.roll() - from.roll(), to.pitch() - from.pitch(), to.yaw() - from.yaw());
  }

  /** Each acquisition begins when the satellite has turned to it and settled. */
  void turns() {
    Acquisition before = null;
    for (Acquisition a : course.acquisitions()) {
      if (before == null) {
        double needed = turn(Pointing.DOWN, a.from());
        double gap = a.start().since(horizon.start());
        complaints.when(
            gap >= 0 && gap < needed - TIME,
            "%s begins %.2f s after the horizon, but %s takes %.2f s to turn to it.",
            a.id(),
            gap,
            a.satellite(),
            needed);
      } else {
        double gap = a.start().since(before.end());
        double needed = turn(before.to(), a.from());
        complaints.when(
            gap < needed - TIME,
            "%s begins %.2f s after %s, but %s takes %.2f s to turn.",
            a.id(),
            gap,
            before.id(),
            a.satellite(),
            needed);
      }
      before = a;
    }
  }

  /** In no period is more imaging than the duty cycle allows. */
  void heat() {
    DutyCycle duty = course.satellite().platform().dutyCycle();
    for (Acquisition last : course.acquisitions()) {
      Time from = last.end().plus(-duty.periodSeconds());
      double imaging = 0;
      for (Acquisition a : course.acquisitions()) {
        Time start = a.start().isAfter(from) ? a.start() : from;
        Time end = a.end().isBefore(last.end()) ? a.end() : last.end();
        imaging += Math.max(0, end.since(start));
      }
      if (imaging > duty.imagingSeconds() + TIME) {
        complaints.add(
            "%s images for %.1f s in the %.0f s before %s; %.1f are allowed.",
            course.satellite().id(),
            imaging,
            duty.periodSeconds(),
            last.end(),
            duty.imagingSeconds());
        return;
      }
    }
  }

  /** A rate that holds for a time (per second). */
  private record Flow(double from, double to, double rate) {}

  private static Set<Double> edges(List<Flow> flows, double from, double to) {
    Set<Double> edges = new TreeSet<>(List.of(from, to));
    for (Flow flow : flows) {
      if (flow.from() > from && flow.from() < to) {
        edges.add(flow.from());
      }
      if (flow.to() > from && flow.to() < to) {
        edges.add(flow.to());
      }
    }
    return edges;
  }

  private static double rate(List<Flow> flows, double from, double to) {
    double sum = 0;
    for (Flow flow : flows) {
      sum += flow.from() <= from && flow.to() >= to ? flow.rate() : 0;
    }
    return sum;
  }

  /** The memory is never more than full, and what is said to be sent has been sent. */
  void memory() {
    Recorder recorder = course.satellite().platform().recorder();
    List<Flow> written = new ArrayList<>();
    List<Flow> sent = new ArrayList<>();
    Map<String, Acquisition> known = new HashMap<>();
    double level = 0;
    for (Acquisition a : course.aboard()) {
      level += a.bits();
      known.put(a.id(), a);
    }
    for (Acquisition a : course.acquisitions()) {
      known.put(a.id(), a);
      written.add(
          new Flow(course.seconds(a.start()), course.seconds(a.end()), a.bits() / a.seconds()));
    }
    for (Downlink d : course.downlinks()) {
      sent.add(
          new Flow(course.seconds(d.start()), course.seconds(d.end()), recorder.downlinkRate()));
    }
    List<Flow> all = new ArrayList<>(written);
    all.addAll(sent);
    double at = course.seconds(horizon.start());
    boolean told = false;
    for (double edge : edges(all, at, course.seconds(horizon.end()))) {
      level += (rate(written, at, edge) - rate(sent, at, edge)) * (edge - at);
      level = Math.max(0, level);
      if (level > recorder.memory() * (1 + 1e-9) && !told) {
        told = true;
        complaints.add(
            "The memory of %s holds %.1f Gbit at %s, but has room for %.1f.",
            course.satellite().id(),
            level / 1e9,
            course.span().start().plus(edge),
            recorder.memory() / 1e9);
      }
      at = edge;
    }
    delivered(known, recorder);
  }

  /**
   * What a downlink ends the sending of fits into the time of all downlinks so far in which it, or
   * what was sent before it, was there to be sent.
   */
  private void delivered(Map<String, Acquisition> known, Recorder recorder) {
    double room = 0;
    Set<String> gone = new HashSet<>();
    for (Downlink d : course.downlinks()) {
      room += recorder.downlinkRate() * d.end().since(d.start());
      for (String id : d.acquisitions()) {
        Acquisition a = known.get(id);
        if (a == null || !gone.add(id)) {
          complaints.add(
              "The downlink of %s at %s sends %s, which %s.",
              d.satellite(), d.start(), id, a == null ? "it does not take" : "was sent before");
          continue;
        }
        room -= a.bits();
        complaints.when(
            a.end().isAfter(d.end()),
            "The downlink of %s at %s sends %s before it is taken.",
            d.satellite(),
            d.start(),
            id);
      }
      if (room < -1e-6 * recorder.memory()) {
        complaints.add(
            "The downlinks of %s up to %s are too short for what they send.",
            d.satellite(), d.end());
        room = 0;
      }
    }
  }

  /** The battery, full at the beginning, never falls below its reserve. */
  void battery(double reserve) {
    Power power = course.satellite().platform().power();
    List<Flow> flows = new ArrayList<>();
    double start = course.seconds(horizon.start());
    double end = course.seconds(horizon.end());
    for (EclipseSearch.Eclipse e : course.eclipses()) {
      flows.add(new Flow(e.start(), e.end(), -power.charge()));
    }
    Pointing before = Pointing.DOWN;
    for (Acquisition a : course.acquisitions()) {
      double from = course.seconds(a.start());
      flows.add(new Flow(from - turn(before, a.from()), from, -power.slew()));
      flows.add(new Flow(from, course.seconds(a.end()), -power.imaging()));
      before = a.to();
    }
    for (Downlink d : course.downlinks()) {
      flows.add(new Flow(course.seconds(d.start()), course.seconds(d.end()), -power.downlink()));
    }
    double level = power.battery();
    double at = start;
    for (double edge : edges(flows, start, end)) {
      double net = power.charge() - power.idle() + rate(flows, at, edge);
      level = Math.min(power.battery(), level + net * (edge - at));
      if (level < reserve * power.battery() * (1 - 1e-9)) {
        complaints.add(
            "The battery of %s falls to %.1f %% at %s; %.1f %% are kept in reserve.",
            course.satellite().id(),
            100 * level / power.battery(),
            course.span().start().plus(edge),
            100 * reserve);
        return;
      }
      at = edge;
    }
  }
}
