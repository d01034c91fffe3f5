// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.kernel;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Whittaker's smoother for blocks of 16 pixels, one pixel per lane: {@link
 * org.sunqar.analysis.series.Whittaker} operation by operation, in float64. The recursion is
 * sequential in time, so two vectors of pixels go side by side, that one is computed while the
 * other waits for its division.
 *
 * <p>float64 and not float32: with lambda 1000 and gaps the equations lose four to five digits, so
 * float32 would leave two of them and another lambda would win in every tenth series.
 *
 * <p>A pixel with fewer than two observations is computed with made-up ones, that its lanes stay
 * finite, and has NaN for its curve. One instance per thread: it keeps its scratch.
 */
public final class VectorWhittaker {

  private static final VectorSpecies<Double> D = DoubleVector.SPECIES_PREFERRED;
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
  private final double[] y;
  private final double[] w;
  private final double[] roughness;
  private final double[] reach;
  private final double[] solved;
  private final double[] curve;
  private final double[] fit;
  private final double[] penalty;
  private final double[] chosen = new double[PAIR];
  private final double[] moved = new double[PAIR];
  private final boolean[] seen = new boolean[PAIR];

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
    y = new double[size];
    w = new double[size];
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
      load(values, offset + p);
      if (tables.lambdas() > 0) {
        Arrays.fill(curve, 0);
        for (int k = 0; k < tables.lambdas(); k++) {
          Arrays.fill(chosen, tables.lambda(k));
          solve();
          measure(k * PAIR);
        }
        for (int lane = 0; lane < PAIR; lane++) {
          chosen[lane] = tables.lowest(fit, penalty, lane, PAIR);
        }
      } else {
        Arrays.fill(chosen, tables.fixedLambda());
      }
      Arrays.fill(curve, 0);
      solve();
      store(out, outOffset + p);
      for (int lane = 0; lane < PAIR; lane++) {
        lambdas[p + lane] = seen[lane] ? chosen[lane] : Double.NaN;
      }
    }
  }

  private void load(float[] values, int at) {
    for (int lane = 0; lane < PAIR; lane++) {
      int count = 0;
      for (int t = 0; t < steps; t++) {
        float value = values[at + t * PIXELS + lane];
        boolean known = !Float.isNaN(value);
        count += known ? 1 : 0;
        y[t * PAIR + lane] = known ? value : 0;
        w[t * PAIR + lane] = known ? 1 : 0;
      }
      seen[lane] = count >= WhittakerTables.LEAST_SEEN;
      if (!seen[lane]) {
        for (int t = 0; t < steps; t++) {
          y[t * PAIR + lane] = 0;
          w[t * PAIR + lane] = 1;
        }
      }
    }
  }

  private void store(float[] out, int at) {
    for (int t = 0; t < steps; t++) {
      for (int lane = 0; lane < PAIR; lane++) {
        out[at + t * PIXELS + lane] = seen[lane] ? (float) -curve[t * PAIR + lane] : Float.NaN;
      }
    }
  }

  private void solve() {
    if (!asymmetric) {
      forward();
      backward();
      return;
    }
    boolean still = false;
    for (int i = 0; i < WhittakerTables.ITERATIONS && !still; i++) {
      forwardAsymmetric();
      backward();
      still = true;
      for (double distance : moved) {
        still &= !(distance > 0);
      }
    }
  }

  private void forward() {
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
      int at = i * PAIR;
      DoubleVector a = DoubleVector.broadcast(D, diagonal[i]);
      DoubleVector b = DoubleVector.broadcast(D, beside[i]);
      DoubleVector wA = DoubleVector.fromArray(D, w, at);
      DoubleVector wB = DoubleVector.fromArray(D, w, at + SECOND);
      DoubleVector inverseA =
          minusOne.div(eBeforeA.fma(lambdaA, cA.fma(muA, lambdaA.fma(a, wA))));
      DoubleVector inverseB =
          minusOne.div(eBeforeB.fma(lambdaB, cB.fma(muB, lambdaB.fma(a, wB))));
      DoubleVector nextA =
          eBeforeA.fma(sBeforeA, cA.fma(sA, wA.mul(DoubleVector.fromArray(D, y, at))));
      DoubleVector nextB =
          eBeforeB.fma(sBeforeB, cB.fma(sB, wB.mul(DoubleVector.fromArray(D, y, at + SECOND))));
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
      cA.intoArray(roughness, at);
      cB.intoArray(roughness, at + SECOND);
      eA.intoArray(reach, at);
      eB.intoArray(reach, at + SECOND);
      sA.mul(inverseA).intoArray(solved, at);
      sB.mul(inverseB).intoArray(solved, at + SECOND);
    }
  }

  /** As {@link #forward}, with weights by the side of the curve that an observation is on. */
  private void forwardAsymmetric() {
    DoubleVector above = DoubleVector.broadcast(D, expectile);
    DoubleVector below = DoubleVector.broadcast(D, 1 - expectile);
    for (int p = 0; p <= SECOND; p += W) {
      DoubleVector zero = DoubleVector.zero(D);
      DoubleVector minusOne = DoubleVector.broadcast(D, -1);
      DoubleVector lambda = DoubleVector.fromArray(D, chosen, p);
      DoubleVector c = zero;
      DoubleVector mu = zero;
      DoubleVector s = zero;
      DoubleVector e = zero;
      DoubleVector eBefore = zero;
      DoubleVector sBefore = zero;
      for (int i = 0; i < steps; i++) {
        int at = i * PAIR + p;
        DoubleVector value = DoubleVector.fromArray(D, y, at);
        VectorMask<Double> isAbove =
            value.add(DoubleVector.fromArray(D, curve, at)).compare(VectorOperators.GT, 0);
        DoubleVector weight = DoubleVector.fromArray(D, w, at).mul(below.blend(above, isAbove));
        DoubleVector d =
            eBefore.fma(lambda, c.fma(mu, lambda.fma(DoubleVector.broadcast(D, diagonal[i]), weight)));
        DoubleVector inverse = minusOne.div(d);
        DoubleVector next = eBefore.fma(sBefore, c.fma(s, weight.mul(value)));
        mu = mu.fma(e, lambda.mul(DoubleVector.broadcast(D, beside[i])));
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

  private void measure(int slot) {
    DoubleVector zero = DoubleVector.zero(D);
    for (int p = 0; p <= SECOND; p += W) {
      DoubleVector misfit = zero;
      DoubleVector rough = zero;
      DoubleVector z1 = zero;
      DoubleVector z2 = zero;
      for (int i = steps - 1; i >= steps - 2; i--) {
        int at = i * PAIR + p;
        DoubleVector z = DoubleVector.fromArray(D, curve, at);
        DoubleVector residual =
            DoubleVector.fromArray(D, w, at).mul(DoubleVector.fromArray(D, y, at).add(z));
        misfit = residual.fma(residual, misfit);
        z2 = z1;
        z1 = z;
      }
      for (int i = steps - 3; i >= 0; i--) {
        int at = i * PAIR + p;
        DoubleVector z = DoubleVector.fromArray(D, curve, at);
        DoubleVector residual =
            DoubleVector.fromArray(D, w, at).mul(DoubleVector.fromArray(D, y, at).add(z));
        misfit = residual.fma(residual, misfit);
        DoubleVector bend = z.sub(z1).sub(z1.sub(z2));
        rough = bend.fma(bend, rough);
        z2 = z1;
        z1 = z;
      }
      misfit.intoArray(fit, slot + p);
      rough.intoArray(penalty, slot + p);
    }
  }
}
