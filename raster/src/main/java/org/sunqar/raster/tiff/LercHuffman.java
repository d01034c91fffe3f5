// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.tiff;

import java.util.Arrays;

/**
 * The Huffman code of a LERC blob: a table of code lengths and codes, and the symbols that follow
 * it, the most significant bit first in little-endian words of 32 bits.
 */
final class LercHuffman {

  /** Symbols are bytes; the table may be written with room for more. */
  private static final int MAX_SYMBOLS = 1 << 15;

  /** Bits that are looked up at once; longer codes go on bit by bit. */
  private static final int LOOKUP_BITS = 10;

  private final byte[] bytes;
  private final int from;
  private final int end;
  private long bitPosition;

  /** Two children for each node: another node, or {@code -1 - symbol}; 0 for none. */
  private int[] children = new int[1024];

  private int nodes = 1;

  /** For each prefix: {@code symbol << 8 | bits}, or {@code -1 - node} where codes are longer. */
  private final int[] lookup = new int[1 << LOOKUP_BITS];

  /** Reads the table; the symbols start where the input then stands. */
  LercHuffman(LercInput input, byte[] bytes) throws BlockException {
    this.bytes = bytes;
    int version = input.int32();
    int size = input.int32();
    int first = input.int32();
    int last = input.int32();
    if (version < 2
        || size < 1
        || size > MAX_SYMBOLS
        || first < 0
        || first >= last
        || last - first > size
        || first >= size
        || last > 2 * size) {
      throw new BlockException("its LERC data have a damaged Huffman table");
    }
    int[] lengths = new int[last - first];
    if (input.unstuff(lengths) != lengths.length) {
      throw new BlockException("its LERC data have a Huffman table that is cut off");
    }
    readCodes(input, lengths, first, size);
    fillLookup();
    this.from = input.position();
    this.end = from + input.remaining();
  }

  private void readCodes(LercInput input, int[] lengths, int first, int size)
      throws BlockException {
    long bits = 0;
    for (int length : lengths) {
      if (length > 32) {
        throw new BlockException("its LERC data have a Huffman code of " + length + " bits");
      }
      bits += length;
    }
    int words = (int) ((bits + 31) / 32);
    int start = input.skip(4 * words);
    long position = 0;
    for (int i = 0; i < lengths.length; i++) {
      if (lengths[i] > 0) {
        long code = bits(start, start + 4 * words, position) >>> (64 - lengths[i]);
        insert(code, lengths[i], (first + i) % size);
        position += lengths[i];
      }
    }
  }

  private void insert(long code, int length, int symbol) throws BlockException {
    int node = 0;
    for (int bit = length - 1; bit > 0; bit--) {
      int slot = 2 * node + (int) (code >> bit & 1);
      if (children[slot] < 0) {
        throw new BlockException("its LERC data have Huffman codes that contain each other");
      }
      if (children[slot] == 0) {
        if (2 * nodes + 1 >= children.length) {
          children = Arrays.copyOf(children, 2 * children.length);
        }
        children[slot] = nodes++;
      }
      node = children[slot];
    }
    int slot = 2 * node + (int) (code & 1);
    if (children[slot] != 0) {
      throw new BlockException("its LERC data have Huffman codes that contain each other");
    }
    children[slot] = -1 - symbol;
  }

  private void fillLookup() {
    for (int prefix = 0; prefix < lookup.length; prefix++) {
      int node = 0;
      int bits = 0;
      while (bits < LOOKUP_BITS) {
        int child = children[2 * node + (prefix >> (LOOKUP_BITS - 1 - bits) & 1)];
        bits++;
        if (child < 0) {
          lookup[prefix] = (-1 - child) << 8 | bits;
          break;
        }
        if (child == 0) {
          bits = LOOKUP_BITS + 1; // no such code: stays 0
        }
        node = child;
      }
      if (bits == LOOKUP_BITS && lookup[prefix] == 0) {
        lookup[prefix] = -1 - node;
      }
    }
  }

  /** The next symbol. */
  int next() throws BlockException {
    long window = bits(from, end, bitPosition);
    int entry = lookup[(int) (window >>> (64 - LOOKUP_BITS))];
    if (entry > 0) {
      advance(entry & 0xff);
      return entry >> 8;
    }
    int bits = LOOKUP_BITS;
    int node = -1 - entry;
    while (node > 0) {
      int child = children[2 * node + (int) (window >>> (63 - bits) & 1)];
      bits++;
      if (child < 0) {
        advance(bits);
        return -1 - child;
      }
      node = child;
    }
    throw new BlockException("its LERC data hold a Huffman code that does not exist");
  }

  private void advance(int bits) throws BlockException {
    bitPosition += bits;
    if (bitPosition > 8L * (end - from)) {
      throw new BlockException("its LERC data end within Huffman codes");
    }
  }

  /** At least 33 bits from a position on, at the top of the result; zeros after the end. */
  private long bits(int start, int stop, long position) {
    int at = start + 4 * (int) (position >>> 5);
    int shift = (int) position & 31;
    return (word(at, stop) << 32 | word(at + 4, stop)) << shift;
  }

  private long word(int at, int stop) {
    return at <= stop - 4 ? (int) ByteViews.INT.get(bytes, at) & 0xffffffffL : 0;
  }
}
