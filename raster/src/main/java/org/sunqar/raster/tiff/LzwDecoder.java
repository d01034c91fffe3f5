// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.tiff;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * LZW as TIFF 6.0 section 13 defines it: most significant bit first, codes of 9 to 12 bits, the
 * width changing one code early. The reversed bit order of files from before TIFF 5.0 is refused.
 * Not safe for use by several threads.
 *
 * <p>Each string of the table is a piece of the output that was already written, so that it is
 * copied and never walked. Its first eight bytes are also kept in the table: most strings of images
 * are shorter, and are written by one store that waits for no other.
 */
final class LzwDecoder {

  private static final VarHandle BIG_LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private static final int CLEAR = 256;
  private static final int END = 257;
  private static final int FIRST = 258;
  private static final int TABLE = 4096;
  private static final int MAX_WIDTH = 12;

  /** First bytes of each string, the first of all lowest. */
  private final long[] head = new long[TABLE];

  private final int[] length = new int[TABLE];

  /** Where in the output a string of more than eight bytes was written before. */
  private final int[] start = new int[TABLE];

  LzwDecoder() {
    for (int i = 0; i < CLEAR; i++) {
      head[i] = i;
      length[i] = 1;
    }
  }

  void decode(byte[] in, int inLength, byte[] out, int outLength) throws BlockException {
    if (inLength >= 2 && in[0] == 0 && (in[1] & 1) == 1) {
      throw new BlockException("it is in the LZW variant of before 1988, which is not read");
    }
    long endBit = 8L * inLength;
    long bit = 0;
    int to = 0;
    int width = 9;
    int next = FIRST;
    int previous = -1;
    int previousStart = 0;
    while (to < outLength) {
      if (bit + width > endBit) {
        throw tooShort(to, outLength);
      }
      int code = code(in, inLength, bit, width);
      bit += width;
      if (code == CLEAR) {
        width = 9;
        next = FIRST;
        previous = -1;
        continue;
      }
      if (code == END) {
        throw tooShort(to, outLength);
      }
      if (previous >= 0 && next < TABLE) {
        // a code that is not defined yet starts as the string before it
        int beginning = (int) head[code < next ? code : previous] & 0xff;
        int known = length[previous];
        head[next] =
            known < 8 ? head[previous] | ((long) beginning << (8 * known)) : head[previous];
        length[next] = known + 1;
        start[next] = previousStart;
        next++;
        if (next == (1 << width) - 1 && width < MAX_WIDTH) {
          width++;
        }
      }
      if (code >= next) {
        throw new BlockException("its LZW data use code " + code + " before it is defined");
      }
      int bytes = length[code];
      if (bytes > outLength - to) {
        throw new BlockException("its LZW data hold more than " + outLength + " bytes");
      }
      if (bytes <= 8 && to <= out.length - 8) {
        ByteViews.LONG.set(out, to, head[code]);
      } else {
        copy(code, bytes, out, to);
      }
      previous = code;
      previousStart = to;
      to += bytes;
    }
  }

  private static BlockException tooShort(int to, int outLength) {
    return new BlockException("its LZW data end after " + to + " of " + outLength + " bytes");
  }

  /** The code at a bit, which may be one of the last. */
  private static int code(byte[] in, int inLength, long bit, int width) {
    int at = (int) (bit >>> 3);
    if (at <= in.length - 8) {
      long window = (long) BIG_LONG.get(in, at);
      return (int) ((window << (bit & 7)) >>> (64 - width));
    }
    long window = 0;
    for (int i = 0; i < 3; i++) {
      window = window << 8 | (at + i < inLength ? in[at + i] & 0xff : 0);
    }
    return (int) (window >> (24 - width - (bit & 7))) & ((1 << width) - 1);
  }

  /**
   * Writes a long string, or one near the end of the buffer. Its source may reach one byte into
   * itself, which is there by then.
   */
  private void copy(int code, int bytes, byte[] out, int to) {
    long first = head[code];
    int kept = Math.min(bytes, 8);
    for (int i = 0; i < kept; i++) {
      out[to + i] = (byte) (first >>> (8 * i));
    }
    int from = start[code];
    int done = 8;
    if (to + bytes <= out.length - 8) {
      for (; done < bytes; done += 8) { // never closer than eight bytes to its source
        ByteViews.LONG.set(out, to + done, (long) ByteViews.LONG.get(out, from + done));
      }
    }
    for (; done < bytes; done++) {
      out[to + done] = out[from + done];
    }
  }
}
