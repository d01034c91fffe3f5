// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.pixel;

/**
 * Samples of any type to doubles and back, many at once. One small loop for each type, so that each
 * is compiled for what it does; {@link PixelBlock#get} one by one is several times slower.
 */
public final class SampleValues {

  /**
   * Reads samples as doubles; unsigned types come out positive.
   *
   * @param from index of the first sample in the block
   * @param out its first {@code count} elements are set
   */
  public static void load(PixelBlock block, int from, int count, double[] out) {
    load(block, from, count, out, 0);
  }

  /**
   * As above, to another place.
   *
   * @param at index in {@code out} of the first sample
   */
  public static void load(PixelBlock block, int from, int count, double[] out, int at) {
    boolean signed = block.type().isSigned();
    switch (block) {
      case PixelBlock.Bytes b when signed -> loadInt8(b.values(), from, count, out, at);
      case PixelBlock.Bytes b -> loadUint8(b.values(), from, count, out, at);
      case PixelBlock.Shorts b when signed -> loadInt16(b.values(), from, count, out, at);
      case PixelBlock.Shorts b -> loadUint16(b.values(), from, count, out, at);
      case PixelBlock.Ints b when signed -> loadInt32(b.values(), from, count, out, at);
      case PixelBlock.Ints b -> loadUint32(b.values(), from, count, out, at);
      case PixelBlock.Floats b -> loadFloat32(b.values(), from, count, out, at);
      case PixelBlock.Doubles b -> System.arraycopy(b.values(), from, out, at, count);
      case PixelBlock.Longs b -> loadOneByOne(b, from, count, out, at);
    }
  }

  /**
   * Writes doubles as samples, rounding to nearest and clamping as {@link PixelBlock#set} does.
   *
   * @param to index of the first sample in the block
   */
  public static void store(double[] in, int count, PixelBlock block, int to) {
    store(in, 0, count, block, to);
  }

  /**
   * As above, from another place.
   *
   * @param at index in {@code in} of the first value
   */
  public static void store(double[] in, int at, int count, PixelBlock block, int to) {
    switch (block) {
      case PixelBlock.Floats b -> storeFloat32(in, at, count, b.values(), to);
      case PixelBlock.Doubles b -> System.arraycopy(in, at, b.values(), to, count);
      case PixelBlock.Bytes b -> storeBytes(in, at, count, b, to);
      case PixelBlock.Shorts b -> storeShorts(in, at, count, b, to);
      case PixelBlock.Ints b -> storeInts(in, at, count, b, to);
      case PixelBlock.Longs b -> storeLongs(in, at, count, b, to);
    }
  }

  private static void loadInt8(byte[] in, int from, int count, double[] out, int at) {
    for (int i = 0; i < count; i++) {
      out[at + i] = in[from + i];
    }
  }

  private static void loadUint8(byte[] in, int from, int count, double[] out, int at) {
    for (int i = 0; i < count; i++) {
      out[at + i] = in[from + i] & 0xff;
    }
  }

  private static void loadInt16(short[] in, int from, int count, double[] out, int at) {
    for (int i = 0; i < count; i++) {
      out[at + i] = in[from + i];
    }
  }

  private static void loadUint16(short[] in, int from, int count, double[] out, int at) {
    for (int i = 0; i < count; i++) {
      out[at + i] = in[from + i] & 0xffff;
    }
  }

  private static void loadInt32(int[] in, int from, int count, double[] out, int at) {
    for (int i = 0; i < count; i++) {
      out[at + i] = in[from + i];
    }
  }

  private static void loadUint32(int[] in, int from, int count, double[] out, int at) {
    for (int i = 0; i < count; i++) {
      out[at + i] = in[from + i] & 0xffffffffL;
    }
  }

  private static void loadFloat32(float[] in, int from, int count, double[] out, int at) {
    for (int i = 0; i < count; i++) {
      out[at + i] = in[from + i];
    }
  }

  private static void loadOneByOne(PixelBlock.Longs in, int from, int count, double[] out, int at) {
    for (int i = 0; i < count; i++) {
      out[at + i] = in.get(from + i);
    }
  }

  private static void storeFloat32(double[] in, int at, int count, float[] out, int to) {
    for (int i = 0; i < count; i++) {
      out[to + i] = (float) in[at + i];
    }
  }

  private static void storeBytes(double[] in, int at, int count, PixelBlock.Bytes out, int to) {
    for (int i = 0; i < count; i++) {
      out.set(to + i, in[at + i]);
    }
  }

  private static void storeShorts(double[] in, int at, int count, PixelBlock.Shorts out, int to) {
    for (int i = 0; i < count; i++) {
      out.set(to + i, in[at + i]);
    }
  }

  private static void storeInts(double[] in, int at, int count, PixelBlock.Ints out, int to) {
    for (int i = 0; i < count; i++) {
      out.set(to + i, in[at + i]);
    }
  }

  private static void storeLongs(double[] in, int at, int count, PixelBlock.Longs out, int to) {
    for (int i = 0; i < count; i++) {
      out.set(to + i, in[at + i]);
    }
  }

  private SampleValues() {}
}
