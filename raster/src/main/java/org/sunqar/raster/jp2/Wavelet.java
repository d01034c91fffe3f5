// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.jp2;

/**
 * The inverse wavelet transforms (ISO/IEC 15444-1 annex F). A level's low and high samples lie side
 * by side, the low ones first, in rows and in columns; they are merged in place.
 */
final class Wavelet {

  /** Columns that are transformed together, so that rows of them fill cache lines. */
  private static final int COLUMNS = 16;

  private static final float ALPHA = (float) -1.586134342059924;
  private static final float BETA = (float) -0.052980118572961;
  private static final float GAMMA = (float) 0.882911075530934;
  private static final float DELTA = (float) 0.443506852043971;
  private static final float K = (float) 1.230174104914001;

  /**
   * Merges one level of the reversible 5-3 transform.
   *
   * @param data rows of {@code stride} samples
   * @param area of the merged level, on its own grid
   */
  static void merge53(int[] data, int stride, Rect area) {
    int width = area.width();
    int height = area.height();
    int[] line = new int[width];
    for (int row = 0; row < height; row++) {
      interleave(data, row * stride, line, width, area.x0() & 1);
      lift53(line, width, 1, area.x0() & 1);
      System.arraycopy(line, 0, data, row * stride, width);
    }
    int[] columns = new int[height * COLUMNS];
    int parity = area.y0() & 1;
    for (int col = 0; col < width; col += COLUMNS) {
      int count = Math.min(COLUMNS, width - col);
      for (int row = 0; row < height; row++) {
        int from = source(row, height, parity) * stride + col;
        System.arraycopy(data, from, columns, row * COLUMNS, count);
      }
      lift53(columns, height, COLUMNS, parity);
      for (int row = 0; row < height; row++) {
        System.arraycopy(columns, row * COLUMNS, data, row * stride + col, count);
      }
    }
  }

  /** Merges one level of the irreversible 9-7 transform; as {@link #merge53}. */
  static void merge97(float[] data, int stride, Rect area) {
    int width = area.width();
    int height = area.height();
    float[] line = new float[width];
    for (int row = 0; row < height; row++) {
      interleave(data, row * stride, line, width, area.x0() & 1);
      lift97(line, width, 1, area.x0() & 1);
      System.arraycopy(line, 0, data, row * stride, width);
    }
    float[] columns = new float[height * COLUMNS];
    int parity = area.y0() & 1;
    for (int col = 0; col < width; col += COLUMNS) {
      int count = Math.min(COLUMNS, width - col);
      for (int row = 0; row < height; row++) {
        int from = source(row, height, parity) * stride + col;
        System.arraycopy(data, from, columns, row * COLUMNS, count);
      }
      lift97(columns, height, COLUMNS, parity);
      for (int row = 0; row < height; row++) {
        System.arraycopy(columns, row * COLUMNS, data, row * stride + col, count);
      }
    }
  }

  /** Where the sample at an index lies before merging. */
  private static int source(int index, int length, int parity) {
    int low = (length + 1 - parity) / 2;
    return ((index + parity) & 1) == 0 ? index / 2 : low + (index + parity - 1) / 2;
  }

  private static void interleave(int[] in, int from, int[] out, int length, int parity) {
    int low = from;
    int high = from + (length + 1 - parity) / 2;
    for (int i = parity; i < length; i += 2) {
      out[i] = in[low++];
    }
    for (int i = 1 - parity; i < length; i += 2) {
      out[i] = in[high++];
    }
  }

  private static void interleave(float[] in, int from, float[] out, int length, int parity) {
    int low = from;
    int high = from + (length + 1 - parity) / 2;
    for (int i = parity; i < length; i += 2) {
      out[i] = in[low++];
    }
    for (int i = 1 - parity; i < length; i += 2) {
      out[i] = in[high++];
    }
  }

  /** Lifts lines of {@code lanes} neighbouring samples each; low samples start at the parity. */
  private static void lift53(int[] line, int length, int lanes, int parity) {
    if (length == 1) {
      for (int k = 0; k < lanes && parity == 1; k++) {
        line[k] >>= 1;
      }
      return;
    }
    for (int i = parity; i < length; i += 2) {
      int before = mirror(i - 1, length) * lanes;
      int after = mirror(i + 1, length) * lanes;
      for (int k = 0; k < lanes; k++) {
        line[i * lanes + k] -= (line[before + k] + line[after + k] + 2) >> 2;
      }
    }
    for (int i = 1 - parity; i < length; i += 2) {
      int before = mirror(i - 1, length) * lanes;
      int after = mirror(i + 1, length) * lanes;
      for (int k = 0; k < lanes; k++) {
        line[i * lanes + k] += (line[before + k] + line[after + k]) >> 1;
      }
    }
  }

  private static void lift97(float[] line, int length, int lanes, int parity) {
    if (length == 1) {
      for (int k = 0; k < lanes && parity == 1; k++) {
        line[k] *= 0.5f;
      }
      return;
    }
    for (int i = 0; i < length; i++) {
      float factor = ((i + parity) & 1) == 0 ? K : 1 / K;
      for (int k = 0; k < lanes; k++) {
        line[i * lanes + k] *= factor;
      }
    }
    step97(line, length, lanes, parity, DELTA);
    step97(line, length, lanes, 1 - parity, GAMMA);
    step97(line, length, lanes, parity, BETA);
    step97(line, length, lanes, 1 - parity, ALPHA);
  }

  private static void step97(float[] line, int length, int lanes, int first, float factor) {
    for (int i = first; i < length; i += 2) {
      int before = mirror(i - 1, length) * lanes;
      int after = mirror(i + 1, length) * lanes;
      for (int k = 0; k < lanes; k++) {
        line[i * lanes + k] -= factor * (line[before + k] + line[after + k]);
      }
    }
  }

  /** Lines continue beyond their ends as if mirrored there. */
  private static int mirror(int index, int length) {
    return index < 0 ? -index : index >= length ? 2 * (length - 1) - index : index;
  }

  private Wavelet() {}
}
