// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.ingest;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sunqar.catalog.stac.TimeInterval;

/**
 * What the name of an exported MODIS layer says. Three ways of naming are known:
 *
 * <ul>
 *   <li>as the product's own file: {@code MOD13Q1.A2018001.h12v10.061.2021...(.layer)}, with dots
 *       or underscores, the layer last;
 *   <li>as NASA's AppEEARS: {@code MOD13Q1.061__250m_16_days_NDVI_doy2018001_aid0001};
 *   <li>by satellite: {@code TERRA_MODIS_012010_NDVI_2013-09-14}, where 012010 is tile h12v10.
 * </ul>
 *
 * @param product "MOD13Q1"; empty where the name has none
 * @param version "061"; empty where the name has none
 * @param satellite "terra", "aqua", or empty for products of both
 * @param tile "h12v10", or empty
 * @param date first day
 * @param layer as named; empty where the file holds all
 * @param scene what the files of one scene share
 */
record ModisName(
    String product,
    String version,
    String satellite,
    String tile,
    LocalDate date,
    String layer,
    String scene) {

  private static final String PRODUCT = "(?<product>(?:MOD|MYD|MCD)\\d\\d[A-Z]\\w{0,3}?)";

  private static final Pattern OWN =
      Pattern.compile(
          "(?i)(?<scene>"
              + PRODUCT
              + "[._]A(?<year>\\d{4})(?<doy>\\d{3})(?:[._](?<tile>h\\d\\dv\\d\\d))?"
              + "[._](?<version>\\d{3})(?:[._]\\d{13})?)(?:[._]+(?<layer>\\w+))?");

  private static final Pattern APPEEARS =
      Pattern.compile(
          "(?i)"
              + PRODUCT
              + "\\.(?<version>\\d{3})_+(?<layer>\\w+?)_doy(?<year>\\d{4})(?<doy>\\d{3})"
              + "(?:\\d{6})?(?<rest>_aid\\d+)?");

  private static final Pattern BY_SATELLITE =
      Pattern.compile(
          "(?i)(?<satellite>TERRA|AQUA)_MODIS_0(?<h>\\d\\d)0(?<v>\\d\\d)_(?<layer>\\w+?)"
              + "_(?<date>\\d{4}-\\d\\d-\\d\\d)");

  /** Reads a file's name without its ending; empty when it is none of these. */
  static Optional<ModisName> of(String stem) {
    try {
      return own(stem).or(() -> appeears(stem)).or(() -> bySatellite(stem));
    } catch (DateTimeException e) {
      // as day 366 of a common year: another kind of name
      return Optional.empty();
    }
  }

  private static Optional<ModisName> own(String stem) {
    Matcher name = OWN.matcher(stem);
    if (!name.matches()) {
      return Optional.empty();
    }
    return Optional.of(
        new ModisName(
            group(name, "product").toUpperCase(Locale.ROOT),
            group(name, "version"),
            satellite(group(name, "product")),
            group(name, "tile").toLowerCase(Locale.ROOT),
            day(name),
            group(name, "layer"),
            group(name, "scene")));
  }

  private static Optional<ModisName> appeears(String stem) {
    Matcher name = APPEEARS.matcher(stem);
    if (!name.matches()) {
      return Optional.empty();
    }
    String product = group(name, "product").toUpperCase(Locale.ROOT);
    String version = group(name, "version");
    return Optional.of(
        new ModisName(
            product,
            version,
            satellite(product),
            "",
            day(name),
            group(name, "layer"),
            product
                + "."
                + version
                + "_doy"
                + group(name, "year")
                + group(name, "doy")
                + group(name, "rest")));
  }

  private static Optional<ModisName> bySatellite(String stem) {
    Matcher name = BY_SATELLITE.matcher(stem);
    if (!name.matches()) {
      return Optional.empty();
    }
    String satellite = group(name, "satellite");
    String tile = "h" + group(name, "h") + "v" + group(name, "v");
    LocalDate date = LocalDate.parse(group(name, "date"));
    return Optional.of(
        new ModisName(
            "",
            "",
            satellite.toLowerCase(Locale.ROOT),
            tile,
            date,
            group(name, "layer"),
            satellite + "_MODIS_" + tile + "_" + date));
  }

  private static LocalDate day(Matcher name) {
    return LocalDate.ofYearDay(
        Integer.parseInt(group(name, "year")), Integer.parseInt(group(name, "doy")));
  }

  private static String satellite(String product) {
    return switch (product.substring(0, 3).toUpperCase(Locale.ROOT)) {
      case "MOD" -> "terra";
      case "MYD" -> "aqua";
      default -> "";
    };
  }

  private static String group(Matcher name, String group) {
    String text = name.group(group);
    return text == null ? "" : text;
  }

  /**
   * When the observations were made of which the product is composed: from the first day on for as
   * many as the product's name tells; just that day where it does not.
   */
  TimeInterval time() {
    Instant start = date.atStartOfDay().toInstant(ZoneOffset.UTC);
    int days = days();
    return days == 0
        ? TimeInterval.at(start)
        : new TimeInterval(start, start.plusSeconds(days * 86_400L - 1));
  }

  /** How many days a product covers; 0 where it is not known. */
  private int days() {
    String kind = product.length() < 7 ? product : product.substring(3, 7);
    return switch (kind) {
      case "13Q1", "13A1", "13A2", "13C1" -> 16;
      case "13A3", "13C2" -> YearMonth.from(date).lengthOfMonth();
      case "09A1", "09Q1", "11A2", "11C2", "15A2", "17A2", "16A2" -> 8;
      case "09GA", "09GQ", "11A1", "10A1" -> 1;
      // the day in the name is the middle of the 16 that are looked at
      case "43A4", "43A1", "43A2", "43A3" -> 1;
      default -> 0;
    };
  }
}
