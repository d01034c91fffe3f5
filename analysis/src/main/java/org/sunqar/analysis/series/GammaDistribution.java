// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.series;

/**
 * The gamma distribution.
 *
 * @param shape above 0
 * @param scale above 0, in the unit of the values
 */
record GammaDistribution(double shape, double scale) {

  /** Lanczos' approximation (1964) of ln gamma with g = 607/128, coefficients by Godfrey (2001). */
  private static final double[] LANCZOS = {
    0.99999999999999709182,
    57.156235665862923517,
    -59.597960355475491248,
    14.136097974741747174,
    -0.49191381609762019978,
    .33994649984811888699e-4,
    .46523628927048575665e-4,
    -.98374475304879564677e-4,
    .15808870322491248884e-3,
    -.21026444172410488319e-3,
    .21743961811521264320e-3,
    -.16431810653676389022e-3,
    .84418223983852743293e-4,
    -.26190838401581408670e-4,
    .36899182659531622704e-5
  };

  /**
   * Fitted to positive values by Thom's approximation of the greatest likelihood (Thom 1958, <i>A
   * note on the gamma distribution</i>, equation 22): with A = ln(mean) - mean of ln, shape = (1 +
   * sqrt(1 + 4 A / 3)) / (4 A), scale = mean / shape.
   *
   * @param mean of the values, above 0
   * @param meanLogarithm mean of their logarithms, below the logarithm of the mean
   */
  static GammaDistribution thom(double mean, double meanLogarithm) {
    double a = Math.log(mean) - meanLogarithm;
    double shape = (1 + Math.sqrt(1 + 4 * a / 3)) / (4 * a);
    return new GammaDistribution(shape, mean / shape);
  }

  /** The probability of a value up to {@code x}. */
  double cumulative(double x) {
    return x <= 0 ? 0 : lower(shape, x / scale);
  }

  /** The regularised incomplete gamma function P(a, x), from 0 to x. */
  static double lower(double a, double x) {
    return x < a + 1 ? series(a, x) : 1 - continuedFraction(a, x);
  }

  /** The regularised incomplete gamma function Q(a, x), from x to infinity. */
  static double upper(double a, double x) {
    return x < a + 1 ? 1 - series(a, x) : continuedFraction(a, x);
  }

  /** Abramowitz and Stegun 6.5.29. */
  private static double series(double a, double x) {
    if (x <= 0) {
      return 0;
    }
    double term = 1 / a;
    double sum = term;
    for (int n = 1; n < 100_000 && term > sum * 1e-17; n++) {
      term *= x / (a + n);
      sum += term;
    }
    return sum * Math.exp(a * Math.log(x) - x - logGamma(a));
  }

  /** Abramowitz and Stegun 6.5.31, evaluated by Lentz's method. */
  private static double continuedFraction(double a, double x) {
    double b = x + 1 - a;
    double c = 1e300;
    double d = 1 / b;
    double value = d;
    for (int n = 1; n < 100_000; n++) {
      double numerator = -n * (n - a);
      b += 2;
      d = 1 / Math.fma(numerator, d, b);
      c = b + numerator / c;
      double factor = c * d;
      value *= factor;
      if (Math.abs(factor - 1) < 1e-16) {
        break;
      }
    }
    return value * Math.exp(a * Math.log(x) - x - logGamma(a));
  }

  /** ln of the gamma function for x above 0, to some 1e-15. */
  static double logGamma(double x) {
    double sum = LANCZOS[0];
    for (int i = 1; i < LANCZOS.length; i++) {
      sum += LANCZOS[i] / (x + i);
    }
    double t = x + 607.0 / 128 + 0.5;
    return (x + 0.5) * Math.log(t) - t + Math.log(Math.sqrt(2 * Math.PI) * sum / x);
  }
}
