// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.plan.schedule.search;

import java.util.Comparator;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * The plan that is made in one go: the most valuable request first, each in the best of its ways
 * for which there is room.
 */
final class Greedy {

  private Greedy() {}

  /** Fills a draft with those items that it does not have. */
  static void fill(ScheduleDraft draft, IntPredicate items) {
    int[] rivals = new int[draft.items() + 1];
    List<Integer> order =
        IntStream.range(0, draft.items())
            .filter(i -> draft.firstOption(i + 1) > draft.firstOption(i))
            .filter(i -> draft.chosen(i) < 0)
            .filter(items)
            .boxed()
            .sorted(
                Comparator.comparingDouble((Integer i) -> draft.worth(draft.firstOption(i)))
                    .reversed())
            .toList();
    for (int item : order) {
      for (int way = draft.firstOption(item); way < draft.firstOption(item + 1); way++) {
        if (draft.rivals(way, 0, rivals, ScheduleDraft.FIXED) == 0) {
          draft.enter(way);
          break;
        }
      }
    }
  }

  /**
   * The ways of emergencies: as early as possible. Of several orders the one that plans the most.
   *
   * @return ways, to be locked
   */
  static int[] emergencies(Problem problem) {
    List<Integer> urgent =
        IntStream.range(0, problem.items().size())
            .filter(i -> problem.items().get(i).isEmergency())
            .filter(i -> problem.ways().first(i + 1) > problem.ways().first(i))
            .filter(
                i -> IntStream.of(problem.locked()).noneMatch(w -> problem.ways().itemOf(w) == i))
            .boxed()
            .toList();
    Comparator<Integer> byValue =
        Comparator.comparingDouble(
            (Integer i) -> -problem.items().get(i).request().orElseThrow().value());
    Comparator<Integer> byChoice =
        Comparator.comparingInt(
            (Integer i) -> problem.ways().first(i + 1) - problem.ways().first(i));
    int[] first = emergencies(problem, urgent.stream().sorted(byValue).toList());
    if (first.length == urgent.size()) {
      return first;
    }
    int[] second = emergencies(problem, urgent.stream().sorted(byChoice).toList());
    return value(problem, second) > value(problem, first) ? second : first;
  }

  private static double value(Problem problem, int[] ways) {
    return IntStream.of(ways)
        .mapToDouble(
            w -> problem.items().get(problem.ways().itemOf(w)).request().orElseThrow().value())
        .sum();
  }

  private static int[] emergencies(Problem problem, List<Integer> order) {
    Ways ways = problem.ways();
    ScheduleDraft draft = new ScheduleDraft(problem, problem.even(), new int[0]);
    int[] rivals = new int[draft.items() + 1];
    int[] kept = problem.kept();
    IntStream.Builder taken = IntStream.builder();
    for (int item : order) {
      List<Integer> early =
          IntStream.range(ways.first(item), ways.first(item + 1))
              .boxed()
              .sorted(
                  Comparator.comparing((Integer w) -> w != kept[item])
                      .thenComparingDouble(w -> ways.start(ways.firstLook(w))))
              .toList();
      for (int way : early) {
        if (draft.rivals(way, 0, rivals, ScheduleDraft.FIXED) == 0) {
          draft.enter(way);
          taken.add(way);
          break;
        }
      }
    }
    return taken.build().toArray();
  }
}
