// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.detect.ccd;

/** The chi-square distribution of five degrees of freedom, one for each band that is watched. */
final class ChiSquare {

  private ChiSquare() {}

  /**
   * The value that is not exceeded with this probability, to about 1e-13 of itself, by bisection.
   *
   * @param probability above 0, below 1
   */
  static double quantile(double probability) {
    double low = 0;
    double high = 1;
    while (exceedance(high) > 1 - probability) {
      high *= 2;
    }
    for (int i = 0; i < 100; i++) {
      double middle = (low + high) / 2;
      if (exceedance(middle) > 1 - probability) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return (low + high) / 2;
  }

  /**
   * The probability of a larger value: {@code erfc(sqrt(x / 2)) + sqrt(2 x / pi) exp(-x / 2) (1 + x
   * / 3)} (Abramowitz and Stegun, 1964, 26.4.4).
   */
  static double exceedance(double x) {
    double root = Math.sqrt(x);
    double density = Math.exp(-x / 2) / Math.sqrt(2 * Math.PI);
    return 2 * (upperTail(root, density) + root * density * (1 + x / 3));
  }

  /** Of the standard normal: by its series near the middle, by Laplace's fraction in the tail. */
  private static double upperTail(double z, double density) {
    if (z < 3) {
      double term = z;
      double sum = z;
      for (int odd = 3; term > sum * 1e-17; odd += 2) {
        term *= z * z / odd;
        sum += term;
      }
      return 0.5 - sum * density;
    }
    double fraction = z;
    for (int k = 200; k >= 1; k--) {
      fraction = z + k / fraction;
    }
    return density / fraction;
  }
}
