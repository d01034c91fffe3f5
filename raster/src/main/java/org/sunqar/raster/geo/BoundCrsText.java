// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.geo;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A system together with the shift of its datum to WGS 84, which WKT 2 calls a bound CRS (ISO
 * 19162:2019, section 17) and Apache SIS does not parse.
 *
 * @param source the text of the system without the shift
 * @param toWgs84 as {@link CrsDefinition.Geographic#toWgs84}
 */
record BoundCrsText(String source, List<Double> toWgs84) {

  /** Of the parameters, in the order of {@link CrsDefinition.Geographic#toWgs84}. */
  static final List<String> NAMES =
      List.of(
          "X-axis translation",
          "Y-axis translation",
          "Z-axis translation",
          "X-axis rotation",
          "Y-axis rotation",
          "Z-axis rotation",
          "Scale difference");

  /** Codes of the parameters in the EPSG dataset. */
  static final List<Integer> CODES = List.of(8605, 8606, 8607, 8608, 8609, 8610, 8611);

  /** Takes a text apart that is a bound CRS with a shift of three or seven parameters. */
  static Optional<BoundCrsText> find(String wkt) {
    String upper = wkt.toUpperCase(Locale.ROOT);
    int source = upper.indexOf("SOURCECRS");
    int shift = upper.indexOf("ABRIDGEDTRANSFORMATION");
    if (!upper.stripLeading().startsWith("BOUNDCRS") || source < 0 || shift < 0) {
      return Optional.empty();
    }
    List<Double> values = new ArrayList<>();
    for (int i = 0; i < NAMES.size(); i++) {
      double value = parameter(wkt.substring(shift), NAMES.get(i), i == 6 ? 1 : 0);
      values.add(i == 6 ? (value - 1) * 1e6 : value); // a factor in the text, ppm here
    }
    boolean otherSign = upper.indexOf("COORDINATE FRAME", shift) >= 0;
    for (int i = 3; i < 6 && otherSign; i++) {
      values.set(i, -values.get(i));
    }
    return Optional.of(new BoundCrsText(inside(wkt, source), values));
  }

  private static double parameter(String text, String name, double otherwise) {
    Matcher matcher =
        Pattern.compile(
                "PARAMETER\\s*[\\[(]\\s*\"" + name + "\"\\s*,\\s*([-+0-9.eE]{1,40})",
                Pattern.CASE_INSENSITIVE)
            .matcher(text);
    try {
      return matcher.find() ? Double.parseDouble(matcher.group(1)) : otherwise;
    } catch (NumberFormatException e) {
      return otherwise;
    }
  }

  /** What stands between the brackets of the element that starts at an index. */
  private static String inside(String wkt, int element) {
    int depth = 0;
    int start = -1;
    boolean quoted = false;
    for (int i = element; i < wkt.length(); i++) {
      char c = wkt.charAt(i);
      if (c == '"') {
        quoted = !quoted;
      } else if (!quoted && (c == '[' || c == '(')) {
        start = depth++ == 0 ? i + 1 : start;
      } else if (!quoted && (c == ']' || c == ')') && --depth == 0) {
        return wkt.substring(start, i);
      }
    }
    return "";
  }

  /** A text with a shift put around it. */
  static String format(String source, List<Double> toWgs84) {
    StringBuilder wkt =
        new StringBuilder("BOUNDCRS[SOURCECRS[")
            .append(source)
            .append("],TARGETCRS[")
            .append(WktText.formatPlain(KnownCrs.WGS84, java.util.OptionalInt.of(4326)))
            .append("],ABRIDGEDTRANSFORMATION[\"Transformation to WGS84\",")
            .append("METHOD[\"Position Vector transformation (geog2D domain)\",ID[\"EPSG\",9606]]");
    for (int i = 0; i < NAMES.size(); i++) {
      double value = i == 6 ? 1 + toWgs84.get(i) * 1e-6 : toWgs84.get(i);
      wkt.append(
          ",PARAMETER[\"%s\",%s,ID[\"EPSG\",%d]]".formatted(NAMES.get(i), value, CODES.get(i)));
    }
    return wkt.append("]]").toString();
  }
}
