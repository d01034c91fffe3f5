// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.series;

import java.time.LocalDate;

/** Parts of the calendar by which observations are put together. */
public enum CalendarPeriod {
  /** The whole series. */
  ALL(1),
  /** Calendar years. */
  YEAR(1),
  /** Three months, from January on. */
  QUARTER(4),
  /** Calendar months. */
  MONTH(12),
  /** Thirds of a month, from the 1st, the 11th and the 21st, as agrometeorology has them. */
  DEKAD(36);

  private final int slots;

  CalendarPeriod(int slots) {
    this.slots = slots;
  }

  /** Periods of this kind in a year; 1 for {@link #ALL}. */
  public int slots() {
    return slots;
  }

  /** Which period of the year a date is in, from 0. */
  public int slot(LocalDate date) {
    int month = date.getMonthValue() - 1;
    return switch (this) {
      case ALL, YEAR -> 0;
      case QUARTER -> month / 3;
      case MONTH -> month;
      case DEKAD -> month * 3 + Math.min(2, (date.getDayOfMonth() - 1) / 10);
    };
  }

  /** The period that a date is in, counted through the years; 0 for all dates of {@link #ALL}. */
  public int index(LocalDate date) {
    return this == ALL ? 0 : date.getYear() * slots + slot(date);
  }

  /** First day of a period, by its {@link #index}; 1970-01-01 for {@link #ALL}. */
  public LocalDate start(int index) {
    if (this == ALL) {
      return LocalDate.EPOCH;
    }
    int slot = Math.floorMod(index, slots);
    LocalDate year = LocalDate.of(Math.floorDiv(index, slots), 1, 1);
    return switch (this) {
      case ALL, YEAR -> year;
      case QUARTER -> year.plusMonths(3L * slot);
      case MONTH -> year.plusMonths(slot);
      case DEKAD -> year.plusMonths(slot / 3).plusDays(10L * (slot % 3));
    };
  }

  /** A period's name in files: 2020, 2020-Q3, 2020-07, 2020-07-11; empty for {@link #ALL}. */
  public String label(int index) {
    return switch (this) {
      case ALL -> "";
      case YEAR -> start(index).toString().substring(0, 4);
      case QUARTER ->
          start(index).toString().substring(0, 4) + "-Q" + (Math.floorMod(index, slots) + 1);
      case MONTH -> start(index).toString().substring(0, 7);
      case DEKAD -> start(index).toString();
    };
  }
}
