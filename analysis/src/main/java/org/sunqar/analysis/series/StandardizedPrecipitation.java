// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.series;

import java.util.Arrays;

/**
 * The standardized precipitation index (McKee, Doesken and Kleist 1993, <i>The relationship of
 * drought frequency and duration to time scales</i>): the precipitation of a period of the year,
 * such as the three months to each end of May, as the normal value of equal probability. A gamma
 * distribution is fitted to the years with precipitation by Thom's approximation; the share q of
 * years without any comes before it: H(x) = q + (1 - q) G(x).
 */
public final class StandardizedPrecipitation {

  /** Years with precipitation that a fit needs. */
  public static final int LEAST_YEARS = 4;

  private StandardizedPrecipitation() {}

  /**
   * The index of each year.
   *
   * @param sums of the same period of each year, not negative; NaN for no observation
   * @return NaN for years without a sum, and for all years where fewer than {@value #LEAST_YEARS}
   *     had precipitation or all had the same
   */
  public static double[] of(double[] sums) {
    double[] wet = Arrays.stream(sums).filter(sum -> sum > 0).toArray();
    long seen = Arrays.stream(sums).filter(sum -> !Double.isNaN(sum)).count();
    double[] result = new double[sums.length];
    Arrays.fill(result, Double.NaN);
    double mean = Arrays.stream(wet).average().orElse(Double.NaN);
    double meanLogarithm = Arrays.stream(wet).map(Math::log).average().orElse(Double.NaN);
    // equal sums have equal means but for rounding
    if (wet.length < LEAST_YEARS || !(Math.log(mean) - meanLogarithm > 1e-12)) {
      return result;
    }
    GammaDistribution gamma = GammaDistribution.thom(mean, meanLogarithm);
    double dry = (seen - wet.length) / (double) seen;
    for (int year = 0; year < sums.length; year++) {
      if (!Double.isNaN(sums[year])) {
        result[year] = StandardNormal.quantile(dry + (1 - dry) * gamma.cumulative(sums[year]));
      }
    }
    return result;
  }
}
