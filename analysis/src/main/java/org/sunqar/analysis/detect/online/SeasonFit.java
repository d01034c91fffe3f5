// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.detect.online;

import org.sunqar.analysis.kernel.BreakBlock;

/**
 * Least squares of a {@link SeasonModel} over the history of one pixel, in float64: normal
 * equations with the trend centred and scaled over the history's dates, and Cholesky.
 */
final class SeasonFit {

  /** A pivot below this share of its diagonal entry means that the columns are dependent. */
  private static final double LEAST_PIVOT = 1e-9;

  /** Residuals this small against the values are rounding, not scatter. */
  private static final double LEAST_SCATTER = 1e-6;

  private final SeasonModel season;
  private final int dates;
  private final int columns;
  private final double centre;
  private final double half;
  private final double[] design;
  private final double[] values;
  private final double[] residuals;
  private final boolean[] used;
  private final double[] normal;
  private final double[] solution;
  private double sigma;

  SeasonFit(SeasonModel season, double[] years) {
    this.season = season;
    this.dates = years.length;
    this.columns = season.columns();
    double low = dates > 0 ? years[0] : 0;
    double high = dates > 0 ? years[dates - 1] : 1;
    this.centre = (low + high) / 2;
    this.half = high > low ? (high - low) / 2 : 1;
    this.design = new double[Math.multiplyExact(dates, columns)];
    for (int t = 0; t < dates; t++) {
      int at = t * columns;
      design[at++] = 1;
      if (season.trend()) {
        design[at++] = (years[t] - centre) / half;
      }
      for (int k = 1; k <= season.order(); k++) {
        design[at++] = Math.cos(2 * Math.PI * k * years[t]);
        design[at++] = Math.sin(2 * Math.PI * k * years[t]);
      }
    }
    this.values = new double[dates];
    this.residuals = new double[dates];
    this.used = new boolean[dates];
    this.normal = new double[columns * columns];
    this.solution = new double[columns];
  }

  /** Fits a pixel; false where the history does not carry the model. */
  boolean fit(float[] block, int at) {
    int n = 0;
    for (int t = 0; t < dates; t++) {
      float value = block[at + t * BreakBlock.PIXELS];
      values[t] = value;
      used[t] = Float.isFinite(value);
      n += used[t] ? 1 : 0;
    }
    if (!solve(n)) {
      return false;
    }
    if (season.screen() > 0) {
      int kept = 0;
      for (int t = 0; t < dates; t++) {
        used[t] = used[t] && Math.abs(residuals[t]) <= season.screen() * sigma;
        kept += used[t] ? 1 : 0;
      }
      return kept == n || solve(kept);
    }
    return true;
  }

  /** A coefficient of the last pixel, in the order of the model's planes. */
  double coefficient(int k) {
    if (!season.trend() || k > 1) {
      return solution[k];
    }
    double perYear = solution[1] / half;
    return k == 1 ? perYear : solution[0] + perYear * (SeasonModel.ORIGIN - centre);
  }

  /** Copies the residuals that were used, and their scatter. */
  void copyTo(History history) {
    history.clear(sigma);
    for (int t = 0; t < dates; t++) {
      if (used[t]) {
        history.add((float) residuals[t]);
      }
    }
  }

  private boolean solve(int n) {
    if (n <= columns) {
      return false;
    }
    double squares = 0;
    java.util.Arrays.fill(normal, 0);
    java.util.Arrays.fill(solution, 0);
    for (int t = 0; t < dates; t++) {
      if (used[t]) {
        squares += values[t] * values[t];
        for (int i = 0; i < columns; i++) {
          double x = design[t * columns + i];
          solution[i] += x * values[t];
          for (int j = 0; j <= i; j++) {
            normal[i * columns + j] += x * design[t * columns + j];
          }
        }
      }
    }
    if (!factorise()) {
      return false;
    }
    double rss = 0;
    for (int t = 0; t < dates; t++) {
      double e = values[t];
      for (int k = 0; k < columns; k++) {
        e -= solution[k] * design[t * columns + k];
      }
      residuals[t] = e;
      rss += used[t] ? e * e : 0;
    }
    sigma = Math.sqrt(rss / (n - columns));
    return rss > squares * LEAST_SCATTER * LEAST_SCATTER;
  }

  private boolean factorise() {
    for (int j = 0; j < columns; j++) {
      double diagonal = normal[j * columns + j];
      double pivot = diagonal;
      for (int k = 0; k < j; k++) {
        pivot -= normal[j * columns + k] * normal[j * columns + k];
      }
      if (!(pivot > LEAST_PIVOT * diagonal)) {
        return false;
      }
      double root = Math.sqrt(pivot);
      normal[j * columns + j] = root;
      for (int i = j + 1; i < columns; i++) {
        double sum = normal[i * columns + j];
        for (int k = 0; k < j; k++) {
          sum -= normal[i * columns + k] * normal[j * columns + k];
        }
        normal[i * columns + j] = sum / root;
      }
    }
    for (int i = 0; i < columns; i++) {
      for (int k = 0; k < i; k++) {
        solution[i] -= normal[i * columns + k] * solution[k];
      }
      solution[i] /= normal[i * columns + i];
    }
    for (int i = columns - 1; i >= 0; i--) {
      for (int k = i + 1; k < columns; k++) {
        solution[i] -= normal[k * columns + i] * solution[k];
      }
      solution[i] /= normal[i * columns + i];
    }
    return true;
  }
}
