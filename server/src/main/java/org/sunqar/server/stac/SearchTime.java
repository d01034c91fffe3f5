// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.stac;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.sunqar.catalog.stac.TimeInterval;
import org.sunqar.server.http.Problem;

/** When a search looks: an instant or an interval of RFC 3339, which may be open at one end. */
final class SearchTime {

  private SearchTime() {}

  static TimeInterval of(String text) {
    int slash = text.indexOf('/');
    if (slash < 0) {
      return isDay(text)
          ? new TimeInterval(instant(text, text, false), instant(text, text, true))
          : TimeInterval.at(instant(text, text, false));
    }
    String from = text.substring(0, slash);
    String to = text.substring(slash + 1);
    boolean openStart = from.isEmpty() || from.equals("..");
    boolean openEnd = to.isEmpty() || to.equals("..");
    if (openStart && openEnd) {
      throw wrong(text);
    }
    Instant start = openStart ? TimeInterval.ALWAYS.start() : instant(from, text, false);
    Instant end = openEnd ? TimeInterval.ALWAYS.end() : instant(to, text, true);
    if (end.isBefore(start)) {
      throw wrong(text);
    }
    return new TimeInterval(start, end);
  }

  private static boolean isDay(String text) {
    return text.length() == 10;
  }

  /** A day stands for its first or its last millisecond. */
  private static Instant instant(String text, String whole, boolean end) {
    try {
      Instant instant;
      if (isDay(text)) {
        instant = LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
        return end ? instant.plusMillis(86_399_999) : instant;
      }
      instant =
          OffsetDateTime.parse(text.replace(' ', '+'), DateTimeFormatter.ISO_OFFSET_DATE_TIME)
              .toInstant();
      if (instant.isBefore(TimeInterval.ALWAYS.start())
          || instant.isAfter(TimeInterval.ALWAYS.end())) {
        throw wrong(whole);
      }
      return instant;
    } catch (DateTimeException _) {
      throw wrong(whole);
    }
  }

  private static Problem wrong(String text) {
    return Problem.badRequest(
        "datetime",
        "datetime '"
            + (text.length() > 100 ? text.substring(0, 100) + "..." : text)
            + "' should be like 2024-07-01T00:00:00Z, 2024-07-01T00:00:00Z/2024-08-01T00:00:00Z,"
            + " 2024-07-01T00:00:00Z/.. or ../2024-07-01T00:00:00Z");
  }
}
