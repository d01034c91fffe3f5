// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.kernel;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link HarmonicLasso} with the bands of a pixel as the lanes: all of them have the same
 * predictors, whose inner products are taken once. Each lane sums in the order of {@link
 * ScalarHarmonicLasso}, so that results are equal to the bit. All seven predictors are carried
 * along where fewer are fitted; the models that grow old have all of them.
 *
 * <p>In the descent lanes that rest wait for the others, with changes of zero. A lane in which a
 * predictor becomes active after a later one did would have to take its steps in another order: it
 * is done again by {@link LassoDescent}, which is rare.
 *
 * <p><i>Idea graveyard.</i> Inner products that are updated as observations come in, instead of
 * summed anew: no longer the sums of the reference, whose last bit decides how often the descent
 * goes round. Starting from the last model: another path, with differences of a thousandth and
 * coefficients that are zero in one and not in the other. The descent unrolled over all seven
 * predictors with its state in local variables: more than the compiler inlines in one method, so
 * that the rest of the vectors are boxed; hence two predictors at a time. Taking lanes that are out
 * of order out of the other lanes' way: no gain.
 */
public final class VectorHarmonicLasso implements HarmonicLasso {

  private static final VectorSpecies<Float> F = FloatVector.SPECIES_256;
  private static final VectorSpecies<Integer> I = IntVector.SPECIES_256;
  private static final int P = MAX_COEFFICIENTS - 1;

  /** Standardised predictors and responses, time-major. */
  private float[] x = new float[0];

  private float[] y = new float[0];
  private final float[] products = new float[LANES * LANES];
  private final LassoDescent descent = new LassoDescent(products);
  private final float[] mean = new float[LANES];
  private final float[] scale = new float[LANES];
  private final float[] responseMean = new float[LANES];
  private final float[] responseScale = new float[LANES];
  private final float[] penalty = new float[LANES];

  /** Of predictor k and band b at {@code k LANES + b}, as all that follow. */
  private final float[] gradient = new float[P * LANES];

  /** The gradient before the active ones moved: theirs alone changes while they do. */
  private final float[] untouched = new float[P * LANES];

  private final float[] firstGradient = new float[P * LANES];
  private final float[] beta = new float[P * LANES];

  /** The penalty; infinite where a predictor is not to leave zero. */
  private final float[] limits = new float[P * LANES];

  /** 1 in lanes that are not done, else 0. */
  private final float[] running = new float[LANES];

  /** The same for the passes over the active predictors. */
  private final float[] inner = new float[LANES];

  private final float[] before = new float[P * LANES];

  /** 1 where a predictor is active, else 0. */
  private final float[] active = new float[P * LANES];

  /** The largest move of a pass, its bits. */
  private final int[] moved = new int[LANES];

  /** Lanes whose predictors became active out of order. */
  private long outOfOrder;

  /** Whether this machine has vectors of eight floats. */
  static boolean isFast() {
    return FloatVector.SPECIES_PREFERRED.length() >= LANES;
  }

  @Override
  public void fit(
      float[] basis,
      float[] predictionBasis,
      float[] values,
      int from,
      int to,
      int coefficients,
      float lambda,
      LassoFit fit) {
    int n = to - from;
    int predictors = coefficients - 1;
    if (y.length < n * LANES) {
      y = new float[2 * n * LANES];
      x = new float[2 * n * LANES];
    }
    fit.reserve(n);
    fit.predictors = predictors;
    centre(basis, values, from, n);
    sumProducts(n, lambda);
    descend(predictors);
    toCoefficients(predictors, fit);
    residuals(predictionBasis, values, from, n, n - coefficients, fit);
  }

  private void centre(float[] basis, float[] values, int from, int n) {
    float weight = 1f / n;
    float root = (float) Math.sqrt(weight);
    FloatVector xMean = FloatVector.zero(F);
    FloatVector yMean = FloatVector.zero(F);
    int end = (from + n) * LANES;
    for (int at = from * LANES; at < end; at += LANES) {
      xMean = xMean.add(FloatVector.fromArray(F, basis, at).mul(weight));
      yMean = yMean.add(FloatVector.fromArray(F, values, at).mul(weight));
    }
    FloatVector xSquares = FloatVector.zero(F);
    FloatVector ySquares = FloatVector.zero(F);
    int to = 0;
    for (int at = from * LANES; at < end; at += LANES) {
      FloatVector a = FloatVector.fromArray(F, basis, at).sub(xMean).mul(root);
      FloatVector b = FloatVector.fromArray(F, values, at).sub(yMean).mul(root);
      a.intoArray(x, to);
      b.intoArray(y, to);
      to += LANES;
      xSquares = xSquares.add(a.mul(a));
      ySquares = ySquares.add(b.mul(b));
    }
    xMean.intoArray(mean, 0);
    yMean.intoArray(responseMean, 0);
    xSquares.lanewise(VectorOperators.SQRT).intoArray(scale, 0);
    ySquares.lanewise(VectorOperators.SQRT).intoArray(responseScale, 0);
  }

  private void sumProducts(int n, float lambda) {
    FloatVector xScale = FloatVector.fromArray(F, scale, 0);
    FloatVector yScale = FloatVector.fromArray(F, responseScale, 0);
    // a constant has nothing to fit: no penalty is too high for it
    VectorMask<Float> constant = yScale.compare(VectorOperators.EQ, 0f);
    yScale = yScale.blend(1f, constant);
    FloatVector.broadcast(F, lambda)
        .div(yScale)
        .blend(Float.POSITIVE_INFINITY, constant)
        .intoArray(penalty, 0);
    FloatVector zero = FloatVector.zero(F);
    FloatVector c0 = zero;
    FloatVector c1 = zero;
    FloatVector c2 = zero;
    FloatVector c3 = zero;
    FloatVector c4 = zero;
    FloatVector c5 = zero;
    FloatVector g0 = zero;
    FloatVector g1 = zero;
    FloatVector g2 = zero;
    FloatVector g3 = zero;
    FloatVector g4 = zero;
    FloatVector g5 = zero;
    FloatVector g6 = zero;
    int end = n * LANES;
    for (int at = 0; at < end; at += LANES) {
      FloatVector a = FloatVector.fromArray(F, x, at).div(xScale);
      FloatVector b = FloatVector.fromArray(F, y, at).div(yScale);
      a.intoArray(x, at);
      FloatVector one = FloatVector.broadcast(F, x[at]);
      c0 = c0.add(one.mul(a));
      g0 = g0.add(one.mul(b));
      one = FloatVector.broadcast(F, x[at + 1]);
      c1 = c1.add(one.mul(a));
      g1 = g1.add(one.mul(b));
      one = FloatVector.broadcast(F, x[at + 2]);
      c2 = c2.add(one.mul(a));
      g2 = g2.add(one.mul(b));
      one = FloatVector.broadcast(F, x[at + 3]);
      c3 = c3.add(one.mul(a));
      g3 = g3.add(one.mul(b));
      one = FloatVector.broadcast(F, x[at + 4]);
      c4 = c4.add(one.mul(a));
      g4 = g4.add(one.mul(b));
      one = FloatVector.broadcast(F, x[at + 5]);
      c5 = c5.add(one.mul(a));
      g5 = g5.add(one.mul(b));
      g6 = g6.add(FloatVector.broadcast(F, x[at + 6]).mul(b));
    }
    c0.intoArray(products, 0);
    c1.intoArray(products, LANES);
    c2.intoArray(products, 2 * LANES);
    c3.intoArray(products, 3 * LANES);
    c4.intoArray(products, 4 * LANES);
    c5.intoArray(products, 5 * LANES);
    for (int j = 0; j < P; j++) {
      products[j * LANES + j] = 1;
      products[6 * LANES + j] = j < 6 ? products[j * LANES + 6] : 1;
    }
    g0.intoArray(gradient, 0);
    g1.intoArray(gradient, LANES);
    g2.intoArray(gradient, 2 * LANES);
    g3.intoArray(gradient, 3 * LANES);
    g4.intoArray(gradient, 4 * LANES);
    g5.intoArray(gradient, 5 * LANES);
    g6.intoArray(gradient, 6 * LANES);
  }

  private void descend(int predictors) {
    System.arraycopy(gradient, 0, firstGradient, 0, P * LANES);
    Arrays.fill(beta, 0);
    Arrays.fill(active, 0);
    outOfOrder = 0;
    FloatVector limit = FloatVector.fromArray(F, penalty, 0);
    FloatVector none = FloatVector.broadcast(F, Float.POSITIVE_INFINITY);
    FloatVector zero = FloatVector.zero(F);
    zero.blend(1f, limit.compare(VectorOperators.LT, none)).intoArray(running, 0);
    while (true) {
      for (int k = 0; k < predictors; k++) {
        limit.intoArray(limits, k * LANES);
      }
      boolean moved = pass(predictors, running);
      enter(predictors);
      if (!moved) {
        break;
      }
      System.arraycopy(beta, 0, before, 0, predictors * LANES);
      System.arraycopy(gradient, 0, untouched, 0, predictors * LANES);
      System.arraycopy(running, 0, inner, 0, LANES);
      for (int k = 0; k < predictors; k++) {
        VectorMask<Float> inactive =
            FloatVector.fromArray(F, active, k * LANES).compare(VectorOperators.EQ, zero);
        limit.blend(none, inactive).intoArray(limits, k * LANES);
      }
      while (pass(predictors, inner)) {
        // until they rest
      }
      settle(predictors);
    }
  }

  /** Makes active the predictors that have left zero. */
  private void enter(int predictors) {
    FloatVector zero = FloatVector.zero(F);
    FloatVector later = zero;
    for (int k = predictors - 1; k >= 0; k--) {
      FloatVector known = FloatVector.fromArray(F, active, k * LANES);
      VectorMask<Float> entering =
          FloatVector.fromArray(F, beta, k * LANES)
              .compare(VectorOperators.NE, zero)
              .and(known.compare(VectorOperators.EQ, zero));
      outOfOrder |= entering.and(later.compare(VectorOperators.NE, zero)).toLong();
      known.blend(1f, entering).intoArray(active, k * LANES);
      later = later.add(known);
    }
  }

  /**
   * Takes each predictor once, within its limits.
   *
   * @param lanes 1 for those that take part; 0 afterwards where nothing moved by the threshold
   * @return whether anything did
   */
  private boolean pass(int predictors, float[] lanes) {
    IntVector.zero(I).intoArray(moved, 0);
    int k = 0;
    for (; k + 1 < predictors; k += 2) {
      stepTwo(k, lanes);
    }
    stepOne(k, lanes);
    return stillMoving(lanes);
  }

  private void stepTwo(int k, float[] lanes) {
    VectorMask<Float> running = FloatVector.fromArray(F, lanes, 0).compare(VectorOperators.NE, 0f);
    int at = k * LANES;
    FloatVector first = step(at, FloatVector.fromArray(F, gradient, at), running);
    FloatVector g = FloatVector.fromArray(F, gradient, at + LANES);
    g = g.sub(first.mul(products[at + k + 1]));
    FloatVector second = step(at + LANES, g, running);
    IntVector.fromArray(I, moved, 0).max(size(first)).max(size(second)).intoArray(moved, 0);
    for (int j = 0; j < P; j++) {
      FloatVector.fromArray(F, gradient, j * LANES)
          .sub(first.mul(products[at + j]))
          .sub(second.mul(products[at + LANES + j]))
          .intoArray(gradient, j * LANES);
    }
  }

  private void stepOne(int k, float[] lanes) {
    VectorMask<Float> running = FloatVector.fromArray(F, lanes, 0).compare(VectorOperators.NE, 0f);
    int at = k * LANES;
    FloatVector change = step(at, FloatVector.fromArray(F, gradient, at), running);
    IntVector.fromArray(I, moved, 0).max(size(change)).intoArray(moved, 0);
    for (int j = 0; j < P; j++) {
      FloatVector.fromArray(F, gradient, j * LANES)
          .sub(change.mul(products[at + j]))
          .intoArray(gradient, j * LANES);
    }
  }

  private boolean stillMoving(float[] lanes) {
    VectorMask<Float> still =
        FloatVector.fromArray(F, lanes, 0)
            .compare(VectorOperators.NE, 0f)
            .and(
                IntVector.fromArray(I, moved, 0)
                    .reinterpretAsFloats()
                    .compare(VectorOperators.GE, THRESHOLD));
    FloatVector.zero(F).blend(1f, still).intoArray(lanes, 0);
    return still.anyTrue();
  }

  /** Soft thresholding of a coefficient; returns by how much it moved. */
  private FloatVector step(int at, FloatVector g, VectorMask<Float> running) {
    FloatVector old = FloatVector.fromArray(F, beta, at);
    FloatVector limit = FloatVector.fromArray(F, limits, at);
    FloatVector u = g.add(old);
    FloatVector shrunk =
        FloatVector.zero(F)
            .blend(u.sub(limit), u.compare(VectorOperators.GT, limit))
            .blend(u.add(limit), u.compare(VectorOperators.LT, limit.neg()));
    FloatVector next = old.blend(shrunk, running);
    next.intoArray(beta, at);
    return next.sub(old);
  }

  /** The absolute values, as integers of the same order: their maximum is one instruction. */
  private static IntVector size(FloatVector x) {
    return x.reinterpretAsInts().and(Integer.MAX_VALUE);
  }

  /** Lets the inactive predictors know what the active ones did. */
  private void settle(int predictors) {
    for (int k = 0; k < predictors; k++) {
      int at = k * LANES;
      FloatVector.fromArray(F, beta, at)
          .sub(FloatVector.fromArray(F, before, at))
          .intoArray(before, at);
    }
    for (int j = 0; j < predictors; j++) {
      VectorMask<Float> inactive =
          FloatVector.fromArray(F, active, j * LANES).compare(VectorOperators.EQ, 0f);
      if (inactive.anyTrue()) {
        FloatVector sum = FloatVector.zero(F);
        for (int k = 0; k < predictors; k++) {
          sum = sum.add(FloatVector.fromArray(F, before, k * LANES).mul(products[j * LANES + k]));
        }
        FloatVector old = FloatVector.fromArray(F, untouched, j * LANES);
        FloatVector.fromArray(F, gradient, j * LANES)
            .blend(old.sub(sum), inactive)
            .intoArray(gradient, j * LANES);
      }
    }
  }

  private void toCoefficients(int predictors, LassoFit fit) {
    FloatVector yScale = FloatVector.fromArray(F, responseScale, 0);
    FloatVector offset = FloatVector.zero(F);
    for (int k = 0; k < predictors; k++) {
      FloatVector coefficient = yScale.mul(FloatVector.fromArray(F, beta, k * LANES)).div(scale[k]);
      offset = offset.add(coefficient.mul(mean[k]));
      (k == 0 ? coefficient.mul(SLOPE_SCALE) : coefficient)
          .intoArray(fit.coefficients, (k + 1) * LANES);
    }
    FloatVector.fromArray(F, responseMean, 0).sub(offset).intoArray(fit.coefficients, 0);
    Arrays.fill(fit.coefficients, (predictors + 1) * LANES, MAX_COEFFICIENTS * LANES, 0);
    for (int band = 0; outOfOrder != 0; band++, outOfOrder >>>= 1) {
      if ((outOfOrder & 1) != 0) {
        descendAlone(predictors, band, fit);
      }
    }
  }

  private void descendAlone(int predictors, int band, LassoFit fit) {
    for (int k = 0; k < predictors; k++) {
      descent.gradient[k] = firstGradient[k * LANES + band];
    }
    descent.run(predictors, penalty[band]);
    descent.toCoefficients(
        band, responseMean[band], responseScale[band], mean, scale, fit.coefficients);
  }

  @Override
  public void predict(LassoFit fit, float[] basis, int date, float[] target) {
    int at = date * LANES;
    float[] b = fit.coefficients;
    FloatVector slope = FloatVector.fromArray(F, b, LANES);
    FloatVector.fromArray(F, b, 0)
        .add(slope.mul(basis[at]).div(SLOPE_SCALE))
        .add(FloatVector.fromArray(F, b, 2 * LANES).mul(basis[at + 1]))
        .add(FloatVector.fromArray(F, b, 3 * LANES).mul(basis[at + 2]))
        .add(FloatVector.fromArray(F, b, 4 * LANES).mul(basis[at + 3]))
        .add(FloatVector.fromArray(F, b, 5 * LANES).mul(basis[at + 4]))
        .add(FloatVector.fromArray(F, b, 6 * LANES).mul(basis[at + 5]))
        .add(FloatVector.fromArray(F, b, 7 * LANES).mul(basis[at + 6]))
        .intoArray(target, 0);
  }

  @Override
  public void scatter(
      LassoFit fit, int[] which, int count, float freedom, float[] least, float[] target) {
    FloatVector sum = FloatVector.zero(F);
    for (int i = 0; i < count; i++) {
      FloatVector residual = FloatVector.fromArray(F, fit.residuals, which[i] * LANES);
      sum = sum.add(residual.mul(residual));
    }
    FloatVector floor = FloatVector.fromArray(F, least, 0);
    FloatVector scatter = sum.lanewise(VectorOperators.SQRT).div(freedom);
    scatter.blend(floor, scatter.compare(VectorOperators.LT, floor)).intoArray(target, 0);
  }

  private static void residuals(
      float[] basis, float[] values, int from, int n, int freedom, LassoFit fit) {
    FloatVector b0 = FloatVector.fromArray(F, fit.coefficients, 0);
    FloatVector b1 = FloatVector.fromArray(F, fit.coefficients, LANES);
    FloatVector b2 = FloatVector.fromArray(F, fit.coefficients, 2 * LANES);
    FloatVector b3 = FloatVector.fromArray(F, fit.coefficients, 3 * LANES);
    FloatVector b4 = FloatVector.fromArray(F, fit.coefficients, 4 * LANES);
    FloatVector b5 = FloatVector.fromArray(F, fit.coefficients, 5 * LANES);
    FloatVector b6 = FloatVector.fromArray(F, fit.coefficients, 6 * LANES);
    FloatVector b7 = FloatVector.fromArray(F, fit.coefficients, 7 * LANES);
    FloatVector squares = FloatVector.zero(F);
    float[] residuals = fit.residuals;
    for (int i = 0; i < n; i++) {
      int at = (from + i) * LANES;
      FloatVector fitted =
          b0.add(b1.mul(basis[at]).div(SLOPE_SCALE))
              .add(b2.mul(basis[at + 1]))
              .add(b3.mul(basis[at + 2]))
              .add(b4.mul(basis[at + 3]))
              .add(b5.mul(basis[at + 4]))
              .add(b6.mul(basis[at + 5]))
              .add(b7.mul(basis[at + 6]));
      FloatVector residual = FloatVector.fromArray(F, values, at).sub(fitted);
      residual.intoArray(residuals, i * LANES);
      squares = squares.add(residual.mul(residual));
    }
    FloatVector norm = squares.lanewise(VectorOperators.SQRT);
    norm.intoArray(fit.norm, 0);
    norm.div((float) Math.sqrt((float) freedom)).intoArray(fit.rmse, 0);
  }
}
