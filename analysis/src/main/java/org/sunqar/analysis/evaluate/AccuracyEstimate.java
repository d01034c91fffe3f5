// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.evaluate;

import java.util.ArrayList;
import java.util.List;
import org.sunqar.analysis.AnalysisException;

/**
 * Accuracy and area out of a stratified random sample whose strata are the classes of the map:
 * Olofsson, Foody, Herold, Stehman, Woodcock and Wulder (2014), Good practices for estimating area
 * and assessing accuracy of land change, Remote Sensing of Environment 148, 42-57, equations (1) to
 * (11). Intervals are of 95 %: 1.96 standard errors.
 *
 * <p>Known limits: as in the paper there is no correction for a finite population, so the intervals
 * of a sample that is all of a small map are too wide; and they are symmetric, so near 0 and 1 they
 * reach beyond.
 *
 * @param classes one for each class of the map, in its order
 * @param overall share of the area that the map has right
 * @param samples units of the sample
 */
public record AccuracyEstimate(List<OfClass> classes, Interval overall, int samples) {

  private static final double Z = 1.96;

  public AccuracyEstimate {
    classes = List.copyOf(classes);
  }

  /**
   * A value and half of the width of its interval of 95 %; NaN where the sample says nothing.
   *
   * @param value estimate
   * @param half half width
   */
  public record Interval(double value, double half) {}

  /**
   * Estimates of one class.
   *
   * @param users share of what is mapped as the class that is it (eq. 2, 6)
   * @param producers share of what is the class that is mapped as it (eq. 3, 7)
   * @param share of the whole area that is the class, whatever the map says (eq. 9, 10)
   * @param area the same in the unit of {@code total} (eq. 11)
   */
  public record OfClass(Interval users, Interval producers, Interval share, Interval area) {}

  /**
   * Estimates.
   *
   * @param counts units of the sample: a row for each class of the map, a column for each class of
   *     the reference
   * @param mapped size of each class of the map, in any unit
   * @param total area of the map, in the unit that areas are wanted in
   * @throws AnalysisException SETTING when a class that is on the map has fewer than two units, or
   *     the table is not square
   */
  public static AccuracyEstimate of(List<List<Integer>> counts, List<Long> mapped, double total) {
    int size = counts.size();
    long all = mapped.stream().mapToLong(Long::longValue).sum();
    if (mapped.size() != size || counts.stream().anyMatch(row -> row.size() != size) || all <= 0) {
      throw new AnalysisException(
          AnalysisException.Key.SETTING,
          "an error matrix needs a row and a column for each class of the map");
    }
    double[] weight = new double[size];
    double[] units = new double[size];
    double[][] share = new double[size][size]; // n_ij / n_i.
    int samples = 0;
    for (int i = 0; i < size; i++) {
      weight[i] = mapped.get(i) / (double) all;
      units[i] = counts.get(i).stream().mapToInt(Integer::intValue).sum();
      samples += (int) units[i];
      if (units[i] < 2 && weight[i] > 0) {
        throw new AnalysisException(
            AnalysisException.Key.SETTING,
            "class "
                + (i + 1)
                + " of the map has "
                + (int) units[i]
                + " units in the sample; at least 2 are needed, better 50");
      }
      for (int j = 0; j < size; j++) {
        share[i][j] = units[i] > 0 ? counts.get(i).get(j) / units[i] : 0;
      }
    }
    List<OfClass> classes = new ArrayList<>();
    double overall = 0;
    double variance = 0;
    for (int k = 0; k < size; k++) {
      classes.add(ofClass(k, weight, units, share, total));
      overall += weight[k] * share[k][k];
      variance += weight[k] > 0 ? square(weight[k]) * binomial(share[k][k], units[k]) : 0;
    }
    return new AccuracyEstimate(classes, new Interval(overall, Z * Math.sqrt(variance)), samples);
  }

  private static OfClass ofClass(
      int k, double[] weight, double[] units, double[][] share, double total) {
    boolean mapped = weight[k] > 0;
    double users = mapped ? share[k][k] : Double.NaN;
    double usersHalf = mapped ? Z * Math.sqrt(binomial(users, units[k])) : Double.NaN;
    double reference = 0;
    double areaVariance = 0;
    double omitted = 0;
    for (int i = 0; i < weight.length; i++) {
      if (weight[i] > 0) {
        double variance = square(weight[i]) * binomial(share[i][k], units[i]);
        reference += weight[i] * share[i][k];
        areaVariance += variance;
        omitted += i == k ? 0 : variance;
      }
    }
    double producers = reference > 0 ? weight[k] * share[k][k] / reference : Double.NaN;
    double committed =
        mapped ? square(weight[k]) * square(1 - producers) * binomial(users, units[k]) : 0;
    double producersHalf = Z * Math.sqrt((committed + square(producers) * omitted)) / reference;
    double areaHalf = Z * Math.sqrt(areaVariance);
    return new OfClass(
        new Interval(users, usersHalf),
        new Interval(producers, reference > 0 ? producersHalf : Double.NaN),
        new Interval(reference, areaHalf),
        new Interval(reference * total, areaHalf * total));
  }

  private static double binomial(double share, double units) {
    return share * (1 - share) / (units - 1);
  }

  private static double square(double value) {
    return value * value;
  }
}
