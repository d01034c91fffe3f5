// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.hipparchus.geometry.euclidean.threed.Vector3D;
import org.sunqar.mission.constellation.Satellite;
import org.sunqar.mission.orbit.Ephemeris;
import org.sunqar.mission.orbit.GroundPoint;
import org.sunqar.mission.orbit.Time;

/** Finds when areas can be imaged, strip by strip. */
public final class AreaSearch {

  private static final double SAME_PASS = 900;
  private static final double EARTH_RADIUS = 6_371_000;

  private final OpportunitySearch search;

  public AreaSearch(OpportunitySearch search) {
    this.search = search;
  }

  /**
   * For each pass, strips along its ground track. Passes have strips of their own, so that those of
   * one pass cover what the limits let it see.
   *
   * @param name of the area; the targets of the opportunities are the name and the strip's index
   */
  public List<StripOpportunity> alongTrack(
      String name, Satellite satellite, OpportunitySearch.Camera camera, Area area, Limits limits) {
    Ephemeris ephemeris = search.ephemeris(satellite.id());
    List<StripOpportunity> result = new ArrayList<>();
    for (double pass : passes(ephemeris, area, satellite, limits)) {
      GroundTrack track = GroundTrack.at(ephemeris, area.centre(), pass);
      Cut cut = cut(name, satellite, camera, area, track.heading(), track);
      for (StripOpportunity each : strips(cut, limits)) {
        if (Math.abs(each.opportunity().best().time().since(search.horizon().start()) - pass)
            < SAME_PASS) {
          result.add(each);
        }
      }
    }
    return result;
  }

  /**
   * The same strips for all passes, at one heading; the imaging follows the heading or its
   * opposite, whichever is nearer to the flight.
   *
   * @param heading at the area's centre, from north over east (rad)
   */
  public List<StripOpportunity> atHeading(
      String name,
      Satellite satellite,
      OpportunitySearch.Camera camera,
      Area area,
      double heading,
      Limits limits) {
    Ephemeris ephemeris = search.ephemeris(satellite.id());
    List<Double> passes = passes(ephemeris, area, satellite, limits);
    if (passes.isEmpty()) {
      return List.of();
    }
    GroundTrack track = GroundTrack.at(ephemeris, area.centre(), passes.getFirst());
    return strips(cut(name, satellite, camera, area, heading, track), limits);
  }

  private record Cut(
      String name,
      Satellite satellite,
      OpportunitySearch.Camera camera,
      List<Strip> strips,
      double heading,
      GroundTrack track) {}

  private static Cut cut(
      String name,
      Satellite satellite,
      OpportunitySearch.Camera camera,
      Area area,
      double heading,
      GroundTrack track) {
    List<Strip> strips = StripCutter.of(track.swath(camera.instrument())).cut(area, heading);
    return new Cut(name, satellite, camera, strips, heading, track);
  }

  /**
   * When the satellite passes closest to the area's centre, for passes that may see any of the area
   * (s).
   */
  private static List<Double> passes(
      Ephemeris ephemeris, Area area, Satellite satellite, Limits limits) {
    PointIndex centre = new PointIndex(List.of(area.centre()));
    Approaches approaches = new Approaches(ephemeris, centre);
    Cone cone =
        new Cone(
            Math.min(limits.offNadir().max(), satellite.platform().agility().maxOffNadir()),
            limits.incidence().max(),
            Double.POSITIVE_INFINITY);
    List<Double> times = new ArrayList<>();
    approaches.visit(
        cone.centralAngle(approaches.radius) + area.reach() / EARTH_RADIUS,
        (k, nearest) -> times.add(closest(ephemeris, area.centre(), nearest * ephemeris.step())));
    times.sort(Double::compare);
    return times;
  }

  private static double closest(Ephemeris ephemeris, GroundPoint point, double near) {
    Vector3D place = point.position();
    double[] xyz = new double[3];
    return Spans.maximum(
        t -> {
          ephemeris.position(t, xyz);
          return -new Vector3D(xyz).distance(place);
        },
        Math.max(0, near - ephemeris.step()),
        Math.min(ephemeris.seconds(), near + ephemeris.step()));
  }

  private List<StripOpportunity> strips(Cut cut, Limits limits) {
    List<GroundPoint> ends = new ArrayList<>();
    for (Strip strip : cut.strips()) {
      ends.add(strip.first());
      ends.add(strip.last());
    }
    List<List<Window>> byEnd = new ArrayList<>();
    for (int i = 0; i < ends.size(); i++) {
      byEnd.add(new ArrayList<>());
    }
    for (Window window : search.windows(cut.satellite(), cut.camera(), ends, limits)) {
      byEnd.get(window.target()).add(window);
    }
    List<StripOpportunity> result = new ArrayList<>();
    for (Strip strip : cut.strips()) {
      double seconds = strip.length() / cut.track().speed();
      for (Window first : byEnd.get(2 * strip.index())) {
        for (Window last : byEnd.get(2 * strip.index() + 1)) {
          boolean forward = last.best() >= first.best();
          Window begin = forward ? first : last;
          Window end = forward ? last : first;
          double from = Math.max(begin.start(), end.start() - seconds);
          double to = Math.min(begin.end(), end.end() - seconds);
          if (from <= to) {
            opportunity(cut, strip, from, to + seconds, seconds, limits).ifPresent(result::add);
          }
        }
      }
    }
    return result;
  }

  private Optional<StripOpportunity> opportunity(
      Cut cut, Strip strip, double from, double to, double seconds, Limits limits) {
    GroundPoint middle = strip.middle();
    double best =
        Math.clamp(
            closest(search.ephemeris(cut.satellite().id()), middle, (from + to) / 2),
            from + seconds / 2,
            Math.max(from + seconds / 2, to - seconds / 2));
    View view = search.viewer(cut.satellite().id()).view(middle, best);
    Time time = search.horizon().start().plus(best);
    OptionalDouble cloud = search.cloud(middle, time);
    if (cloud.isPresent() && cloud.getAsDouble() > limits.maxCloud()) {
      return Optional.empty();
    }
    Opportunity opportunity =
        new Opportunity(
            cut.name() + "/" + strip.index(),
            cut.camera().sensor(cut.satellite()),
            search.horizon().start().plus(from),
            search.horizon().start().plus(to),
            new Opportunity.Look(
                time, view, view.effectiveRange() * cut.camera().pixelAngle(), cloud),
            strip.outline());
    return Optional.of(new StripOpportunity(strip, cut.heading(), opportunity, seconds));
  }
}
