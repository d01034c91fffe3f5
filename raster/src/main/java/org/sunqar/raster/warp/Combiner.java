// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.warp;

import java.util.Arrays;

/** Makes one value of those that several sources have for a pixel. */
abstract class Combiner {

  /**
   * @param pixels that are combined at once
   * @param sources the most values that a pixel gets
   */
  static Combiner of(MosaicMethod method, int pixels, int sources) {
    return switch (method) {
      case MosaicMethod.Min() -> new Extreme(pixels, false);
      case MosaicMethod.Max() -> new Extreme(pixels, true);
      case MosaicMethod.Mean() -> new Mean(pixels);
      case MosaicMethod.Median() -> new Median(pixels, sources);
      case MosaicMethod.First(),
          MosaicMethod.Last(),
          MosaicMethod.ClosestTo _,
          MosaicMethod.LeastCloudy() ->
          throw new IllegalArgumentException(method + " does not combine");
    };
  }

  /** Adds a value of a pixel. */
  abstract void add(int pixel, double value);

  /** Fills in the results from a pixel on; NaN where nothing was added. */
  abstract void result(int first, double[] out);

  private static final class Extreme extends Combiner {
    private final double[] values;
    private final boolean largest;

    Extreme(int pixels, boolean largest) {
      this.values = new double[pixels];
      this.largest = largest;
      Arrays.fill(values, Double.NaN);
    }

    @Override
    void add(int pixel, double value) {
      double held = values[pixel];
      if (Double.isNaN(held) || (largest ? value > held : value < held)) {
        values[pixel] = value;
      }
    }

    @Override
    void result(int first, double[] out) {
      System.arraycopy(values, first, out, 0, out.length);
    }
  }

  private static final class Mean extends Combiner {
    private final double[] sums;
    private final int[] counts;

    Mean(int pixels) {
      this.sums = new double[pixels];
      this.counts = new int[pixels];
    }

    @Override
    void add(int pixel, double value) {
      sums[pixel] += value;
      counts[pixel]++;
    }

    @Override
    void result(int first, double[] out) {
      for (int i = 0; i < out.length; i++) {
        out[i] = counts[first + i] == 0 ? Double.NaN : sums[first + i] / counts[first + i];
      }
    }
  }

  private static final class Median extends Combiner {
    private final double[] values;
    private final int[] counts;
    private final int most;

    Median(int pixels, int most) {
      this.values = new double[Math.multiplyExact(pixels, most)];
      this.counts = new int[pixels];
      this.most = most;
    }

    @Override
    void add(int pixel, double value) {
      values[pixel * most + counts[pixel]++] = value;
    }

    @Override
    void result(int first, double[] out) {
      for (int i = 0; i < out.length; i++) {
        int count = counts[first + i];
        int from = (first + i) * most;
        Arrays.sort(values, from, from + count);
        int middle = from + count / 2;
        if (count == 0) {
          out[i] = Double.NaN;
        } else {
          out[i] = count % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
        }
      }
    }
  }
}
