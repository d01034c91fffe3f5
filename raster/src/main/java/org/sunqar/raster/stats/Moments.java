// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.stats;

/**
 * Weight, extremes, mean and sum of squared deviations of some values. Two of them merge without
 * loss of digits (Chan, Golub and LeVeque 1979, equation 2.1); results are the same whenever the
 * same parts are merged in the same order.
 *
 * @param values number of values
 * @param units their weight
 */
record Moments(
    long values, double units, double min, double max, double mean, double sum, double squares) {

  static final Moments NONE =
      new Moments(0, 0, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 0, 0, 0);

  /** Of values with a weight of one unit each. */
  static Moments of(double[] values, int count) {
    if (count == 0) {
      return NONE;
    }
    double min = values[0];
    double max = values[0];
    double sum = 0;
    for (int i = 0; i < count; i++) {
      min = Math.min(min, values[i]);
      max = Math.max(max, values[i]);
      sum += values[i];
    }
    double mean = sum / count;
    double squares = 0;
    for (int i = 0; i < count; i++) {
      double d = values[i] - mean;
      squares += d * d;
    }
    return new Moments(count, count, min, max, mean, sum, squares);
  }

  /** Of weighed values. */
  static Moments of(double[] values, long[] weights, int count) {
    if (count == 0) {
      return NONE;
    }
    double min = values[0];
    double max = values[0];
    double sum = 0;
    double units = 0;
    for (int i = 0; i < count; i++) {
      min = Math.min(min, values[i]);
      max = Math.max(max, values[i]);
      sum += values[i] * weights[i];
      units += weights[i];
    }
    double mean = sum / units;
    double squares = 0;
    for (int i = 0; i < count; i++) {
      double d = values[i] - mean;
      squares += weights[i] * d * d;
    }
    return new Moments(count, units, min, max, mean, sum, squares);
  }

  Moments merge(Moments other) {
    if (values == 0 || other.values == 0) {
      return values == 0 ? other : this;
    }
    double total = units + other.units;
    double delta = other.mean - mean;
    return new Moments(
        values + other.values,
        total,
        Math.min(min, other.min),
        Math.max(max, other.max),
        mean + delta * (other.units / total),
        sum + other.sum,
        squares + other.squares + delta * delta * (units * (other.units / total)));
  }
}
