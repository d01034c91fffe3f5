// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.tilematrix;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sunqar.raster.geo.Crs;

/** The sets of annex D of the standard and of the OGC's registry that are squares. */
final class KnownTileMatrixSets {

  private static final String EPSG = "http://www.opengis.net/def/crs/EPSG/0/";

  /** Half the width of the world in Web Mercator (m). */
  private static final double HALF_WORLD = Math.PI * 6378137;

  /** Half a meridian on WGS 84 and half the width of a UTM set, with the digits of the registry. */
  private static final double UTM_HALF = 10001965.7293128;

  private static final double UPS_HALF = 16440759.350252;

  static TileMatrixSet webMercatorQuad() {
    return set(
        "WebMercatorQuad",
        "Google Maps Compatible for the World",
        EPSG + 3857,
        0,
        24,
        new TileMatrix("0", 2 * HALF_WORLD / 256, -HALF_WORLD, HALF_WORLD, 256, 256, 1, 1));
  }

  static Optional<TileMatrixSet> find(String id) {
    return switch (id) {
      case "WebMercatorQuad" -> Optional.of(webMercatorQuad());
      case "WorldMercatorWGS84Quad" ->
          Optional.of(
              set(
                  id,
                  "World Mercator WGS84 (ellipsoid)",
                  EPSG + 3395,
                  0,
                  24,
                  new TileMatrix(
                      "0", 2 * HALF_WORLD / 256, -HALF_WORLD, HALF_WORLD, 256, 256, 1, 1)));
      case "WorldCRS84Quad" ->
          Optional.of(
              set(
                  id,
                  "CRS84 for the World",
                  "http://www.opengis.net/def/crs/OGC/1.3/CRS84",
                  0,
                  17,
                  new TileMatrix("0", 180 / 256.0, -180, 90, 256, 256, 2, 1)));
      case "EuropeanETRS89_LAEAQuad" ->
          Optional.of(
              set(
                  id,
                  "Lambert Azimuthal Equal Area ETRS89 for Europe",
                  EPSG + 3035,
                  0,
                  15,
                  new TileMatrix("0", 4500000 / 256.0, 2000000, 5500000, 256, 256, 1, 1)));
      case "UPSArcticWGS84Quad" -> Optional.of(ups(id, 5041));
      case "UPSAntarcticWGS84Quad" -> Optional.of(ups(id, 5042));
      default ->
          id.matches("UTM(0[1-9]|[1-5][0-9]|60)WGS84Quad")
              ? Optional.of(utm(id, Integer.parseInt(id.substring(3, 5))))
              : Optional.empty();
    };
  }

  private static TileMatrixSet ups(String id, int code) {
    return set(
        id,
        "Universal Polar Stereographic WGS 84",
        EPSG + code,
        0,
        24,
        new TileMatrix("0", 2 * UPS_HALF / 256, 2e6 - UPS_HALF, 2e6 + UPS_HALF, 256, 256, 1, 1));
  }

  private static TileMatrixSet utm(String id, int zone) {
    return set(
        id,
        "Universal Transverse Mercator WGS 84, zone " + zone,
        EPSG + (32600 + zone),
        1,
        24,
        new TileMatrix("1", 2 * UTM_HALF / 256, 5e5 - UTM_HALF, 2 * UTM_HALF, 256, 256, 1, 2));
  }

  /** Matrices that double from the first. */
  private static TileMatrixSet set(
      String id, String title, String uri, int minZoom, int maxZoom, TileMatrix first) {
    List<TileMatrix> matrices = new ArrayList<>();
    for (int i = 0; i <= maxZoom - minZoom; i++) {
      matrices.add(
          new TileMatrix(
              Integer.toString(minZoom + i),
              first.cellSize() / (1 << i),
              first.left(),
              first.top(),
              first.tileWidth(),
              first.tileHeight(),
              first.columns() << i,
              first.rows() << i));
    }
    return new TileMatrixSet(id, title, Crs.of(uri), uri, matrices);
  }

  private KnownTileMatrixSets() {}
}
