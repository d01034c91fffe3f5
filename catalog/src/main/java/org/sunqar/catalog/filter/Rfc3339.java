// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.filter;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Dates ({@code 2022-04-16}) and timestamps ({@code 2022-04-16T10:13:19.5+02:00}) of RFC 3339. Read
 * by hand: a filter reads one of every item that it tests. More than nine digits of a second's
 * fraction are cut; a leap second is the last second before it.
 */
final class Rfc3339 {

  private static final int DATE = 10;
  private static final int SECONDS = 19;

  private Rfc3339() {}

  /** Null when it is neither. */
  static @Nullable Moment parse(String text) {
    int length = text.length();
    if (length < DATE || text.charAt(4) != '-' || text.charAt(7) != '-') {
      return null;
    }
    int year = digits(text, 0, 4);
    int month = digits(text, 5, 7);
    int day = digits(text, 8, 10);
    if (year < 0 || month < 1 || month > 12 || day < 1 || day > 31) {
      return null;
    }
    long epochDay;
    try {
      epochDay = LocalDate.of(year, month, day).toEpochDay();
    } catch (DateTimeException _) {
      return null;
    }
    return length == DATE ? new Moment.Day(epochDay) : timestamp(text, epochDay);
  }

  private static @Nullable Moment timestamp(String text, long epochDay) {
    if (text.length() <= SECONDS
        || text.charAt(13) != ':'
        || text.charAt(16) != ':'
        || !(text.charAt(DATE) == 'T' || text.charAt(DATE) == 't' || text.charAt(DATE) == ' ')) {
      return null;
    }
    int hour = digits(text, 11, 13);
    int minute = digits(text, 14, 16);
    int second = digits(text, 17, 19);
    if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 60) {
      return null;
    }
    int at = SECONDS;
    int nanos = 0;
    if (text.charAt(at) == '.') {
      int first = ++at;
      int unit = 100_000_000;
      while (at < text.length() && isDigit(text.charAt(at))) {
        nanos += (text.charAt(at) - '0') * unit;
        unit /= 10;
        at++;
      }
      if (at == first) {
        return null;
      }
    }
    int offset = offset(text, at);
    if (offset == Integer.MIN_VALUE) {
      return null;
    }
    long seconds = hour * 3600L + minute * 60L + Math.min(second, 59) - offset;
    return new Moment.At(Instant.ofEpochSecond(epochDay * Moment.SECONDS_OF_DAY + seconds, nanos));
  }

  /** Seconds east of UTC; {@link Integer#MIN_VALUE} when it is none. */
  private static int offset(String text, int at) {
    if (at == text.length() - 1 && (text.charAt(at) == 'Z' || text.charAt(at) == 'z')) {
      return 0;
    }
    if (at != text.length() - 6 || text.charAt(at + 3) != ':') {
      return Integer.MIN_VALUE;
    }
    int hours = digits(text, at + 1, at + 3);
    int minutes = digits(text, at + 4, at + 6);
    if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59) {
      return Integer.MIN_VALUE;
    }
    int seconds = hours * 3600 + minutes * 60;
    return switch (text.charAt(at)) {
      case '+' -> seconds;
      case '-' -> -seconds;
      default -> Integer.MIN_VALUE;
    };
  }

  /** -1 when one of the characters is no digit. */
  private static int digits(String text, int from, int to) {
    int value = 0;
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (!isDigit(c)) {
        return -1;
      }
      value = value * 10 + c - '0';
    }
    return value;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
