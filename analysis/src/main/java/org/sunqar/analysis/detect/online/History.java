// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.detect.online;

import java.util.Arrays;

/** The residuals of one pixel's history around its model. Filled anew for each pixel. */
final class History {

  private final float[] residuals;
  private final float[] sorted;
  private int count;
  private double sigma;
  private boolean isSorted;

  History(int dates) {
    this.residuals = new float[dates];
    this.sorted = new float[dates];
  }

  void clear(double scatter) {
    count = 0;
    sigma = scatter;
    isSorted = false;
  }

  void add(float residual) {
    residuals[count++] = residual;
  }

  /** Residuals, without those that were screened out. */
  int count() {
    return count;
  }

  /** A residual, in the order of time. */
  float residual(int i) {
    return residuals[i];
  }

  /** sqrt(RSS / (n - columns)). */
  double sigma() {
    return sigma;
  }

  /**
   * A quantile of the residuals, linear between order statistics (Hyndman and Fan 1996, type 7).
   *
   * @param share 0..1
   */
  float quantile(float share) {
    if (!isSorted) {
      System.arraycopy(residuals, 0, sorted, 0, count);
      Arrays.sort(sorted, 0, count);
      isSorted = true;
    }
    return interpolated(share);
  }

  /** The median distance of the residuals from a centre. The quantiles are lost. */
  float medianDistance(float centre) {
    for (int i = 0; i < count; i++) {
      sorted[i] = Math.abs(residuals[i] - centre);
    }
    Arrays.sort(sorted, 0, count);
    isSorted = false;
    return interpolated(0.5f);
  }

  private float interpolated(float share) {
    float position = share * (count - 1);
    int below = (int) position;
    int above = Math.min(below + 1, count - 1);
    return Math.fma(position - below, sorted[above] - sorted[below], sorted[below]);
  }
}
