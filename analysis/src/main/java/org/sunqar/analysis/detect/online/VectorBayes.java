// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.detect.online;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** {@link Bayes} for the many pixels without a flag whose value is nowhere near the disturbed. */
final class VectorBayes {

  private static final VectorSpecies<Float> F = FloatVector.SPECIES_PREFERRED;
  private static final int W = F.length();

  private VectorBayes() {}

  /**
   * Takes in a stretch, as far as it fills whole vectors.
   *
   * @param residuals NaN where there is nothing to take in
   * @param scratch of the stretch's length
   * @return how many pixels were taken in
   */
  static int observe(
      Bayes bayes,
      PixelState state,
      int pixel,
      int count,
      float[] residuals,
      float[] scratch,
      float day) {
    float[] scatter = state.fixed(EvidencePlanes.SCATTER);
    float[] posterior = state.moving(Bayes.POSTERIOR);
    float[] conditional = state.moving(Bayes.CONDITIONAL);
    float[] runs = state.moving(EvidencePlanes.RUN);
    float[] observations = state.moving(EvidencePlanes.OBSERVATIONS);
    float[] last = state.moving(EvidencePlanes.LAST_DAY);
    int i = 0;
    for (; i + W <= count; i += W) {
      int at = pixel + i;
      FloatVector residual = FloatVector.fromArray(F, residuals, i);
      FloatVector towards = residual.mul(bayes.side).div(FloatVector.fromArray(F, scatter, at));
      VectorMask<Float> quiet =
          towards
              .compare(VectorOperators.LE, bayes.quiet)
              .and(FloatVector.fromArray(F, posterior, at).compare(VectorOperators.EQ, 0f))
              .and(FloatVector.fromArray(F, runs, at).compare(VectorOperators.EQ, 0f));
      FloatVector.fromArray(F, conditional, at)
          .blend(bayes.floor, quiet)
          .intoArray(conditional, at);
      FloatVector.fromArray(F, observations, at).add(1f, quiet).intoArray(observations, at);
      FloatVector.fromArray(F, last, at).blend(day, quiet).intoArray(last, at);
      VectorMask<Float> busy = towards.compare(VectorOperators.EQ, towards).andNot(quiet);
      if (busy.anyTrue()) {
        towards.intoArray(scratch, i);
        for (long lanes = busy.toLong(); lanes != 0; lanes &= lanes - 1) {
          int lane = i + Long.numberOfTrailingZeros(lanes);
          bayes.observe(state, pixel + lane, residuals[lane], scratch[lane], day);
        }
      }
    }
    return i;
  }
}
