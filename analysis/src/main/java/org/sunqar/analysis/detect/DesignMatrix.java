// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.detect;

/**
 * The regressors of a list of dates, made by {@link HarmonicDesign#matrix}. Immutable, so that all
 * pixels of a cube and all threads can share one.
 */
public final class DesignMatrix {

  private final HarmonicDesign model;
  private final double[] times;
  private final double[] rows;
  private final int columns;

  DesignMatrix(HarmonicDesign model, double[] times, double[] rows) {
    for (int i = 0; i < times.length; i++) {
      if (!(Math.abs(times[i]) <= Series.MAX_YEAR)) {
        throw new IllegalArgumentException("date " + i + " is not a decimal year: " + times[i]);
      }
      if (i > 0 && times[i] < times[i - 1]) {
        throw new IllegalArgumentException(
            "dates must not decrease: " + times[i] + " follows " + times[i - 1]);
      }
    }
    this.times = times;
    this.rows = rows;
    this.model = model;
    this.columns = model.columns();
  }

  /** The model that it is the design of. */
  public HarmonicDesign model() {
    return model;
  }

  /** Number of dates. */
  public int dates() {
    return times.length;
  }

  /** Number of regressors. */
  public int columns() {
    return columns;
  }

  /** Decimal year of a date. */
  public double time(int date) {
    return times[date];
  }

  /** A regressor of a date. */
  public double get(int date, int column) {
    return rows[date * columns + column];
  }

  /** Copies the regressors of a date into {@code target}. */
  void copyRow(int date, double[] target, int offset) {
    System.arraycopy(rows, date * columns, target, offset, columns);
  }
}
