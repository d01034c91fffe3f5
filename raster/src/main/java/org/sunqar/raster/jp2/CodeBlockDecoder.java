// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.jp2;

import java.util.Arrays;

/**
 * Coefficient bit modelling (ISO/IEC 15444-1 annex D): turns the coding passes of a code-block into
 * coefficients. All code-block styles are decoded. Not safe for use by several threads.
 */
final class CodeBlockDecoder {

  static final int RUN_LENGTH = 17;
  static final int UNIFORM = 18;

  static final int BYPASS = 1;
  static final int RESET = 2;
  static final int TERMINATE_ALL = 4;
  static final int VERTICALLY_CAUSAL = 8;
  static final int SEGMENTATION = 32;

  /** Coefficients are doubled, to hold half a unit, in 31 bits. */
  static final int MAX_BIT_PLANES = 30;

  private static final int NE = 1;
  private static final int SE = 1 << 1;
  private static final int SW = 1 << 2;
  private static final int NW = 1 << 3;
  private static final int N = 1 << 4;
  private static final int E = 1 << 5;
  private static final int S = 1 << 6;
  private static final int W = 1 << 7;
  private static final int NEIGHBORS = 0xff;
  private static final int NEGATIVE_N = 1 << 8;
  private static final int NEGATIVE_E = 1 << 9;
  private static final int NEGATIVE_S = 1 << 10;
  private static final int NEGATIVE_W = 1 << 11;
  private static final int SIGNIFICANT = 1 << 12;
  private static final int REFINED = 1 << 13;
  private static final int VISITED = 1 << 14;

  /** What a coefficient in the last row of a stripe sees in the vertically causal mode. */
  private static final int NOT_SOUTH = ~(S | SE | SW | NEGATIVE_S);

  /** Contexts of significance (table D.1) for each orientation and set of neighbours. */
  private static final byte[][] ZERO_CODING = new byte[4][256];

  /** Contexts of signs (table D.3), with the flip in bit 7, by bits 4 to 11 of the flags. */
  private static final byte[] SIGN_CODING = new byte[256];

  static {
    for (int flags = 0; flags < 256; flags++) {
      int h = Integer.bitCount(flags & (E | W));
      int v = Integer.bitCount(flags & (N | S));
      int d = Integer.bitCount(flags & (NE | SE | SW | NW));
      ZERO_CODING[0][flags] = (byte) straight(h, v, d);
      ZERO_CODING[1][flags] = (byte) straight(v, h, d);
      ZERO_CODING[2][flags] = (byte) straight(h, v, d);
      ZERO_CODING[3][flags] = (byte) diagonal(h + v, d);
      int all = flags << 4;
      int horizontal = sign(all, E, NEGATIVE_E) + sign(all, W, NEGATIVE_W);
      int vertical = sign(all, N, NEGATIVE_N) + sign(all, S, NEGATIVE_S);
      SIGN_CODING[flags] = (byte) signContext(Integer.signum(horizontal), Integer.signum(vertical));
    }
  }

  private final MqDecoder mq = new MqDecoder();
  private int[] flags = new int[0];
  private int[] values = new int[0];
  private int width;
  private int height;
  private int stride;
  private boolean causal;
  private byte[] contexts = ZERO_CODING[0];

  private static int straight(int h, int v, int d) {
    if (h == 2) {
      return 8;
    }
    if (h == 1) {
      return v >= 1 ? 7 : d >= 1 ? 6 : 5;
    }
    return v == 2 ? 4 : v == 1 ? 3 : Math.min(d, 2);
  }

  private static int diagonal(int hv, int d) {
    return switch (d) {
      case 0 -> Math.min(hv, 2);
      case 1 -> 3 + Math.min(hv, 2);
      case 2 -> hv >= 1 ? 7 : 6;
      default -> 8;
    };
  }

  private static int sign(int flags, int significant, int negative) {
    return (flags & significant) == 0 ? 0 : (flags & negative) == 0 ? 1 : -1;
  }

  private static int signContext(int h, int v) {
    boolean flip = h < 0 || (h == 0 && v < 0);
    int positiveH = Math.abs(h);
    int positiveV = flip ? -v : v;
    int context = positiveH == 0 ? 9 + positiveV : 12 + positiveV;
    return context | (flip ? 0x80 : 0);
  }

  /**
   * Decodes a code-block.
   *
   * @param orientation 0 LL, 1 HL, 2 LH, 3 HH
   * @return twice the coefficients, row by row, each in the middle of the interval that is known of
   *     it; valid until the next call
   */
  int[] decode(CodeBlock block, int orientation, int style) {
    width = block.width();
    height = block.height();
    stride = width + 2;
    int size = stride * (height + 2);
    if (flags.length < size) {
      flags = new int[size];
    }
    Arrays.fill(flags, 0, size, 0);
    if (values.length < width * height) {
      values = new int[width * height];
    }
    Arrays.fill(values, 0, width * height, 0);
    causal = (style & VERTICALLY_CAUSAL) != 0;
    contexts = ZERO_CODING[orientation];
    mq.resetContexts();
    int pass = 2; // the first is a cleanup pass
    int plane = block.bitPlanes() - 1;
    int done = 0;
    int from = 0;
    for (CodeBlock.Segment segment : block.segments()) {
      boolean raw = (style & BYPASS) != 0 && done >= 10 && pass < 2;
      if (raw) {
        mq.startRaw(block.data(), from, from + segment.bytes());
      } else {
        mq.start(block.data(), from, from + segment.bytes());
      }
      from += segment.bytes();
      for (int i = 0; i < segment.passes() && plane >= 0; i++) {
        pass(pass, plane, raw);
        if (pass == 2 && (style & SEGMENTATION) != 0) {
          for (int bit = 0; bit < 4; bit++) {
            mq.decode(UNIFORM);
          }
        }
        if ((style & RESET) != 0) {
          mq.resetContexts();
        }
        done++;
        if (++pass == 3) {
          pass = 0;
          plane--;
        }
      }
    }
    return values;
  }

  private void pass(int pass, int plane, boolean raw) {
    for (int top = 0; top < height; top += 4) {
      int bottom = Math.min(height, top + 4);
      switch (pass) {
        case 0 -> propagate(top, bottom, plane, raw);
        case 1 -> refine(top, bottom, plane, raw);
        default -> cleanUp(top, bottom, plane);
      }
    }
  }

  /** The neighbours that count for a coefficient in the mode of this block. */
  private int seen(int flag, int row) {
    return causal && (row & 3) == 3 ? flag & NOT_SOUTH : flag;
  }

  // the loops below hold fields in variables: each call that is not inlined would load them anew

  private void propagate(int top, int bottom, int plane, boolean raw) {
    int[] flags = this.flags;
    byte[] contexts = this.contexts;
    MqDecoder mq = this.mq;
    int stride = this.stride;
    int columns = width;
    boolean causal = this.causal;
    for (int col = 0; col < columns; col++) {
      int at = (top + 1) * stride + col + 1;
      for (int row = top; row < bottom; row++, at += stride) {
        int flag = flags[at];
        if ((flag & NEIGHBORS) == 0 || (flag & SIGNIFICANT) != 0) {
          continue;
        }
        if (causal && (row & 3) == 3) {
          flag &= NOT_SOUTH;
          if ((flag & NEIGHBORS) == 0) {
            continue;
          }
        }
        int bit = raw ? mq.rawBit() : mq.decode(contexts[flag & NEIGHBORS]);
        if (bit != 0) {
          becomeSignificant(at, row, col, flag, plane, raw);
        }
        flags[at] |= VISITED;
      }
    }
  }

  private void refine(int top, int bottom, int plane, boolean raw) {
    int[] flags = this.flags;
    int[] values = this.values;
    MqDecoder mq = this.mq;
    int stride = this.stride;
    int columns = width;
    int half = 1 << plane;
    for (int col = 0; col < columns; col++) {
      int at = (top + 1) * stride + col + 1;
      int index = top * columns + col;
      for (int row = top; row < bottom; row++, at += stride, index += columns) {
        int stored = flags[at];
        if ((stored & (SIGNIFICANT | VISITED)) == SIGNIFICANT) {
          int context = 16;
          if ((stored & REFINED) == 0) {
            context = (seen(stored, row) & NEIGHBORS) != 0 ? 15 : 14;
            flags[at] = stored | REFINED;
          }
          int bit = raw ? mq.rawBit() : mq.decode(context);
          int sign = values[index] >> 31; // adds for a one and takes for a zero, away from 0
          int change = (-half ^ -bit) + bit;
          values[index] += (change ^ sign) - sign;
        }
      }
    }
  }

  private void cleanUp(int top, int bottom, int plane) {
    int[] flags = this.flags;
    byte[] contexts = this.contexts;
    MqDecoder mq = this.mq;
    int stride = this.stride;
    int columns = width;
    for (int col = 0; col < columns; col++) {
      int row = top;
      boolean found = false;
      if (bottom - top == 4 && isQuiet(top, col)) {
        if (mq.decode(RUN_LENGTH) == 0) {
          continue;
        }
        row += mq.decode(UNIFORM) << 1 | mq.decode(UNIFORM);
        found = true;
      }
      int at = (row + 1) * stride + col + 1;
      for (; row < bottom; row++, at += stride) {
        int flag = flags[at];
        if ((flag & (SIGNIFICANT | VISITED)) == 0) {
          flag = seen(flag, row);
          if (found || mq.decode(contexts[flag & NEIGHBORS]) != 0) {
            becomeSignificant(at, row, col, flag, plane, false);
          }
        }
        found = false;
        flags[at] &= ~VISITED;
      }
    }
  }

  /** Whether nothing is known of the four coefficients of a column, nor of those around them. */
  private boolean isQuiet(int top, int col) {
    int at = (top + 1) * stride + col + 1;
    int any =
        flags[at]
            | flags[at + stride]
            | flags[at + 2 * stride]
            | seen(flags[at + 3 * stride], top + 3);
    return (any & (NEIGHBORS | SIGNIFICANT | VISITED)) == 0;
  }

  private void becomeSignificant(int at, int row, int col, int flag, int plane, boolean raw) {
    int negative;
    if (raw) {
      negative = mq.rawBit();
    } else {
      int coding = SIGN_CODING[flag >> 4 & 0xff];
      negative = mq.decode(coding & 0x7f) ^ (coding >> 7 & 1);
    }
    int value = 3 << plane;
    values[row * width + col] = negative != 0 ? -value : value;
    flags[at] |= SIGNIFICANT;
    flags[at - stride - 1] |= SE;
    flags[at - stride + 1] |= SW;
    flags[at + stride - 1] |= NE;
    flags[at + stride + 1] |= NW;
    flags[at - stride] |= negative != 0 ? S | NEGATIVE_S : S;
    flags[at + stride] |= negative != 0 ? N | NEGATIVE_N : N;
    flags[at - 1] |= negative != 0 ? E | NEGATIVE_E : E;
    flags[at + 1] |= negative != 0 ? W | NEGATIVE_W : W;
  }
}
