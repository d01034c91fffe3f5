// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.geo;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What GDAL writes in WKT 1 and the CRS library understands otherwise or not at all. */
final class Wkt1Dialect {

  private static final Pattern ORIGIN =
      Pattern.compile("\"latitude_of_origin\"\\s*,\\s*([-+0-9.]{1,40})");

  /** Web Mercator, whose projection poses as that of the ellipsoid. */
  static boolean isWebMercator(String wkt) {
    return wkt.contains("+proj=merc +a=6378137 +b=6378137 ")
        && wkt.contains("+lon_0=0")
        && wkt.contains("+x_0=0 +y_0=0")
        && wkt.contains("+nadgrids=@null");
  }

  /** The text in words that the library knows; other texts as they are. */
  static String translated(String wkt) {
    if (wkt.contains("PROJECTION[\"Sinusoidal\"")) {
      return wkt.replace("\"longitude_of_center\"", "\"central_meridian\"");
    }
    Matcher origin = ORIGIN.matcher(wkt);
    boolean standardParallel =
        wkt.contains("PROJECTION[\"Polar_Stereographic\"")
            && origin.find()
            && !origin.group(1).matches("[-+]?90(\\.0*)?");
    if (!standardParallel) {
      return wkt;
    }
    return wkt.replace("\"Polar_Stereographic\"", "\"Polar Stereographic (variant B)\"")
        .replace("\"latitude_of_origin\"", "\"Latitude of standard parallel\"")
        .replace("\"central_meridian\"", "\"Longitude of origin\"")
        .replaceAll("PARAMETER\\s*\\[\\s*\"scale_factor\"\\s*,\\s*1(\\.0*)?\\s*\\]\\s*,", "");
  }

  /**
   * The text without axes, which makes them easting and northing: polar systems have two norths.
   */
  static String withoutAxes(String wkt) {
    return wkt.stripLeading().startsWith("PROJCS")
        ? wkt.replaceAll(",\\s*AXIS\\s*\\[[^\\]]*\\]", "")
        : wkt;
  }

  private Wkt1Dialect() {}
}
