// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.detect.online;

import java.util.List;
import org.sunqar.analysis.kernel.BreakBlock;

/** Consecutive residuals outside of a fence around the history's residuals. */
abstract class FenceDetector extends ChartDetector {

  /** Residuals that carry a quantile or a median distance; fewer are no history. */
  private static final int LEAST_RESIDUALS = 8;

  FenceDetector(String name, SeasonModel season, RunRule rule, Settings settings) {
    super(name, season, rule, settings);
  }

  @Override
  final List<StatePlane> ownFixedPlanes() {
    return List.of(
        new StatePlane("lower_fence", "index", "residuals below it signal"),
        new StatePlane("upper_fence", "index", "residuals above it signal"));
  }

  @Override
  final List<StatePlane> ownMovingPlanes(int historyDates) {
    return List.of();
  }

  /**
   * The fences of a block's pixels; a scatter that is not above 0 means that there are none.
   *
   * @param scatter filled, one a pixel
   * @param lower filled
   * @param upper filled
   */
  abstract void fences(BlockHistory history, float[] scatter, float[] lower, float[] upper);

  @Override
  final void open(PixelState state, int first, int count, BlockHistory history) {
    float[] scatter = new float[BreakBlock.PIXELS];
    float[] lower = new float[BreakBlock.PIXELS];
    float[] upper = new float[BreakBlock.PIXELS];
    fences(history, scatter, lower, upper);
    System.arraycopy(scatter, 0, state.fixed(EvidencePlanes.SCATTER), first, count);
    System.arraycopy(lower, 0, state.fixed(ownFixed()), first, count);
    System.arraycopy(upper, 0, state.fixed(ownFixed() + 1), first, count);
    for (int p = 0; p < count; p++) {
      if (history.count(p) < LEAST_RESIDUALS || !(scatter[p] > 0)) {
        history.reject(p);
      }
    }
  }

  @Override
  final void signals(PixelState state, int pixel, int count, float[] residuals, float[] signals) {
    float[] lower = state.fixed(ownFixed());
    float[] upper = state.fixed(ownFixed() + 1);
    int done = vectors() ? VectorCharts.fence(lower, upper, pixel, count, residuals, signals) : 0;
    for (int i = done; i < count; i++) {
      float e = residuals[i];
      signals[i] = e < lower[pixel + i] ? -1 : e > upper[pixel + i] ? 1 : 0;
    }
  }
}
