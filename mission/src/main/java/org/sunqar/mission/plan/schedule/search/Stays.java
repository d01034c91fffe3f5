// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.plan.schedule.search;

import java.util.Arrays;

/**
 * Takes requests back to the ways that they have in the plan in force, where that costs no more
 * than staying is worth: a search wanders between ways that are nearly worth the same.
 */
final class Stays {

  /** What went back may let others go back. */
  private static final int PASSES = 5;

  private final ScheduleDraft draft;
  private final int[] kept;
  private final int[] rivals;

  /**
   * @param kept for each item its way in the plan in force, or -1
   */
  Stays(ScheduleDraft draft, int[] kept) {
    this.draft = draft;
    this.kept = kept;
    rivals = new int[draft.items() + 1];
  }

  /** Never makes the draft worth less. */
  void settle() {
    boolean changed = true;
    for (int pass = 0; changed && pass < PASSES; pass++) {
      changed = false;
      for (int item = 0; item < kept.length; item++) {
        if (kept[item] >= 0 && draft.chosen(item) != kept[item]) {
          changed |= back(item);
        }
      }
    }
  }

  /** What stands in the way leaves and enters where there is room; undone when that is a loss. */
  private boolean back(int item) {
    int count = draft.rivals(kept[item], Double.MAX_VALUE, rivals, ScheduleDraft.FIXED);
    if (count < 0) {
      return false;
    }
    int[] others = Arrays.copyOf(rivals, count);
    int[] before = Arrays.stream(others).map(draft::chosen).toArray();
    int own = draft.chosen(item);
    double gain = draft.worth(kept[item]) - leave(item);
    for (int other : others) {
      gain -= leave(other);
    }
    draft.enter(kept[item]);
    for (int other : others) {
      gain += enterFreely(other);
    }
    if (gain >= 0) {
      return true;
    }
    for (int other : others) {
      leave(other);
    }
    leave(item);
    for (int way : before) {
      draft.enter(way);
    }
    if (own >= 0) {
      draft.enter(own);
    }
    return false;
  }

  /** What is lost. */
  private double leave(int item) {
    int way = draft.chosen(item);
    if (way < 0) {
      return 0;
    }
    draft.leave(item);
    return draft.worth(way);
  }

  /** What is won; as in the plan in force, if that is possible. */
  private double enterFreely(int item) {
    if (kept[item] >= 0 && isFree(kept[item])) {
      draft.enter(kept[item]);
      return draft.worth(kept[item]);
    }
    for (int way = draft.firstOption(item); way < draft.firstOption(item + 1); way++) {
      if (isFree(way)) {
        draft.enter(way);
        return draft.worth(way);
      }
    }
    return 0;
  }

  private boolean isFree(int way) {
    return draft.rivals(way, 0, rivals, ScheduleDraft.FIXED) == 0;
  }
}
