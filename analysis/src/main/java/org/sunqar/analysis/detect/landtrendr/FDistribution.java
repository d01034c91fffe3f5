// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.detect.landtrendr;

/**
 * The F distribution with whole degrees of freedom, of which the first is even: its upper tail is a
 * finite sum. With d = d1 / 2, e = d2 / 2 and x = d2 / (d2 + d1 F) (Abramowitz and Stegun 1964,
 * 26.6.4):
 *
 * <pre>
 * Q(F) = x^e (1 + e (1-x) + e (e+1) / 2! (1-x)^2 + ... up to (1-x)^(d-1))
 * </pre>
 */
final class FDistribution {

  private FDistribution() {}

  /**
   * The chance of a greater value.
   *
   * @param f 0 or above; may be infinite
   * @param d1 degrees of freedom of the numerator, even
   * @param d2 of the denominator, at least 1
   */
  static double upper(double f, int d1, int d2) {
    if (d1 % 2 != 0 || d1 < 2 || d2 < 1) {
      throw new IllegalArgumentException("degrees of freedom " + d1 + " and " + d2);
    }
    if (f == Double.POSITIVE_INFINITY) {
      return 0;
    }
    double e = d2 / 2.0;
    double x = d2 / (d2 + d1 * f);
    double term = 1;
    double sum = 1;
    for (int k = 1; k < d1 / 2; k++) {
      term *= (e + k - 1) / k * (1 - x);
      sum += term;
    }
    return Math.min(1, Math.pow(x, e) * sum);
  }
}
