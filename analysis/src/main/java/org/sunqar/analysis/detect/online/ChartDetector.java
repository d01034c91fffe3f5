// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.detect.online;

/** A control chart of the residuals, whose signals become a change by a {@link RunRule}. */
abstract class ChartDetector extends SeasonalDetector {

  private final RunRule rule;

  ChartDetector(String name, SeasonModel season, RunRule rule, Settings settings) {
    super(name, season, settings);
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
    if (vectors()) {
      VectorRunRule.observe(rule, state, pixel, count, residuals, scratch, day);
    } else {
      rule.observe(state, pixel, count, residuals, scratch, day);
    }
  }

  @Override
  public final PixelEvidence evidence(PixelState state, int pixel) {
    PixelEvidence bare = EvidencePlanes.read(state, pixel, 0);
    return bare.withProbability(ChangeProbability.of(bare));
  }
}
