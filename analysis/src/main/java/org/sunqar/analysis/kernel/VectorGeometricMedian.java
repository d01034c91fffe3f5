// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.kernel;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Geometric median and its scatter for blocks of 16 pixels in float32, one pixel per lane: {@link
 * org.sunqar.analysis.series.GeometricMedian} step by step. A lane whose step was short enough
 * stands still while others move on, so that no pixel depends on its neighbours.
 *
 * <p>float32 because the iteration corrects itself: each step is computed from the differences to
 * the present median, whose rounding (6e-8 of a value) is far below the tolerance of the steps;
 * what two forms differ by is where the last step ended. One per thread: it keeps its scratch.
 */
public final class VectorGeometricMedian {

  private static final VectorSpecies<Float> F = FloatVector.SPECIES_PREFERRED;
  private static final int W = F.length();
  private static final int PIXELS = BreakBlock.PIXELS;

  private final int bands;
  private final int dates;
  private final float tolerance;
  private final int iterations;
  private final float[] spectra; // of the dates that some lane has seen: date, band, lane
  private final float[] counts; // 1 where a lane has seen the date
  private final float[] median;
  private final float[] pull;
  private final float[] moving = new float[W];
  private final float[] factors = new float[W];
  private final float[] lengths = new float[W];
  private final float[] euclidean;
  private final float[] spectral;
  private final float[] brayCurtis;
  private final BlockQuantiles medians;
  private int rows;

  /** A geometric median of so many bands and dates. */
  public VectorGeometricMedian(int bands, int dates, double tolerance, int iterations) {
    this.bands = bands;
    this.dates = dates;
    this.tolerance = (float) tolerance;
    this.iterations = iterations;
    this.spectra = new float[bands * dates * W];
    this.counts = new float[dates * W];
    this.median = new float[bands * W];
    this.pull = new float[bands * W];
    this.euclidean = new float[dates * PIXELS];
    this.spectral = new float[dates * PIXELS];
    this.brayCurtis = new float[dates * PIXELS];
    this.medians = new BlockQuantiles(dates, 0.5);
  }

  /**
   * Computes a block.
   *
   * @param values one array for each band: pixel p of date t at {@code offset + t * 16 + p}; NaN
   *     for no observation
   * @param out band b of pixel p at {@code b * 16 + p}; after the bands EMAD, SMAD, BCMAD; NaN
   *     without an observation
   * @param count observations of each of the 16 pixels
   */
  public void run(float[][] values, int offset, float[] out, int[] count) {
    for (int p = 0; p < PIXELS; p += W) {
      gather(values, offset + p);
      count(count, p);
      mean();
      Arrays.fill(moving, 1);
      boolean any = true;
      for (int i = 0; i < iterations && any; i++) {
        step();
        move();
        any = false;
        for (float lane : moving) {
          any |= lane > 0;
        }
      }
      for (int b = 0; b < bands; b++) {
        load(median, b).intoArray(out, b * PIXELS + p);
      }
      distances(p);
    }
    medians.run(euclidean, 0, out, bands * PIXELS);
    medians.run(spectral, 0, out, (bands + 1) * PIXELS);
    medians.run(brayCurtis, 0, out, (bands + 2) * PIXELS);
  }

  private static FloatVector load(float[] array, int slot) {
    return FloatVector.fromArray(F, array, slot * W);
  }

  private void gather(float[][] values, int at) {
    FloatVector zero = FloatVector.zero(F);
    FloatVector one = FloatVector.broadcast(F, 1);
    rows = 0;
    for (int t = 0; t < dates; t++) {
      FloatVector sum = zero; // NaN where a band is
      for (int b = 0; b < bands; b++) {
        sum = sum.add(FloatVector.fromArray(F, values[b], at + t * PIXELS).mul(0));
      }
      VectorMask<Float> known = sum.compare(VectorOperators.EQ, sum);
      if (known.anyTrue()) {
        for (int b = 0; b < bands; b++) {
          zero.blend(FloatVector.fromArray(F, values[b], at + t * PIXELS), known)
              .intoArray(spectra, (rows * bands + b) * W);
        }
        zero.blend(one, known).intoArray(counts, rows * W);
        rows++;
      }
    }
  }

  private void count(int[] count, int p) {
    for (int lane = 0; lane < W; lane++) {
      int seen = 0;
      for (int row = 0; row < rows; row++) {
        seen += (int) counts[row * W + lane];
      }
      count[p + lane] = seen;
    }
  }

  /** The mean, NaN for lanes without an observation. */
  private void mean() {
    FloatVector seen = FloatVector.zero(F);
    for (int row = 0; row < rows; row++) {
      seen = seen.add(load(counts, row));
    }
    for (int b = 0; b < bands; b++) {
      FloatVector sum = FloatVector.zero(F);
      for (int row = 0; row < rows; row++) {
        sum = sum.add(load(spectra, row * bands + b));
      }
      sum.div(seen).intoArray(median, b * W);
    }
  }

  /** The pull of all observations on the median, each with force 1. */
  private void step() {
    FloatVector zero = FloatVector.zero(F);
    FloatVector one = FloatVector.broadcast(F, 1);
    Arrays.fill(pull, 0);
    FloatVector weights = zero;
    FloatVector met = zero;
    for (int row = 0; row < rows; row++) {
      int at = row * bands * W;
      FloatVector squares = zero;
      for (int b = 0; b < bands; b++) {
        FloatVector difference = FloatVector.fromArray(F, spectra, at + b * W).sub(load(median, b));
        squares = difference.fma(difference, squares);
      }
      FloatVector seen = load(counts, row);
      VectorMask<Float> apart = squares.compare(VectorOperators.GT, 0);
      FloatVector weight = zero.blend(seen.div(squares.sqrt()), apart);
      weights = weights.add(weight);
      met = met.add(seen.blend(zero, apart));
      for (int b = 0; b < bands; b++) {
        FloatVector difference = FloatVector.fromArray(F, spectra, at + b * W).sub(load(median, b));
        weight.fma(difference, load(pull, b)).intoArray(pull, b * W);
      }
    }
    FloatVector forces = zero;
    for (int b = 0; b < bands; b++) {
      FloatVector each = load(pull, b);
      forces = each.fma(each, forces);
    }
    FloatVector force = forces.sqrt();
    FloatVector share = zero.blend(one.sub(met.div(force)), force.compare(VectorOperators.GT, met));
    FloatVector factor = zero.blend(share.div(weights), weights.compare(VectorOperators.GT, 0));
    factor.intoArray(factors, 0);
    factor.mul(force).intoArray(lengths, 0);
  }

  /** Moves the medians of the lanes that still move, and sees which of them go on. */
  private void move() {
    FloatVector zero = FloatVector.zero(F);
    VectorMask<Float> going = load(moving, 0).compare(VectorOperators.GT, 0);
    FloatVector factor = zero.blend(load(factors, 0), going);
    FloatVector squares = zero;
    for (int b = 0; b < bands; b++) {
      FloatVector moved = factor.fma(load(pull, b), load(median, b));
      moved.intoArray(median, b * W);
      squares = moved.fma(moved, squares);
    }
    VectorMask<Float> far =
        load(lengths, 0).compare(VectorOperators.GT, squares.sqrt().mul(tolerance));
    zero.blend(1, far.and(going)).intoArray(moving, 0);
  }

  private void distances(int p) {
    FloatVector nan = FloatVector.broadcast(F, Float.NaN);
    FloatVector zero = FloatVector.zero(F);
    FloatVector squares = zero;
    for (int b = 0; b < bands; b++) {
      FloatVector m = load(median, b);
      squares = m.fma(m, squares);
    }
    FloatVector length = squares.sqrt();
    for (int row = 0; row < rows; row++) {
      int at = row * bands * W;
      FloatVector own = zero;
      FloatVector distance = zero;
      FloatVector apart = zero;
      FloatVector together = zero;
      for (int b = 0; b < bands; b++) {
        FloatVector x = FloatVector.fromArray(F, spectra, at + b * W);
        FloatVector m = load(median, b);
        FloatVector difference = x.sub(m);
        own = x.fma(x, own);
        distance = difference.fma(difference, distance);
        apart = apart.add(difference.abs());
        together = together.add(x.add(m).abs());
      }
      FloatVector size = own.sqrt();
      FloatVector angle = zero;
      for (int b = 0; b < bands; b++) {
        FloatVector x = FloatVector.fromArray(F, spectra, at + b * W);
        FloatVector difference = x.div(size).sub(load(median, b).div(length));
        angle = difference.fma(difference, angle);
      }
      VectorMask<Float> seen = load(counts, row).compare(VectorOperators.GT, 0);
      nan.blend(distance.sqrt(), seen).intoArray(euclidean, row * PIXELS + p);
      nan.blend(angle.mul(0.5f), seen).intoArray(spectral, row * PIXELS + p);
      nan.blend(apart.div(together), seen).intoArray(brayCurtis, row * PIXELS + p);
    }
    for (int row = rows; row < dates; row++) {
      nan.intoArray(euclidean, row * PIXELS + p);
      nan.intoArray(spectral, row * PIXELS + p);
      nan.intoArray(brayCurtis, row * PIXELS + p);
    }
  }
}
