// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.detect.ccd;

import java.util.Arrays;

/**
 * Cosine and sine of the yearly and of the half-yearly cycle, by day and by number of days, kept
 * because the bands of a pixel and the pixels of an area share them. One thread.
 */
final class Rotations {

  private static final int NUMBERS = 4;

  /** A power of two; 45 years of days before two share a place. */
  private static final int DAYS = 1 << 14;

  /** A power of two; longer spans share places with shorter ones. */
  private static final int SPANS = 1 << 9;

  private static final double FREQUENCY = SeasonBasis.TWO_PI / SeasonBasis.YEAR;

  private final int[] knownDays = new int[DAYS];
  private final double[] ofDay = new double[NUMBERS * DAYS];
  private final int[] knownSpans = new int[SPANS];
  private final double[] ofSpan = new double[NUMBERS * SPANS];

  Rotations() {
    Arrays.fill(knownDays, Integer.MIN_VALUE);
    Arrays.fill(knownSpans, Integer.MIN_VALUE);
  }

  /** The numbers of days: cosine, sine, cosine and sine of twice the angle. */
  double[] ofDay() {
    return ofDay;
  }

  /** The numbers of spans, in the same order. */
  double[] ofSpan() {
    return ofSpan;
  }

  /** Where the numbers of a day start in {@link #ofDay()}. */
  int day(int day) {
    int place = day & (DAYS - 1);
    if (knownDays[place] != day) {
      knownDays[place] = day;
      write(FREQUENCY * day, ofDay, place * NUMBERS);
    }
    return place * NUMBERS;
  }

  /** Where the numbers of a span of days start in {@link #ofSpan()}. */
  int span(int days) {
    int place = days & (SPANS - 1);
    if (knownSpans[place] != days) {
      knownSpans[place] = days;
      write(SeasonBasis.TWO_PI * days / SeasonBasis.YEAR, ofSpan, place * NUMBERS);
    }
    return place * NUMBERS;
  }

  private static void write(double angle, double[] target, int at) {
    target[at] = Math.cos(angle);
    target[at + 1] = Math.sin(angle);
    target[at + 2] = Math.cos(2 * angle);
    target[at + 3] = Math.sin(2 * angle);
  }
}
