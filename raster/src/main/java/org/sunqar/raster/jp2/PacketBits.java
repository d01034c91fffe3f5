// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.jp2;

/** Bits of packet headers, where a byte after 0xff holds seven (annex B.10.1), and the bytes. */
final class PacketBits {

  private final byte[] bytes;
  private int at;
  private int current;
  private int available;

  PacketBits(byte[] bytes) {
    this.bytes = bytes;
  }

  int position() {
    return at;
  }

  boolean isAtEnd() {
    return at >= bytes.length;
  }

  byte[] bytes() {
    return bytes;
  }

  int bit() throws StreamException {
    if (available == 0) {
      if (at >= bytes.length) {
        throw StreamException.corrupt("has a tile that ends before its last packet");
      }
      available = current == 0xff ? 7 : 8;
      current = bytes[at++] & 0xff;
    }
    available--;
    return current >> available & 1;
  }

  int bits(int count) throws StreamException {
    int value = 0;
    for (int i = 0; i < count; i++) {
      value = value << 1 | bit();
    }
    return value;
  }

  /** Goes on with whole bytes. */
  void align() {
    if (current == 0xff) {
      at++; // a stuffed zero bit and seven more
    }
    current = 0;
    available = 0;
  }

  /** Moves over bytes and returns where they start. */
  int skip(int count) throws StreamException {
    if (count < 0 || count > bytes.length - at) {
      throw StreamException.corrupt("has a tile that ends before its last packet");
    }
    int start = at;
    at += count;
    return start;
  }

  /** Moves over a marker if it is next. */
  void skipMarker(int marker, int size) throws StreamException {
    boolean next =
        at + 1 < bytes.length
            && (bytes[at] & 0xff) == marker >> 8
            && (bytes[at + 1] & 0xff) == (marker & 0xff);
    if (next) {
      skip(size);
    }
  }
}
