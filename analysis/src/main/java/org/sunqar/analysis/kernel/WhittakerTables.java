// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.kernel;

import org.sunqar.analysis.AnalysisException;

/**
 * What Whittaker's smoother needs to know of the steps and of the lambdas, the same for all pixels:
 * two diagonals of D'D, where D takes second differences (the third is 1 everywhere), and the grid
 * of the V-curve.
 */
public final class WhittakerTables {

  /** The most steps: 27 years of days. */
  public static final int MAX_STEPS = 10_000;

  /** Steps with an observation that a curve needs: through fewer there is no single line. */
  public static final int LEAST_SEEN = 2;

  /** The most times that an asymmetric curve is drawn for one lambda. */
  public static final int ITERATIONS = 10;

  private final double[] diagonal;
  private final double[] beside;
  private final double fixed;
  private final double[] logarithms;
  private final double[] lambdas;

  private WhittakerTables(int steps, double fixed, double[] logarithms) {
    if (steps < 3 || steps > MAX_STEPS) {
      throw new AnalysisException(
          AnalysisException.Key.SETTING,
          "smoothing needs 3 to " + MAX_STEPS + " steps, not " + steps);
    }
    this.diagonal = new double[steps];
    this.beside = new double[steps];
    for (int row = 0; row + 2 < steps; row++) {
      diagonal[row] += 1;
      diagonal[row + 1] += 4;
      diagonal[row + 2] += 1;
      beside[row] -= 2;
      beside[row + 1] -= 2;
    }
    this.fixed = fixed;
    this.logarithms = logarithms.clone();
    this.lambdas = new double[logarithms.length];
    for (int k = 0; k < lambdas.length; k++) {
      lambdas[k] = Math.pow(10, logarithms[k]);
    }
  }

  /** One lambda for all pixels. */
  public static WhittakerTables fixed(int steps, double lambda) {
    return new WhittakerTables(steps, lambda, new double[0]);
  }

  /**
   * A V-curve for each pixel.
   *
   * @param logarithms log10 of each lambda: ascending, evenly spaced, at least two
   */
  public static WhittakerTables grid(int steps, double[] logarithms) {
    return new WhittakerTables(steps, Double.NaN, logarithms);
  }

  /** Steps of a series. */
  public int steps() {
    return diagonal.length;
  }

  /** Entry (i, i) of D'D. */
  public double diagonal(int i) {
    return diagonal[i];
  }

  /** Entry (i, i + 1) of D'D; 0 for the last step. */
  public double beside(int i) {
    return beside[i];
  }

  /** The lambda of all pixels; NaN when there is a grid. */
  public double fixedLambda() {
    return fixed;
  }

  /** Lambdas of the grid; 0 when lambda is fixed. */
  public int lambdas() {
    return lambdas.length;
  }

  /** A lambda of the grid. */
  public double lambda(int k) {
    return lambdas[k];
  }

  /**
   * The lambda where the V-curve is lowest.
   *
   * @param fit sums of squared misfits, that of lambda k at {@code at + k * stride}
   * @param penalty sums of squared second differences, likewise
   */
  public double lowest(double[] fit, double[] penalty, int at, int stride) {
    double width = Math.log(10) * (logarithms[1] - logarithms[0]);
    double least = Double.POSITIVE_INFINITY;
    int best = 0;
    double misfit = Math.log(fit[at]);
    double rough = Math.log(penalty[at]);
    for (int k = 0; k + 1 < lambdas.length; k++) {
      double nextMisfit = Math.log(fit[at + (k + 1) * stride]);
      double nextRough = Math.log(penalty[at + (k + 1) * stride]);
      double over = nextMisfit - misfit;
      double down = nextRough - rough;
      double v = Math.sqrt(over * over + down * down) / width;
      if (v < least) { // false for NaN, and for the infinite distance from a logarithm of 0
        least = v;
        best = k;
      }
      misfit = nextMisfit;
      rough = nextRough;
    }
    return Math.pow(10, (logarithms[best] + logarithms[best + 1]) / 2);
  }
}
