// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.detect.online;

import java.util.Arrays;
import org.sunqar.analysis.kernel.BfastMonitorKernel;
import org.sunqar.analysis.kernel.BreakBlock;

/**
 * Least squares of a {@link SeasonModel} over the history of a block of pixels, in float64: normal
 * equations and Cholesky. Where the model screens, observations with a residual beyond the limit
 * are taken out of the sums and the equations are solved again.
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
  private final double[] values;
  private final double[] residuals;
  private final boolean[] used;
  private final double[] sums;
  private final double[] normal;
  private final double[] right;
  private final double[] solution;
  private double squares;
  private double sigma;

  /** Coefficients of the present pixel; the others are 0. */
  private int columns;

  SeasonFit(SeasonTables tables) {
    this.tables = tables;
    this.values = new double[tables.dates()];
    this.residuals = new double[tables.dates()];
    this.used = new boolean[tables.dates()];
    this.sums = new double[tables.entries()];
    this.normal = new double[tables.entries()];
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
        out.residuals[t * PIXELS + p] = n > 0 && used[t] ? (float) residuals[t] : Float.NaN;
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
    int n = 0;
    Arrays.fill(sums, 0);
    Arrays.fill(right, 0);
    squares = 0;
    for (int t = 0; t < tables.dates(); t++) {
      float value = block[at + t * PIXELS];
      used[t] = Float.isFinite(value);
      values[t] = used[t] ? value : 0;
      if (used[t]) {
        n++;
        add(t, 1);
      }
    }
    columns = tables.season().columns(n);
    if (!solve(n)) {
      return 0;
    }
    if (tables.screen() > 0) {
      double limit = tables.screen() * sigma;
      int kept = n;
      for (int t = 0; t < tables.dates(); t++) {
        if (used[t] && Math.abs(residuals[t]) > limit) {
          used[t] = false;
          kept--;
          add(t, -1);
        }
      }
      if (kept < n && !solve(kept)) {
        return 0;
      }
      n = kept;
    }
    return sigma * sigma * (n - columns) > squares * LEAST_SCATTER * LEAST_SCATTER ? n : 0;
  }

  /** Adds a date to the sums, or takes it out again. */
  private void add(int t, double weight) {
    for (int e = 0; e < sums.length; e++) {
      sums[e] = Math.fma(weight, tables.products[tables.at(e, t)], sums[e]);
    }
    double value = weight * values[t];
    for (int k = 0; k < right.length; k++) {
      right[k] = Math.fma(value, tables.design[tables.at(k, t)], right[k]);
    }
    squares = Math.fma(value, values[t], squares);
  }

  /** Solves, and computes the residuals and their sigma. */
  private boolean solve(int n) {
    System.arraycopy(sums, 0, normal, 0, sums.length);
    System.arraycopy(right, 0, solution, 0, right.length);
    for (int i = columns; i < tables.columns(); i++) {
      for (int j = 0; j < i; j++) {
        normal[index(i, j)] = 0;
      }
      normal[index(i, i)] = 1;
      solution[i] = 0;
    }
    if (!tables.season().carries(n, columns) || !factorise()) {
      return false;
    }
    double rss = 0;
    for (int t = 0; t < tables.dates(); t++) {
      double e = values[t];
      for (int k = 0; k < solution.length; k++) {
        e = Math.fma(-solution[k], tables.design[tables.at(k, t)], e);
      }
      residuals[t] = e;
      rss = used[t] ? Math.fma(e, e, rss) : rss;
    }
    sigma = Math.sqrt(rss / (n - columns));
    return true;
  }

  private boolean factorise() {
    int columns = tables.columns(); // those that are not used are unit columns
    boolean wellPosed = true;
    for (int j = 0; j < columns; j++) {
      double pivot = normal[index(j, j)];
      wellPosed &= pivot > LEAST_PIVOT * sums[index(j, j)];
      double inverse = 1 / Math.sqrt(pivot);
      normal[index(j, j)] = inverse;
      for (int i = j + 1; i < columns; i++) {
        normal[index(i, j)] *= inverse;
      }
      for (int i = j + 1; i < columns; i++) {
        for (int k = j + 1; k <= i; k++) {
          normal[index(i, k)] =
              Math.fma(-normal[index(i, j)], normal[index(k, j)], normal[index(i, k)]);
        }
      }
    }
    for (int k = 0; k < columns; k++) {
      solution[k] *= normal[index(k, k)];
      for (int i = k + 1; i < columns; i++) {
        solution[i] = Math.fma(-normal[index(i, k)], solution[k], solution[i]);
      }
    }
    for (int k = columns - 1; k >= 0; k--) {
      solution[k] *= normal[index(k, k)];
      for (int i = 0; i < k; i++) {
        solution[i] = Math.fma(-normal[index(k, i)], solution[k], solution[i]);
      }
    }
    return wellPosed;
  }

  static int index(int row, int column) {
    return row * (row + 1) / 2 + column;
  }
}
