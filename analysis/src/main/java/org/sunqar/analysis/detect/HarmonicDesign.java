// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.detect;

/**
 * The season-trend model of Verbesselt, Zeileis and Herold (2012, <i>Near real-time disturbance
 * detection using satellite image time series</i>, Remote Sensing of Environment 123, equation 1)
 * as regressors of one date. Columns, and so coefficients, in this order: intercept; trend, if
 * there is one; {@code cos(2 pi k t)} for k = 1..order; {@code sin(2 pi k t)} for k = 1..order.
 *
 * <p>Time t is in decimal years. The trend regressor is the 1-based index of the date on the
 * series' regular grid, {@code round((t - gridStart) frequency) + 1}: it counts days for a daily
 * grid, so its coefficient is per grid step.
 *
 * <p>A grid with few steps a year carries few harmonics: the order is at most the frequency, and at
 * the Nyquist frequency (2 order = frequency) there is no sine, which would be zero at every date.
 */
public final class HarmonicDesign {

  /** The most columns that any design has: intercept, trend and two per harmonic. */
  public static final int MAX_COLUMNS = 2 + 2 * BfastMonitorOptions.MAX_ORDER;

  private final int order;
  private final boolean trend;
  private final double frequency;
  private final int cosines;
  private final int sines;

  /**
   * @param order number of harmonics, at least 1
   * @param trend whether there is a trend column
   * @param frequency grid steps per year, above 0
   */
  public HarmonicDesign(int order, boolean trend, double frequency) {
    if (order < 1 || order > BfastMonitorOptions.MAX_ORDER) {
      throw new IllegalArgumentException(
          "order must be 1 to " + BfastMonitorOptions.MAX_ORDER + ", not " + order);
    }
    if (!(frequency >= 1 && frequency <= Series.MAX_FREQUENCY)) {
      throw new IllegalArgumentException(
          "frequency must be 1 to " + Series.MAX_FREQUENCY + " steps a year, not " + frequency);
    }
    this.order = order;
    this.trend = trend;
    this.frequency = frequency;
    this.cosines = (int) Math.min(frequency, order);
    this.sines = 2 * cosines == frequency ? cosines - 1 : cosines;
  }

  /** The harmonics that were asked for; the grid may carry fewer. */
  public int order() {
    return order;
  }

  /** Whether there is a trend column. */
  public boolean trend() {
    return trend;
  }

  /** Number of columns, 2 to {@link #MAX_COLUMNS}. */
  public int columns() {
    return 1 + (trend ? 1 : 0) + cosines + sines;
  }

  /** The 1-based index of a date on the regular grid that starts at {@code gridStart} (years). */
  public double trendIndex(double time, double gridStart) {
    return Math.rint((time - gridStart) * frequency) + 1;
  }

  /**
   * Writes the regressors of one date.
   *
   * @param time decimal year
   * @param gridStart decimal year of grid index 1
   * @param row receives {@link #columns()} values
   * @param offset where in {@code row} they start
   */
  public void row(double time, double gridStart, double[] row, int offset) {
    int at = offset;
    row[at++] = 1;
    if (trend) {
      row[at++] = trendIndex(time, gridStart);
    }
    // the factors multiply in this order in R: some designs depend on the rounding of the angle
    double year = 2 * Math.PI * time;
    for (int k = 1; k <= cosines; k++) {
      row[at++] = Math.cos(year * k);
    }
    for (int k = 1; k <= sines; k++) {
      row[at++] = Math.sin(year * k);
    }
  }

  /**
   * The design of a list of dates, to be shared by all series that are sampled at them.
   *
   * @param times decimal years, not decreasing
   * @param gridStart decimal year of grid index 1
   */
  public DesignMatrix matrix(double[] times, double gridStart) {
    double[] rows = new double[Math.multiplyExact(times.length, columns())];
    for (int i = 0; i < times.length; i++) {
      row(times[i], gridStart, rows, i * columns());
    }
    return new DesignMatrix(this, times.clone(), rows);
  }
}
