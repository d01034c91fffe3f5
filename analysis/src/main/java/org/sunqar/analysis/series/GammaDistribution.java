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
    0.9999999999999971,
    57.15623566586292,
    -59.59796035547549,
    14.136097974741746,
    -0.4919138160976202,
    3.399464998481189E-05,
    4.652362892704858E-05,
    -9.837447530487956E-05,
    0.0001580887032249125,
    -0.00021026444172410488,
    0.00021743961811521265,
    -0.0001643181065367639,
    8.441822398385275E-05,
    -2.6190838401581408E-05,
    3.6899182659531625E-06
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
    for (int n = 1; n < 100_000 && term > sum * 1e-16; n++) {
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
      if (Math.abs(factor - 1) < 4e-16) { // two units of the last place: rounding may swing by one
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
