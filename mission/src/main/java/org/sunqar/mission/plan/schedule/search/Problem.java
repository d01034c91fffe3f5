// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.plan.schedule.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.sunqar.mission.access.OpportunitySearch;
import org.sunqar.mission.constellation.ImagingMode;
import org.sunqar.mission.constellation.Instrument;
import org.sunqar.mission.constellation.Member;
import org.sunqar.mission.constellation.Satellite;
import org.sunqar.mission.orbit.GroundPoint;
import org.sunqar.mission.order.Priority;
import org.sunqar.mission.order.Request;
import org.sunqar.mission.plan.schedule.Acquisition;
import org.sunqar.mission.plan.schedule.Downlink;
import org.sunqar.mission.plan.schedule.PlanningTask;

/**
 * A task as the search sees it: items and their ways, what is locked, and what the satellites start
 * with. Immutable; drafts are made from it.
 */
final class Problem {

  /** What staying as in the plan in force is worth, as a share of the worth. */
  static final double STAY = 0.02;

  /** Requests of priority come before about so many routine ones of the same member. */
  private static final double PRIORITY = 10;

  private final Fleet fleet;
  private final InForce inForce;
  private final List<Item> items;
  private final List<Camera> cameras;
  private final Ways ways;
  private final WayFinder.Sightings[] sightings;
  private final List<List<Antennas.Slot>> slots;
  private final int[] locked;
  private final int[] kept;
  private final Map<Integer, List<Acquisition>> acquisitionsOfWay = new HashMap<>();

  /**
   * Finds all ways of those requests that are not done already.
   *
   * @param searched which requests, by their place in the task, are searched for ways; others are
   *     only as they are in the plan in force
   */
  Problem(Fleet fleet, IntPredicate searched) {
    this.fleet = fleet;
    PlanningTask task = fleet.task();
    inForce = new InForce(fleet);
    items = items(task, inForce);
    cameras = cameras(task);
    int[] open =
        IntStream.range(0, task.requests().size())
            .filter(searched)
            .filter(i -> inForce.state(items.get(i).id()) != InForce.State.DONE)
            .filter(i -> inForce.state(items.get(i).id()) != InForce.State.LOCKED)
            .toArray();
    List<WayFinder.Found> found =
        IntStream.range(0, fleet.flights().size())
            .parallel()
            .mapToObj(s -> new WayFinder(fleet, s, cameras, items.size()).find(items, open))
            .toList();
    sightings = found.stream().map(WayFinder.Found::sightings).toArray(WayFinder.Sightings[]::new);
    List<Ways.Builder> builders = new ArrayList<>();
    found.forEach(f -> builders.add(f.ways()));
    Ways.Builder taken = new Ways.Builder();
    for (int i = 0; i < items.size(); i++) {
      List<Acquisition> looks = stillWanted(items.get(i));
      if (!looks.isEmpty()) {
        way(taken, i, looks);
      }
    }
    builders.add(taken);
    ways = Ways.of(builders, items.size());
    kept = new int[items.size()];
    Arrays.fill(kept, -1);
    for (int i = 0; i < items.size(); i++) {
      List<Acquisition> looks = stillWanted(items.get(i));
      if (!looks.isEmpty()) {
        keep(i, looks);
      }
    }
    locked =
        IntStream.range(0, items.size())
            .filter(i -> kept[i] >= 0)
            .filter(i -> inForce.state(items.get(i).id()) == InForce.State.LOCKED)
            .map(i -> kept[i])
            .toArray();
    slots = Antennas.give(fleet, inForce.downlinks());
  }

  /** A request's acquisitions in force, but for those of one that was taken back in time. */
  private List<Acquisition> stillWanted(Item item) {
    return item.request().isPresent() || inForce.state(item.id()) == InForce.State.LOCKED
        ? inForce.acquisitions(item.id())
        : List.of();
  }

  private static List<Item> items(PlanningTask task, InForce inForce) {
    List<Member> members = task.constellation().members();
    Map<String, Integer> numbers = new LinkedHashMap<>();
    members.forEach(m -> numbers.put(m.id(), numbers.size()));
    double[] sum = new double[members.size() + 1];
    int[] count = new int[members.size() + 1];
    for (Request request : task.requests()) {
      if (request.priority() != Priority.EMERGENCY) {
        int member = numbers.getOrDefault(request.member(), members.size());
        sum[member] += raw(request);
        count[member]++;
      }
    }
    Map<String, Item> result = new LinkedHashMap<>();
    for (Request request : task.requests()) {
      int member = numbers.getOrDefault(request.member(), members.size());
      boolean emergency = request.priority() == Priority.EMERGENCY;
      double worth = emergency ? 1 : raw(request) * count[member] / sum[member];
      int known = member == members.size() ? -1 : member;
      result.put(request.id(), new Item(request.id(), Optional.of(request), known, worth));
    }
    for (String request : inForce.requests()) {
      result.putIfAbsent(request, new Item(request, Optional.empty(), -1, 1));
    }
    return List.copyOf(result.values());
  }

  private static double raw(Request request) {
    return request.value() * (request.priority() == Priority.ROUTINE ? 1 : PRIORITY);
  }

  private static List<Camera> cameras(PlanningTask task) {
    List<Camera> result = new ArrayList<>();
    List<Satellite> satellites = task.constellation().satellites();
    for (int s = 0; s < satellites.size(); s++) {
      for (Instrument instrument : satellites.get(s).instruments()) {
        for (ImagingMode mode : instrument.modes()) {
          OpportunitySearch.Camera optics = new OpportunitySearch.Camera(instrument, mode);
          result.add(new Camera(s, optics.sensor(satellites.get(s)), optics));
        }
      }
    }
    return List.copyOf(result);
  }

  private int camera(Acquisition acquisition) {
    return IntStream.range(0, cameras.size())
        .filter(c -> cameras.get(c).sensor().equals(acquisition.sensor()))
        .findFirst()
        .orElse(-1);
  }

  /** A way as it is in the plan in force, worth what a new one like it would be. */
  private void way(Ways.Builder builder, int item, List<Acquisition> looks) {
    Acquisition first = looks.getFirst();
    GroundPoint place =
        items
            .get(item)
            .request()
            .map(WayFinder::place)
            .orElseGet(() -> first.footprint().getFirst());
    double most =
        fleet
            .task()
            .constellation()
            .satellite(first.satellite())
            .platform()
            .agility()
            .maxOffNadir();
    double clear = 1;
    double straight = 1;
    for (Acquisition each : looks) {
      double cloud = fleet.task().clouds().fraction(place, each.look().time()).orElse(0);
      clear = Math.min(clear, 1 - cloud);
      straight *= WayFinder.straight(each.look().view().offNadir(), most);
    }
    builder.way(item, camera(first), items.get(item).worth() * Math.max(0.01, clear) * straight);
    for (Acquisition each : looks) {
      builder.look(fleet.seconds(each.start()), fleet.seconds(each.end()), each.from(), each.to());
    }
  }

  private void keep(int item, List<Acquisition> looks) {
    double start = fleet.seconds(looks.getFirst().start());
    int camera = camera(looks.getFirst());
    for (int way = ways.first(item); way < ways.first(item + 1); way++) {
      if (ways.camera(way) == camera && ways.start(ways.firstLook(way)) == start) {
        kept[item] = way;
        acquisitionsOfWay.put(way, looks);
      }
    }
  }

  Fleet fleet() {
    return fleet;
  }

  InForce inForce() {
    return inForce;
  }

  List<Item> items() {
    return items;
  }

  List<Camera> cameras() {
    return cameras;
  }

  Ways ways() {
    return ways;
  }

  List<List<Antennas.Slot>> slots() {
    return slots;
  }

  /** Ways that are in whatever is searched. */
  int[] locked() {
    return locked;
  }

  /** For each item its way in the plan in force, or -1. */
  int[] kept() {
    return kept.clone();
  }

  /** True for a way by which its item is in the plan in force. */
  boolean isKept(int way) {
    return kept[ways.itemOf(way)] == way;
  }

  /** The acquisitions that a way is in the plan in force; none for a new way. */
  List<Acquisition> acquisitions(int way) {
    return acquisitionsOfWay.getOrDefault(way, List.of());
  }

  /** The weights of a search that knows no members. */
  double[] even() {
    double[] weights = new double[fleet.task().constellation().members().size()];
    Arrays.fill(weights, 1);
    return weights;
  }

  int member(int item) {
    return items.get(item).member();
  }

  int satellite(int way) {
    return cameras.get(ways.camera(way)).satellite();
  }

  /** Of each satellite, what was seen in vain. */
  WayFinder.Sightings[] sightings() {
    return sightings;
  }

  /** Empty timelines. */
  Timeline[] timelines() {
    double[] rates = cameras.stream().mapToDouble(Camera::dataRate).toArray();
    Timeline[] result = new Timeline[fleet.flights().size()];
    for (int s = 0; s < result.length; s++) {
      String satellite = fleet.flights().get(s).satellite().id();
      List<Double> held = new ArrayList<>();
      double waiting = 0;
      for (Acquisition each : inForce.aboard()) {
        if (each.satellite().equals(satellite)) {
          Optional<Downlink> sent = inForce.downlinkOf(each.id());
          if (sent.isPresent()) {
            held.add(fleet.seconds(sent.get().end()));
            held.add(each.bits());
          } else {
            waiting += each.bits();
          }
        }
      }
      result[s] =
          new Timeline(
              fleet,
              s,
              ways,
              rates,
              slots.get(s),
              waiting,
              held.stream().mapToDouble(Double::doubleValue).toArray());
    }
    return result;
  }
}
