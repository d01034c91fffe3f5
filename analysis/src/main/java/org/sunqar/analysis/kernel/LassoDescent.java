// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.kernel;

import java.util.Arrays;

/**
 * The cyclic coordinate descent of {@link HarmonicLasso} for one band, on inner products of
 * standardised predictors. One thread.
 */
final class LassoDescent {

  private static final int LANES = HarmonicLasso.LANES;
  private static final float THRESHOLD = HarmonicLasso.THRESHOLD;

  /** Inner products of predictors j and k, at {@code j LANES + k}; 1 where j is k. */
  private final float[] products;

  /** Inner products of each predictor with the residual. */
  final float[] gradient = new float[LANES];

  /** The standardised coefficients. */
  private final float[] beta = new float[LANES];

  /** The predictors that have ever been non-zero, in the order in which they became so. */
  private final int[] active = new int[LANES];

  private int activeCount;
  private final boolean[] isActive = new boolean[LANES];
  private final float[] before = new float[LANES];
  private int predictors;

  /**
   * @param products shared with the caller, who fills it
   */
  LassoDescent(float[] products) {
    this.products = products;
  }

  /** From beta = 0: a pass over all predictors, then over the active ones until they rest. */
  void run(int predictorCount, float penalty) {
    predictors = predictorCount;
    Arrays.fill(beta, 0);
    Arrays.fill(isActive, false);
    activeCount = 0;
    while (passOverAll(penalty) >= THRESHOLD) {
      for (int l = 0; l < activeCount; l++) {
        before[l] = beta[active[l]];
      }
      float moved;
      do {
        moved = passOverActive(penalty);
      } while (moved >= THRESHOLD);
      for (int j = 0; j < predictors; j++) {
        if (!isActive[j]) {
          float sum = 0;
          for (int l = 0; l < activeCount; l++) {
            int k = active[l];
            sum += (beta[k] - before[l]) * products[j * LANES + k];
          }
          gradient[j] -= sum;
        }
      }
    }
  }

  /**
   * Turns the standardised coefficients into those of the predictors as they were.
   *
   * @param yMean mean of the response, which becomes the intercept
   * @param yScale scale of the response
   * @param mean of each predictor
   * @param scale of each predictor
   * @param target receives the coefficients of the band, as in {@link LassoFit#coefficients}
   */
  void toCoefficients(
      int band, float yMean, float yScale, float[] mean, float[] scale, float[] target) {
    float offset = 0;
    for (int l = 0; l < activeCount; l++) {
      int j = active[l];
      float coefficient = yScale * beta[j] / scale[j];
      offset += coefficient * mean[j];
      target[(j + 1) * LANES + band] =
          j == 0 ? coefficient * HarmonicLasso.SLOPE_SCALE : coefficient;
    }
    target[band] = yMean - offset;
  }

  private float passOverAll(float penalty) {
    float moved = 0;
    for (int k = 0; k < predictors; k++) {
      float change = step(k, penalty);
      if (change != 0) {
        if (!isActive[k]) {
          isActive[k] = true;
          active[activeCount++] = k;
        }
        moved = Math.max(moved, Math.abs(change));
        for (int j = 0; j < predictors; j++) {
          gradient[j] -= products[j * LANES + k] * change;
        }
      }
    }
    return moved;
  }

  private float passOverActive(float penalty) {
    float moved = 0;
    for (int l = 0; l < activeCount; l++) {
      int k = active[l];
      float change = step(k, penalty);
      if (change != 0) {
        moved = Math.max(moved, Math.abs(change));
        for (int m = 0; m < activeCount; m++) {
          int j = active[m];
          gradient[j] -= products[j * LANES + k] * change;
        }
      }
    }
    return moved;
  }

  /** Soft thresholding of one coefficient; returns by how much it moved. */
  private float step(int k, float penalty) {
    float old = beta[k];
    float u = gradient[k] + old;
    float size = Math.abs(u) - penalty;
    beta[k] = size > 0 ? Math.copySign(size, u) : 0;
    return beta[k] - old;
  }
}
