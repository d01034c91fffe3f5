// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.plan.schedule.search;

import java.util.Arrays;
import java.util.BitSet;
import java.util.random.RandomGenerator;
import org.sunqar.mission.plan.Draft;

/**
 * The timelines of all satellites. What stands in the way of a way are the neighbours of its looks
 * that are too near, and, where memory, battery or heat is short, others before. What is locked
 * never leaves.
 */
final class ScheduleDraft implements Draft {

  /** Tries to find what may leave when something is short. */
  private static final int TRIES = 8;

  /** Temperatures of the search, for worths whose mean is 1; found by trial. */
  private static final double HOT = 0.5;

  private static final double COLD = 0.03;

  /** The hottest for a draft that begins with a good plan. */
  private static final double WARM = 0.06;

  private final Problem problem;
  private final Ways ways;
  private final double[] weights;
  private final Timeline[] timelines;
  private final int[] chosen;
  private final BitSet locked = new BitSet();
  private final int[] named;
  private int question;
  private int[] trial = new int[256];
  private boolean warm;

  /**
   * A draft with nothing but what is locked.
   *
   * @param weights of the members
   * @param firm ways that are locked beside those of the problem
   */
  ScheduleDraft(Problem problem, double[] weights, int[] firm) {
    this.problem = problem;
    this.ways = problem.ways();
    this.weights = weights.clone();
    timelines = problem.timelines();
    chosen = new int[ways.items()];
    Arrays.fill(chosen, -1);
    named = new int[ways.items()];
    for (int[] each : new int[][] {problem.locked(), firm}) {
      for (int way : each) {
        enter(way);
        locked.set(ways.itemOf(way));
      }
    }
  }

  /** Keeps an item as it is in, from here on. */
  void lock(int item) {
    locked.set(item);
  }

  boolean isLocked(int item) {
    return locked.get(item);
  }

  /** Enters what can of what another draft had. */
  void enterAll(int[] options) {
    int[] rivals = new int[ways.items() + 1];
    for (int item = 0; item < options.length; item++) {
      int option = options[item];
      if (option >= 0 && chosen[item] < 0 && rivals(option, 0, rivals, FIXED) == 0) {
        enter(option);
      }
    }
  }

  /** For questions in which chance decides nothing. */
  static final RandomGenerator FIXED = () -> 0L;

  int[] options() {
    return chosen.clone();
  }

  Timeline timeline(int satellite) {
    return timelines[satellite];
  }

  @Override
  public int items() {
    return chosen.length;
  }

  @Override
  public int firstOption(int item) {
    return ways.first(item);
  }

  @Override
  public int itemOf(int option) {
    return ways.itemOf(option);
  }

  @Override
  public double worth(int option) {
    int member = problem.member(ways.itemOf(option));
    double worth = ways.worth(option) * (problem.isKept(option) ? 1 + Problem.STAY : 1);
    return member < 0 ? worth : worth * weights[member];
  }

  @Override
  public int chosen(int item) {
    return chosen[item];
  }

  private double worthIn(int item) {
    return worth(chosen[item]);
  }

  @Override
  public int rivals(int option, double most, int[] rivals, RandomGenerator random) {
    int item = ways.itemOf(option);
    if (locked.get(item)) {
      return NEVER;
    }
    question++;
    named[item] = question;
    Timeline timeline = timelines[problem.satellite(option)];
    double left = most;
    int found = 0;
    for (int look = ways.firstLook(option); look < ways.firstLook(option + 1); look++) {
      int at = timeline.place(ways.start(look));
      for (int step = -1; step <= 1; step += 2) {
        for (int k = step < 0 ? at - 1 : at; k >= 0 && k < timeline.count(); k += step) {
          int other = timeline.look(k);
          int otherItem = ways.itemOfLook(other);
          if (named[otherItem] == question) {
            continue;
          }
          if (step < 0 ? timeline.follows(other, look) : timeline.follows(look, other)) {
            break;
          }
          left -= worthIn(otherItem);
          if (left < 0 || locked.get(otherItem)) {
            return NEVER;
          }
          named[otherItem] = question;
          rivals[found++] = otherItem;
        }
      }
    }
    return timeline.surelyFits(option)
        ? found
        : spare(option, timeline, left, rivals, found, random);
  }

  /** Names more items until nothing is short. */
  private int spare(
      int option, Timeline timeline, double most, int[] rivals, int found, RandomGenerator random) {
    double left = most;
    int count = found;
    Timeline.Finding finding = check(option, timeline);
    for (int k = 0; finding.kind() != Timeline.Shortage.NONE && k < TRIES; k++) {
      int from = timeline.place(finding.from());
      int to = timeline.place(finding.to());
      if (from >= to || left <= 0) {
        return NEVER;
      }
      int item = ways.itemOfLook(timeline.look(from + random.nextInt(to - from)));
      if (named[item] != question && !locked.get(item) && worthIn(item) <= left) {
        named[item] = question;
        rivals[count++] = item;
        left -= worthIn(item);
        finding = check(option, timeline);
      }
    }
    return finding.kind() == Timeline.Shortage.NONE ? count : NEVER;
  }

  /** Checks the timeline without what is named and with one way more. */
  private Timeline.Finding check(int option, Timeline timeline) {
    int next = ways.firstLook(option);
    int last = ways.firstLook(option + 1);
    if (trial.length < timeline.count() + last - next) {
      trial = new int[2 * (timeline.count() + last - next)];
    }
    int length = 0;
    for (int k = 0; k < timeline.count(); k++) {
      int look = timeline.look(k);
      if (named[ways.itemOfLook(look)] == question) {
        continue;
      }
      while (next < last && ways.start(next) < ways.start(look)) {
        trial[length++] = next++;
      }
      trial[length++] = look;
    }
    while (next < last) {
      trial[length++] = next++;
    }
    return timeline.check(trial, length);
  }

  /**
   * What is short when an option enters beside all that is in, whatever stands too near; NONE when
   * nothing is.
   */
  Timeline.Shortage shortage(int option) {
    Timeline timeline = timelines[problem.satellite(option)];
    if (timeline.surelyFits(option)) {
      return Timeline.Shortage.NONE;
    }
    question++;
    named[ways.itemOf(option)] = question;
    return check(option, timeline).kind();
  }

  @Override
  public void enter(int option) {
    Timeline timeline = timelines[problem.satellite(option)];
    for (int look = ways.firstLook(option); look < ways.firstLook(option + 1); look++) {
      timeline.enter(look);
    }
    chosen[ways.itemOf(option)] = option;
  }

  @Override
  public void leave(int item) {
    int option = chosen[item];
    Timeline timeline = timelines[problem.satellite(option)];
    for (int look = ways.firstLook(option); look < ways.firstLook(option + 1); look++) {
      timeline.leave(look);
    }
    chosen[item] = -1;
  }

  /** Says that what is in is a good plan: the search changes little of it at a time. */
  void warm() {
    warm = true;
  }

  @Override
  public double hot() {
    return warm ? WARM : HOT;
  }

  @Override
  public double cold() {
    return COLD;
  }
}
