// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.plan.spot5;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.sunqar.mission.plan.Draft;

/**
 * Photographs as items, takes as options. The profit that stands against each take is kept up to
 * date, so that most insertions are refused by looking at one number.
 */
final class Spot5Draft implements Draft {

  private final Spot5Conflicts conflicts;
  private final int[] profit;
  private final int[] chosen;

  /** For each option: profit of the photographs that are in and exclude it by themselves. */
  private final int[] against;

  /** Photographs that are in, in any order, and where each of them is. */
  private final int[] in;

  private final int[] placeIn;
  private int countIn;
  private int units;

  /** Photographs that the question at hand has named already. */
  private final int[] named;

  private int question;

  Spot5Draft(Spot5Conflicts conflicts, Spot5Instance instance) {
    this.conflicts = conflicts;
    int items = instance.photographs().size();
    profit = instance.photographs().stream().mapToInt(Spot5Instance.Photograph::profit).toArray();
    chosen = new int[items];
    Arrays.fill(chosen, -1);
    against = new int[conflicts.options()];
    in = new int[items];
    placeIn = new int[items];
    named = new int[items];
  }

  @Override
  public int items() {
    return chosen.length;
  }

  @Override
  public int firstOption(int item) {
    return conflicts.firstOption(item);
  }

  @Override
  public int itemOf(int option) {
    return conflicts.itemOf(option);
  }

  @Override
  public double worth(int option) {
    return profit[conflicts.itemOf(option)];
  }

  @Override
  public int chosen(int item) {
    return chosen[item];
  }

  @Override
  public int rivals(int option, double most, int[] rivals, RandomGenerator random) {
    if (against[option] > most) {
      return NEVER;
    }
    question++;
    int count = 0;
    long loss = against[option];
    if (loss > 0) {
      for (int other : conflicts.pairs(option)) {
        int item = conflicts.itemOf(other);
        if (chosen[item] == other) {
          named[item] = question;
          rivals[count++] = item;
        }
      }
    }
    int[] triples = conflicts.triples(option);
    for (int k = 0; k < triples.length; k += 2) {
      int a = conflicts.itemOf(triples[k]);
      int b = conflicts.itemOf(triples[k + 1]);
      if (chosen[a] == triples[k]
          && chosen[b] == triples[k + 1]
          && named[a] != question
          && named[b] != question) {
        boolean first = profit[a] == profit[b] ? random.nextBoolean() : profit[a] < profit[b];
        int item = first ? a : b;
        named[item] = question;
        rivals[count++] = item;
        loss += profit[item];
        if (loss > most) {
          return NEVER;
        }
      }
    }
    return conflicts.capacity() < 0 ? count : makeRoom(option, most - loss, rivals, count, random);
  }

  /** Names more photographs until what is recorded fits. */
  private int makeRoom(int option, double most, int[] rivals, int named, RandomGenerator random) {
    int item = itemOf(option);
    int excess = units + conflicts.units(option) - conflicts.capacity();
    excess -= chosen[item] < 0 ? 0 : conflicts.units(chosen[item]);
    for (int k = 0; k < named; k++) {
      excess -= conflicts.units(chosen[rivals[k]]);
    }
    int count = named;
    double left = most;
    while (excess > 0) {
      int weakest = weakest(item, excess, random);
      if (weakest < 0 || profit[weakest] > left) {
        return NEVER;
      }
      left -= profit[weakest];
      this.named[weakest] = question;
      rivals[count++] = weakest;
      excess -= conflicts.units(chosen[weakest]);
    }
    return count;
  }

  /** The photograph that is in with the least profit for the units that it frees, or -1. */
  private int weakest(int except, int excess, RandomGenerator random) {
    int found = -1;
    double least = Double.POSITIVE_INFINITY;
    int turn = random.nextInt(countIn);
    for (int k = 0; k < countIn; k++) {
      int at = k + turn;
      int item = in[at < countIn ? at : at - countIn];
      int freed = Math.min(excess, conflicts.units(chosen[item]));
      if (item != except && named[item] != question && freed > 0 && profit[item] < least * freed) {
        least = profit[item] / (double) freed;
        found = item;
      }
    }
    return found;
  }

  @Override
  public void enter(int option) {
    int item = itemOf(option);
    chosen[item] = option;
    placeIn[item] = countIn;
    in[countIn++] = item;
    units += conflicts.units(option);
    for (int other : conflicts.pairs(option)) {
      against[other] += profit[item];
    }
  }

  @Override
  public void leave(int item) {
    int option = chosen[item];
    chosen[item] = -1;
    int last = in[--countIn];
    in[placeIn[item]] = last;
    placeIn[last] = placeIn[item];
    units -= conflicts.units(option);
    for (int other : conflicts.pairs(option)) {
      against[other] -= profit[item];
    }
  }
}
