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

  /** A block of zeros. */
  static PixelBlock of(PixelType type, int width, int height) {
    int size = Math.multiplyExact(width, height);
    return switch (type) {
      case UINT8, INT8 -> new Bytes(type, width, height, new byte[size]);
      case UINT16, INT16 -> new Shorts(type, width, height, new short[size]);
      case UINT32, INT32 -> new Ints(type, width, height, new int[size]);
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
