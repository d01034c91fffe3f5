// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.detect.ccd;

import java.util.Arrays;

/**
 * Finds the observations that lie nearest to a date within the year, whatever their year. One
 * thread.
 *
 * <p>Distances are in quarters of a day, so that a year of 365.25 days is whole. The year is a ring
 * of bits, one per quarter of a day, and the nearest are found by going outwards from the date: the
 * work does not grow with the number of observations. Where two are equally far, who comes first
 * follows from quicksort by the middle element over all of them, as in CCDC's implementations: then
 * that is run.
 */
final class SeasonalNeighbours {

  private static final int YEAR = 1461;
  private static final int WORDS = (YEAR + Long.SIZE - 1) / Long.SIZE;

  /** A bit for each place of the year that has an observation. */
  private final long[] occupied = new long[WORDS];

  /** The number of the observation at each place; {@link #SEVERAL} if there are more. */
  private final int[] observationAt = new int[YEAR];

  private static final int SEVERAL = -1;

  /** The place of each observation. */
  private int[] placeOf = new int[64];

  private int size;
  private int[] keys = new int[64];
  private int[] order = new int[64];

  /** Forgets all observations. */
  void clear() {
    size = 0;
    Arrays.fill(occupied, 0);
  }

  /** Takes in those observations from {@code from} to {@code to} that it does not have yet. */
  void extend(ClearSeries series, int from, int to) {
    while (size < to - from) {
      add(series.day(from + size));
    }
  }

  private void add(int day) {
    if (size == placeOf.length) {
      placeOf = Arrays.copyOf(placeOf, 2 * size);
      keys = new int[2 * size];
      order = new int[2 * size];
    }
    int place = place(day);
    placeOf[size] = place;
    long bit = 1L << place;
    boolean taken = (occupied[place >> 6] & bit) != 0;
    occupied[place >> 6] |= bit;
    observationAt[place] = taken ? SEVERAL : size;
    size++;
  }

  /**
   * Writes the numbers of the observations nearest to a day, the nearest first.
   *
   * @param count how many, at most as many as there are
   */
  void nearest(int day, int count, int[] target) {
    int place = place(day);
    int wanted = Math.min(count + 1, size);
    int right = from(place);
    int left = upTo(place - 1);
    int last = -1;
    for (int found = 0; found < wanted; found++) {
      int toRight = right - place;
      int toLeft = place - left;
      int distance = Math.min(toRight, toLeft);
      int at = toRight <= toLeft ? right : left;
      at = at < 0 ? at + YEAR : at;
      int observation = observationAt[at >= YEAR ? at - YEAR : at];
      if (distance == last || observation == SEVERAL) {
        nearestAmongEquals(place, count, target);
        return;
      }
      last = distance;
      if (found < count) {
        target[found] = observation;
      }
      if (toRight <= toLeft) {
        right = from(right + 1);
      } else {
        left = upTo(left - 1);
      }
    }
  }

  /** The first occupied place from one on; a year more beyond the end of the ring. */
  private int from(int place) {
    if (place >= YEAR) {
      return from(place - YEAR) + YEAR;
    }
    int word = place >> 6;
    long bits = occupied[word] & -1L << place;
    while (bits == 0) {
      word++;
      if (word == WORDS) {
        return from(0) + YEAR;
      }
      bits = occupied[word];
    }
    return (word << 6) + Long.numberOfTrailingZeros(bits);
  }

  /** The last occupied place up to one; a year less beyond the start of the ring. */
  private int upTo(int place) {
    if (place < 0) {
      return upTo(place + YEAR) - YEAR;
    }
    int word = place >> 6;
    long bits = occupied[word] & -1L >>> (63 - (place & 63));
    while (bits == 0) {
      word--;
      if (word < 0) {
        return upTo(YEAR - 1) - YEAR;
      }
      bits = occupied[word];
    }
    return (word << 6) + 63 - Long.numberOfLeadingZeros(bits);
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

  private static int place(int day) {
    return (int) (4L * day % YEAR);
  }
}
