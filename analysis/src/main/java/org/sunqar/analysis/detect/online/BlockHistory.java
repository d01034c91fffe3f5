// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.detect.online;

import java.util.Arrays;
import java.util.Optional;
import org.sunqar.analysis.kernel.BfastMonitorKernel;
import org.sunqar.analysis.kernel.BreakBlock;

/**
 * What a {@link SeasonFit} found in the history of one block of pixels, and statistics of its
 * residuals. Filled anew for each block; serves one thread.
 */
final class BlockHistory {

  private static final int PIXELS = BreakBlock.PIXELS;

  /** Upper quartile of a standard normal variable. */
  private static final float QUARTILE = 0.6745f;

  private final int dates;
  private final int[] count = new int[PIXELS];
  private final double[] sigma = new double[PIXELS];
  private final float[] distances;
  private final Optional<VectorQuantile> quantile;
  private final float[] guess = new float[PIXELS];
  private final float[] otherGuess = new float[PIXELS];

  /** Residuals by date and pixel; NaN where there is none or it was screened out. */
  final float[] residuals;

  /** Coefficients of the model by column and pixel; NaN without a model. */
  final float[] coefficients;

  BlockHistory(int dates, int columns, boolean vectors) {
    this.dates = dates;
    this.quantile =
        vectors && BfastMonitorKernel.isVectorised()
            ? Optional.of(new VectorQuantile())
            : Optional.empty();
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
    if (quantile.isPresent()) {
      guess(share, 0.9f, guess);
      guess(share, 0.7f, otherGuess);
      if (share == 0.5f) {
        for (int p = 0; p < PIXELS; p++) {
          guess[p] = (float) (0.1 * sigma[p]);
          otherGuess[p] = -guess[p];
        }
      }
      quantile.get().select(residuals, dates, count, share, guess, otherGuess, out);
    } else {
      sort(residuals, share, out);
    }
  }

  /** Two quantiles of each pixel's residuals at once. */
  void quantiles(float share, float[] out, float otherShare, float[] otherOut) {
    if (quantile.isPresent()) {
      guess(share, 0.9f, guess);
      guess(otherShare, 0.9f, otherGuess);
      quantile
          .get()
          .select(residuals, dates, count, share, guess, out, otherShare, otherGuess, otherOut);
    } else {
      sort(residuals, share, out);
      sort(residuals, otherShare, otherOut);
    }
  }

  /** The median distance of each pixel's residuals from a centre. */
  void medianDistances(float[] centre, float[] out) {
    if (quantile.isPresent()) {
      VectorQuantile.distances(residuals, dates, centre, distances);
      guess(1, 0.9f, guess);
      guess(1, 0.75f, otherGuess);
      quantile.get().select(distances, dates, count, 0.5f, guess, otherGuess, out);
      return;
    }
    for (int i = 0; i < dates * PIXELS; i++) {
      distances[i] = Math.abs(residuals[i] - centre[i % PIXELS]);
    }
    sort(distances, 0.5f, out);
  }

  /** Where a quantile may lie: the search begins there, whatever it is. */
  private void guess(float share, float part, float[] out) {
    float off = share < 0.5f ? -QUARTILE * part : share > 0.5f ? QUARTILE * part : 0;
    for (int p = 0; p < PIXELS; p++) {
      out[p] = (float) (off * sigma[p]);
    }
  }

  private void sort(float[] columns, float share, float[] out) {
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
