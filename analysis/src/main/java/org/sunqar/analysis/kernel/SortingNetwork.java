// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.kernel;

import java.util.Arrays;

/**
 * Compare-exchange steps that sort the first half of any number of values, up to and including the
 * middle, given that each full run of {@value #RUN} values is sorted already: Batcher's odd-even
 * merge sort (1968) for the next power of two, without the steps that touch values beyond the end
 * (as if those were infinite) and without the ones that only order the upper half. The median of
 * fewer values than the network has inputs is found in the lower half when infinities fill the
 * rest.
 */
final class SortingNetwork {

  /** Values that are sorted in registers before the network begins. */
  static final int RUN = 8;

  /** Pairs (i, j) with i < j: after the step, value i is the smaller one. */
  final int[] pairs;

  private int count;
  private int[] growing = new int[64];
  private final int size;

  /** A network for {@code size} values; afterwards values 0..size/2 are in order. */
  SortingNetwork(int size) {
    this(size, Math.min(size, size / 2 + 1));
  }

  /** A network for {@code size} values; afterwards the first {@code ordered} are in order. */
  SortingNetwork(int size, int ordered) {
    this.size = size;
    int span = size < 2 ? 1 : Integer.highestOneBit(size - 1) * 2;
    sort(0, span);
    this.pairs = pruned(Arrays.copyOf(growing, count), size, ordered);
    this.growing = new int[0];
  }

  private void sort(int from, int span) {
    if (span == 1 || from >= size || (span == RUN && from + RUN <= size)) {
      return;
    }
    sort(from, span / 2);
    sort(from + span / 2, span / 2);
    merge(from, span, 1);
  }

  /** Merges two sorted halves of the values from, from + step, ... within the span. */
  private void merge(int from, int span, int step) {
    int next = step * 2;
    if (next < span) {
      merge(from, span, next);
      merge(from + step, span, next);
      for (int i = from + step; i + step < from + span; i += next) {
        add(i, i + step);
      }
    } else {
      add(from, from + step);
    }
  }

  private void add(int i, int j) {
    if (j >= size) {
      return;
    }
    if (count + 2 > growing.length) {
      growing = Arrays.copyOf(growing, growing.length * 2);
    }
    growing[count++] = i;
    growing[count++] = j;
  }

  private static int[] pruned(int[] pairs, int size, int ordered) {
    boolean[] needed = new boolean[size];
    Arrays.fill(needed, 0, ordered, true);
    int[] kept = new int[pairs.length];
    int at = pairs.length;
    for (int k = pairs.length - 2; k >= 0; k -= 2) {
      int i = pairs[k];
      int j = pairs[k + 1];
      if (needed[i] || needed[j]) {
        needed[i] = true;
        needed[j] = true;
        kept[--at] = j;
        kept[--at] = i;
      }
    }
    return Arrays.copyOfRange(kept, at, kept.length);
  }
}
