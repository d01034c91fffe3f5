// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.detect;

import java.util.List;

/**
 * A result with the way to it, for charts.
 *
 * @param result what was found
 * @param points all observations, in time order
 */
public record BfastMonitorTrace(BfastMonitorResult result, List<Point> points) {

  /**
   * An observation.
   *
   * @param time decimal year
   * @param value its value
   * @param prediction the model's value; NaN before the stable history and without a model
   * @param process the fluctuation process; NaN outside the monitoring period
   * @param boundary what the absolute process must exceed for a break; NaN outside the monitoring
   *     period
   */
  public record Point(
      double time, double value, double prediction, double process, double boundary) {}

  public BfastMonitorTrace {
    points = List.copyOf(points);
  }
}
