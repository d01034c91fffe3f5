// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.plan.schedule.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.sunqar.mission.access.Opportunity;
import org.sunqar.mission.constellation.Agility;
import org.sunqar.mission.constellation.Axis;
import org.sunqar.mission.constellation.Constellation;
import org.sunqar.mission.constellation.DutyCycle;
import org.sunqar.mission.constellation.Power;
import org.sunqar.mission.constellation.Recorder;
import org.sunqar.mission.constellation.Satellite;
import org.sunqar.mission.orbit.Earth;
import org.sunqar.mission.plan.SearchEffort;
import org.sunqar.mission.plan.Verdict;
import org.sunqar.mission.plan.schedule.Acquisition;
import org.sunqar.mission.plan.schedule.Downlink;
import org.sunqar.mission.plan.schedule.Plan;
import org.sunqar.mission.plan.schedule.PlanRules;
import org.sunqar.mission.plan.schedule.PlanningTask;
import org.sunqar.mission.plan.schedule.Pointing;
import org.sunqar.mission.plan.schedule.Scenario;
import org.sunqar.mission.plan.schedule.search.Planner;

/** A valid plan is broken in one way at a time; the checker says how. */
class PlanCheckerTest {

  private static final Earth EARTH = Earth.withoutOrientation();
  private static PlanningTask task = Scenario.task(Scenario.mixed());
  private static Plan plan = empty();

  private static Plan empty() {
    return new Plan(
        1, Scenario.START, Scenario.day(), Scenario.START, List.of(), List.of(), List.of());
  }

  @BeforeAll
  static void make() {
    plan =
        new Planner(task, EARTH, () -> false, line -> {})
            .plan(SearchEffort.ofIterations(5_000))
            .plan();
    assertThat(PlanChecker.check(task, EARTH, plan).violations()).isEmpty();
  }

  private static void says(PlanningTask by, Plan broken, String words) {
    Verdict verdict = PlanChecker.check(by, EARTH, broken);
    assertThat(verdict.valid()).isFalse();
    assertThat(verdict.violations()).anyMatch(v -> v.contains(words));
    assertThat(verdict.violations()).allMatch(v -> v.endsWith("."));
  }

  private static Plan with(List<Acquisition> acquisitions, List<Downlink> downlinks) {
    return new Plan(
        plan.version(),
        plan.made(),
        plan.horizon(),
        plan.frozenUntil(),
        acquisitions,
        downlinks,
        plan.unplanned());
  }

  /** The plan with its first acquisition of a request of one look changed. */
  private static Plan first(UnaryOperator<Acquisition> change) {
    List<Acquisition> all = new ArrayList<>(plan.acquisitions());
    int k = 0;
    while (!all.get(k).request().startsWith("kazakhstan")) {
      k++;
    }
    all.set(k, change.apply(all.get(k)));
    return with(all, plan.downlinks());
  }

  private static Acquisition moved(Acquisition a, double startBy, double endBy) {
    return new Acquisition(
        a.id(),
        a.request(),
        a.sensor(),
        a.start().plus(startBy),
        a.end().plus(endBy),
        a.look(),
        a.from(),
        a.to(),
        a.bits() * (a.seconds() + endBy - startBy) / a.seconds(),
        a.footprint());
  }

  private static Acquisition turned(Acquisition a, Pointing from) {
    return new Acquisition(
        a.id(),
        a.request(),
        a.sensor(),
        a.start(),
        a.end(),
        a.look(),
        from,
        from,
        a.bits(),
        a.footprint());
  }

  private static Acquisition by(Acquisition a, Opportunity.Sensor sensor, double bits) {
    return new Acquisition(
        a.id(),
        a.request(),
        sensor,
        a.start(),
        a.end(),
        a.look(),
        a.from(),
        a.to(),
        bits,
        a.footprint());
  }

  @Test
  void acquisitionsThatShowSomethingElse() {
    says(task, first(a -> moved(a, 30, 30)), "does not look at");
    says(task, first(a -> turned(a, Pointing.DOWN)), "does not look at");
    says(task, first(a -> moved(a, 0, -1)), "km take");
    says(task, first(a -> moved(a, 3_000, 3_000)), "outside the limits of");
    says(task, first(a -> moved(a, -86_000, -86_000)), "is said to be aboard");
    says(task, first(a -> by(a, a.sensor(), 1)), "its mode writes");
    says(
        task,
        first(
            a -> by(a, new Opportunity.Sensor(a.satellite(), "none", a.sensor().mode()), a.bits())),
        "which " + plan.acquisitions().getFirst().satellite().charAt(0));
  }

  @Test
  void stereoWithOneLookAndRequestsWithoutAnAnswer() {
    List<Acquisition> all = new ArrayList<>(plan.acquisitions());
    all.remove(all.stream().filter(a -> a.request().equals("stereo")).findFirst().orElseThrow());
    says(task, with(all, List.of()), "stereo is taken 1 times; 2 are asked for.");
    all.removeIf(a -> a.request().equals("stereo"));
    says(task, with(all, List.of()), "stereo is neither planned nor has a reason.");
  }

  @Test
  void turnsThatTakeLongerThanThereIsTime() {
    PlanningTask slow =
        body(p ->
            new Satellite.Platform(
                new Agility(
                    new Axis(0.001, 0.001, 60),
                    p.agility().pitch(),
                    p.agility().yaw(),
                    p.agility().maxOffNadir()),
                p.recorder(),
                p.power(),
                p.dutyCycle()));
    says(slow, plan, "s to turn.");
  }

  @Test
  void memoryBatteryAndHeat() {
    says(
        body(p ->
            new Satellite.Platform(
                p.agility(),
                new Recorder(1e9, p.recorder().downlinkRate()),
                p.power(),
                p.dutyCycle())),
        plan,
        "has room for 1.0");
    says(
        body(p ->
            new Satellite.Platform(
                p.agility(), p.recorder(), new Power(1e5, 0, 280, 450, 200, 160), p.dutyCycle())),
        plan,
        "are kept in reserve");
    says(
        body(p ->
            new Satellite.Platform(p.agility(), p.recorder(), p.power(), new DutyCycle(5, 5_900))),
        plan,
        "5.0 are allowed");
    says(
        body(p ->
            new Satellite.Platform(
                p.agility(), new Recorder(p.recorder().memory(), 1e6), p.power(), p.dutyCycle())),
        plan,
        "are too short for what they send");
  }

  private static PlanningTask body(UnaryOperator<Satellite.Platform> change) {
    Constellation old = task.constellation();
    List<Satellite> satellites =
        old.satellites().stream()
            .map(s ->
                new Satellite(
                    s.id(),
                    s.name(),
                    s.owner(),
                    s.orbit(),
                    change.apply(s.platform()),
                    s.instruments()))
            .toList();
    return PlanningTask.of(
        new Constellation(old.members(), satellites, old.stations()),
        task.requests(),
        task.horizon(),
        task.now());
  }

  @Test
  void downlinksOffContactsTwiceAtOnceAndToTwoAntennas() {
    List<Downlink> late = new ArrayList<>(plan.downlinks());
    Downlink d = late.getFirst();
    late.set(
        0,
        new Downlink(
            d.satellite(),
            d.station(),
            d.antenna(),
            d.start().plus(3_000),
            d.end().plus(3_000),
            d.acquisitions()));
    says(task, with(plan.acquisitions(), late), "is not above its mask");
    List<Downlink> twice = new ArrayList<>(plan.downlinks());
    twice.add(d);
    says(task, with(plan.acquisitions(), twice), "sends to two antennas at once");
    says(task, with(plan.acquisitions(), twice), "which was sent before");
    List<Downlink> other = new ArrayList<>(plan.downlinks());
    String satellite =
        task.constellation().satellites().stream()
            .map(Satellite::id)
            .filter(s -> !s.equals(d.satellite()))
            .findFirst()
            .orElseThrow();
    other.add(new Downlink(satellite, d.station(), d.antenna(), d.start(), d.end(), List.of()));
    says(task, with(plan.acquisitions(), other), "and another satellite");
  }

  @Test
  void whatIsFrozenFailedOrTooEarlyForACommand() {
    PlanningTask next = task.after(plan).by(PlanRules.DEFAULT.withFrozenSeconds(80_000));
    Plan second =
        new Plan(
            2,
            plan.made(),
            plan.horizon(),
            plan.frozenUntil(),
            plan.acquisitions().subList(1, plan.acquisitions().size()),
            List.of(),
            plan.unplanned());
    says(next, second, plan.acquisitions().getFirst().id() + " is frozen");
    says(next, second, "The downlink of");
    String satellite = plan.acquisitions().getFirst().satellite();
    says(task.without(Set.of(satellite)), plan, satellite + " has failed");
    PlanningTask early =
        PlanningTask.of(task.constellation(), task.requests(), task.horizon(), task.now())
            .by(new PlanRules(900, 5_000, 0.2, 0.25, 0.8));
    says(early, plan, "before a station can send the command");
    says(task.after(plan), plan, "version 1, but 2 is next");
  }
}
