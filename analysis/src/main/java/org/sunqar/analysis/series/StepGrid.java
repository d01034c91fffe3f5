// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.series;

import java.time.LocalDate;
import java.util.Arrays;
import org.sunqar.analysis.AnalysisException;
import org.sunqar.analysis.detect.DatedSeries;
import org.sunqar.analysis.kernel.WhittakerTables;

/**
 * Regular time steps, each of them so many days long.
 *
 * @param start first day of the first step
 * @param days length of a step, 1 to 366
 * @param steps 3 to {@value WhittakerTables#MAX_STEPS}
 */
public record StepGrid(LocalDate start, int days, int steps) {

  public StepGrid {
    requireDays(days);
    if (steps < 3 || steps > WhittakerTables.MAX_STEPS) {
      throw new AnalysisException(
          AnalysisException.Key.SETTING,
          "there must be 3 to "
              + WhittakerTables.MAX_STEPS
              + " steps, not "
              + steps
              + " of "
              + days
              + " days");
    }
  }

  /** Refuses a length of steps that is out of its range. */
  static void requireDays(int days) {
    if (days < 1 || days > 366) {
      throw new AnalysisException(
          AnalysisException.Key.SETTING, "a step must be 1 to 366 days long, not " + days);
    }
  }

  /** First day of a step. */
  public LocalDate day(int step) {
    return start.plusDays((long) step * days);
  }

  /**
   * The values of a series by step, NaN where there is none; the last observation of a step wins,
   * and what lies outside the grid does not count.
   */
  public double[] values(DatedSeries series) {
    double[] values = new double[steps];
    Arrays.fill(values, Double.NaN);
    long first = start.toEpochDay();
    for (int i = 0; i < series.size(); i++) {
      long step = Math.floorDiv(series.day(i) - first, (long) days);
      if (step >= 0 && step < steps) {
        values[(int) step] = series.value(i);
      }
    }
    return values;
  }
}
