// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.vector;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A piece of an outline, from its head to its tail, that grows at both ends. Corners are packed as
 * {@code col << 32 | row}. A chain that was appended to another one forwards to it.
 */
final class Chain {

  private long[] corners = new long[8];
  private int first = 4;
  private int end = 4;
  private @Nullable Chain mergedInto;

  static long corner(int col, int row) {
    return (long) col << 32 | row;
  }

  static int col(long corner) {
    return (int) (corner >>> 32);
  }

  static int row(long corner) {
    return (int) corner;
  }

  /** The chain that this one has become part of. */
  Chain current() {
    Chain chain = this;
    while (chain.mergedInto != null) {
      Chain next = chain.mergedInto;
      if (next.mergedInto != null) {
        chain.mergedInto = next.mergedInto; // the path gets shorter with each walk
      }
      chain = next;
    }
    return chain;
  }

  void append(long corner) {
    if (end == corners.length) {
      reserve();
    }
    corners[end++] = corner;
  }

  void prepend(long corner) {
    if (first == 0) {
      reserve();
    }
    corners[--first] = corner;
  }

  /** Room at both ends. */
  private void reserve() {
    int size = end - first;
    long[] larger = new long[Math.multiplyExact(Math.max(4, size), 3)];
    int start = (larger.length - size) / 2;
    System.arraycopy(corners, first, larger, start, size);
    corners = larger;
    first = start;
    end = start + size;
  }

  /** This chain followed by another one; the shorter of both is copied. */
  Chain followedBy(Chain next) {
    if (next.size() <= size()) {
      for (int i = next.first; i < next.end; i++) {
        append(next.corners[i]);
      }
      next.becomePartOf(this);
      return this;
    }
    for (int i = end - 1; i >= first; i--) {
      next.prepend(corners[i]);
    }
    becomePartOf(next);
    return next;
  }

  private void becomePartOf(Chain other) {
    mergedInto = other;
    corners = new long[0];
    first = 0;
    end = 0;
  }

  int size() {
    return end - first;
  }

  long[] corners() {
    return Arrays.copyOfRange(corners, first, end);
  }
}
