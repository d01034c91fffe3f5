// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.detect.online;

/**
 * The dates of a history seen through a {@link SeasonModel}, in the tables that {@link SeasonFit}
 * walks through. The trend is centred and scaled to -1..1 over the dates, which keeps the normal
 * equations well conditioned.
 *
 * <p>Columns stand in groups of {@value #GROUP}, padded with zeros: as many sums as fit into
 * registers during one pass over the dates.
 */
final class SeasonTables {

  /** Columns of a group. */
  static final int GROUP = 8;

  private final SeasonModel season;
  private final int dates;
  private final double centre;
  private final double half;

  /** Regressors: group-major, then date, then {@value #GROUP} columns. */
  final double[] design;

  /** Products of the regressors i and j &lt;= i, in the order of the lower triangle; as design. */
  final double[] products;

  SeasonTables(SeasonModel season, double[] years) {
    this.season = season;
    this.dates = years.length;
    double low = dates > 0 ? years[0] : 0;
    double high = dates > 0 ? years[dates - 1] : 1;
    this.centre = (low + high) / 2;
    this.half = high > low ? (high - low) / 2 : 1;
    this.design = new double[Math.multiplyExact(designGroups() * GROUP, dates)];
    this.products = new double[Math.multiplyExact(productGroups() * GROUP, dates)];
    for (int t = 0; t < dates; t++) {
      double[] row = row(years[t]);
      int product = 0;
      for (int i = 0; i < row.length; i++) {
        design[at(i, t)] = row[i];
        for (int j = 0; j <= i; j++) {
          products[at(product++, t)] = row[i] * row[j];
        }
      }
    }
  }

  private double[] row(double year) {
    double[] row = new double[columns()];
    int at = 0;
    row[at++] = 1;
    if (season.trend()) {
      row[at++] = (year - centre) / half;
    }
    for (int k = 1; k <= season.order(); k++) {
      row[at++] = StrictMath.cos(2 * Math.PI * k * year);
      row[at++] = StrictMath.sin(2 * Math.PI * k * year);
    }
    return row;
  }

  /** Index of a column's value on a date. */
  int at(int column, int date) {
    return (column / GROUP * dates + date) * GROUP + column % GROUP;
  }

  int dates() {
    return dates;
  }

  int columns() {
    return season.columns();
  }

  /** Entries of the lower triangle. */
  int entries() {
    return columns() * (columns() + 1) / 2;
  }

  int designGroups() {
    return (columns() + GROUP - 1) / GROUP;
  }

  int productGroups() {
    return (entries() + GROUP - 1) / GROUP;
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
