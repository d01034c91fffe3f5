// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.detect.ccd;

import java.util.Arrays;

/**
 * Finds the observations that lie nearest to a date within the year, whatever their year. One
 * thread.
 *
 * <p>Distances are in quarters of a day, so that a year of 365.25 days is whole. The observations
 * are kept in the order of their place in the year: the nearest are a stretch of that ring, found
 * by bisection. Where it is open which of equally far ones belong to it, those do that come first
 * by quicksort by the middle element over all of them, as in CCDC's implementations: then that is
 * run.
 *
 * <p><i>Idea graveyard.</i> Going outwards from the date, nearest first, gives the order of the
 * reference, too; but each step is a coin that the processor cannot guess, a sixth of all time. For
 * the same reason the bisections have no branches but masks, of -1 and 0.
 */
final class SeasonalNeighbours {

  private static final int YEAR = 1461;

  /** Room for the number of an observation below its place. */
  private static final int NUMBER_BITS = 16;

  private static final int NUMBER = (1 << NUMBER_BITS) - 1;

  /** Place and number of each observation, sorted. */
  private int[] ring = new int[64];

  /** The place of each observation. */
  private int[] placeOf = new int[64];

  private int size;
  private int[] keys = new int[64];
  private int[] order = new int[64];

  /** Forgets all observations. */
  void clear() {
    size = 0;
  }

  /** Takes in those observations from {@code from} to {@code to} that it does not have yet. */
  void extend(ClearSeries series, int from, int to) {
    while (size < to - from) {
      add(series.day(from + size));
    }
  }

  private void add(int day) {
    if (size == ring.length) {
      ring = Arrays.copyOf(ring, 2 * size);
      placeOf = Arrays.copyOf(placeOf, 2 * size);
      keys = new int[2 * size];
      order = new int[2 * size];
    }
    int place = place(day);
    placeOf[size] = place;
    int at = firstNotBefore(place + 1);
    System.arraycopy(ring, at, ring, at + 1, size - at);
    ring[at] = place << NUMBER_BITS | size;
    size++;
  }

  /**
   * Writes the numbers of the observations nearest to a day, in no particular order.
   *
   * @param count how many, at least 1, at most as many as there are
   */
  void nearest(int day, int count, int[] target) {
    int place = place(day);
    int low = firstNotBefore(place) - count;
    int candidates = count;
    while (candidates > 1) {
      int half = candidates >> 1;
      low += half & isNearerAfter(place, low + half - 1, count);
      candidates -= half;
    }
    low -= isNearerAfter(place, low, count);
    if (size > count) {
      int farthest = Math.max(place - placeAt(low), placeAt(low + count - 1) - place);
      int next = Math.min(place - placeAt(low - 1), placeAt(low + count) - place);
      if (farthest == next) {
        nearestAmongEquals(place, count, target);
        return;
      }
    }
    int start = wrapped(low);
    int beforeTurn = Math.min(count, size - start);
    for (int i = 0; i < beforeTurn; i++) {
      target[i] = ring[start + i] & NUMBER;
    }
    for (int i = beforeTurn; i < count; i++) {
      target[i] = ring[i - beforeTurn] & NUMBER;
    }
  }

  /** -1 if the observation after a stretch that starts here is nearer than its first, else 0. */
  private int isNearerAfter(int place, int position, int count) {
    return (placeAt(position + count) - place - (place - placeAt(position))) >> 31;
  }

  /** The place at a position of the ring, which may be up to a turn before or after it. */
  private int placeAt(int position) {
    int before = position >> 31;
    int after = (size - 1 - position) >> 31;
    int at = position + (size & before) - (size & after);
    return (ring[at] >> NUMBER_BITS) - (YEAR & before) + (YEAR & after);
  }

  private int wrapped(int position) {
    return position < 0 ? position + size : position >= size ? position - size : position;
  }

  private void nearestAmongEquals(int place, int count, int[] target) {
    for (int i = 0; i < size; i++) {
      int distance = Math.abs(placeOf[i] - place);
      keys[i] = Math.min(distance, YEAR - distance);
      order[i] = i;
    }
    sort(0, size - 1, count);
    System.arraycopy(order, 0, target, 0, count);
  }

  /** Sorts so far that the first {@code count} are in order. */
  private void sort(int first, int last, int count) {
    int i = first;
    int j = last;
    int pivot = keys[(first + last) / 2];
    while (i <= j) {
      while (keys[i] < pivot) {
        i++;
      }
      while (keys[j] > pivot) {
        j--;
      }
      if (i <= j) {
        int key = keys[i];
        keys[i] = keys[j];
        keys[j] = key;
        int number = order[i];
        order[i] = order[j];
        order[j] = number;
        i++;
        j--;
      }
    }
    if (first < i - 1) {
      sort(first, i - 1, count);
    }
    if (i < last && i < count) {
      sort(i, last, count);
    }
  }

  private int firstNotBefore(int place) {
    if (size == 0) {
      return 0;
    }
    int low = 0;
    int candidates = size;
    int key = place << NUMBER_BITS;
    while (candidates > 1) {
      int half = candidates >> 1;
      low += half & ((ring[low + half - 1] - key) >> 31);
      candidates -= half;
    }
    return low - ((ring[low] - key) >> 31);
  }

  private static int place(int day) {
    return (int) (4L * day % YEAR);
  }
}
