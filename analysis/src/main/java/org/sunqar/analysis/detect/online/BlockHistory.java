// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.detect.online;

import java.util.Arrays;
import org.sunqar.analysis.kernel.BfastMonitorKernel;
import org.sunqar.analysis.kernel.BreakBlock;

/**
 * What a {@link SeasonFit} found in the history of one block of pixels, and statistics of its
 * residuals. Filled anew for each block; serves one thread.
 */
final class BlockHistory {

  private static final int PIXELS = BreakBlock.PIXELS;

  private final int dates;
  private final boolean vectors;
  private final int[] count = new int[PIXELS];
  private final double[] sigma = new double[PIXELS];
  private final float[] distances;

  /** Residuals by date and pixel; NaN where there is none or it was screened out. */
  final float[] residuals;

  /** Coefficients of the model by column and pixel; NaN without a model. */
  final float[] coefficients;

  BlockHistory(int dates, int columns, boolean vectors) {
    this.dates = dates;
    this.vectors = vectors && BfastMonitorKernel.isVectorised();
    this.residuals = new float[dates * PIXELS];
    this.coefficients = new float[columns * PIXELS];
    this.distances = new float[dates * PIXELS];
  }

  /** Sets a pixel: observations used, 0 for no model, and sqrt(RSS / (n - columns)). */
  void set(int pixel, int observations, double scatter) {
    count[pixel] = observations;
    sigma[pixel] = observations > 0 ? scatter : Double.NaN;
  }

  /** Gives a pixel up: its history does not carry the detector. */
  void reject(int pixel) {
    count[pixel] = 0;
  }

  int dates() {
    return dates;
  }

  /** Observations that the model was fitted to; 0 where there is no model. */
  int count(int pixel) {
    return count[pixel];
  }

  /** sqrt(RSS / (n - columns)). */
  double sigma(int pixel) {
    return sigma[pixel];
  }

  /**
   * A quantile of each pixel's residuals, linear between order statistics (Hyndman and Fan 1996,
   * type 7); NaN where there is no model.
   *
   * @param share 0..1
   * @param out one a pixel
   */
  void quantiles(float share, float[] out) {
    select(residuals, share, out);
  }

  /** The median distance of each pixel's residuals from a centre. */
  void medianDistances(float[] centre, float[] out) {
    for (int t = 0; t < dates; t++) {
      for (int p = 0; p < PIXELS; p++) {
        distances[t * PIXELS + p] = Math.abs(residuals[t * PIXELS + p] - centre[p]);
      }
    }
    select(distances, 0.5f, out);
  }

  private void select(float[] columns, float share, float[] out) {
    if (vectors) {
      VectorQuantile.select(columns, dates, count, share, out);
      return;
    }
    float[] values = new float[dates];
    for (int p = 0; p < PIXELS; p++) {
      int n = 0;
      for (int t = 0; t < dates; t++) {
        if (!Float.isNaN(columns[t * PIXELS + p])) {
          values[n++] = columns[t * PIXELS + p] + 0f; // -0 and 0 are one value
        }
      }
      Arrays.sort(values, 0, n);
      float position = share * (count[p] - 1);
      int below = (int) position;
      int above = Math.min(below + 1, n - 1);
      out[p] =
          count[p] == 0
              ? Float.NaN
              : Math.fma(position - below, values[above] - values[below], values[below]);
    }
  }
}
