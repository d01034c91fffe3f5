// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.store;

import java.time.LocalDate;
import java.time.ZoneOffset;

/** Days, months and years of UTC in microseconds since 1970. */
final class Periods {

  private static final long DAY = 86_400_000_000L;

  private Periods() {}

  /** The day (since 1970) of an instant. */
  static int day(long micros) {
    return (int) Math.floorDiv(micros, DAY);
  }

  /** The first day of the period that holds a day. */
  static int start(Aggregation.Period period, int day) {
    LocalDate date = LocalDate.ofEpochDay(day);
    return (int)
        switch (period) {
          case DAY -> day;
          case MONTH -> date.withDayOfMonth(1).toEpochDay();
          case YEAR -> date.withDayOfYear(1).toEpochDay();
        };
  }

  /** The key of a bucket that begins on a day. */
  static String key(int day) {
    return LocalDate.ofEpochDay(day).atStartOfDay(ZoneOffset.UTC).toInstant().toString();
  }
}
