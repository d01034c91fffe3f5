// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.plan.schedule.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sunqar.mission.constellation.Satellite;
import org.sunqar.mission.plan.schedule.Acquisition;
import org.sunqar.mission.plan.schedule.Downlink;

/**
 * Sends what a satellite has taken in its slots: emergencies first, then what was taken first. What
 * does not end in a slot goes on in the next one.
 */
final class Sender {

  private final Fleet fleet;
  private final Satellite satellite;
  private final List<Antennas.Slot> slots;

  Sender(Fleet fleet, Satellite satellite, List<Antennas.Slot> slots) {
    this.fleet = fleet;
    this.satellite = satellite;
    this.slots = slots;
  }

  private static final class Data {
    private final Acquisition acquisition;
    private final boolean urgent;
    private final double there;
    private double bits;

    Data(Acquisition acquisition, boolean urgent, double there) {
      this.acquisition = acquisition;
      this.urgent = urgent;
      this.there = there;
      this.bits = acquisition.bits();
    }
  }

  /** The downlinks, by start. */
  List<Downlink> send(List<Acquisition> acquisitions, Set<String> urgent) {
    List<Data> queue = new ArrayList<>();
    for (Acquisition each : acquisitions) {
      queue.add(new Data(each, urgent.contains(each.request()), fleet.seconds(each.end())));
    }
    queue.sort(Comparator.comparingDouble(d -> d.there));
    List<Downlink> result = new ArrayList<>();
    for (Antennas.Slot slot : slots) {
      double at = slot.from();
      while (at < slot.to()) {
        double next = next(queue, at);
        if (next >= slot.to()) {
          break;
        }
        at = send(queue, slot, Math.max(at, next), result);
      }
    }
    return result;
  }

  private static double next(List<Data> queue, double at) {
    return queue.isEmpty() ? Double.POSITIVE_INFINITY : Math.max(at, queue.getFirst().there);
  }

  /** Sends without a pause; returns when it ends. */
  private double send(List<Data> queue, Antennas.Slot slot, double from, List<Downlink> result) {
    double rate = satellite.platform().recorder().downlinkRate();
    List<String> done = new ArrayList<>();
    double at = from;
    Optional<Data> next = pick(queue, at);
    while (next.isPresent() && at < slot.to()) {
      Data data = next.get();
      double seconds = Math.min(data.bits / rate, slot.to() - at);
      at += seconds;
      if (data.bits <= rate * seconds) {
        queue.remove(data);
        done.add(data.acquisition.id());
      } else {
        data.bits -= rate * seconds;
      }
      next = pick(queue, at);
    }
    result.add(
        new Downlink(
            satellite.id(),
            slot.station(),
            slot.antenna(),
            fleet.time(from),
            fleet.time(at),
            done));
    return at;
  }

  /** What is to be sent next of what is there. */
  private static Optional<Data> pick(List<Data> queue, double at) {
    List<Data> there = queue.stream().takeWhile(d -> d.there <= at).toList();
    Optional<Data> urgent = there.stream().filter(d -> d.urgent).findFirst();
    return urgent.isPresent() ? urgent : there.stream().findFirst();
  }
}
