// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app.report;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;

/**
 * Sorts dates into at most {@value #MAX} classes of equal length in calendar months, for a legend:
 * the shortest of 1, 2, 3, 6, 12, 24, 60, 120, 240 months that needs no more.
 *
 * @param start first day of the first class
 * @param months length of a class
 * @param count of classes, 1..{@value #MAX}
 */
record DateClasses(LocalDate start, int months, int count) {

  static final int MAX = 5;

  private static final List<Integer> LENGTHS = List.of(1, 2, 3, 6, 12, 24, 60, 120, 240);

  /** Classes for dates, of which there is at least one. */
  static DateClasses of(Collection<LocalDate> dates) {
    LocalDate first = Collections.min(dates);
    LocalDate last = Collections.max(dates);
    int firstMonth = monthOf(first);
    int lastMonth = monthOf(last);
    for (int length : LENGTHS) {
      DateClasses classes = between(firstMonth - firstMonth % length, lastMonth, length);
      if (classes.count <= MAX) {
        return classes;
      }
    }
    int years = (last.getYear() - first.getYear() + MAX) / MAX;
    return between(first.getYear() * 12, lastMonth, years * 12);
  }

  /** Classes from one month to another, months counted from the year 0. */
  private static DateClasses between(int from, int to, int length) {
    return new DateClasses(
        LocalDate.of(from / 12, from % 12 + 1, 1), length, (to - from) / length + 1);
  }

  private static int monthOf(LocalDate date) {
    return date.getYear() * 12 + date.getMonthValue() - 1;
  }

  int indexOf(LocalDate date) {
    int sinceStart = monthOf(date) - monthOf(start);
    return Math.max(0, Math.min(count - 1, Math.floorDiv(sinceStart, months)));
  }

  /** What the legend says per class: a month, a span of months, a year, a span of years. */
  List<String> labels() {
    List<String> labels = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      LocalDate from = start.plusMonths((long) i * months);
      LocalDate to = from.plusMonths(months - 1L);
      boolean years = months % 12 == 0;
      String a = years ? String.valueOf(from.getYear()) : from.toString().substring(0, 7);
      String b = years ? String.valueOf(to.getYear()) : to.toString().substring(0, 7);
      labels.add(a.equals(b) ? a : a + " \u2013 " + b);
    }
    return labels;
  }

  /** Which of the {@value #MAX} colours a class takes: few classes are spread over the scale. */
  int colourOf(int index) {
    return count == 1 ? 2 : Math.round((float) index * (MAX - 1) / (count - 1));
  }
}
