// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.filter;

import java.time.Instant;

/**
 * An instant with its granularity. A day and a timestamp compare by the day in UTC that the
 * timestamp lies in, so that {@code datetime <= DATE('2022-04-16')} holds until the end of that
 * day.
 */
sealed interface Moment {

  long SECONDS_OF_DAY = 86_400;

  /** A day, from its first to its last nanosecond in UTC. */
  record Day(long epochDay) implements Moment {}

  record At(Instant instant) implements Moment {}

  default long day() {
    return switch (this) {
      case Day day -> day.epochDay();
      case At at -> Math.floorDiv(at.instant().getEpochSecond(), SECONDS_OF_DAY);
    };
  }

  default Instant first() {
    return switch (this) {
      case Day day -> Instant.ofEpochSecond(day.epochDay() * SECONDS_OF_DAY);
      case At at -> at.instant();
    };
  }

  default Instant last() {
    return switch (this) {
      case Day day -> Instant.ofEpochSecond((day.epochDay() + 1) * SECONDS_OF_DAY - 1, 999_999_999);
      case At at -> at.instant();
    };
  }

  default int compare(Moment other) {
    return this instanceof At(Instant a) && other instanceof At(Instant b)
        ? a.compareTo(b)
        : Long.compare(day(), other.day());
  }
}
