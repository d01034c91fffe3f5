// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.detect.online;

import java.time.LocalDate;
import org.sunqar.analysis.AnalysisException;
import org.sunqar.analysis.cube.DecimalYear;

/**
 * When a scene was taken, in the two forms that detectors need.
 *
 * @param day the whole number by which planes remember the date, ascending with time: days since
 *     1970-01-01 (UTC) for scenes. At most {@value #MAX_DAY} from 0, so that float32 holds it
 *     exactly
 * @param year decimal year with 365 slots, see {@link DecimalYear}
 */
public record SceneTime(int day, double year) {

  /** The largest whole number up to which float32 holds all of them. */
  public static final int MAX_DAY = 1 << 24;

  public SceneTime {
    if (Math.abs((long) day) > MAX_DAY || !Double.isFinite(year)) {
      throw new AnalysisException(
          AnalysisException.Key.SETTING,
          "a scene cannot be at day " + day + ", decimal year " + year);
    }
  }

  /** A day of the calendar (UTC). */
  public static SceneTime of(LocalDate date) {
    return new SceneTime(Math.toIntExact(date.toEpochDay()), DecimalYear.of(date));
  }
}
