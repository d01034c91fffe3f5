// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.plan.schedule.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.sunqar.mission.access.Opportunity;
import org.sunqar.mission.access.View;
import org.sunqar.mission.access.Viewer;
import org.sunqar.mission.orbit.GroundPoint;
import org.sunqar.mission.orbit.Time;
import org.sunqar.mission.order.Request;
import org.sunqar.mission.plan.schedule.Acquisition;
import org.sunqar.mission.plan.schedule.Downlink;
import org.sunqar.mission.plan.schedule.Plan;
import org.sunqar.mission.plan.schedule.PlanningTask;
import org.sunqar.mission.plan.schedule.Unplanned;

/** Makes a plan of what a search has chosen. */
final class PlanWriter {

  private final Problem problem;
  private final Fleet fleet;
  private final Ways ways;
  private final int[] options;
  private final double[] weights;
  private final int version;

  /**
   * @param options of each item its way, or -1
   * @param weights of the members by which they were chosen
   */
  PlanWriter(Problem problem, int[] options, double[] weights) {
    this.problem = problem;
    this.fleet = problem.fleet();
    this.ways = problem.ways();
    this.options = options;
    this.weights = weights;
    version = fleet.task().previous().map(p -> p.version() + 1).orElse(1);
  }

  /** With a reason for each request that is not planned. */
  Plan plan() {
    return plan(new Reasons(problem, options, weights).all());
  }

  Plan plan(List<Unplanned> unplanned) {
    PlanningTask task = fleet.task();
    List<Acquisition> acquisitions = acquisitions();
    List<Downlink> downlinks = new ArrayList<>(problem.inForce().downlinks());
    Set<String> urgent = new HashSet<>();
    for (Item item : problem.items()) {
      if (item.isEmergency()) {
        urgent.add(item.id());
      }
    }
    for (int s = 0; s < fleet.flights().size(); s++) {
      String satellite = fleet.flights().get(s).satellite().id();
      List<Acquisition> own =
          acquisitions.stream()
              .filter(a -> a.satellite().equals(satellite))
              .filter(a -> problem.inForce().downlinkOf(a.id()).isEmpty())
              .toList();
      downlinks.addAll(
          new Sender(fleet, fleet.flights().get(s).satellite(), problem.slots().get(s))
              .send(own, urgent));
    }
    downlinks.sort(Comparator.comparing(Downlink::start));
    return new Plan(
        version,
        task.now(),
        task.horizon(),
        task.frozenUntil(),
        acquisitions,
        downlinks,
        unplanned);
  }

  private List<Acquisition> acquisitions() {
    List<Acquisition> result = new ArrayList<>(problem.inForce().aboard());
    List<Acquisition> fresh = new ArrayList<>();
    for (int way : options) {
      if (way < 0) {
        continue;
      }
      if (problem.acquisitions(way).isEmpty()) {
        for (int look = ways.firstLook(way); look < ways.firstLook(way + 1); look++) {
          fresh.add(acquisition(way, look));
        }
      } else {
        result.addAll(problem.acquisitions(way));
      }
    }
    fresh.sort(Comparator.comparing(Acquisition::start));
    for (int k = 0; k < fresh.size(); k++) {
      result.add(named(fresh.get(k), String.format(Locale.ROOT, "%06d-%04d", version, k + 1)));
    }
    result.sort(Comparator.comparing(Acquisition::start));
    return result;
  }

  private static Acquisition named(Acquisition a, String id) {
    return new Acquisition(
        id,
        a.request(),
        a.sensor(),
        a.start(),
        a.end(),
        a.look(),
        a.from(),
        a.to(),
        a.bits(),
        a.footprint());
  }

  private Acquisition acquisition(int way, int look) {
    Request request = problem.items().get(ways.itemOf(way)).request().orElseThrow();
    Camera camera = problem.cameras().get(ways.camera(way));
    Viewer viewer = fleet.flights().get(camera.satellite()).viewer();
    Time start = fleet.time(ways.start(look));
    Time end = fleet.time(ways.end(look));
    double middle = (ways.start(look) + ways.end(look)) / 2;
    GroundPoint place =
        switch (request.target()) {
          case Request.Point point -> point.place();
          case Request.Along along -> along.strip().middle();
        };
    View view = viewer.view(place, middle);
    double half = camera.optics().instrument().fieldOfView() / 2;
    List<GroundPoint> footprint =
        switch (request.target()) {
          case Request.Point _ -> viewer.footprint(middle, view.roll(), view.pitch(), half, half);
          case Request.Along along -> along.strip().outline();
        };
    Time time = fleet.time(middle);
    return new Acquisition(
        "",
        request.id(),
        camera.sensor(),
        start,
        end,
        new Opportunity.Look(
            time,
            view,
            view.effectiveRange() * camera.optics().pixelAngle(),
            fleet.task().clouds().fraction(place, time)),
        ways.from(look),
        ways.to(look),
        camera.dataRate() * end.since(start),
        footprint);
  }
}
