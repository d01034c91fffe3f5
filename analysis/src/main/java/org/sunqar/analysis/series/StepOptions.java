// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.series;

import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalInt;
import org.sunqar.analysis.AnalysisException;
import org.sunqar.analysis.detect.DatedSeries;

/**
 * The time steps that series are put on.
 *
 * @param days length of a step, 1 to 366
 * @param start first day of the first step; 1 January of the year in which a series begins where
 *     there is none
 * @param steps number of steps; as many as reach the end of the year in which a series ends where
 *     there is none
 */
public record StepOptions(int days, Optional<LocalDate> start, OptionalInt steps) {

  public StepOptions {
    StepGrid.requireDays(days);
    if (steps.isPresent()) {
      // whatever the day: only the number is looked at
      new StepGrid(LocalDate.EPOCH, days, steps.getAsInt());
    }
  }

  /** The steps of one series, which has an observation. */
  public StepGrid grid(DatedSeries series) {
    LocalDate from = start.orElseGet(() -> series.date(0).withDayOfYear(1));
    int count;
    if (steps.isPresent()) {
      count = steps.getAsInt();
    } else {
      LocalDate end = series.date(series.size() - 1).withMonth(12).withDayOfMonth(31);
      long span = end.toEpochDay() - from.toEpochDay() + 1;
      long needed = Math.max(3, Math.ceilDiv(span, (long) days));
      if (needed > Integer.MAX_VALUE) {
        throw new AnalysisException(
            AnalysisException.Key.SETTING,
            "series " + series.id() + " would need " + needed + " steps of " + days + " days");
      }
      count = (int) needed;
    }
    try {
      return new StepGrid(from, days, count);
    } catch (AnalysisException e) {
      throw new AnalysisException(e.key(), "series " + series.id() + ": " + e.getMessage(), e);
    }
  }
}
