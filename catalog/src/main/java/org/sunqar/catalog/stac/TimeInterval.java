// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.stac;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.sunqar.catalog.CatalogException;

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

  /**
   * Reads what STAC and OGC APIs call {@code datetime}: an instant of RFC 3339, a day, or two of
   * these with a slash between them, of which one may be open ({@code ..} or nothing). A day is
   * meant as a whole.
   *
   * @throws CatalogException INVALID when it is none of these, or ends before it starts
   */
  public static TimeInterval parse(String text) {
    int slash = text.indexOf('/');
    try {
      if (slash < 0) {
        return new TimeInterval(first(text), last(text));
      }
      String from = text.substring(0, slash);
      String to = text.substring(slash + 1);
      boolean openStart = from.isEmpty() || from.equals("..");
      boolean openEnd = to.isEmpty() || to.equals("..");
      if (!openStart || !openEnd) {
        return new TimeInterval(
            openStart ? ALWAYS.start() : first(from), openEnd ? ALWAYS.end() : last(to));
      }
    } catch (DateTimeException | IllegalArgumentException _) {
      // the same sentence
    }
    throw new CatalogException(
        CatalogException.Key.INVALID,
        "datetime '"
            + (text.length() <= 100 ? text : text.substring(0, 100) + "...")
            + "' should be 2020-03-11T10:15:30Z, 2020-03-11, or two of these in order with a slash"
            + " between them, one of which may be '..'");
  }

  private static Instant first(String text) {
    return isDay(text)
        ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
        : bounded(OffsetDateTime.parse(text.replace(' ', 'T')).toInstant());
  }

  private static Instant last(String text) {
    return isDay(text)
        ? LocalDate.parse(text).plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant().minusMillis(1)
        : bounded(OffsetDateTime.parse(text.replace(' ', 'T')).toInstant());
  }

  private static boolean isDay(String text) {
    return text.length() == 10;
  }

  private static Instant bounded(Instant instant) {
    if (instant.isBefore(ALWAYS.start()) || instant.isAfter(ALWAYS.end())) {
      throw new DateTimeException("beyond the years 1 to 9999");
    }
    return instant;
  }

  public boolean isInstant() {
    return start.equals(end);
  }

  /** The instant halfway between start and end. */
  public Instant middle() {
    return start.plus(java.time.Duration.between(start, end).dividedBy(2));
  }
}
