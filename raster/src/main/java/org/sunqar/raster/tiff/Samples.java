// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.tiff;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import org.sunqar.raster.pixel.PixelBlock;

/** Moves runs of samples between little-endian bytes and the typed arrays of pixel blocks. */
final class Samples {

  private static final ValueLayout.OfShort SHORT =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfFloat FLOAT =
      ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfDouble DOUBLE =
      ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  /**
   * Copies {@code count} samples to a block from index {@code to} on.
   *
   * @param from byte offset of the first sample
   * @param stride samples from one to the next: 1 where they are contiguous
   */
  static void unpack(byte[] raw, int from, int stride, PixelBlock block, int to, int count) {
    if (stride == 1) {
      unpackRun(raw, from, block, to, count);
      return;
    }
    switch (block) {
      case PixelBlock.Bytes b -> unpack1(raw, from, stride, b.values(), to, count);
      case PixelBlock.Shorts b -> unpack2(raw, from, stride, b.values(), to, count);
      case PixelBlock.Ints b -> unpack4(raw, from, stride, b.values(), to, count);
      case PixelBlock.Floats b -> unpackFloats(raw, from, stride, b.values(), to, count);
      case PixelBlock.Longs b -> unpackLongs(raw, from, stride, b.values(), to, count);
      case PixelBlock.Doubles b -> unpackDoubles(raw, from, stride, b.values(), to, count);
    }
  }

  private static void unpackRun(byte[] raw, int from, PixelBlock block, int to, int count) {
    MemorySegment in = MemorySegment.ofArray(raw);
    switch (block) {
      case PixelBlock.Bytes b -> System.arraycopy(raw, from, b.values(), to, count);
      case PixelBlock.Shorts b -> MemorySegment.copy(in, SHORT, from, b.values(), to, count);
      case PixelBlock.Ints b -> MemorySegment.copy(in, INT, from, b.values(), to, count);
      case PixelBlock.Floats b -> MemorySegment.copy(in, FLOAT, from, b.values(), to, count);
      case PixelBlock.Longs b -> MemorySegment.copy(in, LONG, from, b.values(), to, count);
      case PixelBlock.Doubles b -> MemorySegment.copy(in, DOUBLE, from, b.values(), to, count);
    }
  }

  /**
   * Copies all samples of a block to bytes.
   *
   * @param to byte offset of the first
   * @param stride samples from one to the next: 1 where they are contiguous
   */
  static void pack(PixelBlock block, byte[] raw, int to, int stride) {
    int count = block.size();
    if (stride != 1) {
      switch (block) {
        case PixelBlock.Bytes b -> pack1(b.values(), raw, to, stride);
        case PixelBlock.Shorts b -> pack2(b.values(), raw, to, stride);
        case PixelBlock.Ints b -> pack4(b.values(), raw, to, stride);
        case PixelBlock.Floats b -> packFloats(b.values(), raw, to, stride);
        case PixelBlock.Longs b -> packLongs(b.values(), raw, to, stride);
        case PixelBlock.Doubles b -> packDoubles(b.values(), raw, to, stride);
      }
      return;
    }
    MemorySegment out = MemorySegment.ofArray(raw);
    switch (block) {
      case PixelBlock.Bytes b -> System.arraycopy(b.values(), 0, raw, to, count);
      case PixelBlock.Shorts b -> MemorySegment.copy(b.values(), 0, out, SHORT, to, count);
      case PixelBlock.Ints b -> MemorySegment.copy(b.values(), 0, out, INT, to, count);
      case PixelBlock.Floats b -> MemorySegment.copy(b.values(), 0, out, FLOAT, to, count);
      case PixelBlock.Longs b -> MemorySegment.copy(b.values(), 0, out, LONG, to, count);
      case PixelBlock.Doubles b -> MemorySegment.copy(b.values(), 0, out, DOUBLE, to, count);
    }
  }

  private static void pack1(byte[] in, byte[] raw, int to, int stride) {
    for (int i = 0; i < in.length; i++) {
      raw[to + i * stride] = in[i];
    }
  }

  private static void pack2(short[] in, byte[] raw, int to, int stride) {
    for (int i = 0; i < in.length; i++) {
      ByteViews.SHORT.set(raw, to + 2 * i * stride, in[i]);
    }
  }

  private static void pack4(int[] in, byte[] raw, int to, int stride) {
    for (int i = 0; i < in.length; i++) {
      ByteViews.INT.set(raw, to + 4 * i * stride, in[i]);
    }
  }

  private static void packFloats(float[] in, byte[] raw, int to, int stride) {
    for (int i = 0; i < in.length; i++) {
      ByteViews.INT.set(raw, to + 4 * i * stride, Float.floatToRawIntBits(in[i]));
    }
  }

  private static void packLongs(long[] in, byte[] raw, int to, int stride) {
    for (int i = 0; i < in.length; i++) {
      ByteViews.LONG.set(raw, to + 8 * i * stride, in[i]);
    }
  }

  private static void packDoubles(double[] in, byte[] raw, int to, int stride) {
    for (int i = 0; i < in.length; i++) {
      ByteViews.LONG.set(raw, to + 8 * i * stride, Double.doubleToRawLongBits(in[i]));
    }
  }

  private static void unpack1(byte[] raw, int from, int stride, byte[] out, int to, int count) {
    for (int i = 0; i < count; i++) {
      out[to + i] = raw[from + i * stride];
    }
  }

  private static void unpack2(byte[] raw, int from, int stride, short[] out, int to, int count) {
    int at = from;
    for (int i = 0; i < count; i++) {
      out[to + i] = (short) ByteViews.SHORT.get(raw, at);
      at += 2 * stride;
    }
  }

  private static void unpack4(byte[] raw, int from, int stride, int[] out, int to, int count) {
    for (int i = 0; i < count; i++) {
      out[to + i] = (int) ByteViews.INT.get(raw, from + 4 * i * stride);
    }
  }

  private static void unpackFloats(
      byte[] raw, int from, int stride, float[] out, int to, int count) {
    for (int i = 0; i < count; i++) {
      out[to + i] = Float.intBitsToFloat((int) ByteViews.INT.get(raw, from + 4 * i * stride));
    }
  }

  private static void unpackLongs(byte[] raw, int from, int stride, long[] out, int to, int count) {
    for (int i = 0; i < count; i++) {
      out[to + i] = (long) ByteViews.LONG.get(raw, from + 8 * i * stride);
    }
  }

  private static void unpackDoubles(
      byte[] raw, int from, int stride, double[] out, int to, int count) {
    for (int i = 0; i < count; i++) {
      out[to + i] = Double.longBitsToDouble((long) ByteViews.LONG.get(raw, from + 8 * i * stride));
    }
  }

  private Samples() {}
}
