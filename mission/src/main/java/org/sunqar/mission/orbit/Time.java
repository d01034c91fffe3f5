// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.orbit;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sunqar.mission.MissionException;

/**
 * An instant on the scale of atomic time, so that differences are elapsed SI seconds even over a
 * leap second. Read and written as UTC, where a leap second is 23:59:60.
 *
 * @param nanoseconds since 2000-01-01T00:00:00 TAI; 292 years to either side
 */
public record Time(long nanoseconds) implements Comparable<Time> {

  private static final long SECOND = 1_000_000_000L;
  private static final long DAY_SECONDS = 86_400;
  private static final long EPOCH_DAY = LocalDate.of(2000, 1, 1).toEpochDay();
  private static final LocalDate FIRST = LocalDate.of(1957, 1, 1);
  private static final LocalDate LAST = LocalDate.of(2200, 1, 1);
  private static final Pattern ISO =
      Pattern.compile(
          "(\\d{4}-\\d{2}-\\d{2})(?:[Tt"
              + " ](\\d{2}):(\\d{2})(?::(\\d{2})(?:[.](\\d{1,9})\\d*)?)?)?(?:[Zz]|[+]00:?00)?");

  /**
   * Reads UTC in ISO 8601 form: a date, or a date and time with or without Z.
   *
   * @throws MissionException SETTING when it is none, or a second 60 where UTC has no leap second
   */
  public static Time parse(String text) {
    Matcher m = ISO.matcher(text.strip());
    if (!m.matches()) {
      throw bad(text, "write it like 2026-04-14T05:30:00Z");
    }
    LocalDate day;
    try {
      day = LocalDate.parse(m.group(1));
    } catch (DateTimeException e) {
      throw bad(text, "there is no such day");
    }
    int hour = number(m.group(2));
    int minute = number(m.group(3));
    int second = number(m.group(4));
    if (hour > 23 || minute > 59 || second > 60) {
      throw bad(text, "there is no such time of day");
    }
    if (day.isBefore(FIRST) || !day.isBefore(LAST)) {
      throw bad(text, "it must lie between 1957 and 2200");
    }
    if (second == 60 && (hour != 23 || minute != 59 || !LeapSeconds.endsWithLeapSecond(day))) {
      throw bad(text, "UTC has no leap second then");
    }
    String fraction = m.group(5);
    long nanos = fraction == null ? 0 : Long.parseLong((fraction + "000000000").substring(0, 9));
    return of(day, hour * 3600L + minute * 60L + second, nanos);
  }

  /** The same instant; a leap second has no Instant of its own and never comes from one. */
  public static Time of(Instant instant) {
    LocalDate day = LocalDate.ofInstant(instant, ZoneOffset.UTC);
    return of(day, Math.floorMod(instant.getEpochSecond(), DAY_SECONDS), instant.getNano());
  }

  private static Time of(LocalDate day, long secondOfDay, long nanos) {
    long seconds =
        (day.toEpochDay() - EPOCH_DAY) * DAY_SECONDS + secondOfDay + LeapSeconds.taiMinusUtc(day);
    return new Time(Math.addExact(Math.multiplyExact(seconds, SECOND), nanos));
  }

  private static int number(String digits) {
    return digits == null ? 0 : Integer.parseInt(digits);
  }

  private static MissionException bad(String text, String reason) {
    return new MissionException(
        MissionException.Key.SETTING, "\"" + text + "\" is not a time in UTC: " + reason + ".");
  }

  /**
   * Later by so many SI seconds, to the nanosecond.
   *
   * @throws MissionException SETTING when that is more than about 290 years from 2000
   */
  public Time plus(double seconds) {
    double sum = nanoseconds + seconds * SECOND;
    if (!(Math.abs(sum) < Long.MAX_VALUE)) {
      throw new MissionException(
          MissionException.Key.SETTING,
          String.format(
              Locale.ROOT, "%.0f days from %s is too far away.", seconds / DAY_SECONDS, this));
    }
    return new Time(nanoseconds + Math.round(seconds * SECOND));
  }

  /** SI seconds from another instant to this one. */
  public double since(Time other) {
    return Math.subtractExact(nanoseconds, other.nanoseconds) / (double) SECOND;
  }

  public boolean isBefore(Time other) {
    return nanoseconds < other.nanoseconds;
  }

  public boolean isAfter(Time other) {
    return nanoseconds > other.nanoseconds;
  }

  @Override
  public int compareTo(Time other) {
    return Long.compare(nanoseconds, other.nanoseconds);
  }

  /** The same instant; within a leap second the last nanosecond before it ends. */
  public Instant instant() {
    Utc utc = utc();
    boolean leap = utc.second() >= DAY_SECONDS;
    return Instant.ofEpochSecond(
        utc.day().toEpochDay() * DAY_SECONDS + (leap ? DAY_SECONDS - 1 : utc.second()),
        leap ? SECOND - 1 : utc.nanos());
  }

  private record Utc(LocalDate day, long second, long nanos) {}

  private Utc utc() {
    long tai = Math.floorDiv(nanoseconds, SECOND);
    LocalDate day = LocalDate.ofEpochDay(EPOCH_DAY + Math.floorDiv(tai, DAY_SECONDS));
    long second = second(day, tai);
    if (second < 0) {
      day = day.minusDays(1);
      second = second(day, tai);
    }
    return new Utc(day, second, Math.floorMod(nanoseconds, SECOND));
  }

  private static long second(LocalDate day, long tai) {
    return tai - LeapSeconds.taiMinusUtc(day) - (day.toEpochDay() - EPOCH_DAY) * DAY_SECONDS;
  }

  /** UTC in ISO 8601 form with milliseconds, rounded down, like 2026-04-14T05:30:00.000Z. */
  @Override
  public String toString() {
    return text(3);
  }

  /** UTC in ISO 8601 form with 0 to 9 decimals of a second, rounded down. */
  public String text(int decimals) {
    Utc utc = utc();
    boolean leap = utc.second() >= DAY_SECONDS;
    long s = leap ? DAY_SECONDS - 1 : utc.second();
    String fraction =
        decimals == 0
            ? ""
            : "." + String.format(Locale.ROOT, "%09d", utc.nanos()).substring(0, decimals);
    return String.format(
        Locale.ROOT,
        "%sT%02d:%02d:%02d%sZ",
        utc.day(),
        s / 3600,
        s / 60 % 60,
        s % 60 + (leap ? 1 : 0),
        fraction);
  }
}
