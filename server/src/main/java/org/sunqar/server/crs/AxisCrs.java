// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.crs;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sunqar.raster.geo.Crs;

/**
 * A coordinate reference system with the order of its axes, as its authority prescribes it and
 * clients rely on it. Everywhere else in the program x comes first.
 *
 * @param uri its identifier
 * @param crs the system, x first
 * @param northFirst whether latitude or northing is the first of two numbers
 */
public record AxisCrs(String uri, Crs crs, boolean northFirst) {

  /** Longitude and latitude, in which the catalogue keeps everything. */
  public static final AxisCrs CRS84 =
      new AxisCrs("http://www.opengis.net/def/crs/OGC/1.3/CRS84", Crs.ofEpsg(4326), false);

  /** Latitude and longitude. */
  static final AxisCrs WGS84 = ofEpsg(4326, true);

  /** What web maps are in. */
  static final AxisCrs WEB_MERCATOR = ofEpsg(3857, false);

  private static final Pattern URI =
      Pattern.compile("https?://www\\.opengis\\.net/def/crs/EPSG/(?:0|[0-9.]{1,8})/(\\d{4,5})");

  private static final Pattern CRS84_URI =
      Pattern.compile("https?://www\\.opengis\\.net/def/crs/OGC/(?:0|1\\.3)/CRS84");

  /**
   * The system that a URI names, if it is one that the server knows: CRS84, EPSG's WGS 84, Web
   * Mercator, the UTM zones on WGS 84, and the six-degree Gauss-Kruger zones on Pulkovo 1942.
   */
  static Optional<AxisCrs> of(String uri) {
    if (CRS84_URI.matcher(uri).matches()) {
      return Optional.of(CRS84);
    }
    Matcher matcher = URI.matcher(uri);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    int code = Integer.parseInt(matcher.group(1));
    return switch (code) {
      case 4326 -> Optional.of(WGS84);
      case 3857 -> Optional.of(WEB_MERCATOR);
      default -> {
        if ((code > 32600 && code <= 32660) || (code > 32700 && code <= 32760)) {
          yield Optional.of(ofEpsg(code, false));
        }
        yield code >= 28404 && code <= 28432
            ? Optional.of(ofEpsg(code, true)) // X is the northing there
            : Optional.empty();
      }
    };
  }

  static AxisCrs ofEpsg(int code, boolean northFirst) {
    return new AxisCrs(
        "http://www.opengis.net/def/crs/EPSG/0/" + code, Crs.ofEpsg(code), northFirst);
  }

  /** Whether coordinates are as they are kept. */
  public boolean isCrs84() {
    return equals(CRS84);
  }
}
