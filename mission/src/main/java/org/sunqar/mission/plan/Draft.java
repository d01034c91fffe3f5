// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.plan;

import java.util.random.RandomGenerator;

/**
 * A plan while it is searched for: at most one option of each item is in. It is valid at every
 * moment, as long as an option enters only after the items that {@link #rivals} named have left.
 *
 * <p>Items are numbered from 0 to {@code items() - 1}; the options of an item are the numbers from
 * {@code firstOption(item)} to {@code firstOption(item + 1) - 1}. Used by one thread.
 */
public interface Draft {

  /** What {@link #rivals} answers when an option cannot enter, whatever leaves. */
  int NEVER = -1;

  int items();

  /** The item's first option; for {@code items()} the number of all options. */
  int firstOption(int item);

  int itemOf(int option);

  /**
   * What it is worth to have an option in; positive. No option of an item is above its first by
   * more than a few percent.
   */
  double worth(int option);

  /** The option by which an item is in, or -1. */
  int chosen(int item);

  /**
   * The items that have to leave for an option to enter, without its own item, which leaves anyway.
   * Where there is a choice, chance decides.
   *
   * @param option not in
   * @param most above this sum of what they are worth as they are in, the caller has no use for the
   *     answer
   * @param rivals filled from 0 on; has room for all items
   * @return their number, or {@link #NEVER}, also when they are worth more than {@code most}
   */
  int rivals(int option, double most, int[] rivals, RandomGenerator random);

  /** Puts an option in whose rivals have left. */
  void enter(int option);

  /** Takes an item out that is in. */
  void leave(int item);

  /** The loss that the search takes lightly at first: a quarter of the largest worth. */
  default double hot() {
    double largest = 0;
    for (int item = 0; item < items(); item++) {
      if (firstOption(item + 1) > firstOption(item)) {
        largest = Math.max(largest, worth(firstOption(item)));
      }
    }
    return largest / 4;
  }

  /** The loss that it takes lightly at last: a tenth of the smallest worth. */
  default double cold() {
    double smallest = Double.POSITIVE_INFINITY;
    for (int item = 0; item < items(); item++) {
      if (firstOption(item + 1) > firstOption(item)) {
        smallest = Math.min(smallest, worth(firstOption(item)));
      }
    }
    return smallest / 10;
  }
}
