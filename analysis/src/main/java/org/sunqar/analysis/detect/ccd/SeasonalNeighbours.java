// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.detect.ccd;

import java.util.Arrays;

/**
 * Finds the observations that lie nearest to a date within the year, whatever their year. One
 * thread.
 *
 * <p>Distances are in quarters of a day, so that a year of 365.25 days is whole. Observations are
 * kept in the order of their place in the year, and the nearest are found by going outwards from
 * the date: the work does not grow with their number. Where two are equally far, who comes first
 * follows from quicksort by the middle element over all of them, as in CCDC's implementations: then
 * that is run.
 */
final class SeasonalNeighbours {

  private static final int YEAR = 1461;

  private int[] places = new int[64];

  /** The number of the observation at each place. */
  private int[] observations = new int[64];

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
    if (size == places.length) {
      places = Arrays.copyOf(places, 2 * size);
      observations = Arrays.copyOf(observations, 2 * size);
      placeOf = Arrays.copyOf(placeOf, 2 * size);
      keys = new int[2 * size];
      order = new int[2 * size];
    }
    int place = place(day);
    placeOf[size] = place;
    int at = firstNotBefore(place);
    System.arraycopy(places, at, places, at + 1, size - at);
    System.arraycopy(observations, at, observations, at + 1, size - at);
    places[at] = place;
    observations[at] = size;
    size++;
  }

  /**
   * Writes the numbers of the observations nearest to a day, the nearest first.
   *
   * @param count how many, at most as many as there are
   */
  void nearest(int day, int count, int[] target) {
    int place = place(day);
    int right = firstNotBefore(place);
    int left = right - 1;
    int last = -1;
    int wanted = Math.min(count + 1, size);
    for (int found = 0; found < wanted; found++) {
      left = left < 0 ? size - 1 : left;
      right = right == size ? 0 : right;
      int leftDistance = Math.floorMod(place - places[left], YEAR);
      int rightDistance = Math.floorMod(places[right] - place, YEAR);
      int distance;
      int observation;
      if (leftDistance < rightDistance) {
        distance = leftDistance;
        observation = observations[left--];
      } else {
        distance = rightDistance;
        observation = observations[right++];
      }
      if (distance == last) {
        nearestAmongEquals(place, count, target);
        return;
      }
      last = distance;
      if (found < count) {
        target[found] = observation;
      }
    }
  }

  private void nearestAmongEquals(int place, int count, int[] target) {
    for (int i = 0; i < size; i++) {
      int distance = Math.floorMod(placeOf[i] - place, YEAR);
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
    int low = 0;
    int high = size;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (places[middle] < place) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private static int place(int day) {
    return Math.floorMod(4 * day, YEAR);
  }
}
