// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.detect;

/**
 * What {@link BfastMonitor} needs to know besides the series.
 *
 * @param history how the stable history is chosen
 * @param order number of harmonics of the year, 1 to 4
 * @param trend whether the model has a linear trend
 * @param h width of the MOSUM window as a part of the stable history: .25, .5 or 1. The smallest
 *     history follows from it for both types of process: {@code floor(h n)} must be above 1
 * @param level significance level of the monitoring and of the ROC test, .001 to .05
 * @param type the process that is watched
 */
public record BfastMonitorOptions(
    History history, int order, boolean trend, double h, double level, ProcessType type) {

  /**
   * The longest monitoring that the critical values allow for, in lengths of the history. It is
   * part of the critical values, not a limit that is enforced.
   */
  public static final int PERIOD = 10;

  /** The largest number of harmonics. */
  public static final int MAX_ORDER = 4;

  public BfastMonitorOptions {
    if (order < 1 || order > MAX_ORDER) {
      throw new IllegalArgumentException("order must be 1 to " + MAX_ORDER + ", not " + order);
    }
    if (!CriticalValues.isWidth(h)) {
      throw new IllegalArgumentException("h must be 0.25, 0.5 or 1, not " + h);
    }
    if (!CriticalValues.isLevel(level)) {
      throw new IllegalArgumentException(
          "level must be between "
              + CriticalValues.MIN_LEVEL
              + " and "
              + CriticalValues.MAX_LEVEL
              + ", not "
              + level);
    }
  }

  /** All of the history, three harmonics and a trend, OLS-MOSUM with h .25, level .05. */
  public static BfastMonitorOptions defaults() {
    return new BfastMonitorOptions(History.ALL, 3, true, 0.25, 0.05, ProcessType.OLS_MOSUM);
  }

  public BfastMonitorOptions withHistory(History value) {
    return new BfastMonitorOptions(value, order, trend, h, level, type);
  }

  public BfastMonitorOptions withOrder(int value) {
    return new BfastMonitorOptions(history, value, trend, h, level, type);
  }

  public BfastMonitorOptions withTrend(boolean value) {
    return new BfastMonitorOptions(history, order, value, h, level, type);
  }

  public BfastMonitorOptions withH(double value) {
    return new BfastMonitorOptions(history, order, trend, value, level, type);
  }

  public BfastMonitorOptions withLevel(double value) {
    return new BfastMonitorOptions(history, order, trend, h, value, type);
  }

  public BfastMonitorOptions withType(ProcessType value) {
    return new BfastMonitorOptions(history, order, trend, h, level, value);
  }

  /** The critical value of the monitoring process. */
  public double criticalValue() {
    return switch (type) {
      case OLS_MOSUM -> CriticalValues.mosum(level, h);
      case OLS_CUSUM -> CriticalValues.cusum(level);
    };
  }

  /** The regressors of the model for series of this frequency (grid steps per year). */
  public HarmonicDesign design(double frequency) {
    return new HarmonicDesign(order, trend, frequency);
  }
}
