// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.tiff;

/** Reads a LERC blob from front to back; nothing is read beyond its end. */
final class LercInput {

  private final byte[] bytes;
  private final int end;
  private int at;

  /**
   * @param end the first byte after the blob
   */
  LercInput(byte[] bytes, int at, int end) {
    this.bytes = bytes;
    this.at = at;
    this.end = end;
  }

  /** What the blob lies in. */
  byte[] bytes() {
    return bytes;
  }

  int position() {
    return at;
  }

  int remaining() {
    return end - at;
  }

  /** Moves ahead and returns where it was. */
  int skip(int count) throws BlockException {
    if (count < 0 || count > end - at) {
      throw new BlockException("its LERC data end before their content");
    }
    int before = at;
    at += count;
    return before;
  }

  int unsignedByte() throws BlockException {
    return bytes[skip(1)] & 0xff;
  }

  int int16() throws BlockException {
    return (short) ByteViews.SHORT.get(bytes, skip(2));
  }

  int int32() throws BlockException {
    return (int) ByteViews.INT.get(bytes, skip(4));
  }

  double float64() throws BlockException {
    return Double.longBitsToDouble((long) ByteViews.LONG.get(bytes, skip(8)));
  }

  /** One number of a type. */
  double number(LercType type) throws BlockException {
    return type.get(bytes, skip(type.bytes()));
  }

  /**
   * Reads bit-stuffed unsigned integers.
   *
   * @param out for the numbers; its length is the most that there may be
   * @return how many there are
   */
  int unstuff(int[] out) throws BlockException {
    int head = unsignedByte();
    int countBytes = head >> 6 == 0 ? 4 : 3 - (head >> 6);
    boolean lookup = (head & 32) != 0;
    int width = head & 31;
    int count =
        switch (countBytes) {
          case 1 -> unsignedByte();
          case 2 -> int16() & 0xffff;
          case 4 -> int32();
          default -> throw new BlockException("its LERC data have a count of no size");
        };
    if (count < 0 || count > out.length) {
      throw new BlockException("its LERC data hold " + count + " numbers for " + out.length);
    }
    if (!lookup) {
      unpack(out, count, width);
      return count;
    }
    int entries = unsignedByte() - 1;
    if (width == 0 || entries < 1) {
      throw new BlockException("its LERC data have an empty lookup table");
    }
    int[] table = new int[entries];
    unpack(table, entries, width);
    unpack(out, count, 32 - Integer.numberOfLeadingZeros(entries));
    for (int i = 0; i < count; i++) {
      if (out[i] > entries) {
        throw new BlockException("its LERC data look beyond their table");
      }
      out[i] = out[i] == 0 ? 0 : table[out[i] - 1]; // 0 stands for itself
    }
    return count;
  }

  /** Numbers of {@code width} bits (0 to 31), the least significant bit first. */
  private void unpack(int[] out, int count, int width) throws BlockException {
    int from = skip((int) (((long) count * width + 7) / 8));
    long mask = (1L << width) - 1;
    long bits = 0;
    int available = 0;
    for (int i = 0; i < count; i++) {
      while (available < width) {
        bits |= (bytes[from++] & 0xffL) << available;
        available += 8;
      }
      out[i] = (int) (bits & mask);
      bits >>>= width;
      available -= width;
    }
  }
}
