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
   * Takes in the quiet pixels of a stretch, as far as they fill whole vectors, and sets their
   * departure to NaN: nothing is left to take in.
   *
   * @param towards departures towards the disturbed mean, in scatters
   * @param limit departures up to it are quiet
   * @param floor their conditional probability
   */
  static void quiet(
      PixelState state,
      int pixel,
      int count,
      float[] towards,
      float limit,
      float floor,
      float day) {
    float[] posterior = state.moving(Bayes.POSTERIOR);
    float[] conditional = state.moving(Bayes.CONDITIONAL);
    float[] runs = state.moving(EvidencePlanes.RUN);
    float[] observations = state.moving(EvidencePlanes.OBSERVATIONS);
    float[] last = state.moving(EvidencePlanes.LAST_DAY);
    for (int i = 0; i + W <= count; i += W) {
      int at = pixel + i;
      FloatVector departure = FloatVector.fromArray(F, towards, i);
      VectorMask<Float> quiet =
          departure
              .compare(VectorOperators.LE, limit)
              .and(FloatVector.fromArray(F, posterior, at).compare(VectorOperators.EQ, 0f))
              .and(FloatVector.fromArray(F, runs, at).compare(VectorOperators.EQ, 0f));
      departure.blend(Float.NaN, quiet).intoArray(towards, i);
      FloatVector.fromArray(F, conditional, at).blend(floor, quiet).intoArray(conditional, at);
      FloatVector.fromArray(F, observations, at).add(1f, quiet).intoArray(observations, at);
      FloatVector.fromArray(F, last, at).blend(day, quiet).intoArray(last, at);
    }
  }
}
