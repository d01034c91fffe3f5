// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.series;

import java.util.Arrays;
import org.sunqar.analysis.kernel.WhittakerTables;

/**
 * Whittaker's smoother with second differences on regular steps, in float64: the curve z that makes
 * sum of w (y - z)^2 + lambda * sum of (second difference of z)^2 smallest (Eilers 2003, <i>A
 * perfect smoother</i>, equations 3 to 6, and 8 for weights). Steps without an observation have
 * weight 0 and are filled by the curve; beyond the first and the last observation it goes on as a
 * straight line.
 *
 * <p>The normal equations (W + lambda D'D) z = W y have five diagonals and are solved by one LDL'
 * recursion forward and one substitution backward.
 *
 * <p>Lambda by the V-curve (Frasso and Eilers 2015): with psi = log of the misfit and phi = log of
 * the roughness over a grid of log lambda, the least distance between neighbouring points (psi,
 * phi), divided by the step of log lambda; chosen is the middle of the two lambdas. The first of
 * equal ones; points with no misfit or no roughness at all (logarithms of 0) do not count, and
 * where none counts the smallest lambda is taken.
 *
 * <p>Expectiles (Eilers, Pesendorfer and Bonifacio 2017, <i>Automatic smoothing of remote sensing
 * data</i>): observations above the curve weigh p, the others 1 - p; weights and curve in turn,
 * from a curve of 0, until the curve stands still, {@value WhittakerTables#ITERATIONS} times at
 * most. On a V-curve the curve of one lambda is where the next one begins.
 *
 * <p>The same operations in the same order as {@link org.sunqar.analysis.kernel.VectorWhittaker},
 * which equals it to the bit. Not safe for threads: it keeps its scratch.
 *
 * <p>Known limit: a series with fewer than two steps with an observation has no curve (NaN). With
 * two of them next to each other the straight line through them is drawn however far it goes.
 */
public final class Whittaker {

  private final WhittakerTables tables;
  private final double expectile;
  private final boolean asymmetric;
  private final double[] roughness; // -c of the LDL' recursion, towards the next step
  private final double[] reach; // -e, towards the step after that
  private final double[] solved; // -s / d
  private final double[] curve; // -z
  private final double[] weights;
  private final double[] fit;
  private final double[] penalty;
  private double moved;

  /**
   * A smoother for series of so many steps.
   *
   * @param steps 3 to {@value WhittakerTables#MAX_STEPS}
   */
  public Whittaker(int steps, WhittakerOptions options) {
    this.tables = tables(steps, options);
    this.expectile = options.expectile();
    this.asymmetric = options.isAsymmetric();
    this.roughness = new double[steps];
    this.reach = new double[steps];
    this.solved = new double[steps];
    this.curve = new double[steps];
    this.weights = new double[steps];
    this.fit = new double[tables.lambdas()];
    this.penalty = new double[tables.lambdas()];
  }

  static WhittakerTables tables(int steps, WhittakerOptions options) {
    return switch (options.lambda()) {
      case Lambda.Fixed fixed -> WhittakerTables.fixed(steps, fixed.value());
      case Lambda.VCurve grid -> WhittakerTables.grid(steps, grid.logarithms());
    };
  }

  /**
   * Smooths one series.
   *
   * @param y value of each step; anything but NaN where the weight is 0
   * @param w weight of each step, 0 for no observation
   * @param z the curve; NaN everywhere when fewer than two weights are above 0
   * @return the lambda that was taken; NaN without a curve
   */
  public double smooth(double[] y, double[] w, double[] z) {
    int seen = 0;
    for (double weight : w) {
      seen += weight > 0 ? 1 : 0;
    }
    if (seen < WhittakerTables.LEAST_SEEN) {
      Arrays.fill(z, Double.NaN);
      return Double.NaN;
    }
    double lambda = tables.fixedLambda();
    if (tables.lambdas() > 0) {
      Arrays.fill(curve, 0);
      for (int k = 0; k < tables.lambdas(); k++) {
        solve(y, w, tables.lambda(k));
        measure(y, w, k);
      }
      lambda = tables.lowest(fit, penalty, 0, 1);
    }
    Arrays.fill(curve, 0);
    solve(y, w, lambda);
    for (int i = 0; i < z.length; i++) {
      z[i] = -curve[i];
    }
    return lambda;
  }

  /** From the curve as it is to the one of this lambda. */
  private void solve(double[] y, double[] w, double lambda) {
    if (!asymmetric) {
      forward(y, w, lambda);
      backward();
      return;
    }
    moved = 1;
    for (int i = 0; i < WhittakerTables.ITERATIONS && moved > 0; i++) {
      for (int t = 0; t < weights.length; t++) {
        weights[t] = w[t] * (y[t] + curve[t] > 0 ? expectile : 1 - expectile);
      }
      forward(y, weights, lambda);
      backward();
    }
  }

  private void forward(double[] y, double[] w, double lambda) {
    double c = 0; // of the step before, as mu and s
    double mu = 0;
    double s = 0;
    double e = 0;
    double eBefore = 0; // of the step before that
    double sBefore = 0;
    for (int i = 0; i < y.length; i++) {
      double d =
          Math.fma(c, mu, Math.fma(eBefore, lambda, Math.fma(lambda, tables.diagonal(i), w[i])));
      double next = Math.fma(c, s, Math.fma(eBefore, sBefore, w[i] * y[i]));
      double inverse = -1 / d;
      mu = Math.fma(mu, e, lambda * tables.beside(i));
      c = mu * inverse;
      eBefore = e;
      e = lambda * inverse;
      sBefore = s;
      s = next;
      roughness[i] = c;
      reach[i] = e;
      solved[i] = s * inverse;
    }
  }

  private void backward() {
    double z1 = 0;
    double z2 = 0;
    double difference = 0;
    for (int i = curve.length - 1; i >= 0; i--) {
      double z = Math.fma(reach[i], z2, Math.fma(roughness[i], z1, solved[i]));
      difference += Math.abs(z - curve[i]);
      curve[i] = z;
      z2 = z1;
      z1 = z;
    }
    moved = difference;
  }

  /** Misfit and roughness of the curve, backward in time as the vector form has them. */
  private void measure(double[] y, double[] w, int k) {
    double misfit = 0;
    double rough = 0;
    int n = curve.length;
    for (int i = n - 1; i >= 0; i--) {
      double residual = w[i] * (y[i] + curve[i]);
      misfit = Math.fma(residual, residual, misfit);
      if (i < n - 2) {
        double bend = (curve[i] - curve[i + 1]) - (curve[i + 1] - curve[i + 2]);
        rough = Math.fma(bend, bend, rough);
      }
    }
    fit[k] = misfit;
    penalty[k] = rough;
  }
}
