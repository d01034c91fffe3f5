// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.orbit;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.orekit.time.DateComponents;
import org.orekit.time.OffsetModel;

/**
 * TAI minus UTC since 1972, whole seconds (IERS Bulletin C). A new line is needed when the IERS
 * announces a leap second; none was announced up to the end of 2026.
 */
final class LeapSeconds {

  /** First UTC day on which the offset holds, and TAI minus UTC (s). */
  private record Step(LocalDate from, int taiMinusUtc) {}

  private static final int FIRST_OFFSET = 10;

  private static final List<Step> STEPS =
      steps(
          "1972-01-01 1972-07-01 1973-01-01 1974-01-01 1975-01-01 1976-01-01 1977-01-01 1978-01-01"
              + " 1979-01-01 1980-01-01 1981-07-01 1982-07-01 1983-07-01 1985-07-01 1988-01-01"
              + " 1990-01-01 1991-01-01 1992-07-01 1993-07-01 1994-07-01 1996-01-01 1997-07-01"
              + " 1999-01-01 2006-01-01 2009-01-01 2012-07-01 2015-07-01 2017-01-01");

  private LeapSeconds() {}

  private static List<Step> steps(String days) {
    List<Step> all = new ArrayList<>();
    for (String day : days.split(" ", -1)) {
      all.add(new Step(LocalDate.parse(day), FIRST_OFFSET + all.size()));
    }
    return List.copyOf(all);
  }

  /** TAI minus UTC (s) on a UTC day; that of 1972 for all days before. */
  static int taiMinusUtc(LocalDate day) {
    for (int i = STEPS.size() - 1; i > 0; i--) {
      if (!day.isBefore(STEPS.get(i).from())) {
        return STEPS.get(i).taiMinusUtc();
      }
    }
    return FIRST_OFFSET;
  }

  /** True when the last minute of a UTC day has 61 seconds. */
  static boolean endsWithLeapSecond(LocalDate day) {
    return taiMinusUtc(day.plusDays(1)) > taiMinusUtc(day);
  }

  /** The table in the form in which Orekit takes it. */
  static List<OffsetModel> models() {
    return STEPS.stream()
        .map(s ->
            new OffsetModel(
                new DateComponents(
                    s.from().getYear(), s.from().getMonthValue(), s.from().getDayOfMonth()),
                s.taiMinusUtc()))
        .toList();
  }
}
