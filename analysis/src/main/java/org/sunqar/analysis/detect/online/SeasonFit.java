// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.detect.online;

import java.util.Arrays;
import org.sunqar.analysis.kernel.BfastMonitorKernel;
import org.sunqar.analysis.kernel.BreakBlock;

/**
 * Least squares of a {@link SeasonModel} over the history of a block of pixels: normal equations
 * and Cholesky in float64, and the residual sum of squares out of the same elimination, as the sum
 * of squares less that of the eliminated right-hand side; residuals themselves in float32. Where
 * the model screens, observations with a residual beyond the limit are taken out of the sums and
 * the equations are solved again.
 *
 * <p>This form, one pixel after the other, is the definition; {@link VectorSeasonFit} equals it to
 * the bit. Serves one thread.
 */
class SeasonFit {

  /** A pivot below this share of its diagonal entry means that the columns are dependent. */
  static final double LEAST_PIVOT = 1e-9;

  /** Residuals this small against the values are rounding, not scatter. */
  static final double LEAST_SCATTER = 1e-6;

  private static final int PIXELS = BreakBlock.PIXELS;

  final SeasonTables tables;
  private final float[] values;
  private final float[] residuals;
  private final double[] sums;
  private final double[] normal;
  private final double[] right;
  private final double[] solution;
  private double squares;
  private double rest;
  private double sigma;

  /** Coefficients of the present pixel; the others are 0. */
  private int columns;

  SeasonFit(SeasonTables tables) {
    this.tables = tables;
    this.values = new float[tables.dates()];
    this.residuals = new float[tables.dates()];
    this.sums = new double[tables.count() + 1];
    this.normal = new double[tables.entries.length];
    this.right = new double[tables.columns()];
    this.solution = new double[tables.columns()];
  }

  /** The vector form where the JVM was started with the Vector API, the scalar form elsewhere. */
  static SeasonFit of(SeasonTables tables, boolean vectors) {
    return vectors && BfastMonitorKernel.isVectorised()
        ? new VectorSeasonFit(tables)
        : new SeasonFit(tables);
  }

  /**
   * Fits a block.
   *
   * @param block pixel p of date t at {@code offset + t * 16 + p}; NaN for no data
   * @param out filled
   */
  void fit(float[] block, int offset, BlockHistory out) {
    for (int p = 0; p < PIXELS; p++) {
      int n = fit(block, offset + p);
      out.set(p, n, sigma);
      for (int t = 0; t < tables.dates(); t++) {
        out.residuals[t * PIXELS + p] = n > 0 ? residuals[t] : Float.NaN;
      }
      double second = solution.length > 1 ? solution[1] : 0;
      for (int k = 0; k < solution.length; k++) {
        double value = tables.coefficient(k, solution[0], second, solution[k]);
        out.coefficients[k * PIXELS + p] = n > 0 ? (float) value : Float.NaN;
      }
    }
  }

  /** Fits a pixel; returns the observations used, 0 where the history does not carry the model. */
  private int fit(float[] block, int at) {
    Arrays.fill(sums, 0);
    Arrays.fill(right, 0);
    squares = 0;
    for (int t = 0; t < tables.dates(); t++) {
      float value = block[at + t * PIXELS];
      values[t] = Float.isFinite(value) ? value : Float.NaN;
      if (Float.isFinite(value)) {
        add(t, 1);
      }
    }
    int n = (int) sums[tables.count()];
    columns = tables.season().columns(n);
    if (!solve()) {
      return 0;
    }
    residuals();
    if (tables.screen() > 0) {
      float limit = (float) (tables.screen() * sigma);
      for (int t = 0; t < tables.dates(); t++) {
        if (Math.abs(residuals[t]) > limit) {
          add(t, -1);
          values[t] = Float.NaN;
        }
      }
      if (sums[tables.count()] < n) {
        if (!solve()) {
          return 0;
        }
        residuals();
      }
    }
    return rest > squares * (LEAST_SCATTER * LEAST_SCATTER) ? (int) sums[tables.count()] : 0;
  }

  /** Adds a date to the sums, or takes it out again. */
  private void add(int t, double weight) {
    for (int m = 0; m < tables.moments(); m++) {
      sums[m] = Math.fma(weight, tables.products[tables.moment(m, t)], sums[m]);
    }
    sums[tables.count()] += weight;
    double value = weight * values[t];
    for (int k = 0; k < right.length; k++) {
      right[k] = Math.fma(value, tables.design[tables.column(k, t)], right[k]);
    }
    squares = Math.fma(value, values[t], squares);
  }

  /** Solves, and computes the sum of the squared residuals and their sigma. */
  private boolean solve() {
    for (int e = 0; e < normal.length; e++) {
      SeasonTables.Entry entry = tables.entries[e];
      double first = entry.firstFactor() * sums[entry.first()];
      normal[e] = Math.fma(entry.secondFactor(), sums[entry.second()], first);
    }
    System.arraycopy(right, 0, solution, 0, right.length);
    for (int i = columns; i < tables.columns(); i++) {
      for (int j = 0; j < i; j++) {
        normal[index(i, j)] = 0;
      }
      normal[index(i, i)] = 1;
      solution[i] = 0;
    }
    double n = sums[tables.count()];
    if (!tables.season().carries(n, columns) || !factorise()) {
      return false;
    }
    sigma = Math.sqrt(rest / (n - columns));
    return true;
  }

  private void residuals() {
    for (int t = 0; t < tables.dates(); t++) {
      float e = values[t];
      for (int k = 0; k < solution.length; k++) {
        e = Math.fma(-(float) solution[k], tables.floatDesign[tables.column(k, t)], e);
      }
      residuals[t] = e;
    }
  }

  private boolean factorise() {
    int all = tables.columns(); // those that are not used are unit columns
    boolean wellPosed = true;
    for (int j = 0; j < all; j++) {
      double diagonal = normal[index(j, j)];
      double pivot = diagonal;
      for (int k = 0; k < j; k++) {
        pivot = Math.fma(-normal[index(j, k)], normal[index(j, k)], pivot);
      }
      wellPosed &= pivot > LEAST_PIVOT * diagonal;
      double inverse = 1 / Math.sqrt(pivot);
      normal[index(j, j)] = inverse;
      for (int i = j + 1; i < all; i++) {
        double entry = normal[index(i, j)];
        for (int k = 0; k < j; k++) {
          entry = Math.fma(-normal[index(i, k)], normal[index(j, k)], entry);
        }
        normal[index(i, j)] = entry * inverse;
      }
    }
    rest = squares;
    for (int k = 0; k < all; k++) {
      double entry = solution[k];
      for (int i = 0; i < k; i++) {
        entry = Math.fma(-normal[index(k, i)], solution[i], entry);
      }
      solution[k] = entry * normal[index(k, k)];
      rest = Math.fma(-solution[k], solution[k], rest);
    }
    for (int k = all - 1; k >= 0; k--) {
      double entry = solution[k];
      for (int i = all - 1; i > k; i--) {
        entry = Math.fma(-normal[index(i, k)], solution[i], entry);
      }
      solution[k] = entry * normal[index(k, k)];
    }
    return wellPosed;
  }

  static int index(int row, int column) {
    return row * (row + 1) / 2 + column;
  }
}
