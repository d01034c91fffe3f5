// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.plan.schedule.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.sunqar.mission.constellation.Member;

/**
 * Max-min fairness to the members' shares. A member is due its share of all imaging time, or what
 * it gets when it plans alone, whichever is less; it is satisfied to the degree to which it gets
 * that. The least satisfied member is what counts.
 *
 * <p>The search maximises weighted worth; weights are Lagrange multipliers of "nobody is below what
 * it is due" and are raised between searches for those who are.
 */
final class Fairness {

  /** Satisfaction that counts as full. */
  static final double FULL = 0.98;

  private static final double HEAVIEST = 200;

  private final Problem problem;
  private final double[] share;
  private final double[] alone;

  /**
   * What a member gets.
   *
   * @param seconds of imaging
   * @param due seconds that it is due
   */
  record Part(double seconds, double due) {

    /** From 0 to 1. */
    double satisfaction() {
      return due <= 0 ? 1 : Math.min(1, seconds / due);
    }
  }

  Fairness(Problem problem, int[] firm) {
    this.problem = problem;
    List<Member> members = problem.fleet().task().constellation().members();
    share = members.stream().mapToDouble(Member::share).toArray();
    alone = new double[share.length];
    double[] even = problem.even();
    for (int m = 0; m < share.length; m++) {
      int member = m;
      ScheduleDraft draft = new ScheduleDraft(problem, even, firm);
      Greedy.fill(draft, item -> problem.member(item) == member);
      alone[m] = seconds(draft.options())[m];
    }
  }

  /** Seconds of imaging of each member. */
  private double[] seconds(int[] options) {
    double[] seconds = new double[share.length];
    for (int item = 0; item < options.length; item++) {
      int member = problem.member(item);
      if (options[item] >= 0 && member >= 0) {
        seconds[member] += problem.ways().seconds(options[item]);
      }
    }
    return seconds;
  }

  List<Part> parts(int[] options) {
    double[] seconds = seconds(options);
    double all = Arrays.stream(seconds).sum();
    List<Part> parts = new ArrayList<>();
    for (int m = 0; m < share.length; m++) {
      parts.add(new Part(seconds[m], Math.min(Math.max(alone[m], 0), share[m] * all)));
    }
    return parts;
  }

  /** Of the least satisfied member. */
  double least(int[] options) {
    return parts(options).stream().mapToDouble(Part::satisfaction).min().orElse(1);
  }

  /**
   * Weights for the next search after what this one gave; the lightest is 1.
   *
   * @param sharpness of the change, 1 or less
   */
  double[] next(double[] weights, int[] options, double sharpness) {
    List<Part> parts = parts(options);
    double[] result = weights.clone();
    double lightest = Double.POSITIVE_INFINITY;
    for (int m = 0; m < result.length; m++) {
      Part part = parts.get(m);
      double excess = part.due() <= 0 ? 1 : (part.seconds() + 1) / (part.due() + 1);
      // above its due a member loses weight slowly, so that nothing is given away for nothing
      double factor = excess < 1 ? Math.pow(excess, -1.5) : Math.pow(Math.min(excess, 2), -0.3);
      result[m] *= Math.pow(factor, sharpness);
      lightest = Math.min(lightest, result[m]);
    }
    for (int m = 0; m < result.length; m++) {
      result[m] = Math.min(HEAVIEST, result[m] / lightest);
    }
    return result;
  }

  /** The worth of a plan before the members' weights; emergencies aside. */
  double value(int[] options) {
    double sum = 0;
    for (int item = 0; item < options.length; item++) {
      if (options[item] >= 0 && !problem.items().get(item).isEmergency()) {
        sum += problem.ways().worth(options[item]);
      }
    }
    return sum;
  }

  /** The value, and what it is worth that acquisitions stay as in the plan in force. */
  double merit(int[] options) {
    double sum = 0;
    for (int way : options) {
      sum += way >= 0 && problem.isKept(way) ? Problem.STAY * problem.ways().worth(way) : 0;
    }
    return value(options) + sum;
  }

  /**
   * True when each request that can be taken is taken in the best of its ways: no plan has more.
   */
  boolean isPerfect(int[] options) {
    for (int item = 0; item < options.length; item++) {
      int way = options[item];
      int from = problem.ways().first(item);
      int to = problem.ways().first(item + 1);
      if (way < 0 ? to > from : IntStream.range(from, to).anyMatch(w -> merit(w) > merit(way))) {
        return false;
      }
    }
    return true;
  }

  /** What a way is worth, the more if it is that of the plan in force. */
  private double merit(int way) {
    return problem.ways().worth(way) * (problem.isKept(way) ? 1 + Problem.STAY : 1);
  }

  /** True when a plan is to be preferred: the least satisfied first, then the merit. */
  boolean better(int[] one, int[] other) {
    double a = Math.min(FULL, least(one));
    double b = Math.min(FULL, least(other));
    return Math.abs(a - b) > 0.01 ? a > b : merit(one) > merit(other);
  }
}
