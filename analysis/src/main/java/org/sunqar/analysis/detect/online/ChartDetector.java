// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.detect.online;

import java.util.Map;

/** A control chart of the residuals, whose signals become a change by a {@link RunRule}. */
abstract class ChartDetector extends SeasonalDetector {

  private final RunRule rule;

  ChartDetector(String name, SeasonModel season, RunRule rule, Map<String, String> parameters) {
    super(name, season, parameters);
    this.rule = rule;
  }

  /**
   * Takes in residuals and says where they signal.
   *
   * @param pixel first pixel of the stretch in the state
   * @param residuals of the stretch (index), NaN where there is nothing to take in
   * @param signals filled: -1 below, 0 none, 1 above; anything where the residual is NaN
   */
  abstract void signals(PixelState state, int pixel, int count, float[] residuals, float[] signals);

  @Override
  final void observe(
      PixelState state, int pixel, int count, float[] residuals, float[] scratch, float day) {
    signals(state, pixel, count, residuals, scratch);
    rule.observe(state, pixel, count, residuals, scratch, day);
  }

  @Override
  public final PixelEvidence evidence(PixelState state, int pixel) {
    PixelEvidence bare = EvidencePlanes.read(state, pixel, 0);
    return bare.withProbability(Score.of(bare));
  }
}
