// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.tiff;

import org.sunqar.raster.pixel.PixelType;

/**
 * Turns samples of formats that Java has no type for into little-endian samples of the type they
 * are read as: packed integers, floats of 16 and 24 bits, complex numbers. One small method per
 * format, so that each is compiled for itself.
 */
final class SampleExpander {

  /**
   * Expands the rows of a block.
   *
   * @param in stored rows of {@code inRow} bytes, whole bytes little-endian
   * @param out rows of {@code samples} samples of the format's type
   * @param samples of one row
   */
  static void expand(SampleFormat format, byte[] in, int inRow, byte[] out, int rows, int samples) {
    int outRow = samples * format.type().bytes();
    for (int row = 0; row < rows; row++) {
      expandRow(format, in, row * inRow, out, row * outRow, samples);
    }
  }

  private static void expandRow(
      SampleFormat format, byte[] in, int from, byte[] out, int to, int samples) {
    int bits = format.bits();
    switch (format.kind()) {
      case UNSIGNED, SIGNED -> {
        boolean signed = format.kind() == SampleFormat.Kind.SIGNED;
        if (bits == 24) {
          integers24(in, from, out, to, samples, signed);
        } else if (bits == 1 && !signed) {
          singleBits(in, from, out, to, samples);
        } else if (format.type().bytes() == 1) {
          packed1(in, from, bits, out, to, samples, signed);
        } else if (format.type().bytes() == 2) {
          packed2(in, from, bits, out, to, samples, signed);
        } else {
          packed4(in, from, bits, out, to, samples, signed);
        }
      }
      case FLOAT -> {
        if (bits == 16) {
          floats16(in, from, out, to, samples);
        } else {
          floats24(in, from, out, to, samples);
        }
      }
      case COMPLEX_INTEGER -> {
        if (bits == 32) {
          complexShorts(in, from, out, to, samples);
        } else {
          complexInts(in, from, out, to, samples);
        }
      }
      case COMPLEX_FLOAT -> {
        if (format.type() == PixelType.FLOAT32) {
          complexFloats(in, from, out, to, samples);
        } else {
          complexDoubles(in, from, out, to, samples);
        }
      }
    }
  }

  private static void singleBits(byte[] in, int from, byte[] out, int to, int samples) {
    for (int i = 0; i < samples; i++) {
      out[to + i] = (byte) ((in[from + (i >> 3)] >> (7 - (i & 7))) & 1);
    }
  }

  private static void packed1(
      byte[] in, int from, int bits, byte[] out, int to, int samples, boolean signed) {
    long bit = 0;
    for (int i = 0; i < samples; i++, bit += bits) {
      out[to + i] = (byte) packed(in, from, bit, bits, signed);
    }
  }

  private static void packed2(
      byte[] in, int from, int bits, byte[] out, int to, int samples, boolean signed) {
    long bit = 0;
    for (int i = 0; i < samples; i++, bit += bits) {
      ByteViews.SHORT.set(out, to + 2 * i, (short) packed(in, from, bit, bits, signed));
    }
  }

  private static void packed4(
      byte[] in, int from, int bits, byte[] out, int to, int samples, boolean signed) {
    long bit = 0;
    for (int i = 0; i < samples; i++, bit += bits) {
      ByteViews.INT.set(out, to + 4 * i, packed(in, from, bit, bits, signed));
    }
  }

  /** The integer of up to 32 bits that starts so many bits after a byte. */
  private static int packed(byte[] in, int from, long bit, int bits, boolean signed) {
    int at = from + (int) (bit >> 3);
    int end = (int) (bit & 7) + bits;
    long gathered = 0;
    int have = 0;
    while (have < end) {
      gathered = (gathered << 8) | (in[at++] & 0xff);
      have += 8;
    }
    long value = gathered >>> (have - end);
    int unused = 64 - bits;
    return (int) (signed ? value << unused >> unused : value << unused >>> unused);
  }

  /**
   * Most significant byte first in files of little-endian byte order and last in the others: so
   * GDAL writes and reads them, for which they are bits of a stream that libtiff then swaps.
   */
  private static void integers24(
      byte[] in, int from, byte[] out, int to, int samples, boolean signed) {
    for (int i = 0; i < samples; i++) {
      int value = Integer.reverseBytes(word24(in, from + 3 * i)) >>> 8;
      ByteViews.INT.set(out, to + 4 * i, signed ? value << 8 >> 8 : value);
    }
  }

  private static int word24(byte[] in, int at) {
    return (in[at] & 0xff) | (in[at + 1] & 0xff) << 8 | (in[at + 2] & 0xff) << 16;
  }

  private static void floats16(byte[] in, int from, byte[] out, int to, int samples) {
    for (int i = 0; i < samples; i++) {
      float value = Float.float16ToFloat((short) ByteViews.SHORT.get(in, from + 2 * i));
      ByteViews.INT.set(out, to + 4 * i, Float.floatToRawIntBits(value));
    }
  }

  /** One bit of sign, 7 of exponent (biased by 63), 16 of fraction: Adobe's Technical Note 3. */
  private static void floats24(byte[] in, int from, byte[] out, int to, int samples) {
    for (int i = 0; i < samples; i++) {
      ByteViews.INT.set(out, to + 4 * i, float24(word24(in, from + 3 * i)));
    }
  }

  /** The bits of the same number as a 32-bit float. */
  static int float24(int word) {
    int sign = (word & 0x800000) << 8;
    int exponent = (word >> 16) & 0x7f;
    int fraction = word & 0xffff;
    if (exponent == 0x7f) {
      return sign | 0x7f800000 | fraction << 7;
    }
    if (exponent == 0) { // zero, or a subnormal number, which a 32-bit float holds as a normal one
      return sign | Float.floatToRawIntBits(fraction * 0x1p-78f);
    }
    return sign | (exponent + 64) << 23 | fraction << 7;
  }

  private static void complexShorts(byte[] in, int from, byte[] out, int to, int samples) {
    for (int i = 0; i < samples; i++) {
      double re = (short) ByteViews.SHORT.get(in, from + 4 * i);
      double im = (short) ByteViews.SHORT.get(in, from + 4 * i + 2);
      setFloat(out, to + 4 * i, Math.sqrt(re * re + im * im));
    }
  }

  private static void complexInts(byte[] in, int from, byte[] out, int to, int samples) {
    for (int i = 0; i < samples; i++) {
      double re = (int) ByteViews.INT.get(in, from + 8 * i);
      double im = (int) ByteViews.INT.get(in, from + 8 * i + 4);
      setDouble(out, to + 8 * i, Math.sqrt(re * re + im * im));
    }
  }

  private static void complexFloats(byte[] in, int from, byte[] out, int to, int samples) {
    for (int i = 0; i < samples; i++) {
      double re = Float.intBitsToFloat((int) ByteViews.INT.get(in, from + 8 * i));
      double im = Float.intBitsToFloat((int) ByteViews.INT.get(in, from + 8 * i + 4));
      setFloat(out, to + 4 * i, Math.sqrt(re * re + im * im)); // squares of floats fit a double
    }
  }

  private static void complexDoubles(byte[] in, int from, byte[] out, int to, int samples) {
    for (int i = 0; i < samples; i++) {
      double re = Double.longBitsToDouble((long) ByteViews.LONG.get(in, from + 16 * i));
      double im = Double.longBitsToDouble((long) ByteViews.LONG.get(in, from + 16 * i + 8));
      setDouble(out, to + 8 * i, Math.hypot(re, im));
    }
  }

  private static void setFloat(byte[] out, int at, double value) {
    ByteViews.INT.set(out, at, Float.floatToRawIntBits((float) value));
  }

  private static void setDouble(byte[] out, int at, double value) {
    ByteViews.LONG.set(out, at, Double.doubleToRawLongBits(value));
  }

  private SampleExpander() {}
}
