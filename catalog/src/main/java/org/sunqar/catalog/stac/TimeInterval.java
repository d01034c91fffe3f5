// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.stac;

import java.time.Instant;

/**
 * A stretch of time in UTC; an instant when both ends are equal.
 *
 * @param start the first instant, inclusive
 * @param end the last instant, inclusive; not before {@code start}
 */
public record TimeInterval(Instant start, Instant end) {

  /** All of time that a catalogue can hold: the years 1 to 9999. */
  public static final TimeInterval ALWAYS =
      new TimeInterval(
          Instant.parse("0001-01-01T00:00:00Z"), Instant.parse("9999-12-31T23:59:59.999Z"));

  public TimeInterval {
    if (end.isBefore(start)) {
      throw new IllegalArgumentException("interval ends before it starts: " + start + ".." + end);
    }
  }

  public static TimeInterval at(Instant instant) {
    return new TimeInterval(instant, instant);
  }

  public boolean isInstant() {
    return start.equals(end);
  }

  /** The instant halfway between start and end. */
  public Instant middle() {
    return start.plus(java.time.Duration.between(start, end).dividedBy(2));
  }
}
