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

  /** Copies {@code count} samples of a block from index {@code from} on to contiguous bytes. */
  static void pack(PixelBlock block, int from, byte[] raw, int to, int count) {
    MemorySegment out = MemorySegment.ofArray(raw);
    switch (block) {
      case PixelBlock.Bytes b -> System.arraycopy(b.values(), from, raw, to, count);
      case PixelBlock.Shorts b -> MemorySegment.copy(b.values(), from, out, SHORT, to, count);
      case PixelBlock.Ints b -> MemorySegment.copy(b.values(), from, out, INT, to, count);
      case PixelBlock.Floats b -> MemorySegment.copy(b.values(), from, out, FLOAT, to, count);
      case PixelBlock.Longs b -> MemorySegment.copy(b.values(), from, out, LONG, to, count);
      case PixelBlock.Doubles b -> MemorySegment.copy(b.values(), from, out, DOUBLE, to, count);
    }
  }

  private static void unpack1(byte[] raw, int from, int stride, byte[] out, int to, int count) {
    for (int i = 0; i < count; i++) {
      out[to + i] = raw[from + i * stride];
    }
  }

  private static void unpack2(byte[] raw, int from, int stride, short[] out, int to, int count) {
    for (int i = 0; i < count; i++) {
      out[to + i] = (short) ByteViews.SHORT.get(raw, from + 2 * i * stride);
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
