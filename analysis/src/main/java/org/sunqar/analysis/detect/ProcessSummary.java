// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.detect;

/**
 * What is kept of the monitoring process. All but the critical value are NaN where nothing was
 * monitored.
 *
 * @param criticalValue the factor of the boundary
 * @param largest the largest absolute value of the process
 * @param first the process at the first monitored observation
 * @param last the process at the last observation
 * @param firstBoundary the boundary at the first monitored observation
 * @param lastBoundary the boundary at the last observation
 */
public record ProcessSummary(
    double criticalValue,
    double largest,
    double first,
    double last,
    double firstBoundary,
    double lastBoundary) {

  static ProcessSummary absent(double criticalValue) {
    return new ProcessSummary(
        criticalValue, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
  }
}
