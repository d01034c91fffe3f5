// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.detect.online;

import java.util.List;
import java.util.Map;

/** Consecutive residuals outside of a fence around the history's residuals. */
abstract class FenceDetector extends ChartDetector {

  /** Residuals that carry a quantile or a median distance; fewer are no history. */
  private static final int LEAST_RESIDUALS = 8;

  FenceDetector(String name, SeasonModel season, RunRule rule, Map<String, String> parameters) {
    super(name, season, rule, parameters);
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

  /** Sets scatter and fences by {@link #setFence}; false where there is no scatter. */
  abstract boolean fence(PixelState state, int pixel, History history);

  @Override
  final boolean open(PixelState state, int pixel, History history) {
    return history.count() >= LEAST_RESIDUALS && fence(state, pixel, history);
  }

  final boolean setFence(PixelState state, int pixel, float scatter, float lower, float upper) {
    state.fixed(EvidencePlanes.SCATTER)[pixel] = scatter;
    state.fixed(ownFixed())[pixel] = lower;
    state.fixed(ownFixed() + 1)[pixel] = upper;
    return scatter > 0;
  }

  @Override
  final void signals(PixelState state, int pixel, int count, float[] residuals, float[] signals) {
    float[] lower = state.fixed(ownFixed());
    float[] upper = state.fixed(ownFixed() + 1);
    for (int i = 0; i < count; i++) {
      float e = residuals[i];
      signals[i] = e < lower[pixel + i] ? -1 : e > upper[pixel + i] ? 1 : 0;
    }
  }
}
