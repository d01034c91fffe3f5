// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.kernel;

/**
 * The dates of a cube seen through the season-trend model, in the tables that the float32 kernels
 * walk through. Columns of the model: intercept, trend (where asked for), cos(2 pi k t) for k =
 * 1..order, sin(2 pi k t) for k = 1..order.
 *
 * <p>The trend is centred and scaled to -1..1 over the history dates, which leaves residuals as
 * they are and keeps the normal equations well conditioned in float32.
 *
 * <p>The normal matrix of harmonics needs no sum per pair of columns: cos a cos b = (cos(a-b) +
 * cos(a+b)) / 2 and its sisters turn each entry into sums of cos(2 pi k t) and sin(2 pi k t), k =
 * 0..2*order. Together with the trend's row these are the <em>moments</em>: 21 sums for order 3
 * with trend where the pairs are 36.
 */
public final class HarmonicTables {

  /** Accumulators held in registers during one pass over the dates. */
  static final int MOMENT_GROUP = 11;

  /** Columns of the padded design matrix per pass of the right-hand side. */
  static final int COLUMN_GROUP = 8;

  private final int order;
  private final boolean trend;
  private final int dates;
  private final int historyDates;

  /** Design matrix, row per date, padded with zeros to {@link #columnStride()} columns. */
  final float[] design;

  /** Moments of history dates: group-major, then date, then {@value #MOMENT_GROUP} values. */
  final float[] moments;

  /**
   * Tables for dates in ascending order.
   *
   * @param time decimal years
   * @param trendIndex the trend regressor, for instance days; any affine map of it will do
   * @param historyDates how many of the first dates are history
   * @param order harmonics, 1 to 4
   * @param trend whether the model has a linear trend
   */
  public HarmonicTables(
      double[] time, double[] trendIndex, int historyDates, int order, boolean trend) {
    if (order < 1 || order > 4) {
      throw new IllegalArgumentException("order must be 1 to 4, not " + order);
    }
    if (time.length != trendIndex.length) {
      throw new IllegalArgumentException(
          time.length + " times but " + trendIndex.length + " trend indices");
    }
    if (historyDates < 0 || historyDates > time.length) {
      throw new IllegalArgumentException(
          historyDates + " history dates of " + time.length + " dates");
    }
    this.order = order;
    this.trend = trend;
    this.dates = time.length;
    this.historyDates = historyDates;
    double[] scaledTrend = scaled(trendIndex, historyDates);
    this.design = new float[dates * columnStride()];
    for (int t = 0; t < dates; t++) {
      int at = t * columnStride();
      design[at++] = 1;
      if (trend) {
        design[at++] = (float) scaledTrend[t];
      }
      for (int k = 1; k <= order; k++) {
        design[at] = (float) Math.cos(2 * Math.PI * k * time[t]);
        design[at + order] = (float) Math.sin(2 * Math.PI * k * time[t]);
        at++;
      }
    }
    this.moments = new float[momentGroups() * historyDates * MOMENT_GROUP];
    for (int t = 0; t < historyDates; t++) {
      double[] row = momentRow(time[t], scaledTrend[t]);
      for (int m = 0; m < row.length; m++) {
        int group = m / MOMENT_GROUP;
        moments[(group * historyDates + t) * MOMENT_GROUP + m % MOMENT_GROUP] = (float) row[m];
      }
    }
  }

  private static double[] scaled(double[] index, int historyDates) {
    double low = historyDates > 0 ? index[0] : 0;
    double high = historyDates > 0 ? index[historyDates - 1] : 1;
    double centre = (low + high) / 2;
    double half = high > low ? (high - low) / 2 : 1;
    double[] scaled = new double[index.length];
    for (int t = 0; t < index.length; t++) {
      scaled[t] = (index[t] - centre) / half;
    }
    return scaled;
  }

  /**
   * 1; cos k; sin k (k = 1..2*order); then trend, trend^2, trend cos k, trend sin k (k <= order).
   */
  private double[] momentRow(double time, double trendValue) {
    double[] row = new double[momentCount()];
    row[0] = 1;
    for (int k = 1; k <= 2 * order; k++) {
      row[cosMoment(k)] = Math.cos(2 * Math.PI * k * time);
      row[sinMoment(k)] = Math.sin(2 * Math.PI * k * time);
    }
    if (trend) {
      row[trendMoment()] = trendValue;
      row[trendMoment() + 1] = trendValue * trendValue;
      for (int k = 1; k <= order; k++) {
        row[trendMoment() + 1 + k] = trendValue * row[cosMoment(k)];
        row[trendMoment() + 1 + order + k] = trendValue * row[sinMoment(k)];
      }
    }
    return row;
  }

  /** All dates. */
  public int dates() {
    return dates;
  }

  /** The first dates, on which the model is fitted. */
  public int historyDates() {
    return historyDates;
  }

  /** Coefficients of the model: 3 to 10. */
  public int columns() {
    return 1 + (trend ? 1 : 0) + 2 * order;
  }

  int columnStride() {
    return (columns() + COLUMN_GROUP - 1) / COLUMN_GROUP * COLUMN_GROUP;
  }

  int momentCount() {
    return 1 + 4 * order + (trend ? 2 + 2 * order : 0);
  }

  int momentGroups() {
    return (momentCount() + MOMENT_GROUP - 1) / MOMENT_GROUP;
  }

  private int cosMoment(int k) {
    return k;
  }

  private int sinMoment(int k) {
    return 2 * order + k;
  }

  private int trendMoment() {
    return 1 + 4 * order;
  }

  /**
   * How the lower triangle of the normal matrix comes out of the moments, row by row: entry = scale
   * * (moment[first] + sign * moment[second]); a sign of 0 leaves the second out.
   */
  record Entry(float scale, int first, int second, int sign) {
    static Entry one(int moment) {
      return new Entry(1, moment, moment, 0);
    }
  }

  Entry[] normalEntries() {
    int columns = columns();
    Entry[] entries = new Entry[columns * (columns + 1) / 2];
    int at = 0;
    for (int i = 0; i < columns; i++) {
      for (int j = 0; j <= i; j++) {
        entries[at++] = entry(i, j);
      }
    }
    return entries;
  }

  /** Entry of row i and column j, where j is at most i. */
  private Entry entry(int i, int j) {
    int first = trend ? 2 : 1; // the first cosine column
    if (i == 0) {
      return Entry.one(0);
    }
    if (trend && i == 1) {
      return Entry.one(j == 0 ? trendMoment() : trendMoment() + 1);
    }
    boolean iCos = i < first + order;
    int ki = iCos ? i - first + 1 : i - first - order + 1;
    if (j == 0) {
      return Entry.one(iCos ? cosMoment(ki) : sinMoment(ki));
    }
    if (trend && j == 1) {
      return Entry.one(trendMoment() + 1 + (iCos ? ki : order + ki));
    }
    boolean jCos = j < first + order;
    int kj = jCos ? j - first + 1 : j - first - order + 1;
    int difference = Math.abs(ki - kj);
    if (iCos == jCos) { // cos a cos b = (cos(a-b) + cos(a+b))/2; sin a sin b has a minus
      int second = cosMoment(ki + kj);
      int firstMoment = difference == 0 ? 0 : cosMoment(difference);
      return new Entry(0.5f, firstMoment, second, iCos ? 1 : -1);
    }
    // row i is a sine, column j a cosine: sin a cos b = (sin(a+b) + sin(a-b))/2
    int sum = sinMoment(ki + kj);
    if (difference == 0) {
      return new Entry(0.5f, sum, sum, 0);
    }
    return new Entry(0.5f, sum, sinMoment(difference), ki > kj ? 1 : -1);
  }
}
