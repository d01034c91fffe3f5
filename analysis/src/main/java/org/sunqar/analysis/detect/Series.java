// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.detect;

/** The valid observations of one pixel in time order, with the regular grid that they lie on. */
public final class Series {

  /** The latest (and, negated, the earliest) year that is taken for a date. */
  public static final double MAX_YEAR = 100_000;

  /** The finest grid, in steps a year: hourly. */
  public static final double MAX_FREQUENCY = 8784;

  private final String id;
  private final double frequency;
  private final double gridStart;
  private final double[] times;
  private final double[] values;

  /**
   * @param id a name for messages and results
   * @param frequency grid steps per year, 1 to {@link #MAX_FREQUENCY}: 365 for daily, 23 for 16-day
   * @param gridStart decimal year of grid index 1
   * @param times decimal years with 365 slots a year (29 February shares that of 1 March), not
   *     decreasing; two observations may share a time
   * @param values finite, one per time
   */
  public Series(String id, double frequency, double gridStart, double[] times, double[] values) {
    if (times.length != values.length) {
      throw new IllegalArgumentException(
          "series " + id + " has " + times.length + " times and " + values.length + " values");
    }
    if (!(frequency >= 1 && frequency <= MAX_FREQUENCY)) {
      throw new IllegalArgumentException(
          "series " + id + ": frequency must be 1 to " + MAX_FREQUENCY + ", not " + frequency);
    }
    if (!(Math.abs(gridStart) <= MAX_YEAR)) {
      throw new IllegalArgumentException(
          "series " + id + ": the grid cannot start in the year " + gridStart);
    }
    for (int i = 0; i < times.length; i++) {
      if (!(Math.abs(times[i]) <= MAX_YEAR)) {
        throw new IllegalArgumentException(
            "series " + id + ": time " + times[i] + " is not a decimal year");
      }
      if (i > 0 && times[i] < times[i - 1]) {
        throw new IllegalArgumentException(
            "series " + id + ": time " + times[i] + " follows the later " + times[i - 1]);
      }
      if (!Double.isFinite(values[i])) {
        throw new IllegalArgumentException(
            "series " + id + ": the value at " + times[i] + " is not finite");
      }
    }
    this.id = id;
    this.frequency = frequency;
    this.gridStart = gridStart;
    this.times = times.clone();
    this.values = values.clone();
  }

  public String id() {
    return id;
  }

  /** Grid steps per year. */
  public double frequency() {
    return frequency;
  }

  /** Decimal year of grid index 1. */
  public double gridStart() {
    return gridStart;
  }

  /** Number of observations. */
  public int size() {
    return times.length;
  }

  /** Decimal year of an observation. */
  public double time(int observation) {
    return times[observation];
  }

  /** Value of an observation. */
  public double value(int observation) {
    return values[observation];
  }

  double[] times() {
    return times;
  }

  double[] values() {
    return values;
  }
}
