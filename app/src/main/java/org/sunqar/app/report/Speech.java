// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app.report;

import java.text.DecimalFormatSymbols;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import org.sunqar.server.language.Language;
import org.sunqar.server.language.Words;

/**
 * How a report speaks one language: its sentences, and numbers, quantities and dates as a reader
 * sees them: metric, a true minus sign, grouped thousands, no line break within one. English writes
 * dates as ISO 8601 does and groups with a narrow space, as its readers are everywhere.
 */
final class Speech {

  private static final char MINUS = '\u2212';
  private static final char NARROW_SPACE = '\u202f';
  private static final char NO_BREAK_SPACE = '\u00a0';

  /** Tells a right-to-left line that a sign belongs to the number that follows. */
  private static final String LEFT_TO_RIGHT = "\u200e";

  private final Language language;
  private final Words words;
  private final char group;
  private final char decimal;
  private final boolean english;
  private final DateTimeFormatter shortDate;

  private Speech(Language language) {
    this.language = language;
    this.words = language.part(Language.Part.REPORT);
    Locale locale = language.withLatinDigits();
    DecimalFormatSymbols symbols = DecimalFormatSymbols.getInstance(locale);
    this.english = language.equals(Language.english());
    this.group = english ? NARROW_SPACE : symbols.getGroupingSeparator();
    this.decimal = symbols.getDecimalSeparator();
    this.shortDate =
        english
            ? DateTimeFormatter.ISO_LOCAL_DATE
            : DateTimeFormatter.ofLocalizedDate(FormatStyle.SHORT).localizedBy(locale);
  }

  static Speech of(Language language) {
    return new Speech(language);
  }

  Language language() {
    return language;
  }

  /** The sentence of a key, with names and values: {@code text("range", "from", 1, "to", 2)}. */
  String text(String key, Object... namesAndValues) {
    return words.text(key, namesAndValues);
  }

  /** A sentence that depends on a number, which is {@code {n}} in it. */
  String counted(String key, long n, Object... namesAndValues) {
    Object[] all = Arrays.copyOf(namesAndValues, namesAndValues.length + 2);
    all[namesAndValues.length] = "n";
    all[namesAndValues.length + 1] = count(n);
    return words.count(key, n, all);
  }

  /** A number with a fixed count of decimals; a value that is not finite becomes a dash. */
  String fixed(double value, int decimals) {
    if (!Double.isFinite(value)) {
      return "\u2013";
    }
    return written(String.format(Locale.ROOT, "%,." + decimals + "f", value));
  }

  /** A count with grouped thousands. */
  String count(long value) {
    return written(String.format(Locale.ROOT, "%,d", value));
  }

  private String written(String text) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case ',' -> out.append(group);
        case '.' -> out.append(decimal);
        case '-' -> out.append(language.rightToLeft() ? LEFT_TO_RIGHT : "").append(MINUS);
        default -> out.append(c);
      }
    }
    return out.toString();
  }

  /**
   * An area: hectares with one decimal below 100 ha, else without; square kilometres from 10 000
   * ha.
   */
  String area(double hectares) {
    return Math.abs(hectares) >= 10_000
        ? with("unit.km2", fixed(hectares / 100, 0))
        : with("unit.ha", fixed(hectares, Math.abs(hectares) < 100 ? 1 : 0));
  }

  /** A length: metres below a kilometre, else kilometres. */
  String length(double metres) {
    if (metres < 1000) {
      return with("unit.m", fixed(metres, 0));
    }
    double km = metres / 1000;
    return with("unit.km", fixed(km, km == Math.rint(km) ? 0 : 1));
  }

  /** A number with a unit of the web app's words. */
  String with(String unit, String number) {
    return number + NO_BREAK_SPACE + language.text(unit, Map.of());
  }

  /** A share of one as a percentage. */
  String percent(double share, int decimals) {
    return fixed(share * 100, decimals) + NO_BREAK_SPACE + "%";
  }

  /**
   * A share of one as a percentage with one decimal where it needs it; a small share does not
   * become 0, nor a large one all.
   */
  String share(double share) {
    double percent = share * 100;
    if (percent > 0 && percent < 0.05) {
      return text("share.less", "share", percent(0.001, 1));
    }
    if (percent > 99.9 && percent < 100) {
      return text("share.over", "share", percent(0.999, 1));
    }
    return percent(share, percent == Math.rint(percent) ? 0 : 1);
  }

  /** A setting with as many decimals as it has, two at most. */
  String plain(double value) {
    return fixed(
        value, value == Math.rint(value) ? 0 : value * 10 == Math.rint(value * 10) ? 1 : 2);
  }

  /** A day. */
  String day(LocalDate day) {
    return english
        ? day.toString()
        : language.day(day, FormatStyle.LONG).replace(' ', NO_BREAK_SPACE);
  }

  /** A minute, UTC. */
  String minute(Instant time) {
    var utc = time.atZone(ZoneOffset.UTC);
    String clock = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT).format(utc);
    return text("minute", "day", day(utc.toLocalDate()), "time", clock);
  }

  /** A minute, UTC, in as few letters as the language has, for tables. */
  String moment(Instant time) {
    var utc = time.atZone(ZoneOffset.UTC);
    return shortDate.format(utc).replace(' ', NO_BREAK_SPACE)
        + " "
        + DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT).format(utc);
  }

  /** A day of a month, without its year. */
  String dayOfMonth(Instant time) {
    return language.day(
        time.atZone(ZoneOffset.UTC).toLocalDate(),
        english
            ? DateTimeFormatter.ofPattern("d MMMM", Locale.ENGLISH)
            : DateTimeFormatter.ofLocalizedPattern("MMMMd"));
  }

  /** What commands call a value of a column, such as a state. */
  String value(String column, String value) {
    String key = "value." + column + "." + value.replace(' ', '_');
    return language.part(Language.Part.TALK).all().getOrDefault(key, value);
  }

  /** Degrees with the hemisphere, latitude first as on every printed map. */
  String place(LonLat place, int decimals) {
    String lat = fixed(Math.abs(place.lat()), decimals) + "\u00b0";
    String lon = fixed(Math.abs(place.lon()), decimals) + "\u00b0";
    return text(
        "place",
        "lat",
        text(place.lat() < 0 ? "place.south" : "place.north", "degrees", lat),
        "lon",
        text(place.lon() < 0 ? "place.west" : "place.east", "degrees", lon));
  }
}
