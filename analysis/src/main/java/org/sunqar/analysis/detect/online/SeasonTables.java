// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.detect.online;

import java.util.ArrayList;
import java.util.List;

/**
 * The dates of a history seen through a {@link SeasonModel}, in the tables that {@link SeasonFit}
 * walks through. The trend is centred and scaled to -1..1 over the dates, which keeps the normal
 * equations well conditioned.
 *
 * <p>The normal matrix of harmonics needs no sum for each pair of columns: cos a cos b = (cos(a -
 * b) + cos(a + b)) / 2 and its sisters make each entry of it a combination of two <em>moments</em>,
 * sums of cos(2 pi k t) and sin(2 pi k t) for k = 1..2 * order, and with a trend of itself, its
 * square and its products with the harmonics: 8 sums for two harmonics, where the pairs are 14.
 *
 * <p>Moments and columns stand in groups, padded with zeros: as many sums as fit into registers
 * during one pass over the dates.
 */
final class SeasonTables {

  /** Moments of a group. */
  static final int MOMENTS = 8;

  /** Columns of a group. */
  static final int COLUMNS = 5;

  private final SeasonModel season;
  private final int dates;
  private final double centre;
  private final double half;
  private final int moments;

  /** Regressors: group-major, then date, then {@value #COLUMNS} columns. */
  final double[] design;

  /** The same in float32, for residuals. */
  final float[] floatDesign;

  /** What the moments are sums of: group-major, then date, then {@value #MOMENTS} values. */
  final double[] products;

  /** An entry of the lower triangle: a factor times one moment plus a factor times another. */
  record Entry(int first, double firstFactor, int second, double secondFactor) {}

  /** Row by row of the lower triangle. */
  final Entry[] entries;

  SeasonTables(SeasonModel season, double[] years) {
    this.season = season;
    this.dates = years.length;
    double low = dates > 0 ? years[0] : 0;
    double high = dates > 0 ? years[dates - 1] : 1;
    this.centre = (low + high) / 2;
    this.half = high > low ? (high - low) / 2 : 1;
    this.moments = 4 * season.order() + (season.trend() ? 2 + 2 * season.order() : 0);
    this.design = new double[Math.multiplyExact(designGroups() * COLUMNS, dates)];
    this.floatDesign = new float[design.length];
    this.products = new double[Math.multiplyExact(momentGroups() * MOMENTS, dates)];
    for (int t = 0; t < dates; t++) {
      double[] row = row(years[t]);
      for (int k = 0; k < row.length; k++) {
        design[column(k, t)] = row[k];
        floatDesign[column(k, t)] = (float) row[k];
      }
      double[] moment = moments(years[t]);
      for (int m = 0; m < moment.length; m++) {
        products[moment(m, t)] = moment[m];
      }
    }
    this.entries = entries();
  }

  private double scaled(double year) {
    return (year - centre) / half;
  }

  /**
   * Of harmonic k, within the circle: the angle of a whole decimal year would be rounded to 1e-12,
   * and the products of harmonics would no longer be what the moments say.
   */
  private static double angle(int k, double year) {
    double season = k * (year - Math.floor(year));
    return 2 * Math.PI * (season - Math.floor(season));
  }

  private double[] row(double year) {
    double[] row = new double[columns()];
    int at = 0;
    row[at++] = 1;
    if (season.trend()) {
      row[at++] = scaled(year);
    }
    for (int k = 1; k <= season.order(); k++) {
      row[at++] = StrictMath.cos(angle(k, year));
      row[at++] = StrictMath.sin(angle(k, year));
    }
    return row;
  }

  /** The cosines and sines of 1..2 * order; then the trend, its square, its harmonics. */
  private double[] moments(double year) {
    double[] row = new double[moments];
    for (int k = 1; k <= 2 * season.order(); k++) {
      row[cosine(k)] = StrictMath.cos(angle(k, year));
      row[cosine(k) + 1] = StrictMath.sin(angle(k, year));
    }
    if (season.trend()) {
      double trend = scaled(year);
      int at = 4 * season.order();
      row[at] = trend;
      row[at + 1] = trend * trend;
      for (int i = 0; i < 2 * season.order(); i++) {
        row[at + 2 + i] = trend * row[i];
      }
    }
    return row;
  }

  private static int cosine(int k) {
    return 2 * (k - 1);
  }

  private Entry[] entries() {
    List<Entry> all = new ArrayList<>();
    for (int i = 0; i < columns(); i++) {
      for (int j = 0; j <= i; j++) {
        all.add(entry(i, j));
      }
    }
    return all.toArray(new Entry[0]);
  }

  private Entry entry(int i, int j) {
    int harmonics = season.trend() ? 2 : 1;
    if (i < harmonics) { // 1, trend, trend^2
      return i == 0 ? one(count()) : one(4 * season.order() + j);
    }
    int trend = 4 * season.order() + 2;
    if (j < harmonics) {
      return j == 0 ? one(i - harmonics) : one(trend + i - harmonics);
    }
    int k = (i - harmonics) / 2 + 1;
    int l = (j - harmonics) / 2 + 1; // k >= l
    boolean sine = (i - harmonics) % 2 == 1;
    boolean otherSine = (j - harmonics) % 2 == 1;
    int sum = cosine(k + l);
    if (sine == otherSine) {
      int difference = k == l ? count() : cosine(k - l);
      return new Entry(difference, 0.5, sum, sine ? -0.5 : 0.5);
    }
    int difference = k == l ? count() : cosine(k - l) + 1;
    double factor = k == l ? 0 : 0.5;
    // sin k cos l = (sin(k + l) + sin(k - l)) / 2, cos k sin l = (sin(k + l) - sin(k - l)) / 2
    return new Entry(difference, sine ? factor : -factor, sum + 1, 0.5);
  }

  private Entry one(int moment) {
    return new Entry(moment, 1, moment, 0);
  }

  /** Index of a column's value on a date. */
  int column(int column, int date) {
    return (column / COLUMNS * dates + date) * COLUMNS + column % COLUMNS;
  }

  /** Index of a moment's summand on a date. */
  int moment(int moment, int date) {
    return (moment / MOMENTS * dates + date) * MOMENTS + moment % MOMENTS;
  }

  int dates() {
    return dates;
  }

  int columns() {
    return season.columns();
  }

  /** Moments that are summed; the number of observations comes to them. */
  int moments() {
    return moments;
  }

  /** Where the number of observations stands: behind the padded moments. */
  int count() {
    return momentGroups() * MOMENTS;
  }

  int designGroups() {
    return (columns() + COLUMNS - 1) / COLUMNS;
  }

  int momentGroups() {
    return (moments + MOMENTS - 1) / MOMENTS;
  }

  SeasonModel season() {
    return season;
  }

  /** History residuals beyond so many standard deviations are screened out; 0 for never. */
  double screen() {
    return season.screen();
  }

  /**
   * A coefficient of the {@link SeasonModel} out of the solution for the scaled columns.
   *
   * @param intercept solution of the first column
   * @param solved solution of column k
   * @param second solution of the second column
   */
  double coefficient(int k, double intercept, double second, double solved) {
    if (!season.trend() || k > 1) {
      return solved;
    }
    double perYear = second / half;
    return k == 1 ? perYear : intercept + perYear * (SeasonModel.ORIGIN - centre);
  }
}
