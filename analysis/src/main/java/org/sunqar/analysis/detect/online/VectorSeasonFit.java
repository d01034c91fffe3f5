// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.detect.online;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;
import org.sunqar.analysis.kernel.BreakBlock;

/**
 * {@link SeasonFit} with one pixel per vector lane: the same operations in the same order. Sums are
 * held in registers during one pass over the dates, all of them where the model is short (up to two
 * harmonics, or one with a trend), else by the groups of {@link SeasonTables}; methods leave their
 * results in arrays, since a vector that leaves a method which is not inlined is boxed.
 *
 * <p>Idea graveyard: values and weights as float64 in arrays (twice the traffic of converting them
 * in each pass); residuals in float64, and their squares for the scatter (a third of the fit).
 */
final class VectorSeasonFit extends SeasonFit {

  private static final VectorSpecies<Double> D = DoubleVector.SPECIES_PREFERRED;
  private static final int W = D.length();

  /** As many floats as a vector has doubles. */
  private static final VectorSpecies<Float> HALF =
      VectorSpecies.of(float.class, VectorShape.forBitSize(D.vectorBitSize() / 2));

  private static final VectorSpecies<Float> F = FloatVector.SPECIES_PREFERRED;
  private static final int FLOATS = F.length();

  private static final int PIXELS = BreakBlock.PIXELS;
  private static final int MOMENTS = SeasonTables.MOMENTS;
  private static final int COLUMNS = SeasonTables.COLUMNS;

  private final int dates;
  private final int columns;

  /** The block's values; NaN for none, and for those screened out. */
  private final float[] values;

  /** The coefficients of the padded columns in float32, with the other sign. */
  private final float[] minus;

  private final float[] limit = new float[PIXELS];
  private final double[] sums;
  private final double[] normal;
  private final double[] right;
  private final double[] solution;
  private final double[] squares = new double[PIXELS];
  private final double[] rest = new double[PIXELS];
  private final double[] sigma = new double[PIXELS];

  /** Coefficients of each pixel; the others are 0. */
  private final double[] used = new double[PIXELS];

  private final boolean[] fitted = new boolean[PIXELS];
  private final boolean[] wellPosed = new boolean[W];

  VectorSeasonFit(SeasonTables tables) {
    super(tables);
    this.dates = tables.dates();
    this.columns = tables.columns();
    this.values = new float[dates * PIXELS];
    this.minus = new float[tables.designGroups() * COLUMNS * PIXELS];
    this.sums = new double[(tables.count() + 1) * PIXELS];
    this.normal = new double[tables.entries.length * W];
    this.right = new double[tables.designGroups() * COLUMNS * PIXELS];
    this.solution = new double[columns * W];
  }

  @Override
  void fit(float[] block, int offset, BlockHistory out) {
    boolean isShort = tables.momentGroups() == 1 && tables.designGroups() == 1;
    for (int p = 0; p < PIXELS; p += W) {
      if (isShort) {
        sumAll(block, offset, p);
      } else {
        load(block, offset, p);
        for (int group = 0; group < tables.momentGroups(); group++) {
          sumMoments(p, group);
        }
        for (int group = 0; group < tables.designGroups(); group++) {
          sumRight(p, group);
        }
      }
    }
    Arrays.fill(fitted, true);
    for (int p = 0; p < PIXELS; p++) {
      used[p] = tables.season().columns((int) sums[tables.count() * PIXELS + p]);
    }
    solve(out);
    residuals(out.residuals);
    if (tables.screen() > 0 && screen(out.residuals)) {
      solve(out);
      residuals(out.residuals);
    }
    store(out);
  }

  /** The sums of a short model, in one pass. */
  private void sumAll(float[] block, int offset, int p) {
    DoubleVector zero = DoubleVector.zero(D);
    DoubleVector m0 = zero;
    DoubleVector m1 = zero;
    DoubleVector m2 = zero;
    DoubleVector m3 = zero;
    DoubleVector m4 = zero;
    DoubleVector m5 = zero;
    DoubleVector m6 = zero;
    DoubleVector m7 = zero;
    DoubleVector r0 = zero;
    DoubleVector r1 = zero;
    DoubleVector r2 = zero;
    DoubleVector r3 = zero;
    DoubleVector r4 = zero;
    DoubleVector n = zero;
    DoubleVector square = zero;
    double[] moments = tables.products;
    double[] design = tables.design;
    for (int t = 0; t < dates; t++) {
      FloatVector raw = FloatVector.fromArray(HALF, block, offset + t * PIXELS + p);
      FloatVector value = raw.add(raw.mul(0f)); // infinite becomes NaN
      value.intoArray(values, t * PIXELS + p);
      DoubleVector wide = (DoubleVector) value.convertShape(VectorOperators.F2D, D, 0);
      VectorMask<Double> known = wide.compare(VectorOperators.EQ, wide);
      DoubleVector w = zero.blend(1, known);
      DoubleVector v = zero.blend(wide, known);
      int m = t * MOMENTS;
      m0 = w.fma(DoubleVector.broadcast(D, moments[m]), m0);
      m1 = w.fma(DoubleVector.broadcast(D, moments[m + 1]), m1);
      m2 = w.fma(DoubleVector.broadcast(D, moments[m + 2]), m2);
      m3 = w.fma(DoubleVector.broadcast(D, moments[m + 3]), m3);
      m4 = w.fma(DoubleVector.broadcast(D, moments[m + 4]), m4);
      m5 = w.fma(DoubleVector.broadcast(D, moments[m + 5]), m5);
      m6 = w.fma(DoubleVector.broadcast(D, moments[m + 6]), m6);
      m7 = w.fma(DoubleVector.broadcast(D, moments[m + 7]), m7);
      int k = t * COLUMNS;
      r0 = v.fma(DoubleVector.broadcast(D, design[k]), r0);
      r1 = v.fma(DoubleVector.broadcast(D, design[k + 1]), r1);
      r2 = v.fma(DoubleVector.broadcast(D, design[k + 2]), r2);
      r3 = v.fma(DoubleVector.broadcast(D, design[k + 3]), r3);
      r4 = v.fma(DoubleVector.broadcast(D, design[k + 4]), r4);
      n = n.add(w);
      square = v.fma(v, square);
    }
    put(m0, m1, m2, m3, m4, m5, m6, m7, p);
    putRight(r0, r1, r2, r3, r4, p);
    n.intoArray(sums, tables.count() * PIXELS + p);
    square.intoArray(squares, p);
  }

  private void put(
      DoubleVector m0,
      DoubleVector m1,
      DoubleVector m2,
      DoubleVector m3,
      DoubleVector m4,
      DoubleVector m5,
      DoubleVector m6,
      DoubleVector m7,
      int at) {
    m0.intoArray(sums, at);
    m1.intoArray(sums, at + PIXELS);
    m2.intoArray(sums, at + 2 * PIXELS);
    m3.intoArray(sums, at + 3 * PIXELS);
    m4.intoArray(sums, at + 4 * PIXELS);
    m5.intoArray(sums, at + 5 * PIXELS);
    m6.intoArray(sums, at + 6 * PIXELS);
    m7.intoArray(sums, at + 7 * PIXELS);
  }

  private void putRight(
      DoubleVector r0, DoubleVector r1, DoubleVector r2, DoubleVector r3, DoubleVector r4, int at) {
    r0.intoArray(right, at);
    r1.intoArray(right, at + PIXELS);
    r2.intoArray(right, at + 2 * PIXELS);
    r3.intoArray(right, at + 3 * PIXELS);
    r4.intoArray(right, at + 4 * PIXELS);
  }

  /** Takes the values, their number and the sum of their squares. */
  private void load(float[] block, int offset, int p) {
    DoubleVector zero = DoubleVector.zero(D);
    DoubleVector n = zero;
    DoubleVector square = zero;
    for (int t = 0; t < dates; t++) {
      FloatVector raw = FloatVector.fromArray(HALF, block, offset + t * PIXELS + p);
      FloatVector value = raw.add(raw.mul(0f)); // infinite becomes NaN
      value.intoArray(values, t * PIXELS + p);
      DoubleVector wide = (DoubleVector) value.convertShape(VectorOperators.F2D, D, 0);
      VectorMask<Double> known = wide.compare(VectorOperators.EQ, wide);
      DoubleVector v = zero.blend(wide, known);
      n = n.add(zero.blend(1, known));
      square = v.fma(v, square);
    }
    n.intoArray(sums, tables.count() * PIXELS + p);
    square.intoArray(squares, p);
  }

  private void sumMoments(int p, int group) {
    DoubleVector zero = DoubleVector.zero(D);
    DoubleVector m0 = zero;
    DoubleVector m1 = zero;
    DoubleVector m2 = zero;
    DoubleVector m3 = zero;
    DoubleVector m4 = zero;
    DoubleVector m5 = zero;
    DoubleVector m6 = zero;
    DoubleVector m7 = zero;
    double[] moments = tables.products;
    int m = group * dates * MOMENTS;
    for (int t = 0; t < dates; t++, m += MOMENTS) {
      FloatVector value = FloatVector.fromArray(HALF, values, t * PIXELS + p);
      DoubleVector wide = (DoubleVector) value.convertShape(VectorOperators.F2D, D, 0);
      DoubleVector w = zero.blend(1, wide.compare(VectorOperators.EQ, wide));
      m0 = w.fma(DoubleVector.broadcast(D, moments[m]), m0);
      m1 = w.fma(DoubleVector.broadcast(D, moments[m + 1]), m1);
      m2 = w.fma(DoubleVector.broadcast(D, moments[m + 2]), m2);
      m3 = w.fma(DoubleVector.broadcast(D, moments[m + 3]), m3);
      m4 = w.fma(DoubleVector.broadcast(D, moments[m + 4]), m4);
      m5 = w.fma(DoubleVector.broadcast(D, moments[m + 5]), m5);
      m6 = w.fma(DoubleVector.broadcast(D, moments[m + 6]), m6);
      m7 = w.fma(DoubleVector.broadcast(D, moments[m + 7]), m7);
    }
    put(m0, m1, m2, m3, m4, m5, m6, m7, group * MOMENTS * PIXELS + p);
  }

  private void sumRight(int p, int group) {
    DoubleVector zero = DoubleVector.zero(D);
    DoubleVector r0 = zero;
    DoubleVector r1 = zero;
    DoubleVector r2 = zero;
    DoubleVector r3 = zero;
    DoubleVector r4 = zero;
    double[] design = tables.design;
    int k = group * dates * COLUMNS;
    for (int t = 0; t < dates; t++, k += COLUMNS) {
      FloatVector value = FloatVector.fromArray(HALF, values, t * PIXELS + p);
      DoubleVector wide = (DoubleVector) value.convertShape(VectorOperators.F2D, D, 0);
      DoubleVector v = zero.blend(wide, wide.compare(VectorOperators.EQ, wide));
      r0 = v.fma(DoubleVector.broadcast(D, design[k]), r0);
      r1 = v.fma(DoubleVector.broadcast(D, design[k + 1]), r1);
      r2 = v.fma(DoubleVector.broadcast(D, design[k + 2]), r2);
      r3 = v.fma(DoubleVector.broadcast(D, design[k + 3]), r3);
      r4 = v.fma(DoubleVector.broadcast(D, design[k + 4]), r4);
    }
    putRight(r0, r1, r2, r3, r4, group * COLUMNS * PIXELS + p);
  }

  /** Solves; pixels without enough observations, or with a pivot too small, are not fitted. */
  private void solve(BlockHistory out) {
    for (int p = 0; p < PIXELS; p += W) {
      assemble(p);
      leaveOut(p);
      factorise();
      substitute(p);
      for (int lane = 0; lane < W; lane++) {
        double n = sums[tables.count() * PIXELS + p + lane];
        fitted[p + lane] &= wellPosed[lane] && tables.season().carries(n, used[p + lane]);
      }
      coefficients(p, out);
    }
  }

  private void assemble(int p) {
    SeasonTables.Entry[] entries = tables.entries;
    for (int e = 0; e < entries.length; e++) {
      SeasonTables.Entry entry = entries[e];
      DoubleVector first = DoubleVector.fromArray(D, sums, entry.first() * PIXELS + p);
      DoubleVector second = DoubleVector.fromArray(D, sums, entry.second() * PIXELS + p);
      DoubleVector factor = DoubleVector.broadcast(D, entry.secondFactor());
      factor.fma(second, first.mul(entry.firstFactor())).intoArray(normal, e * W);
    }
    for (int k = 0; k < columns; k++) {
      DoubleVector.fromArray(D, right, k * PIXELS + p).intoArray(solution, k * W);
    }
  }

  /** Makes unit columns of those that a lane does not use. */
  private void leaveOut(int p) {
    DoubleVector taken = DoubleVector.fromArray(D, used, p);
    DoubleVector zero = DoubleVector.zero(D);
    DoubleVector one = DoubleVector.broadcast(D, 1);
    if (taken.compare(VectorOperators.EQ, columns).allTrue()) {
      return;
    }
    for (int i = 1; i < columns; i++) {
      VectorMask<Double> in = taken.compare(VectorOperators.GT, i);
      if (!in.allTrue()) {
        for (int j = 0; j < i; j++) {
          zero.blend(vector(normal, index(i, j)), in).intoArray(normal, index(i, j) * W);
        }
        one.blend(vector(normal, index(i, i)), in).intoArray(normal, index(i, i) * W);
        zero.blend(vector(solution, i), in).intoArray(solution, i * W);
      }
    }
  }

  private void factorise() {
    double[] a = normal;
    DoubleVector one = DoubleVector.broadcast(D, 1);
    VectorMask<Double> well = D.maskAll(true);
    for (int j = 0; j < columns; j++) {
      DoubleVector diagonal = vector(a, index(j, j));
      DoubleVector pivot = diagonal;
      for (int k = 0; k < j; k++) {
        DoubleVector entry = vector(a, index(j, k));
        pivot = entry.neg().fma(entry, pivot);
      }
      well = well.and(pivot.compare(VectorOperators.GT, diagonal.mul(LEAST_PIVOT)));
      DoubleVector inverse = one.div(pivot.lanewise(VectorOperators.SQRT));
      inverse.intoArray(a, index(j, j) * W);
      for (int i = j + 1; i < columns; i++) {
        DoubleVector entry = vector(a, index(i, j));
        for (int k = 0; k < j; k++) {
          entry = vector(a, index(i, k)).neg().fma(vector(a, index(j, k)), entry);
        }
        entry.mul(inverse).intoArray(a, index(i, j) * W);
      }
    }
    well.intoArray(wellPosed, 0);
  }

  private void substitute(int p) {
    double[] a = normal;
    double[] b = solution;
    DoubleVector left = DoubleVector.fromArray(D, squares, p);
    for (int k = 0; k < columns; k++) {
      DoubleVector entry = vector(b, k);
      for (int i = 0; i < k; i++) {
        entry = vector(a, index(k, i)).neg().fma(vector(b, i), entry);
      }
      entry = entry.mul(vector(a, index(k, k)));
      entry.intoArray(b, k * W);
      left = entry.neg().fma(entry, left);
    }
    left.intoArray(rest, p);
    for (int k = columns - 1; k >= 0; k--) {
      DoubleVector entry = vector(b, k);
      for (int i = columns - 1; i > k; i--) {
        entry = vector(a, index(i, k)).neg().fma(vector(b, i), entry);
      }
      entry.mul(vector(a, index(k, k))).intoArray(b, k * W);
    }
    DoubleVector n = DoubleVector.fromArray(D, sums, tables.count() * PIXELS + p);
    left.div(n.sub(DoubleVector.fromArray(D, used, p)))
        .lanewise(VectorOperators.SQRT)
        .intoArray(sigma, p);
  }

  private static DoubleVector vector(double[] array, int slot) {
    return DoubleVector.fromArray(D, array, slot * W);
  }

  /** Coefficients for residuals and for the state; NaN for pixels that are not fitted. */
  private void coefficients(int p, BlockHistory out) {
    FloatVector none = FloatVector.broadcast(HALF, Float.NaN);
    VectorMask<Float> fit = VectorMask.fromArray(HALF, fitted, p);
    for (int k = 0; k < columns; k++) {
      DoubleVector solved = vector(solution, k);
      FloatVector narrow =
          none.blend((FloatVector) solved.convertShape(VectorOperators.D2F, HALF, 0), fit);
      narrow.neg().intoArray(minus, k * PIXELS + p);
      narrow.intoArray(out.coefficients, k * PIXELS + p);
    }
    if (tables.season().trend()) {
      for (int lane = 0; lane < W; lane++) {
        for (int k = 0; k < 2 && fitted[p + lane]; k++) {
          double value =
              tables.coefficient(k, solution[lane], solution[W + lane], solution[k * W + lane]);
          out.coefficients[k * PIXELS + p + lane] = (float) value;
        }
      }
    }
    for (int lane = 0; lane < W; lane++) {
      limit[p + lane] = (float) (tables.screen() * sigma[p + lane]);
    }
  }

  private void residuals(float[] out) {
    for (int p = 0; p < PIXELS; p += FLOATS) {
      subtract(values, 0, p, out);
      for (int group = 1; group < tables.designGroups(); group++) {
        subtract(out, group, p, out);
      }
    }
  }

  private void subtract(float[] from, int group, int p, float[] out) {
    int first = group * COLUMNS * PIXELS + p;
    FloatVector b0 = FloatVector.fromArray(F, minus, first);
    FloatVector b1 = FloatVector.fromArray(F, minus, first + PIXELS);
    FloatVector b2 = FloatVector.fromArray(F, minus, first + 2 * PIXELS);
    FloatVector b3 = FloatVector.fromArray(F, minus, first + 3 * PIXELS);
    FloatVector b4 = FloatVector.fromArray(F, minus, first + 4 * PIXELS);
    float[] design = tables.floatDesign;
    int k = group * dates * COLUMNS;
    for (int t = 0; t < dates; t++, k += COLUMNS) {
      FloatVector e = FloatVector.fromArray(F, from, t * PIXELS + p);
      e = b0.fma(FloatVector.broadcast(F, design[k]), e);
      e = b1.fma(FloatVector.broadcast(F, design[k + 1]), e);
      e = b2.fma(FloatVector.broadcast(F, design[k + 2]), e);
      e = b3.fma(FloatVector.broadcast(F, design[k + 3]), e);
      e = b4.fma(FloatVector.broadcast(F, design[k + 4]), e);
      e.intoArray(out, t * PIXELS + p);
    }
  }

  /** Takes residuals beyond the limit out of the sums; false where there is none in any lane. */
  private boolean screen(float[] residuals) {
    boolean any = false;
    for (int p = 0; p < PIXELS; p += FLOATS) {
      FloatVector most = FloatVector.fromArray(F, limit, p);
      for (int t = 0; t < dates; t++) {
        VectorMask<Float> out =
            FloatVector.fromArray(F, residuals, t * PIXELS + p)
                .lanewise(VectorOperators.ABS)
                .compare(VectorOperators.GT, most);
        if (out.anyTrue()) {
          any = true;
          for (long lanes = out.toLong(); lanes != 0; lanes &= lanes - 1) {
            takeOut(t, p + Long.numberOfTrailingZeros(lanes));
          }
        }
      }
    }
    return any;
  }

  private void takeOut(int t, int p) {
    for (int m = 0; m < tables.moments(); m++) {
      sums[m * PIXELS + p] -= tables.products[tables.moment(m, t)];
    }
    sums[tables.count() * PIXELS + p] -= 1;
    float value = values[t * PIXELS + p];
    double minusValue = -value;
    for (int k = 0; k < columns; k++) {
      int at = k * PIXELS + p;
      right[at] = Math.fma(minusValue, tables.design[tables.column(k, t)], right[at]);
    }
    squares[p] = Math.fma(minusValue, value, squares[p]);
    values[t * PIXELS + p] = Float.NaN;
  }

  private void store(BlockHistory out) {
    for (int p = 0; p < PIXELS; p++) {
      boolean scattered = rest[p] > squares[p] * (LEAST_SCATTER * LEAST_SCATTER);
      if (fitted[p] && !scattered) {
        fitted[p] = false;
        for (int k = 0; k < columns; k++) {
          out.coefficients[k * PIXELS + p] = Float.NaN;
        }
        for (int t = 0; t < dates; t++) {
          out.residuals[t * PIXELS + p] = Float.NaN;
        }
      }
      out.set(p, fitted[p] ? (int) sums[tables.count() * PIXELS + p] : 0, sigma[p]);
    }
  }
}
