// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.plan.schedule.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.sunqar.mission.access.Contact;
import org.sunqar.mission.constellation.GroundStation;
import org.sunqar.mission.plan.schedule.Downlink;

/**
 * Who may send when: gives the antennas' time to the satellites before images are planned. The
 * satellite that has the least time for its memory so far gets the longest part of a contact that
 * is left to it, until nothing is left.
 */
final class Antennas {

  /** Shorter parts of a contact are not worth pointing an antenna (s). */
  private static final double SHORTEST = 30;

  /**
   * A time in which a satellite may send.
   *
   * @param station id
   * @param antenna of the station
   * @param from seconds
   * @param to seconds
   */
  record Slot(String station, String antenna, double from, double to) {}

  private record Span(double from, double to) {
    double seconds() {
      return to - from;
    }
  }

  private final Fleet fleet;
  private final Map<String, List<Span>> busyAntennas = new HashMap<>();
  private final List<List<Span>> busySatellites = new ArrayList<>();
  private final List<List<Slot>> given = new ArrayList<>();

  private Antennas(Fleet fleet) {
    this.fleet = fleet;
  }

  /**
   * The slots of each satellite, by start.
   *
   * @param fixed downlinks that are kept as they are; their time is not given again
   */
  static List<List<Slot>> give(Fleet fleet, List<Downlink> fixed) {
    return new Antennas(fleet).all(fixed);
  }

  private List<List<Slot>> all(List<Downlink> fixed) {
    for (int s = 0; s < fleet.flights().size(); s++) {
      busySatellites.add(new ArrayList<>());
      given.add(new ArrayList<>());
    }
    for (Downlink each : fixed) {
      Span span = new Span(fleet.seconds(each.start()), fleet.seconds(each.end()));
      busySatellites.get(fleet.number(each.satellite())).add(span);
      busy(each.station(), each.antenna()).add(span);
    }
    boolean[] served = new boolean[given.size()];
    int next = neediest(served);
    while (next >= 0) {
      served[next] = !giveLongest(next);
      next = neediest(served);
    }
    given.forEach(slots -> slots.sort(Comparator.comparingDouble(Slot::from)));
    return given;
  }

  private List<Span> busy(String station, String antenna) {
    return busyAntennas.computeIfAbsent(station + "\n" + antenna, k -> new ArrayList<>());
  }

  private int neediest(boolean[] served) {
    int neediest = -1;
    double least = Double.POSITIVE_INFINITY;
    for (int s = 0; s < served.length; s++) {
      Flight flight = fleet.flights().get(s);
      if (served[s] || flight.failed()) {
        continue;
      }
      double seconds = given.get(s).stream().mapToDouble(g -> g.to() - g.from()).sum();
      double filled =
          seconds
              * flight.satellite().platform().recorder().downlinkRate()
              / flight.satellite().platform().recorder().memory();
      if (filled < least) {
        least = filled;
        neediest = s;
      }
    }
    return neediest;
  }

  /** False when nothing is left for a satellite. */
  private boolean giveLongest(int satellite) {
    Slot best = new Slot("", "", 0, SHORTEST);
    for (Contact contact : fleet.flights().get(satellite).contacts()) {
      double from =
          Math.max(fleet.seconds(contact.start()), Math.max(fleet.start(), fleet.frozen()));
      double to = fleet.seconds(contact.end());
      if (to - from < best.to() - best.from()) {
        continue;
      }
      GroundStation station = fleet.task().constellation().station(contact.station());
      for (String antenna : station.antennas()) {
        List<Span> busy = new ArrayList<>(busySatellites.get(satellite));
        busy.addAll(busy(station.id(), antenna));
        Span free = longestFree(from, to, busy);
        if (free.seconds() > best.to() - best.from()) {
          best = new Slot(station.id(), antenna, free.from(), free.to());
        }
      }
    }
    if (best.station().isEmpty()) {
      return false;
    }
    Span span = new Span(best.from(), best.to());
    busySatellites.get(satellite).add(span);
    busy(best.station(), best.antenna()).add(span);
    given.get(satellite).add(best);
    return true;
  }

  private static Span longestFree(double from, double to, List<Span> busy) {
    List<Span> sorted = new ArrayList<>(busy);
    sorted.sort(Comparator.comparingDouble(Span::from));
    Span best = new Span(from, from);
    double at = from;
    for (Span each : sorted) {
      double until = Math.min(to, each.from());
      if (until - at > best.seconds()) {
        best = new Span(at, until);
      }
      at = Math.max(at, each.to());
    }
    return to - at > best.seconds() ? new Span(at, to) : best;
  }
}
