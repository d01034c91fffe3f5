// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.tracking;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/** Which of several sets of pixels hold a pixel: a sorted list, since most pixels are in none. */
final class PixelOverlap {

  /** Pixel in the upper half, number of the set in the lower. */
  private final long[] members;

  private final int width;
  private final int height;

  /**
   * An index of sets.
   *
   * @param sets pixels of each, row * width + column
   * @param width columns of the grid
   * @param height rows of the grid
   */
  PixelOverlap(List<int[]> sets, int width, int height) {
    this.width = width;
    this.height = height;
    long[] all = new long[Math.toIntExact(sets.stream().mapToLong(set -> set.length).sum())];
    int count = 0;
    for (int set = 0; set < sets.size(); set++) {
      for (int pixel : sets.get(set)) {
        all[count++] = (long) pixel << 32 | set;
      }
    }
    Arrays.sort(all);
    this.members = all;
  }

  /** Numbers of the sets that share a pixel with these. */
  BitSet overlapping(int[] pixels) {
    BitSet sets = new BitSet();
    for (int pixel : pixels) {
      add(pixel, sets);
    }
    return sets;
  }

  /** Numbers of the sets that share a pixel with these, or touch one by an edge or a corner. */
  BitSet touching(int[] pixels) {
    BitSet sets = new BitSet();
    for (int pixel : pixels) {
      int row = pixel / width;
      int col = pixel % width;
      for (int r = Math.max(0, row - 1); r <= Math.min(height - 1, row + 1); r++) {
        for (int c = Math.max(0, col - 1); c <= Math.min(width - 1, col + 1); c++) {
          add(r * width + c, sets);
        }
      }
    }
    return sets;
  }

  private void add(int pixel, BitSet sets) {
    int at = Arrays.binarySearch(members, (long) pixel << 32);
    for (int i = at < 0 ? -at - 1 : at; i < members.length && members[i] >>> 32 == pixel; i++) {
      sets.set((int) members[i]);
    }
  }
}
