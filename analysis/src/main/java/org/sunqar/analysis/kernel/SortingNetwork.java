// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.kernel;

import java.util.Arrays;

/**
 * Compare-exchange steps that sort the first half of any number of values, up to and including the
 * middle: Batcher's merge exchange (Knuth, The Art of Computer Programming 3, algorithm 5.2.2M),
 * without the steps that only order the upper half. A median over fewer valid values than the
 * network has inputs is found in the lower half when the rest is filled with infinities.
 */
final class SortingNetwork {

  /** Pairs (i, j) with i < j: after the step, value i is the smaller one. */
  final int[] pairs;

  /** Inputs; outputs 0..size/2 are in order. */
  final int size;

  SortingNetwork(int size) {
    this.size = size;
    this.pairs = pruned(mergeExchange(size), size);
  }

  private static int[] mergeExchange(int size) {
    int[] pairs = new int[16];
    int count = 0;
    int top = size < 2 ? 0 : Integer.highestOneBit(size - 1);
    for (int p = top; p > 0; p /= 2) {
      int r = 0;
      int d = p;
      for (int q = top; ; q /= 2) {
        for (int i = 0; i < size - d; i++) {
          if ((i & p) == r) {
            if (count == pairs.length) {
              pairs = Arrays.copyOf(pairs, count * 2);
            }
            pairs[count++] = i;
            pairs[count++] = i + d;
          }
        }
        if (q == p) {
          break;
        }
        d = q - p;
        r = p;
      }
    }
    return Arrays.copyOf(pairs, count);
  }

  private static int[] pruned(int[] pairs, int size) {
    boolean[] needed = new boolean[size];
    Arrays.fill(needed, 0, Math.min(size, size / 2 + 1), true);
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
