// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.jp2;

import java.util.Arrays;

/**
 * The binary arithmetic decoder of JPEG 2000 (ISO/IEC 15444-1 annex C) and, for the bypass mode,
 * its raw bits (annex D.6). After the last byte it reads ones without end.
 */
final class MqDecoder {

  static final int CONTEXTS = 19;

  /** Table C.2: probability, next state after the more and after the less probable symbol. */
  private static final int[][] STATES = {
    {0x5601, 1, 1, 1}, {0x3401, 2, 6, 0}, {0x1801, 3, 9, 0}, {0x0ac1, 4, 12, 0},
    {0x0521, 5, 29, 0}, {0x0221, 38, 33, 0}, {0x5601, 7, 6, 1}, {0x5401, 8, 14, 0},
    {0x4801, 9, 14, 0}, {0x3801, 10, 14, 0}, {0x3001, 11, 17, 0}, {0x2401, 12, 18, 0},
    {0x1c01, 13, 20, 0}, {0x1601, 29, 21, 0}, {0x5601, 15, 14, 1}, {0x5401, 16, 14, 0},
    {0x5101, 17, 15, 0}, {0x4801, 18, 16, 0}, {0x3801, 19, 17, 0}, {0x3401, 20, 18, 0},
    {0x3001, 21, 19, 0}, {0x2801, 22, 19, 0}, {0x2401, 23, 20, 0}, {0x2201, 24, 21, 0},
    {0x1c01, 25, 22, 0}, {0x1801, 26, 23, 0}, {0x1601, 27, 24, 0}, {0x1401, 28, 25, 0},
    {0x1201, 29, 26, 0}, {0x1101, 30, 27, 0}, {0x0ac1, 31, 28, 0}, {0x09c1, 32, 29, 0},
    {0x08a1, 33, 30, 0}, {0x0521, 34, 31, 0}, {0x0441, 35, 32, 0}, {0x02a1, 36, 33, 0},
    {0x0221, 37, 34, 0}, {0x0141, 38, 35, 0}, {0x0111, 39, 36, 0}, {0x0085, 40, 37, 0},
    {0x0049, 41, 38, 0}, {0x0025, 42, 39, 0}, {0x0015, 43, 40, 0}, {0x0009, 44, 41, 0},
    {0x0005, 45, 42, 0}, {0x0001, 45, 43, 0}, {0x5601, 46, 46, 0}
  };

  /** The states doubled, so that the lowest bit is the more probable symbol. */
  private static final int[] QE = new int[2 * STATES.length];

  /** The state after the more and after the less probable symbol, for each state. */
  private static final byte[] AFTER = new byte[2 * QE.length];

  static {
    for (int i = 0; i < QE.length; i++) {
      int[] state = STATES[i / 2];
      int symbol = i & 1;
      QE[i] = state[0];
      AFTER[2 * i] = (byte) (2 * state[1] + symbol);
      AFTER[2 * i + 1] = (byte) (2 * state[2] + (symbol ^ state[3]));
    }
  }

  private final byte[] contexts = new byte[CONTEXTS];
  private byte[] bytes = new byte[0];
  private int end;
  private int at;
  private int code;
  private int interval;
  private int available;
  private int rawByte;

  /** Sets the contexts to where each code-block starts (table D.7). */
  void resetContexts() {
    Arrays.fill(contexts, (byte) 0);
    contexts[0] = 2 * 4;
    contexts[CodeBlockDecoder.RUN_LENGTH] = 2 * 3;
    contexts[CodeBlockDecoder.UNIFORM] = 2 * 46;
  }

  /** Starts a terminated segment of arithmetic codes. */
  void start(byte[] bytes, int from, int end) {
    this.bytes = bytes;
    this.end = end;
    at = from;
    code = next(from) << 16;
    fill();
    code <<= 7;
    available -= 7;
    interval = 0x8000;
  }

  /** Starts a segment of raw bits. */
  void startRaw(byte[] bytes, int from, int end) {
    this.bytes = bytes;
    this.end = end;
    at = from;
    available = 0;
    rawByte = 0;
  }

  private int next(int position) {
    return position < end ? bytes[position] & 0xff : 0xff;
  }

  private void fill() {
    if (next(at) == 0xff) {
      int following = next(at + 1);
      if (following > 0x8f) {
        code += 0xff00;
        available = 8;
      } else {
        at++;
        code += following << 9;
        available = 7;
      }
    } else {
      at++;
      code += next(at) << 8;
      available = 8;
    }
  }

  int decode(int context) {
    int state = contexts[context];
    int qe = QE[state];
    int rest = interval - qe;
    int less; // 1 for the less probable symbol: found without a branch that nobody could predict
    if (code >>> 16 < qe) {
      less = 1 + ((rest - qe) >> 31);
      interval = qe;
    } else {
      code -= qe << 16;
      interval = rest;
      if ((rest & 0x8000) != 0) {
        return state & 1;
      }
      less = (rest - qe) >>> 31;
    }
    contexts[context] = AFTER[2 * state + less];
    normalize();
    return (state & 1) ^ less;
  }

  /** Doubles the interval until it reaches a half. */
  private void normalize() {
    int bits = Integer.numberOfLeadingZeros(interval) - 16;
    interval <<= bits;
    while (bits > available) {
      code <<= available;
      bits -= available;
      fill();
    }
    code <<= bits;
    available -= bits;
  }

  int rawBit() {
    if (available == 0) {
      available = rawByte == 0xff ? 7 : 8;
      rawByte = next(at++);
    }
    available--;
    return rawByte >> available & 1;
  }
}
