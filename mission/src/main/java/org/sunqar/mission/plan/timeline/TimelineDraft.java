// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.plan.timeline;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.sunqar.mission.plan.Draft;

/**
 * A timeline for each satellite: candidates in the order of time, each with enough time to turn
 * from the one before, the first from nadir, and a battery that never runs out. What stands in the
 * way of a candidate are its neighbours that overlap it or are too near, and, where energy is
 * short, others before the battery would run out.
 */
public final class TimelineDraft implements Draft {

  /** Seconds that a turn must have to spare, for who computes directions a little differently. */
  private static final double SPARE = 0.005;

  /** Tries to find what may leave when energy is short. */
  private static final int TRIES = 8;

  private final Candidates candidates;
  private final List<Craft> craft;
  private final double step;

  /** For each satellite and number of free steps the least cosine of a turn that fits; 2: none. */
  private final double[][] leastCosine;

  private final double[] allowance;
  private final int[] chosen;
  private final int[][] sequence;
  private final int[] count;

  /** For candidates that are in: turning and settling before them (s). */
  private final double[] turning;

  /** Energy used by each satellite (Wh). */
  private final double[] used;

  private final int[] named;
  private int question;
  private double[] load = new double[0];

  /**
   * @param craft the satellites, by their numbers in the candidates
   * @param step of the grid (s)
   */
  public TimelineDraft(Candidates candidates, List<Craft> craft, double step) {
    this.candidates = candidates;
    this.craft = List.copyOf(craft);
    this.step = step;
    int satellites = craft.size();
    leastCosine = new double[satellites][];
    allowance = new double[satellites];
    sequence = new int[satellites][16];
    count = new int[satellites];
    used = new double[satellites];
    for (int s = 0; s < satellites; s++) {
      leastCosine[s] = cosines(craft.get(s).agility());
      allowance[s] = craft.get(s).energy().allowance();
    }
    chosen = new int[candidates.items()];
    Arrays.fill(chosen, -1);
    named = new int[candidates.items()];
    turning = new double[candidates.first(candidates.items())];
  }

  private double[] cosines(Agility agility) {
    int steps = (int) Math.ceil((agility.seconds(Math.PI) + SPARE) / step);
    double[] cosines = new double[steps];
    for (int k = 0; k < steps; k++) {
      double angle = agility.angle(k * step - SPARE);
      cosines[k] = angle < 0 ? 2 : Math.cos(Math.min(Math.PI, angle));
    }
    return cosines;
  }

  @Override
  public int items() {
    return chosen.length;
  }

  @Override
  public int firstOption(int item) {
    return candidates.first(item);
  }

  @Override
  public int itemOf(int option) {
    return candidates.itemOf(option);
  }

  @Override
  public double worth(int option) {
    return candidates.worth(candidates.itemOf(option));
  }

  @Override
  public int chosen(int item) {
    return chosen[item];
  }

  /** True when there is time to turn from one to the other. */
  private boolean follows(int earlier, int later) {
    int gap = candidates.start(later) - candidates.start(earlier) - candidates.length(earlier);
    if (gap < 0) {
      return false;
    }
    double[] cosines = leastCosine[candidates.satellite(later)];
    return gap >= cosines.length || candidates.cosine(earlier, later) >= cosines[gap];
  }

  private boolean canBeFirst(int option) {
    return candidates.start(option) * step >= candidates.fromNadir(option) + SPARE;
  }

  /** The place of the first candidate of a satellite that does not begin before a step. */
  private int place(int satellite, int start) {
    int low = 0;
    int high = count[satellite];
    int[] all = sequence[satellite];
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (candidates.start(all[middle]) < start) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  @Override
  public int rivals(int option, double most, int[] rivals, RandomGenerator random) {
    int satellite = candidates.satellite(option);
    int[] all = sequence[satellite];
    int item = candidates.itemOf(option);
    int old = chosen[item];
    int at = place(satellite, candidates.start(option));
    double left = most;
    int found = 0;
    int before = at - 1;
    while (before >= 0 && (all[before] == old || !follows(all[before], option))) {
      if (all[before] != old) {
        rivals[found++] = candidates.itemOf(all[before]);
        left -= candidates.worth(rivals[found - 1]);
      }
      before--;
      if (left < 0) {
        return NEVER;
      }
    }
    if (before < 0 && !canBeFirst(option)) {
      return NEVER;
    }
    int after = at;
    while (after < count[satellite] && (all[after] == old || !follows(option, all[after]))) {
      if (all[after] != old) {
        rivals[found++] = candidates.itemOf(all[after]);
        left -= candidates.worth(rivals[found - 1]);
      }
      after++;
      if (left < 0) {
        return NEVER;
      }
    }
    if (old >= 0 && !mayLeave(old, satellite, before, after)) {
      return NEVER;
    }
    return spare(option, before, after, left, rivals, found, random);
  }

  /** True when the old candidate of the same item leaves no pair behind that is too near. */
  private boolean mayLeave(int old, int satellite, int before, int after) {
    int there = candidates.satellite(old);
    int at = place(there, candidates.start(old));
    if (there == satellite && at > before && at < after) {
      return true;
    }
    return closes(there, at) && (there == satellite || !isShort(there) || holdsWithout(there, old));
  }

  /** True when the neighbours of a place can follow each other. */
  private boolean closes(int satellite, int at) {
    int[] all = sequence[satellite];
    if (at + 1 == count[satellite]) {
      return true;
    }
    return at == 0 ? canBeFirst(all[1]) : follows(all[at - 1], all[at + 1]);
  }

  /** True where a change could exhaust the battery: a turn uses no more than half a turn does. */
  private boolean isShort(int satellite) {
    Craft one = craft.get(satellite);
    double turn = one.energy().used(0, one.agility().seconds(Math.PI));
    return used[satellite] + turn > allowance[satellite];
  }

  private boolean holdsWithout(int satellite, int old) {
    question++;
    named[candidates.itemOf(old)] = question;
    return failure(satellite, -1) < 0;
  }

  /** Names more items until the battery lasts. */
  private int spare(
      int option,
      int before,
      int after,
      double most,
      int[] rivals,
      int found,
      RandomGenerator random) {
    int satellite = candidates.satellite(option);
    Energy energy = craft.get(satellite).energy();
    double more =
        energy.used(candidates.length(option), 2 * craft.get(satellite).agility().seconds(Math.PI));
    if (used[satellite] + more <= allowance[satellite]) {
      return found;
    }
    question++;
    named[candidates.itemOf(option)] = question;
    for (int k = 0; k < found; k++) {
      named[rivals[k]] = question;
    }
    double left = most;
    int count = found;
    int failure = failure(satellite, option);
    for (int k = 0; failure >= 0 && k < TRIES; k++) {
      int places = place(satellite, failure + 1);
      if (places == 0) {
        return NEVER;
      }
      int at = random.nextInt(places);
      int item = candidates.itemOf(sequence[satellite][at]);
      boolean free = at < before || at > after; // its neighbours stay
      if (named[item] != question
          && free
          && candidates.worth(item) <= left
          && closes(satellite, at)
          && !isNamed(satellite, at - 1)
          && !isNamed(satellite, at + 1)) {
        named[item] = question;
        rivals[count++] = item;
        left -= candidates.worth(item);
        failure = failure(satellite, option);
      }
    }
    return failure < 0 ? count : NEVER;
  }

  private boolean isNamed(int satellite, int at) {
    return at >= 0
        && at < count[satellite]
        && named[candidates.itemOf(sequence[satellite][at])] == question;
  }

  /**
   * The step at which the battery would run out, or -1, without what is named and with one more.
   *
   * @param more a candidate that is not in, or -1
   */
  private int failure(int satellite, int more) {
    Energy energy = craft.get(satellite).energy();
    if (load.length < energy.unplanned().length) {
      load = new double[energy.unplanned().length];
    } else {
      Arrays.fill(load, 0);
    }
    int previous = -1;
    boolean pending = more >= 0;
    for (int k = 0; k < count[satellite]; k++) {
      int next = sequence[satellite][k];
      if (named[candidates.itemOf(next)] == question) {
        continue;
      }
      if (pending && candidates.start(next) > candidates.start(more)) {
        addTo(energy, previous, more);
        previous = more;
        pending = false;
      }
      addTo(energy, previous, next);
      previous = next;
    }
    if (pending) {
      addTo(energy, previous, more);
    }
    return energy.firstFailure(load);
  }

  private void addTo(Energy energy, int previous, int next) {
    energy.addTo(
        load, candidates.start(next), candidates.length(next), turningSeconds(previous, next));
  }

  private double turningSeconds(int previous, int next) {
    if (previous < 0) {
      return candidates.fromNadir(next);
    }
    double angle = Math.acos(Math.clamp(candidates.cosine(previous, next), -1, 1));
    return craft.get(candidates.satellite(next)).agility().seconds(angle);
  }

  @Override
  public void enter(int option) {
    int satellite = candidates.satellite(option);
    int at = place(satellite, candidates.start(option));
    if (count[satellite] == sequence[satellite].length) {
      sequence[satellite] = Arrays.copyOf(sequence[satellite], 2 * count[satellite]);
    }
    int[] all = sequence[satellite];
    System.arraycopy(all, at, all, at + 1, count[satellite] - at);
    all[at] = option;
    count[satellite]++;
    chosen[candidates.itemOf(option)] = option;
    turning[option] = 0;
    used[satellite] += craft.get(satellite).energy().used(candidates.length(option), 0);
    turn(satellite, at);
    turn(satellite, at + 1);
  }

  @Override
  public void leave(int item) {
    int option = chosen[item];
    int satellite = candidates.satellite(option);
    int at = place(satellite, candidates.start(option));
    int[] all = sequence[satellite];
    count[satellite]--;
    System.arraycopy(all, at + 1, all, at, count[satellite] - at);
    chosen[item] = -1;
    used[satellite] -=
        craft.get(satellite).energy().used(candidates.length(option), turning[option]);
    turn(satellite, at);
  }

  /** Brings the turn before a place up to date. */
  private void turn(int satellite, int at) {
    if (at < count[satellite]) {
      int option = sequence[satellite][at];
      double seconds = turningSeconds(at == 0 ? -1 : sequence[satellite][at - 1], option);
      used[satellite] += craft.get(satellite).energy().used(0, seconds - turning[option]);
      turning[option] = seconds;
    }
  }
}
