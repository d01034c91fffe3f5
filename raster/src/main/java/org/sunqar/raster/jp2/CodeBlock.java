// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.jp2;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A rectangle of coefficients of a subband and what packets have brought of it so far. */
final class CodeBlock {

  /** Coding passes that share one run of bytes. */
  record Segment(int passes, int bytes) {}

  private final int left;
  private final int top;
  private final int width;
  private final int height;
  private final List<Segment> segments = new ArrayList<>(1);
  private byte[] data = new byte[0];
  private int length;
  private int passes;
  private boolean included;
  private int bitPlanes;
  private int lengthBits = 3;

  /** A block at a place in its subband. */
  CodeBlock(int left, int top, int width, int height) {
    this.left = left;
    this.top = top;
    this.width = width;
    this.height = height;
  }

  int left() {
    return left;
  }

  int top() {
    return top;
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  boolean isIncluded() {
    return included;
  }

  /**
   * @param bitPlanes that are not all zero
   */
  void include(int bitPlanes) {
    included = true;
    this.bitPlanes = bitPlanes;
  }

  int bitPlanes() {
    return bitPlanes;
  }

  /** Coding passes brought so far. */
  int passes() {
    return passes;
  }

  int lengthBits() {
    return lengthBits;
  }

  void lengthBits(int bits) {
    lengthBits = bits;
  }

  List<Segment> segments() {
    return segments;
  }

  byte[] data() {
    return data;
  }

  /**
   * Adds what a packet brings.
   *
   * @param continues the passes belong to the segment that came last
   */
  void add(int newPasses, byte[] from, int at, int bytes, boolean continues) {
    if (data.length < length + bytes) {
      data = Arrays.copyOf(data, Math.max(length + bytes, 2 * data.length));
    }
    System.arraycopy(from, at, data, length, bytes);
    length += bytes;
    passes += newPasses;
    if (continues && !segments.isEmpty()) {
      Segment last = segments.removeLast();
      segments.add(new Segment(last.passes() + newPasses, last.bytes() + bytes));
    } else {
      segments.add(new Segment(newPasses, bytes));
    }
  }
}
