// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.access;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.sunqar.mission.MissionException;
import org.sunqar.mission.constellation.ImagingMode;
import org.sunqar.mission.constellation.Instrument;
import org.sunqar.mission.constellation.Satellite;
import org.sunqar.mission.orbit.Earth;
import org.sunqar.mission.orbit.ElementAge;
import org.sunqar.mission.orbit.Ephemeris;
import org.sunqar.mission.orbit.GroundPoint;
import org.sunqar.mission.orbit.Horizon;
import org.sunqar.mission.orbit.Orbit;
import org.sunqar.mission.orbit.SunTrack;
import org.sunqar.mission.orbit.Time;

/**
 * Finds when satellites can image targets over a horizon. The Earth's rotation, the Sun and the
 * ephemerides are computed once for all searches over the horizon. Several threads may search at
 * once when the cloud forecast lets them.
 */
public final class OpportunitySearch {

  private final Horizon horizon;
  private final SunTrack sun;
  private final CloudForecast clouds;
  private final Map<String, Ephemeris> ephemerides = new HashMap<>();
  private final List<String> warnings = new ArrayList<>();

  /**
   * Propagates the satellites.
   *
   * @throws MissionException ORBIT with the satellite's id when its orbit is malformed, too old, or
   *     off the horizon
   */
  public OpportunitySearch(
      Earth earth,
      Horizon horizon,
      List<Satellite> satellites,
      ElementAge age,
      CloudForecast clouds) {
    this.horizon = horizon;
    this.clouds = clouds;
    this.sun = new SunTrack(earth, horizon);
    Ephemeris.Builder builder = new Ephemeris.Builder(earth, horizon);
    for (Satellite satellite : satellites) {
      try {
        Orbit orbit = Orbit.read(satellite.orbit(), earth);
        orbit.check(horizon, age).ifPresent(w -> warnings.add(satellite.id() + ": " + w));
        ephemerides.put(satellite.id(), builder.build(orbit));
      } catch (MissionException e) {
        throw new MissionException(
            e.key(), "Satellite " + satellite.id() + ": " + e.getMessage(), e);
      }
    }
  }

  public Horizon horizon() {
    return horizon;
  }

  /** Old elements among the satellites, one sentence each. */
  public List<String> warnings() {
    return List.copyOf(warnings);
  }

  /**
   * The positions of a satellite over the horizon.
   *
   * @throws MissionException NOT_FOUND when the satellite is not of this search
   */
  public Ephemeris ephemeris(String satellite) {
    Ephemeris ephemeris = ephemerides.get(satellite);
    if (ephemeris == null) {
      throw new MissionException(
          MissionException.Key.NOT_FOUND, "The satellite " + satellite + " is not in this search.");
    }
    return ephemeris;
  }

  public SunTrack sun() {
    return sun;
  }

  public Viewer viewer(String satellite) {
    return new Viewer(ephemeris(satellite), sun);
  }

  /**
   * The spans in which one satellite sees points within limits, in one mode, by point and time;
   * clouds and revisit aside.
   */
  public List<Window> windows(
      Satellite satellite, Camera camera, List<GroundPoint> points, Limits limits) {
    double maxRange = limits.maxGroundSampling() / camera.pixelAngle();
    Cone cone =
        new Cone(
            Math.min(limits.offNadir().max(), satellite.platform().agility().maxOffNadir()),
            limits.incidence().max(),
            maxRange);
    List<Window> windows =
        new WindowSearch(
                ephemeris(satellite.id()),
                sun,
                new PointIndex(points),
                cone,
                limits.sun().elevation().min())
            .find();
    return limits.moreThanCone()
        ? narrowed(windows, viewer(satellite.id()), points, limits)
        : windows;
  }

  private static List<Window> narrowed(
      List<Window> windows, Viewer viewer, List<GroundPoint> points, Limits limits) {
    List<Window> result = new ArrayList<>();
    for (Window window : windows) {
      GroundPoint point = points.get(window.target());
      for (Spans.Span span :
          Spans.where(t -> limits.margin(viewer.view(point, t)), window.start(), window.end())) {
        result.add(
            new Window(
                window.target(),
                span.from(),
                span.to(),
                Math.clamp(window.best(), span.from(), span.to())));
      }
    }
    return result;
  }

  /**
   * The opportunities of one satellite, by target and time.
   *
   * @throws MissionException SETTING when the limits contradict each other
   */
  public List<Opportunity> find(
      Satellite satellite, Camera camera, List<Target> targets, Limits limits) {
    List<GroundPoint> points = targets.stream().map(Target::place).toList();
    Viewer viewer = viewer(satellite.id());
    Opportunity.Sensor sensor = camera.sensor(satellite);
    List<Opportunity> result = new ArrayList<>();
    int previousTarget = -1;
    double previousBest = 0;
    for (Window window : windows(satellite, camera, points, limits)) {
      if (window.target() == previousTarget && window.best() - previousBest < limits.minRevisit()) {
        continue;
      }
      Opportunity opportunity =
          opportunity(window, targets.get(window.target()), sensor, camera, viewer);
      OptionalDouble cloud = opportunity.best().cloud();
      if (cloud.isPresent() && cloud.getAsDouble() > limits.maxCloud()) {
        continue;
      }
      previousTarget = window.target();
      previousBest = window.best();
      result.add(opportunity);
    }
    return result;
  }

  private Opportunity opportunity(
      Window window, Target target, Opportunity.Sensor sensor, Camera camera, Viewer viewer) {
    View view = viewer.view(target.place(), window.best());
    double half = camera.instrument().fieldOfView() / 2;
    return new Opportunity(
        target.id(),
        sensor,
        horizon.start().plus(window.start()),
        horizon.start().plus(window.end()),
        look(target.place(), window.best(), view, camera),
        viewer.footprint(window.best(), view.roll(), view.pitch(), half, half));
  }

  /** Expected cloud fraction where there is a forecast. */
  OptionalDouble cloud(GroundPoint place, Time time) {
    return clouds.fraction(place, time);
  }

  Opportunity.Look look(GroundPoint place, double seconds, View view, Camera camera) {
    Time time = horizon.start().plus(seconds);
    return new Opportunity.Look(
        time, view, view.effectiveRange() * camera.pixelAngle(), clouds.fraction(place, time));
  }

  /** An instrument in a mode. */
  public record Camera(Instrument instrument, ImagingMode mode) {

    /** The camera's finest mode. */
    public static Camera finest(Instrument instrument) {
      return new Camera(
          instrument,
          instrument.modes().stream()
              .min((a, b) -> Double.compare(a.groundSampling(), b.groundSampling()))
              .orElseThrow());
    }

    /** Its name with a satellite. */
    public Opportunity.Sensor sensor(Satellite satellite) {
      return new Opportunity.Sensor(satellite.id(), instrument.id(), mode.kind());
    }

    /** Angle of a pixel (rad). */
    public double pixelAngle() {
      return mode.groundSampling() / instrument.referenceHeight();
    }
  }
}
