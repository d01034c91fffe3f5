// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.plan.aeossp;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.hipparchus.geometry.euclidean.threed.Vector3D;
import org.orekit.bodies.GeodeticPoint;
import org.orekit.propagation.analytical.tle.TLEPropagator;
import org.orekit.time.AbsoluteDate;
import org.sunqar.mission.orbit.Earth;
import org.sunqar.mission.plan.Verdict;
import org.sunqar.mission.plan.aeossp.AeosspCase.Power;
import org.sunqar.mission.plan.aeossp.AeosspCase.Satellite;
import org.sunqar.mission.plan.aeossp.AeosspCase.Task;
import org.sunqar.mission.plan.aeossp.AeosspPlan.Observation;

/**
 * Checks a plan against the benchmark's rules, from the case and the text of the plan alone. Shares
 * no geometry with the search: the Earth turns by Orekit's frames (IERS 2010, where the search has
 * mean sidereal time), angles are angles and not cosines, the battery is followed from event to
 * event and not on the search's grid.
 */
public final class AeosspChecker {

  /** Degrees, seconds and watt-hours that the rules forgive. */
  private static final double ANGLE_ERROR = 1e-6;

  private static final double ERROR = 1e-9;

  /** Radius of the Earth's shadow, a cylinder (m). */
  private static final double EARTH_RADIUS = 6_378_136.3;

  private final AeosspCase problem;
  private final Earth earth;
  private final AbsoluteDate start;
  private final Map<String, Task> tasks = new HashMap<>();
  private final Map<String, Satellite> satellites = new HashMap<>();
  private final Map<String, TLEPropagator> orbits = new HashMap<>();
  private final List<String> violations = new ArrayList<>();

  /** A turn that ends at an observation's start, in seconds after the start of the horizon. */
  private record Turn(double from, double to) {}

  private AeosspChecker(AeosspCase problem, Earth earth) {
    this.problem = problem;
    this.earth = earth;
    start = earth.date(problem.start());
    problem.tasks().forEach(task -> tasks.put(task.id(), task));
    for (Satellite satellite : problem.satellites()) {
      satellites.put(satellite.id(), satellite);
      orbits.put(satellite.id(), Ephemerides.propagator(earth, satellite));
    }
  }

  /**
   * @param plan as {@link AeosspPlan#text} writes it
   * @return with the completed weight as a share of all weight
   */
  public static Verdict check(AeosspCase problem, Earth earth, String plan) {
    return new AeosspChecker(problem, earth)
        .check(AeosspPlan.parse("the plan", plan, problem.start()));
  }

  private Verdict check(AeosspPlan plan) {
    Map<String, List<Observation>> bySatellite = new HashMap<>();
    Set<String> done = new HashSet<>();
    double weight = 0;
    for (Observation one : plan.observations()) {
      Satellite satellite = satellites.get(one.satellite());
      Task task = tasks.get(one.task());
      if (satellite == null) {
        broken(one, "there is no such satellite");
      } else if (task == null) {
        broken(one, "there is no such task");
      } else {
        checkAlone(one, satellite, task);
        bySatellite.computeIfAbsent(one.satellite(), _ -> new ArrayList<>()).add(one);
        weight += done.add(one.task()) ? task.weight() : 0;
      }
    }
    for (Satellite satellite : problem.satellites()) {
      List<Observation> all = bySatellite.getOrDefault(satellite.id(), List.of());
      List<Observation> ordered =
          all.stream().sorted(Comparator.comparingInt(Observation::start)).toList();
      checkBattery(satellite, ordered, turns(satellite, ordered));
    }
    return new Verdict(weight / problem.weight(), violations);
  }

  private void broken(Observation one, String what) {
    violations.add(
        "%s on %s from %d s to %d s: %s"
            .formatted(one.task(), one.satellite(), one.start(), one.end(), what));
  }

  /** What an observation must be by itself. */
  private void checkAlone(Observation one, Satellite satellite, Task task) {
    if (one.start() < 0 || one.end() > problem.seconds()) {
      broken(one, "outside the horizon");
    }
    if (Math.floorMod(one.start(), problem.actionStep()) != 0
        || Math.floorMod(one.end(), problem.actionStep()) != 0) {
      broken(one, "not on the grid of %d s".formatted(problem.actionStep()));
    }
    if (one.start() < task.release() || one.end() > task.due()) {
      broken(one, "outside the task's window");
    }
    if (one.end() - one.start() != task.duration()) {
      broken(one, "must last exactly %d s".formatted(task.duration()));
    }
    if (!satellite.sensor().equals(task.sensor())) {
      broken(one, "needs a sensor that is " + task.sensor());
    }
    if (one.end() <= one.start() || one.end() - one.start() > 86_400) {
      return;
    }
    TreeSet<Integer> samples = new TreeSet<>(Set.of(one.start(), one.end()));
    for (int at = one.start(); at < one.end(); at++) {
      if (Math.floorMod(at, problem.geometryStep()) == 0) {
        samples.add(at);
      }
    }
    for (int at : samples) {
      Vector3D position =
          earth
              .teme()
              .getStaticTransformTo(earth.itrf(), date(at))
              .transformPosition(position(satellite.id(), at));
      Vector3D target = target(task);
      Vector3D sight = target.subtract(position);
      double offNadir = Math.toDegrees(Vector3D.angle(position.negate(), sight));
      if (sight.negate().dotProduct(target) <= 0) {
        broken(one, "the target is not visible at %d s".formatted(at));
        return;
      }
      if (offNadir > satellite.attitude().maxOffNadir() + ANGLE_ERROR) {
        broken(one, "%.6f degrees off nadir at %d s".formatted(offNadir, at));
        return;
      }
    }
  }

  private AbsoluteDate date(double at) {
    return start.shiftedBy(at);
  }

  private Vector3D position(String satellite, double at) {
    return Objects.requireNonNull(orbits.get(satellite)).getPVCoordinates(date(at)).getPosition();
  }

  private Vector3D target(Task task) {
    return earth
        .ellipsoid()
        .transform(
            new GeodeticPoint(
                Math.toRadians(task.latitude()),
                Math.toRadians(task.longitude()),
                task.altitude()));
  }

  /** From a satellite to a target, in the frame of the orbits. */
  private Vector3D sight(Observation one, int at) {
    return earth
        .itrf()
        .getStaticTransformTo(earth.teme(), date(at))
        .transformPosition(target(Objects.requireNonNull(tasks.get(one.task()))))
        .subtract(position(one.satellite(), at));
  }

  /** Checks that there is time for each turn, and answers the turns. */
  private List<Turn> turns(Satellite satellite, List<Observation> ordered) {
    List<Turn> turns = new ArrayList<>();
    for (int k = 0; k < ordered.size(); k++) {
      Observation one = ordered.get(k);
      double free = k == 0 ? one.start() : one.start() - ordered.get(k - 1).end();
      Vector3D from =
          k == 0
              ? position(one.satellite(), one.start()).negate()
              : sight(ordered.get(k - 1), ordered.get(k - 1).end());
      double degrees = Math.toDegrees(Vector3D.angle(from, sight(one, one.start())));
      double needed = turnSeconds(satellite, degrees);
      if (free + ERROR < needed) {
        broken(
            one, "%.3f s to turn by %.3f degrees, needs %.3f s".formatted(free, degrees, needed));
      }
      turns.add(new Turn(one.start() - needed, one.start()));
    }
    return turns;
  }

  /** Bang-coast-bang and settling. */
  private static double turnSeconds(Satellite satellite, double degrees) {
    double rate = satellite.attitude().rate();
    double acceleration = satellite.attitude().acceleration();
    double rampAngle = rate * rate / acceleration; // speeding up and slowing down together
    double seconds =
        degrees > rampAngle
            ? 2 * (rate / acceleration) + (degrees - rampAngle) / rate
            : 2 * Math.sqrt(degrees / acceleration);
    return seconds + satellite.attitude().settling();
  }

  private void checkBattery(Satellite satellite, List<Observation> ordered, List<Turn> turns) {
    TreeSet<Double> events = new TreeSet<>();
    for (int at = 0; at <= problem.seconds(); at += problem.resourceStep()) {
      events.add((double) at);
    }
    events.add((double) problem.seconds());
    ordered.forEach(one -> events.addAll(List.of((double) one.start(), (double) one.end())));
    turns.forEach(turn -> events.addAll(List.of(turn.from(), turn.to())));
    Power power = satellite.power();
    double charge = power.initial();
    int observation = 0;
    int turn = 0;
    double from = events.first();
    for (double to : events.tailSet(from, false)) {
      double middle = (from + to) / 2;
      while (observation < ordered.size() && ordered.get(observation).end() <= middle) {
        observation++;
      }
      while (turn < turns.size() && turns.get(turn).to() <= middle) {
        turn++;
      }
      double load = power.idle();
      if (observation < ordered.size() && ordered.get(observation).start() <= middle) {
        load += power.imaging();
      }
      if (turn < turns.size() && turns.get(turn).from() <= middle) {
        load += power.slew();
      }
      double in = isLit(position(satellite.id(), middle), date(middle)) ? power.charge() : 0;
      charge += (in - load) * (to - from) / 3600;
      if (charge < -ERROR) {
        violations.add("%s: the battery is empty at %.1f s".formatted(satellite.id(), middle));
        return;
      }
      charge = Math.min(power.capacity(), charge);
      from = to;
    }
  }

  /** Not in the cylinder behind the Earth. */
  private boolean isLit(Vector3D position, AbsoluteDate date) {
    Vector3D sun = earth.sun().getPosition(date, earth.teme());
    double angle = Vector3D.angle(position, sun);
    return angle <= Math.PI / 2 || position.getNorm() * Math.sin(angle) >= EARTH_RADIUS;
  }
}
