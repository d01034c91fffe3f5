// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.kernel;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * Whittaker's smoother for blocks of 16 pixels, one pixel per lane: {@link
 * org.sunqar.analysis.series.Whittaker} operation by operation, in float64. The recursion is
 * sequential in time, so two vectors of pixels go side by side, that one is computed while the
 * other waits for its division.
 *
 * <p>float64 and not float32: with gaps and lambda 1000 a float32 curve of NDVI was up to 8e-4 off,
 * and in one of 170 series another lambda had the lowest point of the V-curve.
 *
 * <p>One instance per thread: it keeps its scratch.
 *
 * <p>Bound by the divider and, from some 100 steps on, by the transfer of the factors between first
 * and second level cache. Idea graveyard: values and weights as float64 arrays (the recursion of
 * 293 steps took 24 ns a step of 16 pixels instead of 15); the recursion of one lambda in one loop
 * with the substitution of the one before (more vectors than registers, nothing won); weights in a
 * pass of their own (expectiles at 12,500 pixels a second instead of 18,000); first differences
 * kept from step to step for the roughness (3 % slower: two more vectors live across the loop).
 */
public final class VectorWhittaker {

  private static final VectorSpecies<Double> D = DoubleVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Float> F =
      VectorSpecies.of(float.class, VectorShape.forBitSize(D.vectorBitSize() / 2));
  private static final int W = D.length();
  private static final int PIXELS = BreakBlock.PIXELS;

  /** Pixels that are computed side by side: two vectors. */
  private static final int PAIR = Math.min(2 * W, PIXELS);

  /** Where the second vector of a pair begins; the same as the first when one holds the block. */
  private static final int SECOND = PAIR - W;

  static {
    if (PIXELS % PAIR != 0) {
      throw new IllegalStateException("vectors of " + W + " lanes do not divide " + PIXELS);
    }
  }

  private final WhittakerTables tables;
  private final int steps;
  private final double expectile;
  private final boolean asymmetric;
  private final double[] diagonal;
  private final double[] beside;
  private final double[] roughness;
  private final double[] reach;
  private final double[] solved;
  private final double[] curve;
  private final double[] fit;
  private final double[] penalty;
  private final double[] chosen = new double[PAIR];
  private final double[] moved = new double[PAIR];
  private final double[] seen = new double[PAIR];

  /**
   * A smoother.
   *
   * @param expectile weight of the observations above the curve, 0.5 for the middle
   */
  public VectorWhittaker(WhittakerTables tables, double expectile) {
    this.tables = tables;
    this.steps = tables.steps();
    this.expectile = expectile;
    this.asymmetric = expectile != 0.5;
    this.diagonal = new double[steps];
    this.beside = new double[steps];
    for (int i = 0; i < steps; i++) {
      diagonal[i] = tables.diagonal(i);
      beside[i] = tables.beside(i);
    }
    int size = steps * PAIR;
    roughness = new double[size];
    reach = new double[size];
    solved = new double[size];
    curve = new double[size];
    fit = new double[tables.lambdas() * PAIR];
    penalty = new double[tables.lambdas() * PAIR];
  }

  /**
   * Smooths a block.
   *
   * @param values pixel p of step t at {@code offset + t * 16 + p}; NaN for no observation
   * @param out the curves, laid out alike
   * @param lambdas the lambda of each of the 16 pixels, NaN for those without a curve
   */
  public void smooth(float[] values, int offset, float[] out, int outOffset, double[] lambdas) {
    for (int p = 0; p < PIXELS; p += PAIR) {
      int at = offset + p;
      count(values, at);
      if (tables.lambdas() == 0) {
        Arrays.fill(chosen, tables.fixedLambda());
      } else {
        measureAll(values, at);
        for (int lane = 0; lane < PAIR; lane++) {
          chosen[lane] = tables.lowest(fit, penalty, lane, PAIR);
        }
      }
      if (asymmetric) {
        Arrays.fill(curve, 0);
        settle(values, at);
      } else {
        forward(values, at);
        backward();
      }
      store(out, outOffset + p);
      for (int lane = 0; lane < PAIR; lane++) {
        lambdas[p + lane] = seen[lane] < WhittakerTables.LEAST_SEEN ? Double.NaN : chosen[lane];
      }
    }
  }

  /** The points of the V-curve. */
  private void measureAll(float[] values, int at) {
    Arrays.fill(curve, 0);
    for (int k = 0; k < tables.lambdas(); k++) {
      Arrays.fill(chosen, tables.lambda(k));
      if (asymmetric) {
        settle(values, at);
      } else {
        forward(values, at);
      }
      measure(values, at, k * PAIR);
    }
  }

  private void count(float[] values, int at) {
    DoubleVector zero = DoubleVector.zero(D);
    for (int p = 0; p <= SECOND; p += W) {
      DoubleVector count = zero;
      for (int t = 0; t < steps; t++) {
        DoubleVector value = load(values, at + t * PIXELS + p);
        count = count.add(zero.blend(1, value.compare(VectorOperators.EQ, value)));
      }
      count.intoArray(seen, p);
    }
  }

  private static DoubleVector load(float[] values, int at) {
    return (DoubleVector) FloatVector.fromArray(F, values, at).castShape(D, 0);
  }

  private void store(float[] out, int at) {
    DoubleVector nan = DoubleVector.broadcast(D, Double.NaN);
    for (int p = 0; p <= SECOND; p += W) {
      VectorMask<Double> has =
          DoubleVector.fromArray(D, seen, p)
              .compare(VectorOperators.GE, WhittakerTables.LEAST_SEEN);
      for (int t = 0; t < steps; t++) {
        DoubleVector z = DoubleVector.fromArray(D, curve, t * PAIR + p).neg();
        ((FloatVector) nan.blend(z, has).castShape(F, 0)).intoArray(out, at + t * PIXELS + p);
      }
    }
  }

  /** Curve and weights in turn, until every lane's curve stands still. */
  private void settle(float[] values, int at) {
    boolean still = false;
    for (int i = 0; i < WhittakerTables.ITERATIONS && !still; i++) {
      forwardAsymmetric(values, at);
      backward();
      still = true;
      for (double distance : moved) {
        still &= !(distance > 0);
      }
    }
  }

  private void forward(float[] values, int first) {
    DoubleVector zero = DoubleVector.zero(D);
    DoubleVector minusOne = DoubleVector.broadcast(D, -1);
    DoubleVector lambdaA = DoubleVector.fromArray(D, chosen, 0);
    DoubleVector lambdaB = DoubleVector.fromArray(D, chosen, SECOND);
    DoubleVector cA = zero;
    DoubleVector muA = zero;
    DoubleVector sA = zero;
    DoubleVector eA = zero;
    DoubleVector eBeforeA = zero;
    DoubleVector sBeforeA = zero;
    DoubleVector cB = zero;
    DoubleVector muB = zero;
    DoubleVector sB = zero;
    DoubleVector eB = zero;
    DoubleVector eBeforeB = zero;
    DoubleVector sBeforeB = zero;
    for (int i = 0; i < steps; i++) {
      DoubleVector a = DoubleVector.broadcast(D, diagonal[i]);
      DoubleVector b = DoubleVector.broadcast(D, beside[i]);
      DoubleVector yA = load(values, first + i * PIXELS);
      DoubleVector yB = load(values, first + i * PIXELS + SECOND);
      VectorMask<Double> hasA = yA.compare(VectorOperators.EQ, yA);
      VectorMask<Double> hasB = yB.compare(VectorOperators.EQ, yB);
      DoubleVector dA = cA.fma(muA, eBeforeA.fma(lambdaA, lambdaA.fma(a, zero.blend(1, hasA))));
      DoubleVector dB = cB.fma(muB, eBeforeB.fma(lambdaB, lambdaB.fma(a, zero.blend(1, hasB))));
      DoubleVector inverseA = minusOne.div(dA);
      DoubleVector inverseB = minusOne.div(dB);
      DoubleVector nextA = cA.fma(sA, eBeforeA.fma(sBeforeA, zero.blend(yA, hasA)));
      DoubleVector nextB = cB.fma(sB, eBeforeB.fma(sBeforeB, zero.blend(yB, hasB)));
      muA = muA.fma(eA, lambdaA.mul(b));
      muB = muB.fma(eB, lambdaB.mul(b));
      cA = muA.mul(inverseA);
      cB = muB.mul(inverseB);
      eBeforeA = eA;
      eBeforeB = eB;
      eA = lambdaA.mul(inverseA);
      eB = lambdaB.mul(inverseB);
      sBeforeA = sA;
      sBeforeB = sB;
      sA = nextA;
      sB = nextB;
      int at = i * PAIR;
      cA.intoArray(roughness, at);
      cB.intoArray(roughness, at + SECOND);
      eA.intoArray(reach, at);
      eB.intoArray(reach, at + SECOND);
      sA.mul(inverseA).intoArray(solved, at);
      sB.mul(inverseB).intoArray(solved, at + SECOND);
    }
  }

  /** As {@link #forward}, with weights by the side of the curve that an observation is on. */
  private void forwardAsymmetric(float[] values, int first) {
    DoubleVector zero = DoubleVector.zero(D);
    DoubleVector minusOne = DoubleVector.broadcast(D, -1);
    DoubleVector above = DoubleVector.broadcast(D, expectile);
    DoubleVector below = DoubleVector.broadcast(D, 1 - expectile);
    for (int p = 0; p <= SECOND; p += W) {
      DoubleVector lambda = DoubleVector.fromArray(D, chosen, p);
      DoubleVector c = zero;
      DoubleVector mu = zero;
      DoubleVector s = zero;
      DoubleVector e = zero;
      DoubleVector eBefore = zero;
      DoubleVector sBefore = zero;
      for (int i = 0; i < steps; i++) {
        int at = i * PAIR + p;
        DoubleVector y = load(values, first + i * PIXELS + p);
        VectorMask<Double> has = y.compare(VectorOperators.EQ, y);
        VectorMask<Double> isAbove =
            y.add(DoubleVector.fromArray(D, curve, at)).compare(VectorOperators.GT, 0);
        DoubleVector weight = zero.blend(below.blend(above, isAbove), has);
        DoubleVector a = DoubleVector.broadcast(D, diagonal[i]);
        DoubleVector b = DoubleVector.broadcast(D, beside[i]);
        DoubleVector d = c.fma(mu, eBefore.fma(lambda, lambda.fma(a, weight)));
        DoubleVector inverse = minusOne.div(d);
        DoubleVector next = c.fma(s, eBefore.fma(sBefore, zero.blend(weight.mul(y), has)));
        mu = mu.fma(e, lambda.mul(b));
        c = mu.mul(inverse);
        eBefore = e;
        e = lambda.mul(inverse);
        sBefore = s;
        s = next;
        c.intoArray(roughness, at);
        e.intoArray(reach, at);
        s.mul(inverse).intoArray(solved, at);
      }
    }
  }

  private void backward() {
    DoubleVector zero = DoubleVector.zero(D);
    DoubleVector z1A = zero;
    DoubleVector z2A = zero;
    DoubleVector z1B = zero;
    DoubleVector z2B = zero;
    DoubleVector movedA = zero;
    DoubleVector movedB = zero;
    for (int i = steps - 1; i >= 0; i--) {
      int at = i * PAIR;
      DoubleVector zA =
          DoubleVector.fromArray(D, reach, at)
              .fma(
                  z2A,
                  DoubleVector.fromArray(D, roughness, at)
                      .fma(z1A, DoubleVector.fromArray(D, solved, at)));
      DoubleVector zB =
          DoubleVector.fromArray(D, reach, at + SECOND)
              .fma(
                  z2B,
                  DoubleVector.fromArray(D, roughness, at + SECOND)
                      .fma(z1B, DoubleVector.fromArray(D, solved, at + SECOND)));
      if (asymmetric) {
        movedA = movedA.add(zA.sub(DoubleVector.fromArray(D, curve, at)).abs());
        movedB = movedB.add(zB.sub(DoubleVector.fromArray(D, curve, at + SECOND)).abs());
      }
      zA.intoArray(curve, at);
      zB.intoArray(curve, at + SECOND);
      z2A = z1A;
      z2B = z1B;
      z1A = zA;
      z1B = zB;
    }
    movedA.intoArray(moved, 0);
    movedB.intoArray(moved, SECOND);
  }

  /** Substitutes backward, for misfit and roughness alone: the curve is not kept. */
  private void measure(float[] values, int first, int slot) {
    DoubleVector zero = DoubleVector.zero(D);
    DoubleVector z1A = zero;
    DoubleVector z2A = zero;
    DoubleVector z1B = zero;
    DoubleVector z2B = zero;
    DoubleVector fitA = zero;
    DoubleVector fitB = zero;
    DoubleVector roughA = zero;
    DoubleVector roughB = zero;
    for (int i = steps - 1; i >= 0; i--) {
      int at = i * PAIR;
      DoubleVector zA =
          DoubleVector.fromArray(D, reach, at)
              .fma(
                  z2A,
                  DoubleVector.fromArray(D, roughness, at)
                      .fma(z1A, DoubleVector.fromArray(D, solved, at)));
      DoubleVector zB =
          DoubleVector.fromArray(D, reach, at + SECOND)
              .fma(
                  z2B,
                  DoubleVector.fromArray(D, roughness, at + SECOND)
                      .fma(z1B, DoubleVector.fromArray(D, solved, at + SECOND)));
      DoubleVector residualA = load(values, first + i * PIXELS).add(zA);
      DoubleVector residualB = load(values, first + i * PIXELS + SECOND).add(zB);
      residualA = zero.blend(residualA, residualA.compare(VectorOperators.EQ, residualA));
      residualB = zero.blend(residualB, residualB.compare(VectorOperators.EQ, residualB));
      fitA = residualA.fma(residualA, fitA);
      fitB = residualB.fma(residualB, fitB);
      if (i < steps - 2) {
        DoubleVector bendA = zA.sub(z1A).sub(z1A.sub(z2A));
        DoubleVector bendB = zB.sub(z1B).sub(z1B.sub(z2B));
        roughA = bendA.fma(bendA, roughA);
        roughB = bendB.fma(bendB, roughB);
      }
      z2A = z1A;
      z2B = z1B;
      z1A = zA;
      z1B = zB;
    }
    fitA.intoArray(fit, slot);
    fitB.intoArray(fit, slot + SECOND);
    roughA.intoArray(penalty, slot);
    roughB.intoArray(penalty, slot + SECOND);
  }
}
