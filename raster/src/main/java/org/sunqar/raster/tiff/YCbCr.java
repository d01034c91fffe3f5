// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.tiff;

/** The YCbCr colours of JFIF (ITU-R BT.601, full range) with the rounding of libjpeg. */
final class YCbCr {

  /** Contributions of Cr to red, Cb to blue (rounded), and of both to green (times 2^16). */
  private static final int[] CR_RED = new int[256];

  private static final int[] CB_BLUE = new int[256];
  private static final int[] CR_GREEN = new int[256];
  private static final int[] CB_GREEN = new int[256];

  static {
    for (int i = 0; i < 256; i++) {
      int x = i - 128;
      CR_RED[i] = (fixed(1.40200) * x + (1 << 15)) >> 16;
      CB_BLUE[i] = (fixed(1.77200) * x + (1 << 15)) >> 16;
      CR_GREEN[i] = -fixed(0.71414) * x;
      CB_GREEN[i] = -fixed(0.34414) * x + (1 << 15);
    }
  }

  /** Converts pixels of three bytes each. */
  static void toRgb(byte[] in, byte[] out, int pixels) {
    for (int i = 0; i < 3 * pixels; i += 3) {
      int y = in[i] & 0xff;
      int cb = in[i + 1] & 0xff;
      int cr = in[i + 2] & 0xff;
      out[i] = clamp(y + CR_RED[cr]);
      out[i + 1] = clamp(y + ((CB_GREEN[cb] + CR_GREEN[cr]) >> 16));
      out[i + 2] = clamp(y + CB_BLUE[cb]);
    }
  }

  private static byte clamp(int value) {
    return (byte) Math.clamp(value, 0, 255);
  }

  private static int fixed(double factor) {
    return (int) (factor * 65536 + 0.5);
  }

  private YCbCr() {}
}
