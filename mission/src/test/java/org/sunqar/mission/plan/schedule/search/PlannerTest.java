// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.plan.schedule.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.sunqar.mission.MissionException;
import org.sunqar.mission.constellation.Constellation;
import org.sunqar.mission.constellation.DutyCycle;
import org.sunqar.mission.constellation.Power;
import org.sunqar.mission.constellation.Recorder;
import org.sunqar.mission.constellation.Satellite;
import org.sunqar.mission.orbit.Earth;
import org.sunqar.mission.orbit.GroundPoint;
import org.sunqar.mission.orbit.Horizon;
import org.sunqar.mission.orbit.OrbitSource;
import org.sunqar.mission.orbit.Time;
import org.sunqar.mission.order.Request;
import org.sunqar.mission.plan.SearchEffort;
import org.sunqar.mission.plan.Verdict;
import org.sunqar.mission.plan.schedule.Acquisition;
import org.sunqar.mission.plan.schedule.Downlink;
import org.sunqar.mission.plan.schedule.Plan;
import org.sunqar.mission.plan.schedule.PlanDiff;
import org.sunqar.mission.plan.schedule.PlanJson;
import org.sunqar.mission.plan.schedule.PlanRules;
import org.sunqar.mission.plan.schedule.PlanningTask;
import org.sunqar.mission.plan.schedule.Scenario;
import org.sunqar.mission.plan.schedule.Unplanned;
import org.sunqar.mission.plan.schedule.check.PlanChecker;

/** Plans of the demonstration's satellites, each judged by the checker. */
class PlannerTest {

  private static final Earth EARTH = Earth.withoutOrientation();
  private static final SearchEffort SHORT = SearchEffort.ofIterations(20_000);

  private static PlanResult made(PlanningTask task, SearchEffort effort) {
    PlanResult result = new Planner(task, EARTH, () -> false, line -> {}).plan(effort);
    valid(task, result.plan());
    return result;
  }

  private static Plan plan(PlanningTask task) {
    return made(task, SHORT).plan();
  }

  private static void valid(PlanningTask task, Plan plan) {
    Verdict verdict = PlanChecker.check(task, EARTH, plan);
    assertThat(verdict.violations()).isEmpty();
  }

  private static Unplanned reason(Plan plan, String request) {
    return plan.unplanned().stream()
        .filter(u -> u.request().equals(request))
        .findFirst()
        .orElseThrow();
  }

  private static List<Acquisition> of(Plan plan, String request) {
    return plan.acquisitions().stream().filter(a -> a.request().equals(request)).toList();
  }

  @Test
  void pointsAStripAndAStereoPairArePlannedAndSentDown() {
    Plan plan = plan(Scenario.task(Scenario.mixed()));
    assertThat(plan.acquisitions().size() + plan.unplanned().size()).isGreaterThanOrEqualTo(202);
    assertThat(of(plan, "stereo")).hasSize(2);
    Acquisition strip = of(plan, "strip").getFirst();
    assertThat(strip.seconds()).isBetween(8.0, 9.5); // 60 km at about 6.8 km/s
    Set<String> sent = new HashSet<>();
    for (Downlink each : plan.downlinks()) {
      sent.addAll(each.acquisitions());
    }
    long inTime =
        plan.acquisitions().stream()
            .filter(a -> a.end().isBefore(Scenario.START.plus(40_000)))
            .filter(a -> !sent.contains(a.id()))
            .count();
    assertThat(inTime).isZero();
  }

  @Test
  void theSearchIsAboveTheGreedyPlanAndTheSeedGivesTheSamePlanAgain() {
    PlanningTask task = Scenario.task(Scenario.points("kazakhstan", 600, 60, 42, 80, 54, 5));
    PlanResult first = made(task, SearchEffort.ofIterations(60_000));
    PlanResult again = made(task, SearchEffort.ofIterations(60_000));
    PlanResult other = made(task, SearchEffort.ofIterations(60_000).withSeed(2));
    assertThat(PlanJson.write(again.plan())).isEqualTo(PlanJson.write(first.plan()));
    assertThat(PlanJson.write(other.plan())).isNotEqualTo(PlanJson.write(first.plan()));
    assertThat(first.report().value()).isGreaterThan(1.02 * first.report().greedyValue());
  }

  /** Nobody waits for a search that cannot find more. */
  @Test
  void nothingIsSearchedWhereEachRequestHasTheBestOfItsWays() {
    PlanningTask task = Scenario.task(List.of(Scenario.mixed().getFirst()));
    BooleanSupplier never =
        () -> {
          throw new AssertionError("searched");
        };
    PlanResult result =
        new Planner(task, EARTH, never, line -> {}).plan(SearchEffort.ofSeconds(3600));
    valid(task, result.plan());
    assertThat(result.report().planned()).isEqualTo(1);
  }

  @Test
  void fullMemoryKeepsRequestsOut() {
    Plan plan =
        withBody(p ->
            new Satellite.Platform(p.agility(), new Recorder(10e9, 1e6), p.power(), p.dutyCycle()));
    assertThat(plan.unplanned()).anyMatch(u -> u.reason() == Unplanned.Reason.MEMORY);
    // 10 Gbit are four images of 2.3 Gbit; some megabits are sent meanwhile
    assertThat(plan.acquisitions()).hasSizeBetween(3, 5);
  }

  @Test
  void aWeakBatteryKeepsRequestsOut() {
    Power weak = new Power(700_000, 1_000, 100, 100_000, 0, 0);
    Plan plan =
        withBody(p -> new Satellite.Platform(p.agility(), p.recorder(), weak, p.dutyCycle()));
    assertThat(plan.unplanned()).anyMatch(u -> u.reason() == Unplanned.Reason.ENERGY);
  }

  @Test
  void aWarmCameraKeepsRequestsOut() {
    DutyCycle short7 = new DutyCycle(7, 5_900);
    Plan plan = withBody(p -> new Satellite.Platform(p.agility(), p.recorder(), p.power(), short7));
    assertThat(plan.unplanned())
        .anyMatch(u -> u.reason() == Unplanned.Reason.ENERGY && u.detail().contains("warm"));
  }

  private static Plan withBody(UnaryOperator<Satellite.Platform> change) {
    List<Request> requests = Scenario.points("kazakhstan", 60, 66, 44, 74, 54, 9);
    Constellation one = Scenario.only("dala-1", change);
    return plan(PlanningTask.of(one, requests, Scenario.day(), Scenario.START));
  }

  @Test
  void cloudsAndPlacesThatNobodySeesAreTheReason() {
    List<Request> requests =
        List.of(
            Scenario.point("cloudy", "kazakhstan", 1, GroundPoint.ofDegrees(70, 50, 0)),
            Scenario.point("pole", "kazakhstan", 1, GroundPoint.ofDegrees(0, -89.5, 0)));
    Plan plan = plan(Scenario.task(requests).under((place, time) -> OptionalDouble.of(0.97)));
    assertThat(reason(plan, "cloudy").reason()).isEqualTo(Unplanned.Reason.CLOUD);
    assertThat(reason(plan, "cloudy").detail()).contains("97 % cloud");
    assertThat(reason(plan, "pole").reason()).isEqualTo(Unplanned.Reason.NO_OPPORTUNITY);
  }

  @Test
  void aRequestThatGivesWaySaysToWhat() {
    List<Request> requests = Scenario.points("kazakhstan", 150, 69, 49, 71, 51, 11);
    Plan plan = plan(Scenario.task(requests));
    Unplanned one =
        plan.unplanned().stream()
            .filter(u -> u.reason() == Unplanned.Reason.CONFLICT)
            .findFirst()
            .orElseThrow();
    assertThat(one.detail()).matches("At best, by [a-z0-9-]+ at .*Z, it conflicts with kaz.*[.]");
  }

  /**
   * Mongolia's points are many and valuable, and lie where Kazakhstan's do; Congo has few of its
   * own, far from them.
   */
  private static PlanningTask conflicting(double kazakhstan, double mongolia, double congo) {
    List<Request> requests = new ArrayList<>();
    requests.addAll(Scenario.points("kazakhstan", 60, 80, 46, 90, 50, 1));
    requests.addAll(Scenario.points("mongolia", 600, 80, 46, 90, 50, 2));
    requests.addAll(Scenario.points("congo", 20, 12, -4, 18, 3, 3));
    return PlanningTask.of(
        Scenario.shares(kazakhstan, mongolia, congo), requests, Scenario.day(), Scenario.START);
  }

  @Test
  void threeMembersGetWhatTheyAreDueAndFairnessHasItsPrice() {
    PlanReport report =
        made(conflicting(0.6, 0.2, 0.2), SearchEffort.ofIterations(100_000)).report();
    assertThat(report.members())
        .allSatisfy(m -> assertThat(m.satisfaction()).as(m.member()).isGreaterThan(0.9));
    assertThat(report.priceOfFairness()).isBetween(0.0, 0.5);
    assertThat(report.value()).isLessThan(report.freeValue());
  }

  @Test
  void anEmergencyComesInWithFewChanges() {
    List<Request> requests = new ArrayList<>(Scenario.points("kazakhstan", 300, 66, 46, 74, 52, 4));
    PlanningTask task = Scenario.task(requests);
    Plan before = plan(task);
    requests.add(Scenario.emergency("fire", "mongolia", GroundPoint.ofDegrees(70.3, 49.2, 0)));
    PlanningTask next =
        new PlanningTask(
                task.constellation(),
                requests,
                task.horizon(),
                Scenario.START.plus(60),
                task.clouds(),
                Optional.empty(),
                Set.of(),
                PlanRules.DEFAULT)
            .after(before);
    Insertion.Inserted result = new Insertion(next, EARTH).insert(5);
    valid(next, result.plan());
    assertThat(result.inserted()).containsExactly("fire");
    assertThat(new Insertion(next, EARTH).isIdle()).isFalse();
    assertThat(new Insertion(next.after(result.plan()), EARTH).isIdle()).isTrue();
    assertThat(result.diff().changed()).isLessThanOrEqualTo(5);
    for (String displaced : result.displaced()) {
      assertThat(reason(result.plan(), displaced).detail()).contains("emergency fire");
    }
    assertThat(result.diff().kept() + result.diff().changed())
        .isEqualTo(before.acquisitions().size());
    assertThatThrownBy(() -> new Insertion(task, EARTH))
        .isInstanceOf(MissionException.class)
        .hasMessageContaining("no plan");
  }

  @Test
  void whatIsFrozenStaysAndAFailedSatelliteIsReplaced() {
    List<Request> requests = Scenario.points("kazakhstan", 120, 60, 44, 80, 54, 6);
    PlanningTask task = Scenario.task(requests);
    Plan before = plan(task);
    Acquisition middle = before.acquisitions().get(before.acquisitions().size() / 2);
    Time now = middle.start().plus(-600);
    PlanningTask later =
        PlanningTask.of(
                task.constellation(), requests, Horizon.between(now, task.horizon().end()), now)
            .after(before);
    Plan after = plan(later);
    assertThat(after.version()).isEqualTo(2);
    assertThat(after.acquisitions()).contains(middle);
    Time soon = Scenario.START.plus(60);
    Plan without =
        plan(
            PlanningTask.of(
                    task.constellation(),
                    requests,
                    Horizon.between(soon, task.horizon().end()),
                    soon)
                .after(before)
                .without(Set.of(middle.satellite())));
    assertThat(without.acquisitions()).noneMatch(a -> a.satellite().equals(middle.satellite()));
    Set<String> others = new HashSet<>();
    without.acquisitions().forEach(a -> others.add(a.request()));
    assertThat(before.acquisitions())
        .filteredOn(a -> a.satellite().equals(middle.satellite()))
        .anyMatch(a -> others.contains(a.request()));
  }

  @Test
  void aPlanMadeAnewKeepsWhatWasPlanned() {
    List<Request> requests = Scenario.points("kazakhstan", 600, 60, 42, 80, 54, 5);
    PlanningTask task = Scenario.task(requests);
    PlanResult before = made(task, SearchEffort.ofIterations(300_000));
    Time now = Scenario.START.plus(60);
    PlanningTask next =
        PlanningTask.of(
                task.constellation(), requests, Horizon.between(now, task.horizon().end()), now)
            .after(before.plan());
    PlanResult after = made(next, SearchEffort.ofIterations(300_000).withSeed(2));
    PlanDiff diff = PlanDiff.of(before.plan(), after.plan());
    assertThat(diff.kept()).isGreaterThan((int) (0.8 * before.plan().acquisitions().size()));
    // an acquisition is moved only where it wins more than staying is worth
    assertThat(after.report().value()).isGreaterThan((1 - Problem.STAY) * before.report().value());
  }

  @Test
  void aHorizonOverALeapSecondIsPlanned() {
    Satellite model = Scenario.task(List.of()).constellation().satellite("dala-1");
    String[] lines = model.orbit().text().split("\n");
    String moved = lines[0].substring(0, 18) + "16366.50000000" + lines[0].substring(32, 68);
    int sum = moved.chars().map(c -> c == '-' ? 1 : Character.isDigit(c) ? c - '0' : 0).sum();
    Constellation demo = Scenario.task(List.of()).constellation();
    Satellite old =
        new Satellite(
            model.id(),
            model.name(),
            model.owner(),
            new OrbitSource(model.orbit().format(), moved + sum % 10 + "\n" + lines[1]),
            model.platform(),
            model.instruments());
    Time start = Time.parse("2016-12-31T12:00:00Z");
    List<Request> requests = new ArrayList<>();
    for (Request r : Scenario.points("kazakhstan", 100, -180, -50, 180, 0, 8)) {
      requests.add(
          new Request(
              r.id(),
              r.order(),
              r.member(),
              r.priority(),
              r.value(),
              r.target(),
              start,
              start.plus(86_401),
              r.image()));
    }
    PlanningTask task =
        PlanningTask.of(
            new Constellation(demo.members(), List.of(old), demo.stations()),
            requests,
            Horizon.between(start, Time.parse("2017-01-01T12:00:00Z")),
            start);
    assertThat(task.horizon().seconds()).isEqualTo(86_401);
    assertThat(plan(task).acquisitions()).isNotEmpty();
  }

  @Test
  void theHorizonMayNotBeOver() {
    assertThatThrownBy(() ->
            PlanningTask.of(
                Scenario.shares(0.5, 0.3, 0.2),
                List.of(),
                Scenario.day(),
                Scenario.START.plus(90_000)))
        .isInstanceOf(MissionException.class)
        .hasMessageContaining("before now");
  }
}
