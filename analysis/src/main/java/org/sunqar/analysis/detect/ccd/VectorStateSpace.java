// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.detect.ccd;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link StateSpace} with the bands of a pixel as the lanes: what is done to a state and to its
 * covariance is the same for all bands, and only the numbers differ. Each lane takes its operations
 * in the order of the scalar form.
 *
 * <p>The steps of a filter hand on their vectors in arrays: the compiler keeps a vector out of
 * memory only within a method.
 */
final class VectorStateSpace extends StateSpace {

  private static final VectorSpecies<Double> D =
      DoubleVector.SPECIES_PREFERRED.length() > LANES
          ? DoubleVector.SPECIES_512
          : DoubleVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Float> F =
      VectorSpecies.of(float.class, VectorShape.forBitSize(D.vectorBitSize() / 2));
  private static final int W = D.length();

  private final double[] state = new double[COEFFICIENTS * LANES];
  private final double[] gain = new double[COEFFICIENTS * LANES];
  private final double[] squaredError = new double[LANES];
  private final int end;

  VectorStateSpace(int bands) {
    super(bands);
    end = bands;
  }

  @Override
  void skip(int days) {
    for (int p = 0; p < end; p += W) {
      moveBeginning(p, days);
      moveRest(p, days);
    }
  }

  @Override
  void filter(int day, int days, float[] values, int at) {
    for (int p = 0; p < end; p += W) {
      toState(p, day);
      correct(p, values, at + p);
      toCoefficients(p, day + 1);
      moveBeginning(p, days);
      moveRest(p, days);
      level(p, days);
    }
    for (int band = 0; band < end; band++) {
      squares[band] += (long) squaredError[band];
    }
  }

  @Override
  void predict(int day, float[] target) {
    double[] turn = rotations.ofDay();
    int at = rotations.day(day);
    for (int p = 0; p < end; p += W) {
      FloatVector trend = floats(p).add(floats(LANES + p).mul(day).div(SLOPE_SCALE));
      DoubleVector sum =
          wide(trend)
              .add(coefficient(2, p).mul(turn[at]))
              .add(coefficient(3, p).mul(turn[at + 1]))
              .add(coefficient(4, p).mul(turn[at + 2]))
              .add(coefficient(5, p).mul(turn[at + 3]));
      narrow(sum).intoArray(target, p);
    }
  }

  private FloatVector floats(int at) {
    return FloatVector.fromArray(F, coefficients, at);
  }

  private DoubleVector coefficient(int k, int p) {
    return wide(floats(k * LANES + p));
  }

  private DoubleVector element(int e, int p) {
    return DoubleVector.fromArray(D, covariance, e * LANES + p);
  }

  private static DoubleVector wide(FloatVector x) {
    return (DoubleVector) x.castShape(D, 0);
  }

  private static FloatVector narrow(DoubleVector x) {
    return (FloatVector) x.castShape(F, 0);
  }

  private void toState(int p, int day) {
    double[] turn = rotations.ofDay();
    int at = rotations.day(day);
    double cos = turn[at];
    double sin = turn[at + 1];
    double cos2 = turn[at + 2];
    double sin2 = turn[at + 3];
    DoubleVector slope = coefficient(1, p);
    coefficient(0, p).add(slope.mul(day).div(SLOPE_SCALE)).intoArray(state, p);
    slope.div(SLOPE_SCALE).intoArray(state, LANES + p);
    DoubleVector a = coefficient(2, p);
    DoubleVector b = coefficient(3, p);
    a.mul(cos).add(b.mul(sin)).intoArray(state, 2 * LANES + p);
    b.mul(cos).sub(a.mul(sin)).intoArray(state, 3 * LANES + p);
    DoubleVector a2 = coefficient(4, p);
    DoubleVector b2 = coefficient(5, p);
    a2.mul(cos2).add(b2.mul(sin2)).intoArray(state, 4 * LANES + p);
    b2.mul(cos2).sub(a2.mul(sin2)).intoArray(state, 5 * LANES + p);
  }

  private void correct(int p, float[] values, int at) {
    DoubleVector s0 = DoubleVector.fromArray(D, state, p);
    DoubleVector s1 = DoubleVector.fromArray(D, state, LANES + p);
    DoubleVector s2 = DoubleVector.fromArray(D, state, 2 * LANES + p);
    DoubleVector s3 = DoubleVector.fromArray(D, state, 3 * LANES + p);
    DoubleVector s4 = DoubleVector.fromArray(D, state, 4 * LANES + p);
    DoubleVector s5 = DoubleVector.fromArray(D, state, 5 * LANES + p);
    DoubleVector error = wide(FloatVector.fromArray(F, values, at)).sub(s0.add(s2).add(s4));
    error.mul(error).intoArray(squaredError, p);
    DoubleVector g0 = element(0, p).add(element(2, p).add(element(4, p)));
    DoubleVector g1 = element(1, p).add(element(7, p).add(element(9, p)));
    DoubleVector g2 = element(2, p).add(element(11, p)).add(element(13, p));
    DoubleVector g3 = element(3, p).add(element(12, p)).add(element(16, p));
    DoubleVector g4 = element(4, p).add(element(13, p)).add(element(18, p));
    DoubleVector g5 = element(5, p).add(element(14, p)).add(element(19, p));
    DoubleVector predicted = g0.add(g2).add(g4).add(wide(FloatVector.fromArray(F, variance, p)));
    VectorMask<Double> known = predicted.compare(VectorOperators.GT, LEAST_VARIANCE);
    DoubleVector inverse = DoubleVector.broadcast(D, 1).div(predicted);
    DoubleVector share = error.mul(inverse);
    s0.add(share.mul(g0), known).intoArray(state, p);
    s1.add(share.mul(g1), known).intoArray(state, LANES + p);
    s2.add(share.mul(g2), known).intoArray(state, 2 * LANES + p);
    s3.add(share.mul(g3), known).intoArray(state, 3 * LANES + p);
    s4.add(share.mul(g4), known).intoArray(state, 4 * LANES + p);
    s5.add(share.mul(g5), known).intoArray(state, 5 * LANES + p);
    g0.intoArray(gain, p);
    g1.intoArray(gain, LANES + p);
    g2.intoArray(gain, 2 * LANES + p);
    g3.intoArray(gain, 3 * LANES + p);
    g4.intoArray(gain, 4 * LANES + p);
    g5.intoArray(gain, 5 * LANES + p);
    int e = p;
    for (int j = 0; j < COEFFICIENTS; j++) {
      DoubleVector scaled = inverse.mul(DoubleVector.fromArray(D, gain, j * LANES + p));
      for (int k = j; k < COEFFICIENTS; k++) {
        DoubleVector lost = scaled.mul(DoubleVector.fromArray(D, gain, k * LANES + p));
        DoubleVector.fromArray(D, covariance, e).sub(lost, known).intoArray(covariance, e);
        e += LANES;
      }
    }
  }

  private void toCoefficients(int p, int day) {
    double[] step = rotations.ofSpan();
    int one = rotations.span(1);
    DoubleVector s1 = DoubleVector.fromArray(D, state, LANES + p);
    DoubleVector level = DoubleVector.fromArray(D, state, p).add(s1);
    narrow(level.sub(s1.mul(day))).intoArray(coefficients, p);
    narrow(s1.mul(SLOPE_SCALE)).intoArray(coefficients, LANES + p);
    int at = rotations.day(day);
    double[] turn = rotations.ofDay();
    for (int cycle = 0; cycle < 2; cycle++) {
      double c1 = step[one + 2 * cycle];
      double c2 = step[one + 2 * cycle + 1];
      double cos = turn[at + 2 * cycle];
      double sin = turn[at + 2 * cycle + 1];
      int k = (2 + 2 * cycle) * LANES + p;
      DoubleVector x = DoubleVector.fromArray(D, state, k);
      DoubleVector y = DoubleVector.fromArray(D, state, k + LANES);
      DoubleVector a = x.mul(c1).add(y.mul(c2));
      DoubleVector b = y.mul(c1).sub(x.mul(c2));
      narrow(a.mul(cos).sub(b.mul(sin))).intoArray(coefficients, k);
      narrow(b.mul(cos).add(a.mul(sin))).intoArray(coefficients, k + LANES);
    }
  }

  /** The rows of level and slope. */
  private void moveBeginning(int p, int days) {
    double[] step = rotations.ofSpan();
    int at = rotations.span(days);
    DoubleVector v1 = element(1, p);
    DoubleVector v6 = element(6, p);
    DoubleVector slope = v1.add(v6.mul(days));
    DoubleVector v0 = element(0, p).add(v1.mul(days)).add(slope.mul(days));
    v0.add(days * DAILY_NOISE).intoArray(covariance, p);
    slope.intoArray(covariance, LANES + p);
    v6.add(days * SLOPE_NOISE).intoArray(covariance, 6 * LANES + p);
    for (int cycle = 0; cycle < 2; cycle++) {
      double c = step[at + 2 * cycle];
      double s = step[at + 2 * cycle + 1];
      int k = 2 + 2 * cycle;
      DoubleVector z = element(k + 5, p);
      DoubleVector w = element(k + 6, p);
      DoubleVector x = element(k, p).add(z.mul(days));
      DoubleVector y = element(k + 1, p).add(w.mul(days));
      x.mul(c).add(y.mul(s)).intoArray(covariance, k * LANES + p);
      y.mul(c).sub(x.mul(s)).intoArray(covariance, (k + 1) * LANES + p);
      z.mul(c).add(w.mul(s)).intoArray(covariance, (k + 5) * LANES + p);
      w.mul(c).sub(z.mul(s)).intoArray(covariance, (k + 6) * LANES + p);
    }
  }

  /** The rows of the cycles. */
  private void moveRest(int p, int days) {
    double[] step = rotations.ofSpan();
    int at = rotations.span(days);
    double c = step[at];
    double s = step[at + 1];
    double c2 = step[at + 2];
    double s2 = step[at + 3];
    turnBoth(11, 12, 15, p, c, s, days);
    DoubleVector x = element(13, p);
    DoubleVector y = element(16, p);
    DoubleVector upper = x.mul(c).add(y.mul(s));
    DoubleVector lower = y.mul(c).sub(x.mul(s));
    DoubleVector z = element(14, p);
    DoubleVector w = element(17, p);
    DoubleVector upperNext = z.mul(c).add(w.mul(s));
    DoubleVector lowerNext = w.mul(c).sub(z.mul(s));
    upper.mul(c2).add(upperNext.mul(s2)).intoArray(covariance, 13 * LANES + p);
    upperNext.mul(c2).sub(upper.mul(s2)).intoArray(covariance, 14 * LANES + p);
    lower.mul(c2).add(lowerNext.mul(s2)).intoArray(covariance, 16 * LANES + p);
    lowerNext.mul(c2).sub(lower.mul(s2)).intoArray(covariance, 17 * LANES + p);
    turnBoth(18, 19, 20, p, c2, s2, days);
  }

  private void turnBoth(int first, int mixed, int second, int p, double c, double s, int days) {
    DoubleVector x = element(first, p);
    DoubleVector m = element(mixed, p);
    DoubleVector y = element(second, p);
    DoubleVector upper = x.mul(c).add(m.mul(s));
    DoubleVector upperMixed = m.mul(c).add(y.mul(s));
    DoubleVector lowerMixed = m.mul(c).sub(x.mul(s));
    DoubleVector lower = y.mul(c).sub(m.mul(s));
    double noise = days * DAILY_NOISE;
    upper.mul(c).add(upperMixed.mul(s)).add(noise).intoArray(covariance, first * LANES + p);
    upperMixed.mul(c).sub(upper.mul(s)).intoArray(covariance, mixed * LANES + p);
    lower.mul(c).sub(lowerMixed.mul(s)).add(noise).intoArray(covariance, second * LANES + p);
  }

  /** What the slope's noise of the first day has become by the last. */
  private void level(int p, int days) {
    element(0, p).add(SLOPE_NOISE * (days - 1) * (days - 1)).intoArray(covariance, p);
    element(1, p).add(SLOPE_NOISE * (days - 1)).intoArray(covariance, LANES + p);
  }
}
