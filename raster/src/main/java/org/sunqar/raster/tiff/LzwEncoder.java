// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.tiff;

import java.util.Arrays;

/**
 * LZW as TIFF 6.0 section 13 defines it: the inverse of {@link LzwDecoder}, and readable by libtiff
 * of any version. Strings are found in a hash table with open addressing. Not safe for use by
 * several threads.
 */
final class LzwEncoder {

  private static final int CLEAR = 256;
  private static final int END = 257;
  private static final int FIRST = 258;

  /** The table is cleared before this code would be defined: readers expect it one code early. */
  private static final int LAST = 4094;

  /** Twice the codes and more, so that probes are short; a power of two. */
  private static final int SLOTS = 1 << 14;

  /** {@code prefix << 8 | byte} of each slot, or -1. */
  private final int[] keys = new int[SLOTS];

  private final short[] codes = new short[SLOTS];
  private byte[] packed = new byte[0];
  private int at;
  private long bits;
  private int pending;

  /** The stored form of the first {@code bytes} bytes, of which there is at least one. */
  byte[] encode(byte[] raw, int bytes) {
    int most = Math.addExact(Math.multiplyExact(bytes, 3) / 2, 16);
    if (packed.length < most) {
      packed = new byte[most];
    }
    at = 0;
    bits = 0;
    pending = 0;
    int next = FIRST;
    int width = 9;
    Arrays.fill(keys, -1);
    put(CLEAR, width);
    int prefix = raw[0] & 0xff;
    for (int i = 1; i < bytes; i++) {
      int key = prefix << 8 | (raw[i] & 0xff);
      int slot = slot(key);
      if (keys[slot] == key) {
        prefix = codes[slot];
        continue;
      }
      put(prefix, width);
      keys[slot] = key;
      codes[slot] = (short) next++;
      prefix = raw[i] & 0xff;
      if (next == LAST) {
        put(CLEAR, width);
        Arrays.fill(keys, -1);
        next = FIRST;
        width = 9;
      } else {
        width = width(next);
      }
    }
    put(prefix, width);
    put(END, width(next + 1));
    if (pending > 0) {
      packed[at++] = (byte) (bits << (8 - pending));
    }
    return Arrays.copyOf(packed, at);
  }

  /** Where a key is, or where it would be put. */
  private int slot(int key) {
    int slot = (key * 0x9e3779b1) >>> 18;
    while (keys[slot] != key && keys[slot] >= 0) {
      slot = (slot + 1) & (SLOTS - 1);
    }
    return slot;
  }

  /** Bits of the codes that follow the definition of all codes below {@code next}. */
  private static int width(int next) {
    return next > 2047 ? 12 : next > 1023 ? 11 : next > 511 ? 10 : 9;
  }

  private void put(int code, int width) {
    bits = bits << width | code;
    pending += width;
    while (pending >= 8) {
      pending -= 8;
      packed[at++] = (byte) (bits >> pending);
    }
  }
}
