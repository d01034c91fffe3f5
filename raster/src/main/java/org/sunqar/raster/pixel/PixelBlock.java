// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.pixel;

/**
 * A rectangle of samples of one band in their stored type, row by row. The arrays are the block's
 * own storage, not copies: a kernel may run on them, and whoever changes them changes the block.
 */
public sealed interface PixelBlock {

  int width();

  int height();

  PixelType type();

  /**
   * The sample at an index (row * width + column) as a double; unsigned types come out positive.
   */
  double get(int index);

  /** Sets the sample at an index, rounding to nearest and clamping to the range of the type. */
  void set(int index, double value);

  default int size() {
    return width() * height();
  }

  /** Sets all samples, as {@link #set} does. */
  default void fill(double value) {
    int size = size();
    if (size == 0) {
      return;
    }
    set(0, value);
    // doubled by array copies: a call for each sample took a third of the writing of maps
    for (int done = 1; done < size; done += Math.min(done, size - done)) {
      copy(this, 0, done, Math.min(done, size - done));
    }
  }

  /**
   * Copies samples from a block of the same type.
   *
   * @param from index of the first in {@code source}
   * @param to index of the first here
   */
  @SuppressWarnings("SuspiciousSystemArraycopy") // both are arrays of the one type
  default void copy(PixelBlock source, int from, int to, int count) {
    if (source.type() != type()) {
      throw new IllegalArgumentException(source.type() + " into " + type());
    }
    System.arraycopy(source.array(), from, array(), to, count);
  }

  /** The storage: an array of the primitive type that holds the samples. */
  default Object array() {
    return switch (this) {
      case Bytes b -> b.values();
      case Shorts b -> b.values();
      case Ints b -> b.values();
      case Longs b -> b.values();
      case Floats b -> b.values();
      case Doubles b -> b.values();
    };
  }

  /** A block of zeros. */
  static PixelBlock of(PixelType type, int width, int height) {
    int size = Math.multiplyExact(width, height);
    return switch (type) {
      case UINT8, INT8 -> new Bytes(type, width, height, new byte[size]);
      case UINT16, INT16 -> new Shorts(type, width, height, new short[size]);
      case UINT32, INT32 -> new Ints(type, width, height, new int[size]);
      case UINT64, INT64 -> new Longs(type, width, height, new long[size]);
      case FLOAT32 -> new Floats(width, height, new float[size]);
      case FLOAT64 -> new Doubles(width, height, new double[size]);
    };
  }

  /** Samples of {@link PixelType#UINT8} or {@link PixelType#INT8}. */
  @SuppressWarnings("ArrayRecordComponent") // storage, shared on purpose
  record Bytes(PixelType type, int width, int height, byte[] values) implements PixelBlock {
    @Override
    public double get(int index) {
      return type.isSigned() ? values[index] : values[index] & 0xff;
    }

    @Override
    public void set(int index, double value) {
      values[index] = (byte) (type.isSigned() ? clamp(value, -128, 127) : clamp(value, 0, 255));
    }
  }

  /** Samples of {@link PixelType#UINT16} or {@link PixelType#INT16}. */
  @SuppressWarnings("ArrayRecordComponent")
  record Shorts(PixelType type, int width, int height, short[] values) implements PixelBlock {
    @Override
    public double get(int index) {
      return type.isSigned() ? values[index] : values[index] & 0xffff;
    }

    @Override
    public void set(int index, double value) {
      values[index] =
          (short) (type.isSigned() ? clamp(value, -32768, 32767) : clamp(value, 0, 65535));
    }
  }

  /** Samples of {@link PixelType#UINT32} or {@link PixelType#INT32}. */
  @SuppressWarnings("ArrayRecordComponent")
  record Ints(PixelType type, int width, int height, int[] values) implements PixelBlock {
    @Override
    public double get(int index) {
      return type.isSigned() ? values[index] : values[index] & 0xffffffffL;
    }

    @Override
    public void set(int index, double value) {
      values[index] =
          (int)
              (type.isSigned()
                  ? clamp(value, Integer.MIN_VALUE, Integer.MAX_VALUE)
                  : clamp(value, 0, 0xffffffffL));
    }
  }

  /**
   * Samples of {@link PixelType#UINT64} or {@link PixelType#INT64}; doubles hold 53 bits of one.
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Longs(PixelType type, int width, int height, long[] values) implements PixelBlock {
    @Override
    public double get(int index) {
      long value = values[index];
      return type.isSigned() || value >= 0 ? value : ((value >>> 1) | (value & 1)) * 2.0;
    }

    @Override
    public void set(int index, double value) {
      values[index] =
          type.isSigned() || value < 0x1p63
              ? type.isSigned() ? Math.round(value) : Math.max(0, Math.round(value))
              : value >= 0x1p64 ? -1 : (long) (value - 0x1p63) ^ Long.MIN_VALUE;
    }
  }

  /** Samples of {@link PixelType#FLOAT32}. */
  @SuppressWarnings("ArrayRecordComponent")
  record Floats(int width, int height, float[] values) implements PixelBlock {
    @Override
    public PixelType type() {
      return PixelType.FLOAT32;
    }

    @Override
    public double get(int index) {
      return values[index];
    }

    @Override
    public void set(int index, double value) {
      values[index] = (float) value;
    }
  }

  /** Samples of {@link PixelType#FLOAT64}. */
  @SuppressWarnings("ArrayRecordComponent")
  record Doubles(int width, int height, double[] values) implements PixelBlock {
    @Override
    public PixelType type() {
      return PixelType.FLOAT64;
    }

    @Override
    public double get(int index) {
      return values[index];
    }

    @Override
    public void set(int index, double value) {
      values[index] = value;
    }
  }

  private static long clamp(double value, long low, long high) {
    return Math.max(low, Math.min(high, Math.round(value)));
  }
}
