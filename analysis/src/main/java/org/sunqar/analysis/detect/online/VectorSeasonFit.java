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
 * held in registers by groups of {@link SeasonTables#GROUP}; methods leave their results in arrays,
 * since a vector that leaves a method which is not inlined is boxed.
 */
final class VectorSeasonFit extends SeasonFit {

  private static final VectorSpecies<Double> D = DoubleVector.SPECIES_PREFERRED;
  private static final int W = D.length();

  /** As many floats as a vector has doubles. */
  private static final VectorSpecies<Float> HALF =
      VectorSpecies.of(float.class, VectorShape.forBitSize(D.vectorBitSize() / 2));

  private static final int PIXELS = BreakBlock.PIXELS;
  private static final int GROUP = SeasonTables.GROUP;

  private final double[] weights;
  private final double[] values;
  private final double[] residuals;
  private final double[] sums;
  private final double[] normal;
  private final double[] right;
  private final double[] solution;
  private final double[] squares = new double[W];
  private final double[] count = new double[W];

  /** Coefficients of each lane; the others are 0. */
  private final double[] used = new double[W];

  private final double[] sigma = new double[W];
  private final boolean[] fitted = new boolean[W];

  VectorSeasonFit(SeasonTables tables) {
    super(tables);
    int dates = tables.dates();
    this.weights = new double[dates * W];
    this.values = new double[dates * W];
    this.residuals = new double[dates * W];
    this.sums = new double[tables.productGroups() * GROUP * W];
    this.normal = new double[sums.length];
    this.right = new double[tables.designGroups() * GROUP * W];
    this.solution = new double[right.length];
  }

  @Override
  void fit(float[] block, int offset, BlockHistory out) {
    for (int p = 0; p < PIXELS; p += W) {
      load(block, offset + p);
      sum();
      Arrays.fill(fitted, true);
      for (int lane = 0; lane < W; lane++) {
        used[lane] = tables.season().columns((int) count[lane]);
      }
      solve();
      if (tables.screen() > 0 && screen()) {
        solve();
      }
      store(out, p);
    }
  }

  private void load(float[] block, int at) {
    DoubleVector zero = DoubleVector.zero(D);
    for (int t = 0; t < tables.dates(); t++) {
      FloatVector value = FloatVector.fromArray(HALF, block, at + t * PIXELS);
      DoubleVector wide = (DoubleVector) value.convertShape(VectorOperators.F2D, D, 0);
      VectorMask<Double> finite =
          wide.lanewise(VectorOperators.ABS).compare(VectorOperators.LE, Float.MAX_VALUE);
      zero.blend(1, finite).intoArray(weights, t * W);
      zero.blend(wide, finite).intoArray(values, t * W);
    }
  }

  private void sum() {
    for (int group = 0; group < tables.productGroups(); group++) {
      sum(weights, tables.products, group, sums);
    }
    for (int group = 0; group < tables.designGroups(); group++) {
      sum(values, tables.design, group, right);
    }
    DoubleVector square = DoubleVector.zero(D);
    DoubleVector n = DoubleVector.zero(D);
    for (int t = 0; t < tables.dates(); t++) {
      DoubleVector value = DoubleVector.fromArray(D, values, t * W);
      square = value.fma(value, square);
      n = n.add(DoubleVector.fromArray(D, weights, t * W));
    }
    square.intoArray(squares, 0);
    n.intoArray(count, 0);
  }

  private void sum(double[] factors, double[] table, int group, double[] out) {
    DoubleVector s0 = DoubleVector.zero(D);
    DoubleVector s1 = s0;
    DoubleVector s2 = s0;
    DoubleVector s3 = s0;
    DoubleVector s4 = s0;
    DoubleVector s5 = s0;
    DoubleVector s6 = s0;
    DoubleVector s7 = s0;
    int dates = tables.dates();
    int row = group * dates * GROUP;
    for (int t = 0; t < dates; t++, row += GROUP) {
      DoubleVector f = DoubleVector.fromArray(D, factors, t * W);
      s0 = f.fma(DoubleVector.broadcast(D, table[row]), s0);
      s1 = f.fma(DoubleVector.broadcast(D, table[row + 1]), s1);
      s2 = f.fma(DoubleVector.broadcast(D, table[row + 2]), s2);
      s3 = f.fma(DoubleVector.broadcast(D, table[row + 3]), s3);
      s4 = f.fma(DoubleVector.broadcast(D, table[row + 4]), s4);
      s5 = f.fma(DoubleVector.broadcast(D, table[row + 5]), s5);
      s6 = f.fma(DoubleVector.broadcast(D, table[row + 6]), s6);
      s7 = f.fma(DoubleVector.broadcast(D, table[row + 7]), s7);
    }
    int at = group * GROUP * W;
    s0.intoArray(out, at);
    s1.intoArray(out, at + W);
    s2.intoArray(out, at + 2 * W);
    s3.intoArray(out, at + 3 * W);
    s4.intoArray(out, at + 4 * W);
    s5.intoArray(out, at + 5 * W);
    s6.intoArray(out, at + 6 * W);
    s7.intoArray(out, at + 7 * W);
  }

  /** Solves; lanes without enough observations, or with a pivot too small, are not fitted. */
  private void solve() {
    System.arraycopy(sums, 0, normal, 0, sums.length);
    System.arraycopy(right, 0, solution, 0, right.length);
    for (int lane = 0; lane < W; lane++) {
      fitted[lane] &= tables.season().carries(count[lane], used[lane]);
    }
    leaveOut();
    factorise();
    substitute();
    residuals();
  }

  /** Makes unit columns of those that a lane does not use. */
  private void leaveOut() {
    DoubleVector columns = DoubleVector.fromArray(D, used, 0);
    DoubleVector zero = DoubleVector.zero(D);
    DoubleVector one = DoubleVector.broadcast(D, 1);
    for (int i = 1; i < tables.columns(); i++) {
      VectorMask<Double> in = columns.compare(VectorOperators.GT, i);
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
    int columns = tables.columns();
    DoubleVector one = DoubleVector.broadcast(D, 1);
    for (int j = 0; j < columns; j++) {
      DoubleVector pivot = vector(a, index(j, j));
      DoubleVector least = vector(sums, index(j, j)).mul(LEAST_PIVOT);
      VectorMask<Double> wellPosed = pivot.compare(VectorOperators.GT, least);
      if (!wellPosed.allTrue()) {
        for (int lane = 0; lane < W; lane++) {
          fitted[lane] &= wellPosed.laneIsSet(lane);
        }
      }
      DoubleVector inverse = one.div(pivot.lanewise(VectorOperators.SQRT));
      inverse.intoArray(a, index(j, j) * W);
      for (int i = j + 1; i < columns; i++) {
        vector(a, index(i, j)).mul(inverse).intoArray(a, index(i, j) * W);
      }
      for (int i = j + 1; i < columns; i++) {
        DoubleVector minus = vector(a, index(i, j)).neg();
        for (int k = j + 1; k <= i; k++) {
          minus.fma(vector(a, index(k, j)), vector(a, index(i, k))).intoArray(a, index(i, k) * W);
        }
      }
    }
  }

  private void substitute() {
    double[] a = normal;
    double[] b = solution;
    int columns = tables.columns();
    for (int k = 0; k < columns; k++) {
      DoubleVector solved = vector(b, k).mul(vector(a, index(k, k)));
      solved.intoArray(b, k * W);
      for (int i = k + 1; i < columns; i++) {
        vector(a, index(i, k)).neg().fma(solved, vector(b, i)).intoArray(b, i * W);
      }
    }
    for (int k = columns - 1; k >= 0; k--) {
      DoubleVector solved = vector(b, k).mul(vector(a, index(k, k)));
      solved.intoArray(b, k * W);
      for (int i = 0; i < k; i++) {
        vector(a, index(k, i)).neg().fma(solved, vector(b, i)).intoArray(b, i * W);
      }
    }
    Arrays.fill(b, columns * W, b.length, 0); // the padding columns of the design
  }

  private static DoubleVector vector(double[] array, int slot) {
    return DoubleVector.fromArray(D, array, slot * W);
  }

  private void residuals() {
    System.arraycopy(values, 0, residuals, 0, values.length);
    for (int group = 0; group < tables.designGroups(); group++) {
      subtract(group);
    }
    DoubleVector rss = DoubleVector.zero(D);
    for (int t = 0; t < tables.dates(); t++) {
      DoubleVector e = DoubleVector.fromArray(D, residuals, t * W);
      DoubleVector known = e.mul(DoubleVector.fromArray(D, weights, t * W));
      rss = known.fma(known, rss);
    }
    DoubleVector freedom =
        DoubleVector.fromArray(D, count, 0).sub(DoubleVector.fromArray(D, used, 0));
    rss.div(freedom).lanewise(VectorOperators.SQRT).intoArray(sigma, 0);
  }

  private void subtract(int group) {
    DoubleVector b0 = vector(solution, group * GROUP).neg();
    DoubleVector b1 = vector(solution, group * GROUP + 1).neg();
    DoubleVector b2 = vector(solution, group * GROUP + 2).neg();
    DoubleVector b3 = vector(solution, group * GROUP + 3).neg();
    DoubleVector b4 = vector(solution, group * GROUP + 4).neg();
    DoubleVector b5 = vector(solution, group * GROUP + 5).neg();
    DoubleVector b6 = vector(solution, group * GROUP + 6).neg();
    DoubleVector b7 = vector(solution, group * GROUP + 7).neg();
    double[] design = tables.design;
    int dates = tables.dates();
    int row = group * dates * GROUP;
    for (int t = 0; t < dates; t++, row += GROUP) {
      DoubleVector e = DoubleVector.fromArray(D, residuals, t * W);
      e = b0.fma(DoubleVector.broadcast(D, design[row]), e);
      e = b1.fma(DoubleVector.broadcast(D, design[row + 1]), e);
      e = b2.fma(DoubleVector.broadcast(D, design[row + 2]), e);
      e = b3.fma(DoubleVector.broadcast(D, design[row + 3]), e);
      e = b4.fma(DoubleVector.broadcast(D, design[row + 4]), e);
      e = b5.fma(DoubleVector.broadcast(D, design[row + 5]), e);
      e = b6.fma(DoubleVector.broadcast(D, design[row + 6]), e);
      e = b7.fma(DoubleVector.broadcast(D, design[row + 7]), e);
      e.intoArray(residuals, t * W);
    }
  }

  /** Takes residuals beyond the limit out of the sums; false where there is none in any lane. */
  private boolean screen() {
    DoubleVector limit = DoubleVector.fromArray(D, sigma, 0).mul(tables.screen());
    DoubleVector zero = DoubleVector.zero(D);
    boolean any = false;
    for (int t = 0; t < tables.dates(); t++) {
      DoubleVector weight = DoubleVector.fromArray(D, weights, t * W);
      VectorMask<Double> out =
          DoubleVector.fromArray(D, residuals, t * W)
              .lanewise(VectorOperators.ABS)
              .compare(VectorOperators.GT, limit)
              .and(weight.compare(VectorOperators.GT, 0));
      if (out.anyTrue()) {
        any = true;
        DoubleVector minus = zero.blend(-1, out);
        takeOut(t, minus);
        weight.add(minus).intoArray(weights, t * W);
      }
    }
    return any;
  }

  private void takeOut(int t, DoubleVector minus) {
    minus.add(DoubleVector.fromArray(D, count, 0)).intoArray(count, 0);
    for (int e = 0; e < tables.entries(); e++) {
      DoubleVector x = DoubleVector.broadcast(D, tables.products[tables.at(e, t)]);
      minus.fma(x, vector(sums, e)).intoArray(sums, e * W);
    }
    DoubleVector value = DoubleVector.fromArray(D, values, t * W);
    DoubleVector minusValue = value.mul(minus);
    for (int k = 0; k < tables.columns(); k++) {
      DoubleVector x = DoubleVector.broadcast(D, tables.design[tables.at(k, t)]);
      minusValue.fma(x, vector(right, k)).intoArray(right, k * W);
    }
    minusValue.fma(value, DoubleVector.fromArray(D, squares, 0)).intoArray(squares, 0);
  }

  private void store(BlockHistory out, int p) {
    int columns = tables.columns();
    for (int lane = 0; lane < W; lane++) {
      double s = sigma[lane];
      double n = count[lane];
      boolean scattered = s * s * (n - used[lane]) > squares[lane] * LEAST_SCATTER * LEAST_SCATTER;
      fitted[lane] &= scattered;
      out.set(p + lane, fitted[lane] ? (int) n : 0, s);
      double second = columns > 1 ? solution[W + lane] : 0;
      for (int k = 0; k < columns; k++) {
        double value = tables.coefficient(k, solution[lane], second, solution[k * W + lane]);
        out.coefficients[k * PIXELS + p + lane] = fitted[lane] ? (float) value : Float.NaN;
      }
    }
    FloatVector none = FloatVector.broadcast(HALF, Float.NaN);
    VectorMask<Double> fit = VectorMask.fromArray(D, fitted, 0);
    for (int t = 0; t < tables.dates(); t++) {
      VectorMask<Double> taken =
          DoubleVector.fromArray(D, weights, t * W).compare(VectorOperators.GT, 0).and(fit);
      FloatVector residual =
          (FloatVector)
              DoubleVector.fromArray(D, residuals, t * W)
                  .convertShape(VectorOperators.D2F, HALF, 0);
      none.blend(residual, taken.cast(HALF)).intoArray(out.residuals, t * PIXELS + p);
    }
  }
}
