// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.series;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * The test of Mann (1945) and Kendall (1975) for a monotonic trend, and its seasonal form.
 *
 * @param observations that were compared
 * @param s pairs that rise less pairs that fall
 * @param variance of s without a trend, corrected for equal values
 * @param z (s - sign of s) / sqrt(variance), 0 where s is 0; NaN without a variance
 * @param p probability of a z at least as far from 0, two-sided; NaN without a variance
 * @param tau s / number of pairs, -1 to 1; NaN without pairs
 */
public record MannKendall(
    int observations, double s, double variance, double z, double p, double tau) {

  /**
   * Of values in time order, without regard to how far they are apart: Kendall's variance (n (n -
   * 1) (2n + 5) - sum over groups of t equal values of t (t - 1) (2t + 5)) / 18.
   *
   * @param values none of them NaN
   */
  public static MannKendall of(double[] values) {
    int n = values.length;
    return of(n, score(values), variance(values), n * (n - 1.0) / 2);
  }

  /**
   * By season (Hirsch, Slack and Smith 1982, <i>Techniques of trend analysis for monthly water
   * quality data</i>, equations 3 to 7): s and variance are sums over the seasons, each compared
   * with itself only.
   *
   * @param seasons a row for each season, a value for each year; NaN for none
   * @param dependent whether seasons of one year may depend on each other: then the covariances of
   *     Dietz and Killeen (1981) are added, as Hirsch and Slack (1984, <i>A nonparametric trend
   *     test for seasonal data with serial dependence</i>, equations 13 and 14) do; for ten years
   *     and more
   */
  public static MannKendall seasonal(double[][] seasons, boolean dependent) {
    int observations = 0;
    double s = 0;
    double variance = 0;
    double pairs = 0;
    for (double[] season : seasons) {
      double[] seen = Arrays.stream(season).filter(value -> !Double.isNaN(value)).toArray();
      observations += seen.length;
      s += score(seen);
      variance += variance(seen);
      pairs += seen.length * (seen.length - 1.0) / 2;
    }
    if (dependent) {
      for (int g = 0; g < seasons.length; g++) {
        for (int h = 0; h < g; h++) {
          variance += 2 * covariance(seasons[g], seasons[h]);
        }
      }
    }
    return of(observations, s, variance, pairs);
  }

  private static MannKendall of(int observations, double s, double variance, double pairs) {
    double z = variance > 0 ? (s - Math.signum(s)) / Math.sqrt(variance) : Double.NaN;
    return new MannKendall(
        observations,
        s,
        variance,
        z,
        StandardNormal.twoSided(z),
        pairs > 0 ? s / pairs : Double.NaN);
  }

  private static double score(double[] values) {
    long s = 0;
    for (int i = 0; i < values.length; i++) {
      for (int j = i + 1; j < values.length; j++) {
        s += values[j] > values[i] ? 1 : values[j] < values[i] ? -1 : 0;
      }
    }
    return s;
  }

  private static double variance(double[] values) {
    Map<Double, Integer> groups = new TreeMap<>();
    for (double value : values) {
      groups.merge(value == 0 ? 0.0 : value, 1, Integer::sum);
    }
    double ties = groups.values().stream().mapToDouble(MannKendall::weight).sum();
    return (weight(values.length) - ties) / 18;
  }

  private static double weight(int n) {
    return n * (n - 1.0) * (2.0 * n + 5);
  }

  /** Equation 14: (K + 4 sum of products of ranks - n (n_g + 1) (n_h + 1)) / 3. */
  private static double covariance(double[] g, double[] h) {
    int years = g.length;
    double k = 0;
    for (int i = 0; i < years; i++) {
      for (int j = i + 1; j < years; j++) {
        k += sign(g[j] - g[i]) * sign(h[j] - h[i]);
      }
    }
    double[] ranksG = ranks(g);
    double[] ranksH = ranks(h);
    double products = 0;
    for (int i = 0; i < years; i++) {
      products += ranksG[i] * ranksH[i];
    }
    return (k + 4 * products - years * (seen(g) + 1.0) * (seen(h) + 1.0)) / 3;
  }

  /** Middle ranks; the mean rank for what is missing. */
  private static double[] ranks(double[] values) {
    double[] ranks = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      double above = 0;
      for (double other : values) {
        above += sign(values[i] - other);
      }
      ranks[i] = (seen(values) + 1 + above) / 2;
    }
    return ranks;
  }

  private static long seen(double[] values) {
    return Arrays.stream(values).filter(value -> !Double.isNaN(value)).count();
  }

  private static double sign(double difference) {
    return Double.isNaN(difference) ? 0 : Math.signum(difference);
  }
}
