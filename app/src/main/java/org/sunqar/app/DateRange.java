// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;
import org.sunqar.app.console.CommandException;

/** Days from one to another, both included. */
record DateRange(LocalDate first, LocalDate last) {

  /** All days that a catalogue can hold. */
  static final DateRange ALL = new DateRange(LocalDate.of(1, 1, 1), LocalDate.of(9999, 12, 31));

  /** Whether it holds a day. */
  boolean contains(LocalDate day) {
    return !day.isBefore(first) && !day.isAfter(last);
  }

  /**
   * Reads a year, a month or a day, or two of them with a slash, of which one may be {@code ..}:
   * the last day of what ends it is included.
   *
   * @throws CommandException when it is none of these, or ends before it starts
   */
  static DateRange parse(String text) {
    int slash = text.indexOf('/');
    String from = slash < 0 ? text : text.substring(0, slash);
    String to = slash < 0 ? text : text.substring(slash + 1);
    boolean open = slash >= 0 && (from.equals("..") || to.equals(".."));
    try {
      DateRange range =
          new DateRange(
              open && from.equals("..") ? ALL.first : first(from),
              open && to.equals("..") ? ALL.last : last(to));
      if (!range.last.isBefore(range.first)) {
        return range;
      }
    } catch (DateTimeException _) {
      // the same sentence
    }
    throw CommandException.usage(
        "a period is a year, month or day, or two of them in order with a slash, as in 2020,"
            + " 2020-06/2020-09 or 2020-06-15/.., not '"
            + text
            + "'");
  }

  private static LocalDate first(String text) {
    return switch (text.length()) {
      case 4 -> Year.parse(text).atDay(1);
      case 7 -> YearMonth.parse(text).atDay(1);
      default -> LocalDate.parse(text);
    };
  }

  private static LocalDate last(String text) {
    return switch (text.length()) {
      case 4 -> LocalDate.of(Year.parse(text).getValue(), 12, 31);
      case 7 -> YearMonth.parse(text).atEndOfMonth();
      default -> LocalDate.parse(text);
    };
  }
}
