// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.plan.trial;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.sunqar.mission.MissionException;
import org.sunqar.mission.access.CloudForecast;
import org.sunqar.mission.access.Opportunity;
import org.sunqar.mission.access.OpportunitySearch;
import org.sunqar.mission.access.View;
import org.sunqar.mission.access.Viewer;
import org.sunqar.mission.constellation.Constellation;
import org.sunqar.mission.constellation.ImagingMode;
import org.sunqar.mission.constellation.Instrument;
import org.sunqar.mission.constellation.Satellite;
import org.sunqar.mission.orbit.Earth;
import org.sunqar.mission.orbit.ElementAge;
import org.sunqar.mission.orbit.GroundPoint;
import org.sunqar.mission.orbit.Horizon;
import org.sunqar.mission.orbit.Time;
import org.sunqar.mission.order.Request;
import org.sunqar.mission.plan.schedule.Acquisition;
import org.sunqar.mission.plan.schedule.Pointing;

/**
 * Takes acquisitions at other times: the satellite turns to the same place from where it is then,
 * for as long as before. Known limit: of the clouds at the other time nothing is known.
 */
final class Mover {

  private final Constellation flying;
  private final Horizon horizon;
  private final Map<String, Request> requests = new HashMap<>();
  private final OpportunitySearch sky;

  Mover(Constellation flying, Horizon horizon, List<Request> requests, Earth earth) {
    this.flying = flying;
    this.horizon = horizon;
    requests.forEach(r -> this.requests.put(r.id(), r));
    sky =
        new OpportunitySearch(
            earth, horizon, flying.satellites(), ElementAge.DEFAULT, CloudForecast.NONE);
  }

  /**
   * An acquisition that begins at another time.
   *
   * @throws MissionException SETTING when that is not within the plan, or nobody knows what is to
   *     be seen
   */
  Acquisition move(Acquisition a, String id, Time start) {
    Request request = requests.get(a.request());
    if (request == null) {
      throw setting(
          "%s cannot be moved: its request %s is not known.".formatted(a.id(), a.request()));
    }
    double seconds = a.seconds();
    Time end = start.plus(seconds);
    if (start.isBefore(horizon.start()) || end.isAfter(horizon.end())) {
      throw setting(
          "%s can be moved within the plan, from %s to %s, not to %s."
              .formatted(
                  a.id(),
                  horizon.start().text(0),
                  horizon.end().plus(-seconds).text(0),
                  start.text(0)));
    }
    OpportunitySearch.Camera camera = camera(a);
    Viewer viewer = sky.viewer(a.satellite());
    double from = start.since(horizon.start());
    double middle = from + seconds / 2;
    View view;
    Pointing first;
    Pointing last;
    List<GroundPoint> footprint;
    switch (request.target()) {
      case Request.Point point -> {
        view = viewer.view(point.place(), middle);
        first = new Pointing(view.roll(), view.pitch(), 0);
        last = first;
        double half = camera.instrument().fieldOfView() / 2;
        footprint = viewer.footprint(middle, view.roll(), view.pitch(), half, half);
      }
      case Request.Along along -> {
        GroundPoint between = along.strip().middle();
        view = viewer.view(between, middle);
        boolean forward = Math.cos(along.heading() - viewer.heading(between, middle)) >= 0;
        double heading = forward ? along.heading() : along.heading() + Math.PI;
        GroundPoint begin = forward ? along.strip().first() : along.strip().last();
        GroundPoint finish = forward ? along.strip().last() : along.strip().first();
        first = pointing(viewer, begin, from, heading);
        last = pointing(viewer, finish, from + seconds, heading);
        footprint = along.strip().outline();
      }
    }
    if (view.incidence() > Math.PI / 2) {
      footprint = List.of(); // behind the horizon there is none
    }
    Opportunity.Look look =
        new Opportunity.Look(
            start.plus(seconds / 2),
            view,
            view.effectiveRange() * camera.pixelAngle(),
            OptionalDouble.empty());
    return new Acquisition(
        id, a.request(), a.sensor(), start, end, look, first, last, a.bits(), footprint);
  }

  private static Pointing pointing(Viewer viewer, GroundPoint place, double time, double heading) {
    View view = viewer.view(place, time);
    double yaw = Math.IEEEremainder(heading - viewer.heading(place, time), 2 * Math.PI);
    return new Pointing(view.roll(), view.pitch(), yaw);
  }

  private OpportunitySearch.Camera camera(Acquisition a) {
    Satellite satellite = flying.satellite(a.satellite());
    for (Instrument instrument : satellite.instruments()) {
      if (instrument.id().equals(a.sensor().instrument())) {
        for (ImagingMode mode : instrument.modes()) {
          if (mode.kind() == a.sensor().mode()) {
            return new OpportunitySearch.Camera(instrument, mode);
          }
        }
      }
    }
    throw setting(
        "%s cannot be moved: %s has no such camera any more.".formatted(a.id(), a.satellite()));
  }

  private static MissionException setting(String sentence) {
    return new MissionException(MissionException.Key.SETTING, sentence);
  }
}
