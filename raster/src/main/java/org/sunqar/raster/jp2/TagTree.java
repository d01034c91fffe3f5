// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.jp2;

import java.util.ArrayList;
import java.util.List;

/** Numbers of a rectangle of leaves, coded by minima of groups of four (annex B.10.2). */
final class TagTree {

  private static final class Level {
    final int width;
    final int[] value;
    final boolean[] known;

    Level(int width, int height) {
      this.width = width;
      this.value = new int[width * height];
      this.known = new boolean[width * height];
    }
  }

  private final List<Level> levels = new ArrayList<>();

  TagTree(int width, int height) {
    int w = width;
    int h = height;
    levels.add(new Level(w, h));
    while (w > 1 || h > 1) {
      w = (w + 1) / 2;
      h = (h + 1) / 2;
      levels.add(new Level(w, h));
    }
  }

  /** Reads as much as says whether a leaf is below a threshold. */
  boolean isBelow(PacketBits bits, int col, int row, int threshold) throws StreamException {
    int low = 0;
    boolean known = false;
    for (int i = levels.size() - 1; i >= 0; i--) {
      Level level = levels.get(i);
      int at = (row >> i) * level.width + (col >> i);
      if (level.value[at] < low) {
        level.value[at] = low;
      }
      while (!level.known[at] && level.value[at] < threshold) {
        if (bits.bit() != 0) {
          level.known[at] = true;
        } else {
          level.value[at]++;
        }
      }
      low = level.value[at];
      known = level.known[at];
    }
    return known && low < threshold;
  }

  /** Reads a leaf, which is at most a limit. */
  int value(PacketBits bits, int col, int row, int limit) throws StreamException {
    if (!isBelow(bits, col, row, limit + 1)) {
      throw StreamException.corrupt("has a packet header with a number beyond " + limit);
    }
    return levels.getFirst().value[row * levels.getFirst().width + col];
  }
}
