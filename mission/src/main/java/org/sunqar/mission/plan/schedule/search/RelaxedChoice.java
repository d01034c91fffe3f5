// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.plan.schedule.search;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.stream.IntStream;
import org.sunqar.mission.constellation.Agility;
import org.sunqar.mission.constellation.Axis;
import org.sunqar.mission.plan.ChoiceModel;

/**
 * A relaxation as a choice among ways: at most one of an item; none of two that one satellite
 * cannot both do; no more in a stretch of time than there is.
 *
 * <p>Two looks exclude each other when the time between them is too short to turn from one to the
 * other, even if other looks lie between: turning time is subadditive, and a look turns no faster
 * than the satellite can. Only settling is not surely part of such a chain: where a look begins
 * exactly as another one ends, and turns itself, it is left out.
 */
final class RelaxedChoice {

  private final Relaxation relaxation;
  private final Problem problem;
  private final Ways ways;
  private final ChoiceModel model;
  private final long most;
  private long terms;

  private RelaxedChoice(Relaxation relaxation, long most) {
    this.relaxation = relaxation;
    this.problem = relaxation.problem();
    this.ways = problem.ways();
    this.most = most;
    model =
        new ChoiceModel(IntStream.range(0, ways.count()).mapToDouble(relaxation::worth).toArray());
  }

  /**
   * The model, whose options are the ways.
   *
   * @param most terms that it may have
   * @return empty when it would have more
   */
  static Optional<ChoiceModel> of(Relaxation relaxation, long most) {
    RelaxedChoice choice = new RelaxedChoice(relaxation, most);
    return choice.fill() ? Optional.of(choice.model) : Optional.empty();
  }

  private boolean fill() {
    for (int item = 0; item < ways.items(); item++) {
      List<Integer> own = IntStream.range(ways.first(item), ways.first(item + 1)).boxed().toList();
      if (!own.isEmpty()) {
        exclude(own, relaxation.isIn(item));
      }
    }
    for (int s = 0; s < problem.fleet().flights().size(); s++) {
      if (!busy(s) || !turns(s)) {
        return false;
      }
    }
    relaxation.stretches().forEach(this::limit);
    return terms <= most;
  }

  private void exclude(List<Integer> options, boolean must) {
    terms += options.size();
    model.add(new ChoiceModel.Exclusion(options, must));
  }

  /** Of the ways that keep a satellite busy at an instant, one. */
  private boolean busy(int satellite) {
    Set<Integer> now = new LinkedHashSet<>();
    PriorityQueue<Integer> ends =
        new PriorityQueue<>((a, b) -> Double.compare(relaxation.until(a), relaxation.until(b)));
    boolean grown = false;
    for (int look : relaxation.looks(satellite)) {
      while (!ends.isEmpty() && relaxation.until(ends.peek()) <= ways.start(look)) {
        if (grown) {
          clique(now);
          grown = false;
        }
        now.remove(ends.remove());
      }
      now.add(look);
      ends.add(look);
      grown = true;
      if (terms > most) {
        return false;
      }
    }
    clique(now);
    return true;
  }

  private void clique(Set<Integer> looks) {
    List<Integer> options = looks.stream().map(ways::wayOf).distinct().toList();
    if (options.stream().map(ways::itemOf).distinct().count() > 1) {
      exclude(options, false);
    }
  }

  /** A way, and all ways of another item for which there is no time to turn after it. */
  private boolean turns(int satellite) {
    Agility agility = problem.fleet().flights().get(satellite).satellite().platform().agility();
    boolean settles = settles(satellite);
    double widest = 2 * agility.maxOffNadir();
    double worst = agility.slewSeconds(widest, widest, Math.PI);
    int[] looks = relaxation.looks(satellite);
    for (int a = 0; a < looks.length; a++) {
      Map<Integer, List<Integer>> after = new LinkedHashMap<>();
      for (int c = a + 1; c < looks.length; c++) {
        double gap = ways.start(looks[c]) - ways.end(looks[a]);
        if (gap >= worst) {
          break;
        }
        int item = ways.itemOfLook(looks[c]);
        if (item != ways.itemOfLook(looks[a])
            && gap < turn(agility, settles, looks[a], looks[c]) - Relaxation.TOLERANCE) {
          List<Integer> others = after.computeIfAbsent(item, i -> new ArrayList<>());
          int way = ways.wayOf(looks[c]);
          if (!others.contains(way)) {
            others.add(way);
          }
        }
      }
      for (List<Integer> others : after.values()) {
        others.add(ways.wayOf(looks[a]));
        exclude(others, false);
      }
      if (terms > most) {
        return false;
      }
    }
    return true;
  }

  private double turn(Agility agility, boolean settles, int earlier, int later) {
    double[] all = ways.look;
    int a = Ways.STRIDE * earlier + 5;
    int b = Ways.STRIDE * later + 2;
    double roll = all[b] - all[a];
    double pitch = all[b + 1] - all[a + 1];
    double yaw = all[b + 2] - all[a + 2];
    return settles
        ? agility.slewSeconds(roll, pitch, yaw)
        : Math.max(
            moving(agility.roll(), roll),
            Math.max(moving(agility.pitch(), pitch), moving(agility.yaw(), yaw)));
  }

  private static double moving(Axis axis, double angle) {
    return angle == 0 ? 0 : axis.turnSeconds(angle);
  }

  /** False when a look that turns begins, about some axis, exactly as another one ends. */
  private boolean settles(int satellite) {
    for (int axis = 0; axis < 3; axis++) {
      Map<Double, Set<Integer>> ends = new HashMap<>();
      for (int look : relaxation.looks(satellite)) {
        double to = ways.look[Ways.STRIDE * look + 5 + axis] + 0.0; // no negative zero
        ends.computeIfAbsent(to, t -> new HashSet<>()).add(ways.itemOfLook(look));
      }
      for (int look : relaxation.looks(satellite)) {
        double from = ways.look[Ways.STRIDE * look + 2 + axis] + 0.0;
        double to = ways.look[Ways.STRIDE * look + 5 + axis] + 0.0;
        Set<Integer> others = ends.getOrDefault(from, Set.of());
        if (from != to && others.stream().anyMatch(i -> i != ways.itemOfLook(look))) {
          return false;
        }
      }
    }
    return true;
  }

  private void limit(Relaxation.Stretch stretch) {
    Map<Integer, Double> amounts = new LinkedHashMap<>();
    for (int look : relaxation.looks(stretch.satellite())) {
      double seconds = relaxation.seconds(look, stretch);
      if (seconds > 0) {
        int way = ways.wayOf(look);
        amounts.merge(way, seconds * relaxation.rate(stretch.store(), way), Double::sum);
      }
    }
    terms += amounts.size();
    model.add(
        new ChoiceModel.Limit(
            List.copyOf(amounts.keySet()), List.copyOf(amounts.values()), stretch.capacity()));
  }
}
