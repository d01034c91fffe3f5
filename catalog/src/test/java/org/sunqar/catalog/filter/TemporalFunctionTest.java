// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** All relations between all small intervals of days, against their meaning as sets of days. */
class TemporalFunctionTest {

  private static final int DAYS = 5;

  @ParameterizedTest
  @EnumSource
  void relationOfSetsOfDays(TemporalFunction function) {
    for (int start = 1; start <= DAYS; start++) {
      for (int end = start; end <= DAYS; end++) {
        for (int start2 = 1; start2 <= DAYS; start2++) {
          for (int end2 = start2; end2 <= DAYS; end2++) {
            check(function, days(start, end), days(start2, end2));
          }
        }
      }
    }
  }

  private static void check(
      TemporalFunction function, NavigableSet<Integer> a, NavigableSet<Integer> b) {
    boolean wanted = relates(function, a, b);
    for (String zone : new String[] {"", "T10:00:00Z"}) {
      String text =
          "%s(%s,%s)".formatted(function.jsonName(), interval(a, zone), interval(b, zone));
      assertEquals(
          wanted, Filter.parseText(text).test(JsonNodeFactory.instance.objectNode()), text);
    }
  }

  private static String interval(NavigableSet<Integer> days, String time) {
    return "INTERVAL('2022-01-0%d%s','2022-01-0%d%s')"
        .formatted(days.first(), time, days.last(), time);
  }

  private static NavigableSet<Integer> days(int start, int end) {
    return new TreeSet<>(IntStream.rangeClosed(start, end).boxed().toList());
  }

  private static boolean relates(
      TemporalFunction function, NavigableSet<Integer> a, NavigableSet<Integer> b) {
    NavigableSet<Integer> common = new TreeSet<>(a);
    common.retainAll(b);
    boolean bHoldsEnds = b.contains(a.first()) && b.contains(a.last());
    boolean aHoldsEnds = a.contains(b.first()) && a.contains(b.last());
    boolean sameStart = a.first().equals(b.first());
    boolean sameEnd = a.last().equals(b.last());
    return switch (function) {
      case AFTER -> common.isEmpty() && a.first() > b.last();
      case BEFORE -> common.isEmpty() && a.last() < b.first();
      case DISJOINT -> common.isEmpty();
      case INTERSECTS -> !common.isEmpty();
      case EQUALS -> a.equals(b);
      case DURING -> bHoldsEnds && !sameStart && !sameEnd;
      case CONTAINS -> aHoldsEnds && !sameStart && !sameEnd;
      case STARTS -> bHoldsEnds && sameStart && !sameEnd;
      case STARTED_BY -> aHoldsEnds && sameStart && !sameEnd;
      case FINISHES -> bHoldsEnds && sameEnd && !sameStart;
      case FINISHED_BY -> aHoldsEnds && sameEnd && !sameStart;
      case MEETS -> a.last().equals(b.first());
      case MET_BY -> a.first().equals(b.last());
      case OVERLAPS -> common.size() > 1 && !b.contains(a.first()) && !a.contains(b.last());
      case OVERLAPPED_BY -> common.size() > 1 && !a.contains(b.first()) && !b.contains(a.last());
    };
  }
}
