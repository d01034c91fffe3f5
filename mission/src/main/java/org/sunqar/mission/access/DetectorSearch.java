// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.access;

import java.util.ArrayList;
import java.util.List;
import org.hipparchus.geometry.euclidean.threed.Vector3D;
import org.hipparchus.ode.events.Action;
import org.orekit.bodies.GeodeticPoint;
import org.orekit.bodies.OneAxisEllipsoid;
import org.orekit.propagation.Propagator;
import org.orekit.propagation.SpacecraftState;
import org.orekit.propagation.events.AbstractDetector;
import org.orekit.propagation.events.EventDetectionSettings;
import org.orekit.propagation.events.handlers.EventHandler;
import org.orekit.time.AbsoluteDate;
import org.sunqar.mission.orbit.Earth;
import org.sunqar.mission.orbit.GroundPoint;
import org.sunqar.mission.orbit.Horizon;
import org.sunqar.mission.orbit.Orbit;

/**
 * The definition of a window, by Orekit's event detectors: slow, and sharing nothing with {@link
 * WindowSearch}, which must give the same.
 */
public final class DetectorSearch {

  /**
   * So far from a target nothing can be seen (rad at the Earth's centre), and how fast it can come
   * nearer (rad/s).
   */
  private static final double FAR = Math.toRadians(15);

  private static final double APPROACH = 0.0013;
  private static final double CLOSE_CHECK = 1;

  private final Earth earth;
  private final Horizon horizon;
  private final double maxOffNadir;
  private final double minSunElevation;

  /**
   * @param maxOffNadir largest angle between line of sight and the Earth's centre (rad), at most 60
   *     degrees
   * @param minSunElevation at the target (rad)
   */
  public DetectorSearch(Earth earth, Horizon horizon, double maxOffNadir, double minSunElevation) {
    this.earth = earth;
    this.horizon = horizon;
    this.maxOffNadir = maxOffNadir;
    this.minSunElevation = minSunElevation;
  }

  /** The windows of one satellite, in any order. */
  public List<Window> find(Orbit orbit, List<GroundPoint> points) {
    Propagator propagator = orbit.propagator();
    AbsoluteDate start = earth.date(horizon.start());
    List<Window> windows = new ArrayList<>();
    List<Double> open = new ArrayList<>();
    for (int k = 0; k < points.size(); k++) {
      int target = k;
      open.add(Double.NaN);
      Sight sight =
          new Sight(
              this,
              points.get(k),
              settings(points.get(k)),
              (s, detector, rising) -> {
                double t = s.getDate().durationFrom(start);
                if (rising) {
                  open.set(target, t);
                } else {
                  double from = open.get(target);
                  windows.add(new Window(target, Double.isNaN(from) ? 0 : from, t, t));
                  open.set(target, Double.NaN);
                }
                return Action.CONTINUE;
              });
      propagator.addEventDetector(sight);
    }
    propagator.propagate(start, earth.date(horizon.end()));
    for (int k = 0; k < points.size(); k++) {
      if (!Double.isNaN(open.get(k))) {
        windows.add(new Window(k, open.get(k), horizon.seconds(), horizon.seconds()));
      }
    }
    return windows;
  }

  private EventDetectionSettings settings(GroundPoint point) {
    Vector3D place = point.position();
    return new EventDetectionSettings(
        (state, forward) -> {
          double far = Vector3D.angle(state.getPosition(earth.itrf()), place) - FAR;
          return Math.max(CLOSE_CHECK, far / APPROACH);
        },
        1e-4,
        100);
  }

  /** Positive while the target is seen and lit. */
  private static final class Sight extends AbstractDetector<Sight> {

    private final DetectorSearch search;
    private final GroundPoint point;
    private final Vector3D place;
    private final Vector3D zenith;

    Sight(
        DetectorSearch search,
        GroundPoint point,
        EventDetectionSettings settings,
        EventHandler handler) {
      super(settings, handler);
      this.search = search;
      this.point = point;
      OneAxisEllipsoid ellipsoid = search.earth.ellipsoid();
      GeodeticPoint geodetic =
          new GeodeticPoint(point.latitude(), point.longitude(), point.altitude());
      this.place = ellipsoid.transform(geodetic);
      this.zenith = geodetic.getZenith();
    }

    @Override
    public double g(SpacecraftState state) {
      Vector3D position = state.getPosition(search.earth.itrf());
      Vector3D sight = place.subtract(position);
      double seen =
          Math.min(
              search.maxOffNadir - Vector3D.angle(sight, position.negate()),
              Math.PI / 2 - Vector3D.angle(zenith, sight.negate()));
      if (seen < -0.3) {
        return seen;
      }
      Vector3D sunward =
          search.earth.sun().getPosition(state.getDate(), search.earth.itrf()).subtract(place);
      double lit = Math.PI / 2 - Vector3D.angle(zenith, sunward) - search.minSunElevation;
      return Math.min(seen, lit);
    }

    @Override
    protected Sight create(EventDetectionSettings settings, EventHandler handler) {
      return new Sight(search, point, settings, handler);
    }
  }
}
