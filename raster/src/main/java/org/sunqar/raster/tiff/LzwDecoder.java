// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.tiff;

/**
 * LZW as TIFF 6.0 section 13 defines it: most significant bit first, codes of 9 to 12 bits, the
 * width changing one code early. Each table entry is a piece of the output that was already
 * written, so that a string is copied and never walked. The reversed bit order of files from before
 * TIFF 5.0 is refused. Not safe for use by several threads.
 */
final class LzwDecoder {

  private static final int CLEAR = 256;
  private static final int END = 257;
  private static final int FIRST = 258;
  private static final int TABLE = 4096;

  private final int[] start = new int[TABLE];
  private final int[] length = new int[TABLE];

  void decode(byte[] in, int inLength, byte[] out, int outLength) throws BlockException {
    if (inLength >= 2 && in[0] == 0 && (in[1] & 1) == 1) {
      throw new BlockException("it is in the LZW variant of before 1988, which is not read");
    }
    long bits = 0;
    int available = 0;
    int at = 0;
    int to = 0;
    int width = 9;
    int next = FIRST;
    int previousStart = -1;
    int previousLength = 0;
    while (to < outLength) {
      while (available < width && at < inLength) {
        bits = (bits << 8) | (in[at++] & 0xff);
        available += 8;
      }
      if (available < width) {
        throw new BlockException("its LZW data end after " + to + " of " + outLength + " bytes");
      }
      available -= width;
      int code = (int) (bits >>> available) & ((1 << width) - 1);
      if (code == CLEAR) {
        width = 9;
        next = FIRST;
        previousStart = -1;
        continue;
      }
      if (code == END) {
        throw new BlockException("its LZW data end after " + to + " of " + outLength + " bytes");
      }
      int written = emit(code, next, previousStart, previousLength, out, to, outLength);
      if (previousStart >= 0 && next < TABLE) {
        start[next] = previousStart;
        length[next] = previousLength + 1;
        next++;
      }
      previousStart = to;
      previousLength = written;
      to += written;
      width = next >= 2047 ? 12 : next >= 1023 ? 11 : next >= 511 ? 10 : 9;
    }
  }

  /** Writes the string of a code and returns its length; what exceeds the block is an error. */
  private int emit(
      int code, int next, int previousStart, int previousLength, byte[] out, int to, int outLength)
      throws BlockException {
    if (code < CLEAR) {
      out[to] = (byte) code;
      return 1;
    }
    int from;
    int bytes;
    if (code < next) {
      from = start[code];
      bytes = length[code];
    } else if (code == next && previousStart >= 0) {
      from = previousStart;
      bytes = previousLength + 1;
    } else {
      throw new BlockException("its LZW data use code " + code + " before it is defined");
    }
    if (bytes > outLength - to) {
      throw new BlockException("its LZW data hold more than " + outLength + " bytes");
    }
    if (bytes > 16 && from + bytes <= to) {
      System.arraycopy(out, from, out, to, bytes);
      return bytes;
    }
    for (int i = 0; i < bytes; i++) { // forward: a string may overlap its own copy by one byte
      out[to + i] = out[from + i];
    }
    return bytes;
  }
}
