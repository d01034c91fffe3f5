// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.crs;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.sunqar.catalog.CatalogException;
import org.sunqar.raster.geo.Bounds;

/**
 * The systems in which items of a collection can be asked for: CRS84, EPSG's WGS 84 and Web
 * Mercator for all of them, and the zones that the collection touches, unless it touches so many
 * that none of them is of use.
 *
 * @param systems CRS84 first
 */
public record CrsList(List<AxisCrs> systems) {

  /** What holds for every collection and for searches over all of them. */
  public static final CrsList EVERYWHERE =
      new CrsList(List.of(AxisCrs.CRS84, AxisCrs.WGS84, AxisCrs.WEB_MERCATOR));

  /** A collection that touches more zones than this is one of the world (zones). */
  private static final int MOST_ZONES = 30;

  public CrsList {
    systems = List.copyOf(systems);
  }

  /** The systems of a collection that covers these longitudes and latitudes. */
  public static CrsList of(Optional<Bounds> extent) {
    if (extent.isEmpty()) {
      return EVERYWHERE;
    }
    Set<AxisCrs> zones = new LinkedHashSet<>();
    for (Bounds part : extent.get().acrossAntimeridian()) {
      int first = zone(part.minX());
      int last = zone(part.maxX());
      if (last - first >= MOST_ZONES) {
        return EVERYWHERE;
      }
      for (int zone = first; zone <= last; zone++) {
        addUtm(zone, part, zones);
      }
      for (int zone = first; zone <= last; zone++) {
        addGaussKruger(zone, part, zones);
      }
    }
    if (zones.size() > MOST_ZONES) {
      return EVERYWHERE;
    }
    List<AxisCrs> all = new ArrayList<>(EVERYWHERE.systems);
    all.addAll(zones);
    return new CrsList(all);
  }

  /**
   * The system that a URI names.
   *
   * @param parameter where the URI stands, for the message
   * @throws CatalogException INVALID when it is none of these
   */
  public AxisCrs find(String uri, String parameter) {
    return AxisCrs.of(uri)
        .filter(systems::contains)
        .orElseThrow(() ->
            new CatalogException(
                CatalogException.Key.INVALID,
                parameter
                    + " '"
                    + (uri.length() > 100 ? uri.substring(0, 100) + "..." : uri)
                    + "' should be one of "
                    + uris().stream().limit(12).collect(Collectors.joining(", "))));
  }

  /** Their identifiers, in order. */
  public List<String> uris() {
    return systems.stream().map(AxisCrs::uri).toList();
  }

  /** The number of the six-degree zone, 1..60, that a longitude of -180..180 lies in. */
  private static int zone(double longitude) {
    return Math.clamp((int) Math.floor((longitude + 180) / 6) + 1, 1, 60);
  }

  private static void addUtm(int zone, Bounds part, Set<AxisCrs> zones) {
    if (part.maxY() >= 0 && part.minY() <= 84) {
      zones.add(AxisCrs.ofEpsg(32600 + zone, false));
    }
    if (part.minY() < 0 && part.maxY() >= -80) {
      zones.add(AxisCrs.ofEpsg(32700 + zone, false));
    }
  }

  /** Where EPSG says that Pulkovo 1942 is used: from 18 degrees east on, north of 35. */
  private static void addGaussKruger(int utmZone, Bounds part, Set<AxisCrs> zones) {
    int zone = utmZone > 30 ? utmZone - 30 : utmZone + 30;
    if (zone >= 4 && zone <= 32 && part.maxY() >= 35 && part.minY() <= 82) {
      zones.add(AxisCrs.ofEpsg(28400 + zone, true));
    }
  }
}
