// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.series;

/** The standard normal distribution, to some 1e-13 of a probability also in the tails. */
final class StandardNormal {

  private static final double SQRT_TWO_PI = Math.sqrt(2 * Math.PI);

  private StandardNormal() {}

  static double density(double x) {
    return Math.exp(-x * x / 2) / SQRT_TWO_PI;
  }

  /** The probability of a value up to {@code x}: half an incomplete gamma function of x^2 / 2. */
  static double cumulative(double x) {
    double half = x * x / 2;
    return x < 0
        ? GammaDistribution.upper(0.5, half) / 2
        : 1 - GammaDistribution.upper(0.5, half) / 2;
  }

  /** The probability of a value at least as far from 0 on either side. */
  static double twoSided(double x) {
    return GammaDistribution.upper(0.5, x * x / 2);
  }

  /**
   * The value below which a probability lies: infinite for 0 and 1. By Newton's steps on the
   * logarithm of the probability, and bisection where they would leave what is known.
   */
  static double quantile(double probability) {
    if (!(probability >= 0 && probability <= 1)) {
      return Double.NaN;
    }
    if (probability > 0.5) {
      return -lowerQuantile(1 - probability);
    }
    return lowerQuantile(probability);
  }

  private static double lowerQuantile(double probability) {
    if (probability == 0) {
      return Double.NEGATIVE_INFINITY;
    }
    double low = -38.5;
    double high = 0;
    double x = -1;
    for (int i = 0; i < 200; i++) {
      double reached = cumulative(x);
      if (reached > probability) {
        high = x;
      } else {
        low = x;
      }
      // the logarithm of the probability is nearly straight where the probability is not
      double next = x - reached / density(x) * Math.log(reached / probability);
      if (!(next > low && next < high)) {
        next = (low + high) / 2;
      }
      if (Math.abs(next - x) <= 1e-15 * Math.abs(next) || next == x) {
        return next;
      }
      x = next;
    }
    return x;
  }
}
