// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.plan.schedule.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sunqar.mission.constellation.DutyCycle;
import org.sunqar.mission.constellation.Power;
import org.sunqar.mission.constellation.Recorder;
import org.sunqar.mission.constellation.Satellite;
import org.sunqar.mission.orbit.Earth;
import org.sunqar.mission.orbit.GroundPoint;
import org.sunqar.mission.orbit.Horizon;
import org.sunqar.mission.orbit.Time;
import org.sunqar.mission.order.Request;
import org.sunqar.mission.plan.ChoiceModel;
import org.sunqar.mission.plan.ExactChoice;
import org.sunqar.mission.plan.SearchEffort;
import org.sunqar.mission.plan.schedule.Acquisition;
import org.sunqar.mission.plan.schedule.Plan;
import org.sunqar.mission.plan.schedule.PlanningTask;
import org.sunqar.mission.plan.schedule.Pointing;
import org.sunqar.mission.plan.schedule.Scenario;
import org.sunqar.mission.plan.schedule.check.PlanChecker;

/** Bounds are above every valid plan, and are the best plan where all plans can be tried. */
class UpperBoundTest {

  private static final Earth EARTH = Earth.withoutOrientation();

  /** Tries all choices. */
  private static final class Exhaustive implements ExactChoice {

    private List<Integer> best = List.of();
    private double most = -1;

    @Override
    public Answer solve(
        ChoiceModel model,
        List<Integer> known,
        double seconds,
        int threads,
        BooleanSupplier stopped) {
      assertThat(broken(model, known)).as("what the known plan breaks").isEmpty();
      choose(model, 0, new ArrayList<>());
      return new Answer(best, most);
    }

    private void choose(ChoiceModel model, int option, List<Integer> chosen) {
      if (option == model.options()) {
        double worth = model.worth(chosen.stream().mapToInt(Integer::intValue).toArray());
        if (worth > most && broken(model, chosen).isEmpty()) {
          most = worth;
          best = List.copyOf(chosen);
        }
        return;
      }
      chosen.add(option);
      if (model.exclusions().stream()
          .allMatch(e -> e.options().stream().filter(chosen::contains).count() <= 1)) {
        choose(model, option + 1, chosen);
      }
      chosen.removeLast();
      choose(model, option + 1, chosen);
    }
  }

  /** Conditions of a model that a choice does not keep to. */
  private static List<Object> broken(ChoiceModel model, List<Integer> options) {
    Set<Integer> chosen = new HashSet<>(options);
    List<Object> broken = new ArrayList<>();
    for (ChoiceModel.Exclusion each : model.exclusions()) {
      long count = each.options().stream().filter(chosen::contains).count();
      if (count > 1 || (each.must() && count == 0)) {
        broken.add(each);
      }
    }
    for (ChoiceModel.Limit each : model.limits()) {
      double sum = 0;
      for (int k = 0; k < each.options().size(); k++) {
        sum += chosen.contains(each.options().get(k)) ? each.amounts().get(k) : 0;
      }
      if (sum > each.capacity()) {
        broken.add(each);
      }
    }
    return broken;
  }

  /** Five neighbours that one satellite sees for so short a time that all choices can be tried. */
  private static PlanningTask tiny(long seed) {
    List<Request> requests = new ArrayList<>();
    Time middle = pass();
    int k = 0;
    for (Request r : Scenario.points("kazakhstan", 5, 70.5, 49, 73, 51, seed)) {
      Time start = middle.plus(-15 + 4 * k++);
      requests.add(
          new Request(
              r.id(),
              r.order(),
              r.member(),
              r.priority(),
              r.value(),
              r.target(),
              start,
              start.plus(20),
              r.image()));
    }
    return PlanningTask.of(
        Scenario.only("dala-1", p -> p), requests, Scenario.day(), Scenario.START);
  }

  /** When dala-1 is best above the region. */
  private static Time pass() {
    PlanningTask task =
        PlanningTask.of(
            Scenario.only("dala-1", p -> p),
            List.of(Scenario.point("a", "kazakhstan", 1, GroundPoint.ofDegrees(72, 50, 0))),
            Scenario.day(),
            Scenario.START);
    Plan plan =
        new Planner(task, EARTH, () -> false, _ -> {}).plan(SearchEffort.ofIterations(10)).plan();
    return plan.acquisitions().getFirst().start();
  }

  private static Problem problem(PlanningTask task) {
    return new Problem(new Fleet(task, EARTH), i -> true);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void onTinyProblemsTheBoundIsTheBestPlan(long seed) {
    PlanningTask task = tiny(seed);
    Problem problem = problem(task);
    assertThat(problem.ways().count()).isBetween(5, 20);
    int[] options = new int[problem.items().size()];
    Arrays.fill(options, -1);
    UpperBound.Answer answer =
        new UpperBound(problem, new Exhaustive(), () -> false, _ -> {})
            .find(options, 0, SearchEffort.ofSeconds(1));
    double best = best(problem, 0, options);
    answer.chosen().forEach(way -> options[problem.ways().itemOf(way)] = way);
    Plan plan = new PlanWriter(problem, options, problem.even()).plan();
    assertThat(PlanChecker.check(task, EARTH, plan).violations()).isEmpty();
    assertThat(best).isPositive();
    assertThat(answer.bound()).isCloseTo(best, within(1e-6));
  }

  /** The most valuable of all plans from an item on for which there is time to turn. */
  private static double best(Problem problem, int item, int[] options) {
    if (item == options.length) {
      return value(problem, options);
    }
    double most = best(problem, item + 1, options);
    for (int way = problem.ways().first(item); way < problem.ways().first(item + 1); way++) {
      options[item] = way;
      if (turns(problem, options)) {
        most = Math.max(most, best(problem, item + 1, options));
      }
    }
    options[item] = -1;
    return most;
  }

  private static double value(Problem problem, int[] options) {
    return IntStream.of(options).filter(w -> w >= 0).mapToDouble(problem.ways()::worth).sum();
  }

  private static boolean turns(Problem problem, int[] options) {
    Ways ways = problem.ways();
    int[] looks =
        IntStream.of(options)
            .filter(w -> w >= 0)
            .map(ways::firstLook)
            .boxed()
            .sorted(Comparator.comparingDouble(ways::start))
            .mapToInt(Integer::intValue)
            .toArray();
    for (int k = 1; k < looks.length; k++) {
      Pointing from = ways.to(looks[k - 1]);
      Pointing to = ways.from(looks[k]);
      double turn =
          problem
              .fleet()
              .flights()
              .getFirst()
              .satellite()
              .platform()
              .agility()
              .slewSeconds(
                  to.roll() - from.roll(), to.pitch() - from.pitch(), to.yaw() - from.yaw());
      if (ways.start(looks[k]) - ways.end(looks[k - 1]) < turn - 1e-3) {
        return false;
      }
    }
    return true;
  }

  /** Says what the known plan breaks, and proves nothing. */
  private static final class Judge implements ExactChoice {

    private final List<Object> broken = new ArrayList<>();
    private int limits;

    @Override
    public Answer solve(
        ChoiceModel model,
        List<Integer> known,
        double seconds,
        int threads,
        BooleanSupplier stopped) {
      broken.addAll(broken(model, known));
      limits = model.limits().size();
      return new Answer(known, Double.POSITIVE_INFINITY);
    }
  }

  /** Plans by the search, made valid by the checker, that are short of one thing or another. */
  @ParameterizedTest
  @MethodSource("tasks")
  void validPlansKeepToTheModelAndToTheBound(String name, PlanningTask task) {
    for (long seed = 1; seed <= 3; seed++) {
      Judge judge = new Judge();
      PlanResult result =
          new Planner(task, EARTH, () -> false, _ -> {})
              .plan(new SearchEffort(1, 4000, 1, seed), judge);
      assertThat(PlanChecker.check(task, EARTH, result.plan()).violations()).isEmpty();
      PlanReport.Bound bound = result.report().bound().orElseThrow();
      assertThat(judge.broken).isEmpty();
      assertThat(bound.exact()).isTrue();
      assertThat(bound.bound())
          .isGreaterThanOrEqualTo(Math.max(bound.value(), result.report().value()));
      if (name.equals("memory") || name.equals("energy") || name.equals("warmth")) {
        assertThat(judge.limits).isPositive();
      }
    }
  }

  static Stream<Arguments> tasks() {
    List<Request> points = Scenario.points("kazakhstan", 60, 66, 44, 74, 54, 9);
    List<Request> mixed = new ArrayList<>(Scenario.mixed());
    mixed.add(Scenario.emergency("fire", "congo", GroundPoint.ofDegrees(70, 50, 0)));
    PlanningTask all = Scenario.task(mixed);
    Plan before =
        new Planner(all, EARTH, () -> false, _ -> {}).plan(SearchEffort.ofIterations(500)).plan();
    Acquisition middle = before.acquisitions().get(before.acquisitions().size() / 2);
    Time now = middle.start().plus(-300);
    PlanningTask next =
        PlanningTask.of(all.constellation(), mixed, Horizon.between(now, all.horizon().end()), now)
            .after(before);
    return Stream.of(
        Arguments.of("points, a strip, a stereo pair and an emergency", all),
        Arguments.of("partly frozen", next),
        Arguments.of(
            "memory",
            body(points, p -> platform(p, new Recorder(10e9, 1e6), p.power(), p.dutyCycle()))),
        Arguments.of(
            "energy",
            body(
                points,
                p ->
                    platform(
                        p,
                        p.recorder(),
                        new Power(700_000, 1_000, 100, 100_000, 0, 0),
                        p.dutyCycle()))),
        Arguments.of(
            "warmth",
            body(points, p -> platform(p, p.recorder(), p.power(), new DutyCycle(7, 5_900)))));
  }

  private static Satellite.Platform platform(
      Satellite.Platform old, Recorder recorder, Power power, DutyCycle duty) {
    return new Satellite.Platform(old.agility(), recorder, power, duty);
  }

  private static PlanningTask body(
      List<Request> requests, UnaryOperator<Satellite.Platform> change) {
    return PlanningTask.of(
        Scenario.only("dala-1", change), requests, Scenario.day(), Scenario.START);
  }

  @Test
  void whereAModelWouldBeTooLargeThereIsNone() {
    Problem problem = problem(Scenario.task(Scenario.mixed()));
    Relaxation relaxation = new Relaxation(problem, new int[0]);
    assertThat(RelaxedChoice.of(relaxation, 1000)).isEmpty();
    assertThat(RelaxedChoice.of(relaxation, 10_000_000)).isPresent();
  }
}
