// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.detect.online;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.sunqar.analysis.kernel.BreakBlock;

/**
 * The charts of {@link Ewma}, {@link Cusum} and {@link FenceDetector} with one pixel per vector
 * lane: the same operations in the same order. Each takes as many pixels of a stretch as fill whole
 * vectors, and returns how many.
 */
final class VectorCharts {

  private static final VectorSpecies<Float> F = FloatVector.SPECIES_PREFERRED;
  private static final int W = F.length();

  private VectorCharts() {}

  /** The moving average at the end of each pixel's residuals (by date and pixel of a block). */
  static void average(float[] residuals, int dates, float lambda, float[] out) {
    for (int p = 0; p < BreakBlock.PIXELS; p += W) {
      FloatVector z = FloatVector.zero(F);
      FloatVector weight = FloatVector.broadcast(F, lambda);
      for (int t = 0; t < dates; t++) {
        FloatVector e = FloatVector.fromArray(F, residuals, t * BreakBlock.PIXELS + p);
        z = z.blend(weight.fma(e.sub(z), z), e.compare(VectorOperators.EQ, e));
      }
      z.intoArray(out, p);
    }
  }

  static int ewma(
      float[] process,
      float[] scatter,
      float lambda,
      float width,
      int pixel,
      int count,
      float[] residuals,
      float[] signals) {
    FloatVector weight = FloatVector.broadcast(F, lambda);
    int i = 0;
    for (; i + W <= count; i += W) {
      FloatVector e = FloatVector.fromArray(F, residuals, i);
      FloatVector before = FloatVector.fromArray(F, process, pixel + i);
      FloatVector z = weight.fma(e.sub(before), before);
      before.blend(z, e.compare(VectorOperators.EQ, e)).intoArray(process, pixel + i);
      signal(z, FloatVector.fromArray(F, scatter, pixel + i).mul(width), signals, i);
    }
    return i;
  }

  static int cusum(
      float[] sums,
      float[] seen,
      float[] scatter,
      float[] history,
      float critical,
      int pixel,
      int count,
      float[] residuals,
      float[] signals) {
    FloatVector c = FloatVector.broadcast(F, critical);
    int i = 0;
    for (; i + W <= count; i += W) {
      int at = pixel + i;
      FloatVector e = FloatVector.fromArray(F, residuals, i);
      FloatVector before = FloatVector.fromArray(F, sums, at);
      FloatVector sum = before.add(e);
      before.blend(sum, e.compare(VectorOperators.EQ, e)).intoArray(sums, at);
      FloatVector monitored = FloatVector.fromArray(F, seen, at).add(1f);
      FloatVector n = FloatVector.fromArray(F, history, at);
      FloatVector all = n.add(monitored);
      FloatVector squared = all.mul(monitored).div(n).mul(c.fma(c, logarithm(all.div(monitored))));
      FloatVector boundary =
          FloatVector.fromArray(F, scatter, at).mul(squared.lanewise(VectorOperators.SQRT));
      signal(sum, boundary, signals, i);
    }
    return i;
  }

  static int fence(
      float[] lower, float[] upper, int pixel, int count, float[] residuals, float[] signals) {
    FloatVector zero = FloatVector.zero(F);
    int i = 0;
    for (; i + W <= count; i += W) {
      FloatVector e = FloatVector.fromArray(F, residuals, i);
      VectorMask<Float> below =
          e.compare(VectorOperators.LT, FloatVector.fromArray(F, lower, pixel + i));
      VectorMask<Float> above =
          e.compare(VectorOperators.GT, FloatVector.fromArray(F, upper, pixel + i));
      zero.blend(1f, above).blend(-1f, below).intoArray(signals, i);
    }
    return i;
  }

  private static void signal(FloatVector value, FloatVector boundary, float[] signals, int at) {
    VectorMask<Float> above = value.compare(VectorOperators.GT, boundary);
    VectorMask<Float> below = value.compare(VectorOperators.LT, boundary.neg());
    FloatVector.zero(F).blend(1f, above).blend(-1f, below).intoArray(signals, at);
  }

  private static FloatVector logarithm(FloatVector x) {
    IntVector bits = x.reinterpretAsInts();
    IntVector exponent = bits.sub(FloatLogarithm.SQRT_HALF_BITS).lanewise(VectorOperators.ASHR, 23);
    FloatVector m = bits.sub(exponent.lanewise(VectorOperators.LSHL, 23)).reinterpretAsFloats();
    FloatVector s = m.sub(1f).div(m.add(1f));
    FloatVector z = s.mul(s);
    FloatVector series =
        z.fma(
            FloatVector.broadcast(F, FloatLogarithm.C9),
            FloatVector.broadcast(F, FloatLogarithm.C7));
    series = z.fma(series, FloatVector.broadcast(F, FloatLogarithm.C5));
    series = z.fma(series, FloatVector.broadcast(F, FloatLogarithm.C3));
    series = z.fma(series, FloatVector.broadcast(F, 1f));
    FloatVector power = exponent.castShape(F, 0).reinterpretAsFloats();
    return power.fma(FloatVector.broadcast(F, FloatLogarithm.LN2), s.add(s).mul(series));
  }
}
