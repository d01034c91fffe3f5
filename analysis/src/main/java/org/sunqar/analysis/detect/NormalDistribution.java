// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.detect;

/** The standard normal distribution, to an absolute error below 1e-15. */
final class NormalDistribution {

  private static final double SQRT_TWO_PI = Math.sqrt(2 * Math.PI);

  private NormalDistribution() {}

  static double density(double x) {
    return Math.exp(-0.5 * x * x) / SQRT_TWO_PI;
  }

  /**
   * The probability of a value up to {@code x}, by the series of Marsaglia (2004, <i>Evaluating the
   * normal distribution</i>, Journal of Statistical Software 11(4)). Absolute, not relative,
   * accuracy: not for the far tails.
   */
  static double cumulative(double x) {
    if (Math.abs(x) > 8.5) {
      return x > 0 ? 1 : 0;
    }
    double term = x;
    double sum = x;
    for (int odd = 3; ; odd += 2) {
      term *= x * x / odd;
      double next = sum + term;
      if (next == sum) {
        return 0.5 + sum * density(x);
      }
      sum = next;
    }
  }
}
