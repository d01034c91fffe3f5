// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.plan.aeossp;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.hipparchus.geometry.euclidean.threed.Vector3D;
import org.orekit.bodies.GeodeticPoint;
import org.orekit.frames.Frame;
import org.orekit.time.AbsoluteDate;
import org.sunqar.mission.orbit.Earth;
import org.sunqar.mission.plan.Searches;
import org.sunqar.mission.plan.Selection;
import org.sunqar.mission.plan.aeossp.AeosspCase.Attitude;
import org.sunqar.mission.plan.aeossp.AeosspCase.Power;
import org.sunqar.mission.plan.aeossp.AeosspCase.Satellite;
import org.sunqar.mission.plan.aeossp.AeosspCase.Task;
import org.sunqar.mission.plan.timeline.Agility;
import org.sunqar.mission.plan.timeline.Candidates;
import org.sunqar.mission.plan.timeline.Craft;
import org.sunqar.mission.plan.timeline.Energy;
import org.sunqar.mission.plan.timeline.TimelineDraft;

/**
 * Plans a case by search. Every start on the grid at which a satellite can see a target for as long
 * as it must is a candidate.
 */
public final class AeosspSearch {

  /** Off-nadir angle to spare (degrees): a rotating Earth by another model differs by metres. */
  private static final double SPARE_ANGLE = 1e-3;

  /** Charge to spare (Wh), for another model of the Earth's shadow. */
  private static final double SPARE_CHARGE = 2;

  /** Radius of the Earth's shadow, a cylinder (m). */
  private static final double SHADOW_RADIUS = 6_378_136.3;

  /** Time after which the Sun's direction is computed again (s); it moves by 0.007 degrees. */
  private static final int SUN_EVERY = 600;

  private final AeosspCase problem;
  private final int step;
  private final int steps;
  private final Earth earth;
  private final Ephemerides ephemerides;
  private final List<Craft> craft;
  private final Candidates candidates;

  public AeosspSearch(AeosspCase problem, Earth earth) {
    this.problem = problem;
    this.earth = earth;
    step = gcd(problem.actionStep(), problem.geometryStep());
    steps = problem.seconds() / step;
    ephemerides = new Ephemerides(earth, problem, step, steps);
    craft = craft();
    candidates = candidates();
  }

  private static int gcd(int a, int b) {
    return b == 0 ? a : gcd(b, a % b);
  }

  private List<Craft> craft() {
    Vector3D[] sun = sun();
    List<Craft> all = new ArrayList<>();
    for (int s = 0; s < problem.satellites().size(); s++) {
      Attitude attitude = problem.satellites().get(s).attitude();
      Power power = problem.satellites().get(s).power();
      double[] unplanned = new double[steps];
      boolean before = isLit(ephemerides.position(s, 0), sun[0]);
      for (int i = 0; i < steps; i++) {
        boolean after = isLit(ephemerides.position(s, i + 1), sun[i + 1]);
        unplanned[i] = (before && after ? power.charge() : 0) - power.idle();
        before = after;
      }
      all.add(
          new Craft(
              agility(attitude),
              new Energy(
                  step,
                  power.initial(),
                  power.capacity(),
                  SPARE_CHARGE,
                  power.imaging(),
                  power.slew(),
                  unplanned)));
    }
    return all;
  }

  private static Agility agility(Attitude attitude) {
    return new Agility(
        Math.toRadians(attitude.rate()),
        Math.toRadians(attitude.acceleration()),
        attitude.settling());
  }

  /** Directions to the Sun in the inertial frame. */
  private Vector3D[] sun() {
    Frame teme = earth.teme();
    AbsoluteDate start = earth.date(problem.start());
    Vector3D[] all = new Vector3D[steps + 1];
    int every = Math.max(1, SUN_EVERY / step);
    for (int i = 0; i <= steps; i++) {
      all[i] =
          i % every == 0
              ? earth.sun().getPosition(start.shiftedBy(i * (double) step), teme).normalize()
              : all[i - 1];
    }
    return all;
  }

  private static boolean isLit(Vector3D position, Vector3D sun) {
    double along = position.dotProduct(sun);
    return along >= 0 || Vector3D.crossProduct(position, sun).getNorm() >= SHADOW_RADIUS;
  }

  private Candidates candidates() {
    Candidates.Builder builder = new Candidates.Builder();
    Vector3D[][] fixed = new Vector3D[problem.satellites().size()][steps + 1];
    for (int s = 0; s < fixed.length; s++) {
      for (int i = 0; i <= steps; i++) {
        fixed[s][i] = ephemerides.fixed(s, i);
      }
    }
    for (Task task : problem.tasks()) {
      builder.item(task.weight());
      Vector3D target =
          earth
              .ellipsoid()
              .transform(
                  new GeodeticPoint(
                      Math.toRadians(task.latitude()),
                      Math.toRadians(task.longitude()),
                      task.altitude()));
      for (int s = 0; s < fixed.length; s++) {
        if (problem.satellites().get(s).sensor().equals(task.sensor())) {
          addCandidates(builder, task, target, s, fixed[s]);
        }
      }
    }
    return builder.build();
  }

  private void addCandidates(
      Candidates.Builder builder, Task task, Vector3D target, int satellite, Vector3D[] fixed) {
    if (task.duration() % problem.actionStep() != 0 || task.weight() <= 0) {
      return; // cannot begin and end on the grid, or is worth nothing
    }
    int length = task.duration() / step;
    int every = problem.actionStep() / step;
    int from = Math.max(0, Math.ceilDiv(task.release(), step));
    int to = Math.min(steps, Math.floorDiv(task.due(), step));
    Attitude attitude = problem.satellites().get(satellite).attitude();
    double leastCosine = Math.cos(Math.toRadians(attitude.maxOffNadir() - SPARE_ANGLE));
    Agility agility = craft.get(satellite).agility();
    double horizon = target.getNormSq();
    int seen = 0;
    for (int i = from; i <= to; i++) {
      // above the plane that touches the Earth's sphere at the target
      boolean visible =
          fixed[i].dotProduct(target) > horizon && sees(fixed[i], target, leastCosine);
      seen = visible ? seen + 1 : 0;
      int start = i - length;
      if (seen > length && start % every == 0) {
        Vector3D begin = sight(satellite, start, target);
        Vector3D nadir = ephemerides.position(satellite, start).normalize().negate();
        builder.add(
            satellite,
            start,
            length,
            begin,
            sight(satellite, i, target),
            agility.seconds(Vector3D.angle(nadir, begin)));
      }
    }
  }

  private static boolean sees(Vector3D from, Vector3D target, double leastCosine) {
    Vector3D sight = target.subtract(from);
    double along = -sight.dotProduct(from);
    return along > 0 && along >= leastCosine * sight.getNorm() * from.getNorm();
  }

  private Vector3D sight(int satellite, int at, Vector3D target) {
    return ephemerides
        .inertial(target, at)
        .subtract(ephemerides.position(satellite, at))
        .normalize();
  }

  /** Ways to observe, of all tasks together. */
  public int candidateCount() {
    return candidates.first(candidates.items());
  }

  /** The weight of all tasks that can be observed at all, whatever else is planned. */
  public double reachableWeight() {
    double sum = 0;
    for (int t = 0; t < candidates.items(); t++) {
      sum += candidates.first(t + 1) > candidates.first(t) ? candidates.worth(t) : 0;
    }
    return sum;
  }

  public AeosspPlan best(Searches searches) {
    Selection selection = searches.best(() -> new TimelineDraft(candidates, craft, step));
    List<AeosspPlan.Observation> observations = new ArrayList<>();
    for (int t = 0; t < selection.items(); t++) {
      Task task = problem.tasks().get(t);
      selection
          .option(t)
          .ifPresent(c -> {
            Satellite satellite = problem.satellites().get(candidates.satellite(c));
            int start = candidates.start(c) * step;
            observations.add(
                new AeosspPlan.Observation(
                    satellite.id(), task.id(), start, start + task.duration()));
          });
    }
    observations.sort(
        Comparator.comparing(AeosspPlan.Observation::satellite)
            .thenComparingInt(AeosspPlan.Observation::start));
    return new AeosspPlan(observations);
  }
}
