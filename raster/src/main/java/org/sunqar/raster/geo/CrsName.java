// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.geo;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names and identifiers of systems, as users and OGC services write them. */
final class CrsName {

  /** EPSG:n, also with a vertical system behind it, which is ignored. */
  private static final Pattern SHORT = Pattern.compile("(?i)EPSG:{1,2}(\\d{1,9})(\\+\\d{1,9})?");

  private static final Pattern URN =
      Pattern.compile("(?i)urn:(?:x-)?ogc:def:crs:EPSG:[0-9.]{0,12}:(\\d{1,9})");

  private static final Pattern URL =
      Pattern.compile(
          "(?i)https?://(?:www\\.)?opengis\\.net/"
              + "(?:def/crs/EPSG/[0-9.]{1,12}/|gml/srs/epsg\\.xml#)(\\d{1,9})");

  private static final Pattern OGC =
      Pattern.compile(
          "(?i)(?:OGC:|urn:(?:x-)?ogc:def:crs:OGC:[0-9.]{0,12}:"
              + "|https?://(?:www\\.)?opengis\\.net/def/crs/OGC/[0-9.]{1,12}/)?CRS(84|83|27)h?");

  /** The EPSG code of the same system, axis order apart. */
  static Optional<Integer> epsgCode(String text) {
    for (Pattern pattern : new Pattern[] {SHORT, URN, URL}) {
      Matcher matcher = pattern.matcher(text);
      if (matcher.matches()) {
        return Optional.of(Integer.parseInt(matcher.group(1)));
      }
    }
    Matcher ogc = OGC.matcher(text);
    String name = ogc.matches() ? "CRS" + ogc.group(1) : text.toUpperCase(Locale.ROOT);
    return switch (name) {
      case "CRS84", "WGS84" -> Optional.of(4326);
      case "CRS83", "NAD83" -> Optional.of(4269);
      case "CRS27", "NAD27" -> Optional.of(4267);
      default -> Optional.empty();
    };
  }

  private CrsName() {}
}
