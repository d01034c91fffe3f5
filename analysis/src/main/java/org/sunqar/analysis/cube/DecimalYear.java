// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.cube;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * The time axis of detectors: the decimal year with 365 slots a year, as bfast's daily grid has
 * them. 29 February shares its slot with 1 March, so that a season is as long in every year.
 */
public final class DecimalYear {

  /** Slots of a year. */
  public static final int SLOTS = 365;

  private DecimalYear() {}

  /** year + slot / 365, the slot from 0; the date in UTC. */
  public static double of(Instant time) {
    return of(LocalDate.ofInstant(time, ZoneOffset.UTC));
  }

  /** year + slot / 365, the slot from 0. */
  public static double of(LocalDate date) {
    int day = date.getDayOfYear();
    boolean afterLeapDay = date.isLeapYear() && day > 60; // day 60 of a leap year is 29 February
    return date.getYear() + (day - 1 - (afterLeapDay ? 1 : 0)) / (double) SLOTS;
  }
}
