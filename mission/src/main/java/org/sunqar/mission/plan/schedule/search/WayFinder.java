// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.plan.schedule.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.IntStream;
import org.sunqar.mission.access.Limits;
import org.sunqar.mission.access.Opportunity;
import org.sunqar.mission.access.OpportunitySearch;
import org.sunqar.mission.access.StereoSearch;
import org.sunqar.mission.access.Strip;
import org.sunqar.mission.access.Target;
import org.sunqar.mission.access.View;
import org.sunqar.mission.access.Viewer;
import org.sunqar.mission.access.Window;
import org.sunqar.mission.constellation.Agility;
import org.sunqar.mission.orbit.GroundPoint;
import org.sunqar.mission.order.Request;
import org.sunqar.mission.plan.schedule.PlanRules;
import org.sunqar.mission.plan.schedule.Pointing;

/**
 * Finds the ways in which one satellite can take requests: of each pass the instant nearest to the
 * vertical and others about it; a strip whole, at the speed of the ground track; two or three looks
 * of a pass for stereo.
 */
final class WayFinder {

  /** Nobody plans an image that is so surely cloudy. */
  private static final double LEAST_CLEAR = 0.05;

  /** What the worth falls by to the largest angle that the satellite can look aside. */
  private static final double ASIDE = 0.1;

  /** Seconds between the instants of a pass, where there are not too many. */
  private static final double STEP = 8;

  /** Most instants of a pass. */
  private static final int MOST = 13;

  /** Two looks and a turn between them take longer (s). */
  private static final double SHORTEST_STEREO = 10;

  /** Ends of windows are met to a tenth of a millisecond (s). */
  private static final double INSET = 0.01;

  private final Fleet fleet;
  private final Flight flight;
  private final Viewer viewer;
  private final double maxOffNadir;
  private final List<Camera> cameras;
  private final int[] own;
  private final Sightings sightings;
  private final Ways.Builder ways = new Ways.Builder();

  /**
   * @param cameras of this satellite among all; their places are their numbers
   * @param items number of all items
   */
  WayFinder(Fleet fleet, int number, List<Camera> cameras, int items) {
    this.fleet = fleet;
    this.flight = fleet.flights().get(number);
    this.viewer = flight.viewer();
    this.maxOffNadir = flight.satellite().platform().agility().maxOffNadir();
    this.cameras = cameras;
    own =
        IntStream.range(0, cameras.size())
            .filter(c -> cameras.get(c).satellite() == number)
            .toArray();
    this.sightings = new Sightings(items);
  }

  /** What stood in the way of those for which there may be no way. */
  static final class Sightings {
    /** Least cloud fraction of those that were too cloudy; 2: none. */
    final double[] cloud;

    /** When, in seconds. */
    final double[] cloudTime;

    /** True where it is seen only too early for a command, or by a satellite that has failed. */
    final boolean[] late;

    Sightings(int items) {
      cloud = new double[items];
      cloudTime = new double[items];
      late = new boolean[items];
      Arrays.fill(cloud, 2);
    }
  }

  /** The ways that were found, and what was seen in vain. */
  record Found(Ways.Builder ways, Sightings sightings) {}

  /** Points of the same limits and camera are searched for together. */
  private record Group(int camera, Limits limits) {}

  Found find(List<Item> items, int[] open) {
    Map<Group, List<Integer>> points = new LinkedHashMap<>();
    Map<Group, List<Integer>> strips = new LinkedHashMap<>();
    Map<Group, List<Integer>> stereos = new LinkedHashMap<>();
    for (int item : open) {
      Request request = items.get(item).request().orElseThrow();
      for (int camera : own) {
        if (!takes(camera, request)) {
          continue;
        }
        if (request.image().looks() > 1) {
          stereos
              .computeIfAbsent(new Group(camera, request.image().limits()), g -> new ArrayList<>())
              .add(item);
        } else {
          (request.target() instanceof Request.Along ? strips : points)
              .computeIfAbsent(new Group(camera, request.image().limits()), g -> new ArrayList<>())
              .add(item);
        }
      }
    }
    points.forEach((group, members) -> points(group, members, items));
    strips.forEach((group, members) -> strips(group, members, items));
    stereos.forEach((group, members) -> stereos(group, members, items));
    return new Found(ways, sightings);
  }

  private boolean takes(int camera, Request request) {
    Camera one = cameras.get(camera);
    return Camera.mode(one.optics().instrument(), request.image())
            .filter(m -> m.equals(one.optics().mode()))
            .isPresent()
        && (request.image().looks() == 1 || one.optics().instrument().stereo());
  }

  /** The middle of what is asked for. */
  static GroundPoint place(Request request) {
    return switch (request.target()) {
      case Request.Point point -> point.place();
      case Request.Along along -> along.strip().middle();
    };
  }

  private void points(Group group, List<Integer> members, List<Item> items) {
    List<GroundPoint> places = new ArrayList<>();
    for (int item : members) {
      places.add(place(items.get(item).request().orElseThrow()));
    }
    OpportunitySearch.Camera optics = cameras.get(group.camera()).optics();
    List<Window> windows =
        fleet.search().windows(flight.satellite(), optics, places, group.limits());
    for (Window window : windows) {
      int item = members.get(window.target());
      double seconds = optics.instrument().swath() / flight.groundSpeed(window.best());
      point(item, items.get(item), group.camera(), window, seconds);
    }
  }

  private void point(int number, Item item, int camera, Window window, double seconds) {
    Request request = item.request().orElseThrow();
    Span span = span(number, request, window, seconds);
    if (span.isEmpty()) {
      return;
    }
    GroundPoint place = place(request);
    for (double time : span.instants(window.best())) {
      double clear = clear(number, request, place, time);
      if (clear == 0) {
        continue;
      }
      View view = viewer.view(place, time);
      Pointing pointing = new Pointing(view.roll(), view.pitch(), 0);
      add(
          number,
          camera,
          item.worth() * clear * straight(view.offNadir()),
          time,
          seconds,
          pointing,
          pointing);
    }
  }

  /** The instants at which the middle of an imaging may be. */
  private record Span(double from, double to) {

    boolean isEmpty() {
      return !(from <= to);
    }

    /** The instant nearest to a best one, then others to both sides of it. */
    List<Double> instants(double best) {
      double middle = Math.clamp(best, from, to);
      double step = Math.max(STEP, (to - from) / MOST);
      List<Double> times = new ArrayList<>();
      times.add(middle);
      for (double t = middle - step; t >= from; t -= step) {
        times.add(t);
      }
      for (double t = middle + step; t <= to; t += step) {
        times.add(t);
      }
      return times;
    }
  }

  private Span span(int item, Request request, Window window, double seconds) {
    double from = Math.max(fleet.start(), fleet.seconds(request.start())) + seconds / 2;
    double to = Math.min(fleet.end(), fleet.seconds(request.end())) - seconds / 2;
    from = Math.max(from, window.start() + INSET);
    to = Math.min(to, window.end() - INSET);
    if (from <= to && to < flight.ready() + seconds / 2) {
      sightings.late[item] = true;
    }
    return new Span(Math.max(from, flight.ready() + seconds / 2), to);
  }

  /** Probability of clear sky; 0 when it is too cloudy. */
  private double clear(int item, Request request, GroundPoint place, double time) {
    OptionalDouble cloud = fleet.task().clouds().fraction(place, fleet.time(time));
    if (cloud.isEmpty()) {
      return 1;
    }
    double fraction = cloud.getAsDouble();
    if (fraction > request.image().limits().maxCloud() || 1 - fraction < LEAST_CLEAR) {
      if (fraction < sightings.cloud[item]) {
        sightings.cloud[item] = fraction;
        sightings.cloudTime[item] = time;
      }
      return 0;
    }
    return 1 - fraction;
  }

  private double straight(double offNadir) {
    return straight(offNadir, maxOffNadir);
  }

  /** What a look aside is worth of one straight down. */
  static double straight(double offNadir, double maxOffNadir) {
    double share = offNadir / maxOffNadir;
    return 1 - ASIDE * share * share;
  }

  private void add(
      int item,
      int camera,
      double worth,
      double middle,
      double seconds,
      Pointing from,
      Pointing to) {
    if (afterNadir(middle - seconds / 2, from)) {
      ways.way(item, camera, worth);
      ways.look(middle - seconds / 2, middle + seconds / 2, from, to);
    }
  }

  /** True when there is time to turn from flying upright when the horizon begins. */
  private boolean afterNadir(double start, Pointing from) {
    Agility agility = flight.satellite().platform().agility();
    return start - fleet.start() >= agility.slewSeconds(from.roll(), from.pitch(), from.yaw());
  }

  private void strips(Group group, List<Integer> members, List<Item> items) {
    List<GroundPoint> ends = new ArrayList<>();
    for (int item : members) {
      Strip strip = ((Request.Along) items.get(item).request().orElseThrow().target()).strip();
      ends.add(strip.first());
      ends.add(strip.last());
    }
    OpportunitySearch.Camera optics = cameras.get(group.camera()).optics();
    List<List<Window>> byEnd = new ArrayList<>();
    ends.forEach(e -> byEnd.add(new ArrayList<>()));
    for (Window window : fleet.search().windows(flight.satellite(), optics, ends, group.limits())) {
      byEnd.get(window.target()).add(window);
    }
    for (int k = 0; k < members.size(); k++) {
      int item = members.get(k);
      for (Window first : byEnd.get(2 * k)) {
        for (Window last : byEnd.get(2 * k + 1)) {
          if (first.start() < last.end() && last.start() < first.end()) {
            strip(item, items.get(item), group.camera(), first, last);
          }
        }
      }
    }
  }

  /** A strip in the pass in which its ends are seen so. */
  private void strip(int number, Item item, int camera, Window first, Window last) {
    Request request = item.request().orElseThrow();
    Request.Along along = (Request.Along) request.target();
    boolean forward = last.best() >= first.best();
    Window begin = forward ? first : last;
    Window end = forward ? last : first;
    double seconds = along.strip().length() / flight.groundSpeed(begin.best());
    double from = Math.max(begin.start(), end.start() - seconds) + seconds / 2;
    double to = Math.min(begin.end(), end.end() - seconds) + seconds / 2;
    double best = (begin.best() + end.best()) / 2;
    Span span = span(number, request, new Window(0, from, to, best), seconds);
    if (span.isEmpty()) {
      return;
    }
    Sweep sweep = new Sweep(along.strip(), along.heading(), forward);
    for (double time : span.instants(best)) {
      double clear = clear(number, request, along.strip().middle(), time);
      if (clear > 0) {
        strip(number, item, camera, sweep, time, seconds, clear);
      }
    }
  }

  /**
   * A strip in one direction.
   *
   * @param heading of the strip, which it is taken along or against (rad)
   */
  private record Sweep(Strip strip, double heading, boolean forward) {

    GroundPoint begin() {
      return forward ? strip.first() : strip.last();
    }

    GroundPoint end() {
      return forward ? strip.last() : strip.first();
    }
  }

  private void strip(
      int number, Item item, int camera, Sweep sweep, double middle, double seconds, double clear) {
    View view = viewer.view(sweep.strip().middle(), middle);
    Pointing from = pointing(sweep, sweep.begin(), middle - seconds / 2);
    Pointing to = pointing(sweep, sweep.end(), middle + seconds / 2);
    if (fits(camera, sweep.strip(), view) && isSteady(seconds, from, to)) {
      double worth = item.worth() * clear * straight(view.offNadir());
      add(number, camera, worth, middle, seconds, from, to);
    }
  }

  private boolean fits(int camera, Strip strip, View view) {
    OpportunitySearch.Camera optics = cameras.get(camera).optics();
    double width =
        optics.instrument().swath() * view.range() / optics.instrument().referenceHeight();
    return strip.width() <= 1.02 * width;
  }

  private boolean isSteady(double seconds, Pointing from, Pointing to) {
    return Timeline.isSteady(
        flight.satellite().platform().agility(),
        seconds,
        to.roll() - from.roll(),
        to.pitch() - from.pitch(),
        to.yaw() - from.yaw());
  }

  private Pointing pointing(Sweep sweep, GroundPoint place, double time) {
    View view = viewer.view(place, time);
    double heading = sweep.forward() ? sweep.heading() : sweep.heading() + Math.PI;
    return new Pointing(
        view.roll(),
        view.pitch(),
        Math.IEEEremainder(heading - viewer.heading(place, time), 2 * Math.PI));
  }

  /** Looks closer only at those which are seen long enough under a sky that is clear enough. */
  private void stereos(Group group, List<Integer> members, List<Item> items) {
    List<GroundPoint> places = new ArrayList<>();
    for (int item : members) {
      places.add(place(items.get(item).request().orElseThrow()));
    }
    OpportunitySearch.Camera optics = cameras.get(group.camera()).optics();
    Set<Integer> seen = new LinkedHashSet<>();
    for (Window window :
        fleet.search().windows(flight.satellite(), optics, places, group.limits())) {
      int item = members.get(window.target());
      Request request = items.get(item).request().orElseThrow();
      if (window.seconds() > SHORTEST_STEREO
          && clear(item, request, places.get(window.target()), window.best()) > 0) {
        seen.add(item);
      }
    }
    seen.forEach(item -> stereo(item, items.get(item), group.camera()));
  }

  private void stereo(int number, Item item, int camera) {
    Request request = item.request().orElseThrow();
    Camera one = cameras.get(camera);
    GroundPoint place = place(request);
    double seconds =
        switch (request.target()) {
              case Request.Point _ -> one.optics().instrument().swath();
              case Request.Along along -> along.strip().length();
            }
            / flight.groundSpeed(fleet.start());
    PlanRules rules = fleet.task().rules();
    StereoSearch search =
        new StereoSearch(
            fleet.search(),
            new StereoSearch.StereoLimits(
                request.image().looks(),
                rules.minBaseToHeight(),
                rules.maxBaseToHeight(),
                seconds + 1));
    for (StereoSearch.StereoOpportunity each :
        search.find(
            flight.satellite(),
            one.optics(),
            new Target(item.id(), place),
            request.image().limits().withMaxCloud(1))) {
      stereo(number, item, camera, each.looks(), seconds);
    }
  }

  private void stereo(
      int number, Item item, int camera, List<Opportunity.Look> looks, double seconds) {
    Request request = item.request().orElseThrow();
    double first = fleet.seconds(looks.getFirst().time());
    double last = fleet.seconds(looks.getLast().time());
    Span span = span(number, request, new Window(0, first - 1, last + 1, first), seconds);
    if (span.isEmpty() || span.from() > first || span.to() < last) {
      return;
    }
    double clear =
        looks.stream()
            .mapToDouble(l -> clear(number, request, place(request), fleet.seconds(l.time())))
            .min()
            .orElse(0);
    List<Pointing> from = new ArrayList<>();
    List<Pointing> to = new ArrayList<>();
    double worth = item.worth() * clear;
    for (Opportunity.Look look : looks) {
      double middle = fleet.seconds(look.time());
      if (request.target() instanceof Request.Along along) {
        double heading = viewer.heading(along.strip().middle(), middle);
        boolean forward = Math.cos(along.heading() - heading) >= 0;
        Sweep sweep = new Sweep(along.strip(), along.heading(), forward);
        from.add(pointing(sweep, sweep.begin(), middle - seconds / 2));
        to.add(pointing(sweep, sweep.end(), middle + seconds / 2));
        if (!fits(camera, along.strip(), look.view())
            || isTooFarAside(request, from.getLast())
            || isTooFarAside(request, to.getLast())) {
          return;
        }
      } else {
        from.add(new Pointing(look.view().roll(), look.view().pitch(), 0));
        to.add(from.getLast());
      }
      worth *= straight(look.view().offNadir());
    }
    if (clear > 0
        && canTurn(looks, seconds, from, to)
        && afterNadir(first - seconds / 2, from.getFirst())) {
      ways.way(number, camera, worth);
      for (int k = 0; k < looks.size(); k++) {
        double middle = fleet.seconds(looks.get(k).time());
        ways.look(middle - seconds / 2, middle + seconds / 2, from.get(k), to.get(k));
      }
    }
  }

  private boolean isTooFarAside(Request request, Pointing pointing) {
    double offNadir = Math.acos(Math.cos(pointing.roll()) * Math.cos(pointing.pitch()));
    return offNadir > Math.min(maxOffNadir, request.image().limits().offNadir().max());
  }

  private boolean canTurn(
      List<Opportunity.Look> looks, double seconds, List<Pointing> from, List<Pointing> to) {
    Agility agility = flight.satellite().platform().agility();
    for (int k = 0; k < looks.size(); k++) {
      if (!isSteady(seconds, from.get(k), to.get(k))) {
        return false;
      }
      if (k > 0) {
        double gap = looks.get(k).time().since(looks.get(k - 1).time()) - seconds;
        Pointing a = to.get(k - 1);
        Pointing b = from.get(k);
        if (gap
            < agility.slewSeconds(b.roll() - a.roll(), b.pitch() - a.pitch(), b.yaw() - a.yaw())
                + 0.05) {
          return false;
        }
      }
    }
    return true;
  }
}
