// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.tiff;

/**
 * Differences between neighbours, which compress better than values: TIFF 6.0 section 14 (predictor
 * 2, on integers of the size of a sample whatever its type), and Adobe's TIFF Technical Note 3
 * (predictor 3, on the bytes of floats regrouped by significance).
 *
 * <p>All methods work in place on rows of little-endian samples. One small method per sample size:
 * a method shared by several would be compiled for their mixture and run several times slower.
 */
final class Predictor {

  static final int NONE = 1;
  static final int HORIZONTAL = 2;
  static final int FLOATING_POINT = 3;

  /**
   * Restores samples from horizontal differences.
   *
   * @param rowBytes bytes of a row
   * @param samples samples per pixel: each is the sum with the one that lies so many before it
   */
  static void undoHorizontal(byte[] data, int rows, int rowBytes, int samples, int sampleBytes) {
    for (int row = 0; row < rows; row++) {
      int from = row * rowBytes;
      int to = from + rowBytes;
      switch (sampleBytes) {
        case 1 -> sum1(data, from + samples, to, samples);
        case 2 -> sum2(data, from, to, samples);
        case 4 -> sum4(data, from + 4 * samples, to, samples);
        default -> sum8(data, from + 8 * samples, to, samples);
      }
    }
  }

  private static void sum1(byte[] data, int from, int to, int samples) {
    for (int i = from; i < to; i++) {
      data[i] += data[i - samples];
    }
  }

  private static void sum2(byte[] data, int from, int to, int samples) {
    if (samples == 1) {
      sum2Single(data, from, to);
    } else {
      sum2Several(data, from + 2 * samples, to, samples);
    }
  }

  /** The hot loop of single-band 16-bit files: the running sum stays in a register. */
  private static void sum2Single(byte[] data, int from, int to) {
    int sum = 0;
    for (int i = from; i < to; i += 2) {
      sum += (short) ByteViews.SHORT.get(data, i);
      ByteViews.SHORT.set(data, i, (short) sum);
    }
  }

  private static void sum2Several(byte[] data, int from, int to, int samples) {
    for (int i = from; i < to; i += 2) {
      int value = (short) ByteViews.SHORT.get(data, i);
      int before = (short) ByteViews.SHORT.get(data, i - 2 * samples);
      ByteViews.SHORT.set(data, i, (short) (value + before));
    }
  }

  private static void sum4(byte[] data, int from, int to, int samples) {
    for (int i = from; i < to; i += 4) {
      int value = (int) ByteViews.INT.get(data, i);
      ByteViews.INT.set(data, i, value + (int) ByteViews.INT.get(data, i - 4 * samples));
    }
  }

  private static void sum8(byte[] data, int from, int to, int samples) {
    for (int i = from; i < to; i += 8) {
      long value = (long) ByteViews.LONG.get(data, i);
      ByteViews.LONG.set(data, i, value + (long) ByteViews.LONG.get(data, i - 8 * samples));
    }
  }

  /** Replaces samples by horizontal differences; the inverse of {@link #undoHorizontal}. */
  static void applyHorizontal(byte[] data, int rows, int rowBytes, int samples, int sampleBytes) {
    for (int row = 0; row < rows; row++) {
      int from = row * rowBytes + samples * sampleBytes;
      int last = (row + 1) * rowBytes - sampleBytes;
      switch (sampleBytes) {
        case 1 -> difference1(data, from, last, samples);
        case 2 -> difference2(data, from, last, samples);
        case 4 -> difference4(data, from, last, samples);
        default -> difference8(data, from, last, samples);
      }
    }
  }

  private static void difference1(byte[] data, int from, int last, int samples) {
    for (int i = last; i >= from; i--) {
      data[i] -= data[i - samples];
    }
  }

  private static void difference2(byte[] data, int from, int last, int samples) {
    for (int i = last; i >= from; i -= 2) {
      int value = (short) ByteViews.SHORT.get(data, i);
      int before = (short) ByteViews.SHORT.get(data, i - 2 * samples);
      ByteViews.SHORT.set(data, i, (short) (value - before));
    }
  }

  private static void difference4(byte[] data, int from, int last, int samples) {
    for (int i = last; i >= from; i -= 4) {
      int value = (int) ByteViews.INT.get(data, i);
      ByteViews.INT.set(data, i, value - (int) ByteViews.INT.get(data, i - 4 * samples));
    }
  }

  private static void difference8(byte[] data, int from, int last, int samples) {
    for (int i = last; i >= from; i -= 8) {
      long value = (long) ByteViews.LONG.get(data, i);
      ByteViews.LONG.set(data, i, value - (long) ByteViews.LONG.get(data, i - 8 * samples));
    }
  }

  /**
   * Restores floats: bytes are summed along the row, then gathered from the planes of equal
   * significance, the most significant first.
   *
   * @param scratch room for one row
   */
  static void undoFloatingPoint(
      byte[] data, int rows, int rowBytes, int samples, int sampleBytes, byte[] scratch) {
    int values = rowBytes / sampleBytes;
    for (int row = 0; row < rows; row++) {
      int from = row * rowBytes;
      sum1(data, from + samples, from + rowBytes, samples);
      System.arraycopy(data, from, scratch, 0, rowBytes);
      for (int plane = 0; plane < sampleBytes; plane++) {
        scatter(scratch, plane * values, values, data, from + sampleBytes - 1 - plane, sampleBytes);
      }
    }
  }

  /** The inverse of {@link #undoFloatingPoint}. */
  static void applyFloatingPoint(
      byte[] data, int rows, int rowBytes, int samples, int sampleBytes, byte[] scratch) {
    int values = rowBytes / sampleBytes;
    for (int row = 0; row < rows; row++) {
      int from = row * rowBytes;
      System.arraycopy(data, from, scratch, 0, rowBytes);
      for (int plane = 0; plane < sampleBytes; plane++) {
        gather(scratch, sampleBytes - 1 - plane, sampleBytes, data, from + plane * values, values);
      }
      difference1(data, from + samples, from + rowBytes - 1, samples);
    }
  }

  private static void scatter(byte[] in, int from, int count, byte[] out, int to, int stride) {
    for (int i = 0; i < count; i++) {
      out[to + i * stride] = in[from + i];
    }
  }

  private static void gather(byte[] in, int from, int stride, byte[] out, int to, int count) {
    for (int i = 0; i < count; i++) {
      out[to + i] = in[from + i * stride];
    }
  }

  private Predictor() {}
}
