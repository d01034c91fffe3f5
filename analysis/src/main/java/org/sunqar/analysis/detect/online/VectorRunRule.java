// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.detect.online;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link RunRule} for the many pixels on which nothing happens: no signal, no run, not confirmed.
 * Only their counters move, as vectors; all others go through the definition one by one.
 */
final class VectorRunRule {

  private static final VectorSpecies<Float> F = FloatVector.SPECIES_PREFERRED;
  private static final int W = F.length();

  private VectorRunRule() {}

  static void observe(
      RunRule rule,
      PixelState state,
      int pixel,
      int count,
      float[] departures,
      float[] signals,
      float day) {
    float[] status = state.moving(EvidencePlanes.STATUS);
    float[] runs = state.moving(EvidencePlanes.RUN);
    float[] observations = state.moving(EvidencePlanes.OBSERVATIONS);
    float[] last = state.moving(EvidencePlanes.LAST_DAY);
    FloatVector now = FloatVector.broadcast(F, day);
    int i = 0;
    for (; i + W <= count; i += W) {
      int at = pixel + i;
      FloatVector departure = FloatVector.fromArray(F, departures, i);
      VectorMask<Float> seen = departure.compare(VectorOperators.EQ, departure);
      VectorMask<Float> busy =
          FloatVector.fromArray(F, signals, i)
              .compare(VectorOperators.NE, 0f)
              .or(FloatVector.fromArray(F, runs, at).compare(VectorOperators.NE, 0f))
              .or(
                  FloatVector.fromArray(F, status, at)
                      .compare(VectorOperators.EQ, EvidencePlanes.CONFIRMED))
              .and(seen);
      VectorMask<Float> quiet = seen.andNot(busy);
      FloatVector counted = FloatVector.fromArray(F, observations, at);
      counted.add(1f, quiet).intoArray(observations, at);
      FloatVector.fromArray(F, last, at).blend(now, quiet).intoArray(last, at);
      if (busy.anyTrue()) {
        for (long lanes = busy.toLong(); lanes != 0; lanes &= lanes - 1) {
          int lane = Long.numberOfTrailingZeros(lanes);
          rule.observe(state, at + lane, signals[i + lane], departures[i + lane], day);
        }
      }
    }
    for (; i < count; i++) {
      if (!Float.isNaN(departures[i])) {
        rule.observe(state, pixel + i, signals[i], departures[i], day);
      }
    }
  }
}
