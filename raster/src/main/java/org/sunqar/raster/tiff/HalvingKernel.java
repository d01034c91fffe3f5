// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.tiff;

import java.util.Arrays;
import org.sunqar.raster.geo.Window;
import org.sunqar.raster.pixel.Resampling;

/**
 * Means that halve a resolution. NaN marks values that do not take part; the weights of the others
 * are scaled to sum to 1. Bilinear and cubic are GDAL's kernels of a reduction by two: a tent over
 * four, and cubic convolution with a = -0.5 (Keys 1981) over eight, along rows and then along
 * columns.
 *
 * @param weights of the values along a row or column that make one; empty for the mean of two by
 *     two
 */
@SuppressWarnings("ArrayRecordComponent") // made here and only read
record HalvingKernel(double[] weights) {

  private static final double[] TENT = {0.125, 0.375, 0.375, 0.125};

  static HalvingKernel of(Resampling method) {
    return new HalvingKernel(
        switch (method) {
          case NEAREST, AVERAGE, MODE -> new double[0];
          case BILINEAR -> TENT;
          case CUBIC -> cubic();
          case CUBIC_SPLINE, LANCZOS, MIN, MAX, MEDIAN, Q1, Q3, SUM, RMS ->
              throw new IllegalArgumentException(
                  "overviews are made by nearest, average, mode, bilinear or cubic, not by "
                      + method.optionName());
        });
  }

  private static double[] cubic() {
    double[] weights = new double[8];
    Arrays.setAll(weights, i -> keys(Math.abs(i - 3.5) / 2) / 2);
    return weights;
  }

  private static double keys(double x) {
    return x <= 1 ? (1.5 * x - 2.5) * x * x + 1 : ((-0.5 * x + 2.5) * x - 4) * x + 2;
  }

  /** Values needed beyond each side of the two that a result stands for. */
  int margin() {
    return weights.length == 0 ? 0 : weights.length / 2 - 1;
  }

  /**
   * Halves a region.
   *
   * @param values rows of the region, with the margin on each side
   * @param stride values of a row
   * @param inside the part of the region that is inside the image
   * @param width results of a row
   * @param height rows of results
   */
  double[] halve(double[] values, int stride, Window inside, int width, int height) {
    double[] results = new double[width * height];
    if (weights.length == 0) {
      for (int y = 0; y < height; y++) {
        means(values, 2 * y * stride, stride, results, y * width, width);
      }
      return results;
    }
    int rows = 2 * height + 2 * margin();
    double[] across = new double[width * rows];
    for (int y = 0; y < rows; y++) {
      for (int x = 0; x < width; x++) {
        int taps = shared(2 * x, inside.col(), inside.endCol());
        across[y * width + x] = weighted(values, y * stride + 2 * x, 1, taps);
      }
    }
    for (int y = 0; y < height; y++) {
      int taps = shared(2 * y, inside.row(), inside.endRow());
      for (int x = 0; x < width; x++) {
        results[y * width + x] = weighted(across, 2 * y * width + x, width, taps);
      }
    }
    return results;
  }

  /** How many of the values from a place on lie inside the image. */
  private int shared(int from, int start, int end) {
    return Math.min(end, from + weights.length) - Math.max(start, from);
  }

  /**
   * A weighted mean. Negative weights around gaps make it jump, so that those of cubic convolution
   * need half of the values without a gap between them, as GDAL does.
   *
   * @param taps values that lie inside the image
   */
  private double weighted(double[] values, int from, int step, int taps) {
    double sum = 0;
    double all = 0;
    int run = 0;
    int longest = 0;
    for (int i = 0; i < weights.length; i++) {
      double value = values[from + i * step];
      if (Double.isNaN(value)) {
        run = 0;
      } else {
        sum += weights[i] * value;
        all += weights[i];
        longest = Math.max(longest, ++run);
      }
    }
    boolean gaps = weights.length == 8 && longest < taps / 2;
    return all > 0 && !gaps ? sum / all : Double.NaN;
  }

  private static void means(
      double[] values, int from, int stride, double[] results, int to, int width) {
    for (int x = 0; x < width; x++) {
      int at = from + 2 * x;
      double sum = values[at] + values[at + 1] + values[at + stride] + values[at + stride + 1];
      results[to + x] = Double.isNaN(sum) ? meanOfPresent(values, at, stride) : sum / 4;
    }
  }

  private static double meanOfPresent(double[] values, int at, int stride) {
    double sum = 0;
    int count = 0;
    for (int i = 0; i < 4; i++) {
      double value = values[at + i % 2 + i / 2 * stride];
      if (!Double.isNaN(value)) {
        sum += value;
        count++;
      }
    }
    return sum / count; // NaN without any
  }

  /**
   * The index of the value that occurs most often among two by two; of several, of the one that
   * reaches its number first in the order of rows. -1 where none takes part.
   */
  static int mostFrequent(double[] values, int at, int stride) {
    int best = -1;
    int most = 0;
    for (int i = 0; i < 4; i++) {
      int index = at + i % 2 + i / 2 * stride;
      int count = 0;
      for (int j = 0; j <= i; j++) {
        count += values[at + j % 2 + j / 2 * stride] == values[index] ? 1 : 0; // never for NaN
      }
      if (count > most) {
        most = count;
        best = index;
      }
    }
    return best;
  }

  /** Makes a value NaN wherever it occurs. */
  static void remove(double[] values, double missing) {
    for (int i = 0; i < values.length; i++) {
      if (values[i] == missing) {
        values[i] = Double.NaN;
      }
    }
  }

  /** The first value that takes part among two by two. */
  static double first(double[] values, int at, int stride) {
    for (int i = 0; i < 4; i++) {
      double value = values[at + i % 2 + i / 2 * stride];
      if (!Double.isNaN(value)) {
        return value;
      }
    }
    return Double.NaN;
  }
}
