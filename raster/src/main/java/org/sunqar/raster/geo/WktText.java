// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.geo;

import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Well-known text of coordinate reference systems: writes WKT 2 (ISO 19162:2019) and finds the code
 * that a text of either version names. Parsing is left to the CRS library.
 */
final class WktText {

  private static final Pattern CODE =
      Pattern.compile(
          "\\G\\s*(?:ID|AUTHORITY)\\s*[\\[(]\\s*\"EPSG\"\\s*,\\s*\"?([0-9]{1,9})\"?",
          Pattern.CASE_INSENSITIVE);

  /**
   * The EPSG code of the system as a whole: an ID or AUTHORITY directly inside the outermost
   * element.
   */
  static OptionalInt epsgCode(String wkt) {
    OptionalInt code = OptionalInt.empty();
    Matcher matcher = CODE.matcher(wkt);
    int depth = 0;
    boolean quoted = false;
    for (int i = 0; i < wkt.length(); i++) {
      char c = wkt.charAt(i);
      if (c == '"') {
        quoted = !quoted;
      } else if (!quoted && (c == '[' || c == '(')) {
        depth++;
      } else if (!quoted && (c == ']' || c == ')')) {
        depth--;
      } else if (!quoted && c == ',' && depth == 1 && matcher.find(i + 1)) {
        code = OptionalInt.of(Integer.parseInt(matcher.group(1)));
      }
    }
    return code;
  }

  /**
   * The definition as WKT 2, easting or longitude first; with its shift to WGS 84 if it has one.
   */
  static String format(CrsDefinition definition, OptionalInt epsg) {
    String plain = formatPlain(definition, epsg);
    return definition.geographic().toWgs84().isEmpty()
        ? plain
        : BoundCrsText.format(plain, definition.geographic().toWgs84());
  }

  /** The definition as WKT 2 without a shift, which the CRS library does not parse. */
  static String formatPlain(CrsDefinition definition, OptionalInt epsg) {
    StringBuilder wkt = new StringBuilder(1024);
    switch (definition) {
      case CrsDefinition.Geographic geographic -> {
        wkt.append("GEOGCRS[\"").append(quoted(geographic.name())).append("\",");
        datum(wkt, geographic);
        wkt.append(",CS[ellipsoidal,2]")
            .append(",AXIS[\"longitude (Lon)\",east,ORDER[1],")
            .append(DEGREE)
            .append(']')
            .append(",AXIS[\"latitude (Lat)\",north,ORDER[2],")
            .append(DEGREE)
            .append(']');
      }
      case CrsDefinition.Projected projected -> projected(wkt, projected);
    }
    epsg.ifPresent(code -> wkt.append(",ID[\"EPSG\",").append(code).append(']'));
    return wkt.append(']').toString();
  }

  private static final String DEGREE = "ANGLEUNIT[\"degree\",0.0174532925199433]";
  private static final String METRE = "LENGTHUNIT[\"metre\",1]";

  private static void datum(StringBuilder wkt, CrsDefinition.Geographic base) {
    wkt.append("DATUM[\"")
        .append(quoted(base.datum()))
        .append("\",ELLIPSOID[\"")
        .append(quoted(base.ellipsoid()))
        .append("\",")
        .append(number(base.semiMajor()))
        .append(',')
        .append(number(base.inverseFlattening()))
        .append(',')
        .append(METRE)
        .append("]],PRIMEM[\"")
        .append(base.primeMeridian() == 0 ? "Greenwich" : "unnamed")
        .append("\",")
        .append(number(base.primeMeridian()))
        .append(',')
        .append(DEGREE)
        .append(']');
  }

  private static void projected(StringBuilder wkt, CrsDefinition.Projected crs) {
    String unit = "LENGTHUNIT[\"" + quoted(crs.unit()) + "\"," + number(crs.metresPerUnit()) + "]";
    wkt.append("PROJCRS[\"")
        .append(quoted(crs.name()))
        .append("\",BASEGEOGCRS[\"")
        .append(quoted(crs.base().name()))
        .append("\",");
    datum(wkt, crs.base());
    ProjectionMethod method = crs.method();
    wkt.append("],CONVERSION[\"")
        .append(quoted(crs.name()))
        .append("\",METHOD[\"")
        .append(method.epsgName())
        .append('"');
    if (method.epsgCode() != 0) {
      wkt.append(",ID[\"EPSG\",").append(method.epsgCode()).append(']');
    }
    wkt.append(']');
    crs.parameters()
        .forEach((parameter, value) ->
            wkt.append(",PARAMETER[\"")
                .append(method.nameOf(parameter))
                .append("\",")
                .append(number(value))
                .append(',')
                .append(
                    parameter.isAngle()
                        ? DEGREE
                        : parameter == ProjectionParameter.SCALE_FACTOR
                            ? "SCALEUNIT[\"unity\",1]"
                            : unit)
                .append(']'));
    wkt.append("],CS[Cartesian,2],AXIS[\"easting (E)\",east,ORDER[1],")
        .append(unit)
        .append("],AXIS[\"northing (N)\",north,ORDER[2],")
        .append(unit)
        .append(']');
  }

  private static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }

  private static String quoted(String name) {
    return name.replace("\"", "\"\"");
  }

  private WktText() {}
}
