// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.language;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.text.DecimalFormatSymbols;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.chrono.IsoChronology;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.FormatStyle;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One of the languages that the program speaks: the words of its catalogue, and the numbers and
 * dates of CLDR as the JDK has them. Digits are 0 to 9 in all of them, as in the catalogue's own
 * figures.
 */
public final class Language {

  /** Codes (BCP 47), the first is spoken where another is not known. */
  public static final List<String> CODES = List.of("en", "fr", "pt", "ru", "kk", "mn", "ar");

  private static final Map<String, Language> LOADED = new ConcurrentHashMap<>();

  /** A part of the catalogue that the web app does not need, and is not sent. */
  public enum Part {
    /** The help of the commands, and kinds of failures. */
    CLI,
    /** What commands print and say. */
    TALK,
    /** The report on a run. */
    REPORT,
    /** Documents to print. */
    PRINT
  }

  private final Locale locale;
  private final Words words;
  private final Map<Part, Words> parts = new ConcurrentHashMap<>();

  private Language(String code) {
    locale = Locale.forLanguageTag(code);
    words = Words.read(code, code + ".properties");
  }

  /** The language of a code, such as {@code fr} or {@code fr-CA}; English when there is none. */
  public static Language of(String code) {
    String language = Locale.forLanguageTag(code).getLanguage();
    return LOADED.computeIfAbsent(
        CODES.contains(language) ? language : CODES.getFirst(), Language::new);
  }

  /** The language that the program is written in. */
  public static Language english() {
    return of(CODES.getFirst());
  }

  /** The language that a person named, such as {@code fr}, {@code fr_CA.UTF-8}; else empty. */
  public static Optional<Language> named(String name) {
    String tag = name.strip().replaceAll("[.@].*", "").replace('_', '-');
    String code = Locale.forLanguageTag(tag).getLanguage();
    return CODES.contains(code) ? Optional.of(of(code)) : Optional.empty();
  }

  public Locale locale() {
    return locale;
  }

  public boolean rightToLeft() {
    return locale.getLanguage().equals("ar");
  }

  public String code() {
    return locale.getLanguage();
  }

  /** The words of the web app by their keys, in the order of keys. */
  public Map<String, String> words() {
    return words.all();
  }

  /** The words of another part, read when they are first asked for. */
  public Words part(Part part) {
    return parts.computeIfAbsent(
        part,
        p -> Words.read(code(), p.name().toLowerCase(Locale.ROOT) + "/" + code() + ".properties"));
  }

  /** A sentence of the web app; see {@link Words#text}. */
  public String text(String key, Map<String, String> values) {
    return words.text(key, values);
  }

  /** A sentence of the web app that depends on a number; see {@link Words#count}. */
  public String count(String key, long n, Map<String, String> values) {
    return words.count(key, n, values);
  }

  /** What the web app needs of it. */
  public byte[] json() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("code", locale.getLanguage()).put("name", nameOf(locale));
    json.put("direction", rightToLeft() ? "rtl" : "ltr");
    ArrayNode others = json.putArray("others");
    for (String code : CODES) {
      if (!code.equals(locale.getLanguage())) {
        others.addObject().put("code", code).put("name", nameOf(Locale.forLanguageTag(code)));
      }
    }
    DecimalFormatSymbols symbols = DecimalFormatSymbols.getInstance(withLatinDigits());
    json.putObject("numbers")
        .put("decimal", String.valueOf(symbols.getDecimalSeparator()))
        .put("group", String.valueOf(symbols.getGroupingSeparator()))
        .put("minus", String.valueOf(symbols.getMinusSign()))
        .put("percent", String.valueOf(symbols.getPercent()));
    ArrayNode months = json.putArray("months");
    ArrayNode shortMonths = json.putArray("monthsShort");
    for (Month month : Month.values()) {
      months.add(month.getDisplayName(TextStyle.FULL, locale));
      shortMonths.add(month.getDisplayName(TextStyle.SHORT, locale));
    }
    ArrayNode days = json.putArray("days");
    for (DayOfWeek day : DayOfWeek.values()) {
      days.add(day.getDisplayName(TextStyle.SHORT_STANDALONE, locale));
    }
    json.put("dateLong", pattern(FormatStyle.LONG)).put("dateMedium", pattern(FormatStyle.MEDIUM));
    ObjectNode regions = json.putObject("regions");
    regionNames().forEach(regions::put);
    ObjectNode all = json.putObject("words");
    words.all().forEach(all::put);
    return json.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** Countries and territories by their codes (ISO 3166-1 alpha-2, and XK), in this language. */
  public Map<String, String> regionNames() {
    Map<String, String> names = new TreeMap<>();
    for (String code : Locale.getISOCountries()) {
      names.put(code, region(code));
    }
    names.put("XK", region("XK"));
    return names;
  }

  /** What a country is called in this language; the code itself where that is not known. */
  public String region(String code) {
    return new Locale.Builder().setRegion(code).build().getDisplayCountry(locale);
  }

  /**
   * A number with a fixed count of decimals and with the decimal sign of the language; English has
   * a point.
   */
  public String fixed(double value, int decimals) {
    return String.format(withLatinDigits(), "%." + decimals + "f", value);
  }

  /** This language with digits from 0 to 9. */
  public Locale withLatinDigits() {
    return new Locale.Builder().setLocale(locale).setUnicodeLocaleKeyword("nu", "latn").build();
  }

  /** A day in words. */
  public String day(LocalDate day, FormatStyle style) {
    return day(day, DateTimeFormatter.ofLocalizedDate(style));
  }

  /** A day, with digits from 0 to 9; the first of a month is 1er in French. */
  public String day(LocalDate day, DateTimeFormatter format) {
    String text = format.localizedBy(withLatinDigits()).format(day);
    boolean first = locale.getLanguage().equals("fr") && day.getDayOfMonth() == 1;
    return first && text.startsWith("1 ") ? "1er" + text.substring(1) : text;
  }

  private String pattern(FormatStyle style) {
    return DateTimeFormatterBuilder.getLocalizedDateTimePattern(
        style, null, IsoChronology.INSTANCE, locale);
  }

  /** A language's name in itself, with a capital as in a list. */
  private static String nameOf(Locale language) {
    String name = language.getDisplayLanguage(language);
    return name.substring(0, 1).toUpperCase(language) + name.substring(1);
  }
}
