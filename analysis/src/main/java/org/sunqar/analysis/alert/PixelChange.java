// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.alert;

/**
 * A pixel on which something changed for longer than one observation.
 *
 * @param col column in the grid of the run
 * @param row row in the grid of the run
 * @param strength whether the change can begin an alert or only join one
 * @param changeDate index of the date at which the change is first seen
 * @param detectDate index of the date at which the detector was sure
 * @param run consecutive observations beyond the fence; 1 for a detector of two dates
 * @param lasting share of the observations since then that stay beyond it, 0..1
 * @param size the change in units of the pixel's scatter, signed
 * @param magnitude the change in units of the index, signed
 * @param observations observations that were looked at in the monitoring period
 */
public record PixelChange(
    int col,
    int row,
    Strength strength,
    int changeDate,
    int detectDate,
    int run,
    float lasting,
    float size,
    float magnitude,
    int observations) {

  /** What a changed pixel is to an alert. */
  public enum Strength {
    /** Begins an alert together with others like it. */
    SEED,
    /** Joins an alert that it touches. */
    WEAK
  }
}
