// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.ingest;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sunqar.catalog.CatalogException;
import org.sunqar.catalog.stac.TimeInterval;

/**
 * Dates in file names, by the usual patterns:
 *
 * <ul>
 *   <li>{@code 20180311}, {@code 2018-03-11}, {@code 2018_03_11}, {@code 2018.03.11}, each
 *       optionally followed by {@code T101530}, {@code T1015} or {@code T10-15-30};
 *   <li>{@code A2012017} (MODIS) and {@code 2012017}: year and day of the year;
 *   <li>Landsat scene ids {@code LT51670552010352MLK00} (year and day after path and row) and
 *       product ids {@code LC08_L1TP_014032_20180311_20180320_01_T1} (the first date; the second is
 *       that of processing);
 *   <li>Sentinel-2 product ids (the first time; the second tells products apart).
 * </ul>
 *
 * <p>Two dates in order are an interval. A date straight after a "v" is a version, not a date; a
 * year alone is not a date; years are 1960 to 2100. A date without a time of day stands for its
 * first instant as a single date or as the start of an interval, and for its last as the end.
 */
final class NameDates {

  private static final String YEAR = "(?<year>19[6-9]\\d|20\\d\\d|2100)";
  private static final String CLOCK =
      "(?:[T](?<hour>[01]\\d|2[0-3])[-:]?(?<minute>[0-5]\\d)(?:[-:]?(?<second>[0-5]\\d))?Z?)?";

  private static final Pattern LANDSAT_SCENE =
      Pattern.compile("(?i)(?<![a-z0-9])L[CEOTM]\\d\\d{6}" + YEAR + "(?<doy>\\d{3})[A-Z]{3}\\d\\d");

  private static final Pattern LANDSAT_PRODUCT =
      Pattern.compile(
          "(?i)(?<![a-z0-9])L[CEOTM]0\\d_L\\w{3}_\\d{6}_"
              + YEAR
              + "(?<month>\\d\\d)(?<day>\\d\\d)(?!\\d)");

  private static final Pattern SENTINEL2 =
      Pattern.compile(
          "(?i)(?<![a-z0-9])S2[A-D]_MSI\\w{3}_" + YEAR + "(?<month>\\d\\d)(?<day>\\d\\d)" + CLOCK);

  private static final Pattern DATE =
      Pattern.compile(
          "(?<!\\d)(?<!(?<![A-Za-z])[vV])"
              + YEAR
              + "(?<separator>[-_.]?)(?<month>0[1-9]|1[0-2])\\k<separator>(?<day>0[1-9]|[12]\\d|3[01])(?!\\d)"
              + CLOCK);

  private static final Pattern DAY_OF_YEAR =
      Pattern.compile(
          "(?<!\\d)(?<!(?<![A-Za-z])[vV])" + YEAR + "(?<doy>[0-2]\\d\\d|3[0-6]\\d)(?!\\d)");

  private NameDates() {}

  /**
   * The date or interval in a file's name, without its folder; empty when there is none.
   *
   * @throws CatalogException INVALID when the name has more than two dates, or two that are not in
   *     order
   */
  static Optional<TimeInterval> find(String name) {
    for (Pattern known : List.of(LANDSAT_PRODUCT, LANDSAT_SCENE, SENTINEL2)) {
      Matcher matcher = known.matcher(name);
      if (matcher.find()) {
        Optional<Moment> moment = Moment.of(matcher);
        if (moment.isPresent()) {
          return moment.map(Moment::interval);
        }
      }
    }
    List<Moment> moments = all(DATE, name);
    if (moments.isEmpty()) {
      moments = all(DAY_OF_YEAR, name);
    }
    return interval(name, moments);
  }

  /** One date in text that is a date and nothing else, as in a tag; EXIF's colons are welcome. */
  static Optional<TimeInterval> parseTag(String text) {
    try {
      return Optional.of(TimeInterval.at(OffsetDateTime.parse(text.strip()).toInstant()));
    } catch (DateTimeException e) {
      return parseTagWithoutZone(text);
    }
  }

  private static Optional<TimeInterval> parseTagWithoutZone(String text) {
    String plain =
        text.strip()
            .replaceFirst("^(\\d{4})[:/](\\d{2})[:/](\\d{2})", "$1-$2-$3")
            .replaceFirst("^(\\d{4}-\\d{2}-\\d{2}|\\d{8})\\s+(?=\\d)", "$1T")
            .replaceFirst("(:\\d{2})\\.\\d+", "$1");
    Matcher matcher = DATE.matcher(plain);
    return matcher.lookingAt() ? Moment.of(matcher).map(Moment::interval) : Optional.empty();
  }

  static Optional<TimeInterval> interval(String name, List<Moment> moments) {
    if (moments.isEmpty()) {
      return Optional.empty();
    }
    if (moments.size() == 1) {
      return Optional.of(moments.getFirst().interval());
    }
    Instant start = moments.getFirst().start();
    Instant end = moments.get(1).end();
    if (moments.size() > 2 || end.isBefore(start)) {
      throw new CatalogException(
          CatalogException.Key.INVALID,
          name
              + (moments.size() > 2
                  ? " has " + moments.size() + " dates in its name"
                  : " has two dates in its name that are not in order")
              + "; say with --date-pattern which to take");
    }
    return Optional.of(
        moments.getFirst().start().equals(moments.get(1).start())
            ? moments.getFirst().interval()
            : new TimeInterval(start, end));
  }

  private static List<Moment> all(Pattern pattern, String name) {
    List<Moment> moments = new ArrayList<>();
    Matcher matcher = pattern.matcher(name);
    while (matcher.find()) {
      Moment.of(matcher).ifPresent(moments::add);
    }
    return moments;
  }

  /**
   * A date in a name, with or without a time of day.
   *
   * @param start its first instant
   * @param end its last instant, to the second
   */
  record Moment(Instant start, Instant end) {

    TimeInterval interval() {
      return TimeInterval.at(start);
    }

    /**
     * From the groups year, month, day, doy, hour, minute, second of a match, as far as the pattern
     * has them; empty for a 31st of June.
     */
    static Optional<Moment> of(Matcher matcher) {
      try {
        int year = number(matcher, "year", -1);
        if (year < 1960 || year > 2100) {
          return Optional.empty();
        }
        int doy = number(matcher, "doy", 0);
        LocalDate date =
            doy > 0
                ? LocalDate.ofYearDay(year, doy)
                : LocalDate.of(year, number(matcher, "month", 0), number(matcher, "day", 0));
        int hour = number(matcher, "hour", -1);
        LocalTime clock =
            hour < 0
                ? LocalTime.MIDNIGHT
                : LocalTime.of(hour, number(matcher, "minute", 0), number(matcher, "second", 0));
        Instant start = date.atTime(clock).toInstant(ZoneOffset.UTC);
        return Optional.of(
            new Moment(
                start, hour < 0 ? date.atTime(23, 59, 59).toInstant(ZoneOffset.UTC) : start));
      } catch (DateTimeException e) {
        return Optional.empty();
      }
    }

    private static int number(Matcher matcher, String group, int otherwise) {
      if (!matcher.namedGroups().containsKey(group)) {
        return otherwise;
      }
      String text = matcher.group(group);
      if (text == null || text.isEmpty()) {
        return otherwise;
      }
      try {
        return Integer.parseInt(text);
      } catch (NumberFormatException e) {
        throw new DateTimeException(group + " is " + text, e);
      }
    }
  }
}
