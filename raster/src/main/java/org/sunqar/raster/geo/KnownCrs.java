// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.geo;

import static org.sunqar.raster.geo.ProjectionParameter.FALSE_EASTING;
import static org.sunqar.raster.geo.ProjectionParameter.FALSE_NORTHING;
import static org.sunqar.raster.geo.ProjectionParameter.LATITUDE_OF_ORIGIN;
import static org.sunqar.raster.geo.ProjectionParameter.LONGITUDE_OF_ORIGIN;
import static org.sunqar.raster.geo.ProjectionParameter.SCALE_FACTOR;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * EPSG codes that most imagery comes in, built from their parameters: opening the EPSG database
 * takes seconds, and most runs never need it.
 */
final class KnownCrs {

  static final CrsDefinition.Geographic WGS84 =
      geographic("WGS 84", "World Geodetic System 1984", "WGS 84", 298.257223563);
  private static final CrsDefinition.Geographic ETRS89 =
      grs80("ETRS89", "European Terrestrial Reference System 1989");
  private static final CrsDefinition.Geographic NAD83 = grs80("NAD83", "North American Datum 1983");
  private static final CrsDefinition.Geographic SIRGAS_2000 =
      grs80("SIRGAS 2000", "Sistema de Referencia Geocentrico para las Americas 2000");

  /** The definition of a code, if it is one of those that are built in. */
  static Optional<CrsDefinition> find(int code) {
    return switch (code) {
      case 4326 -> Optional.of(WGS84);
      case 4258 -> Optional.of(ETRS89);
      case 4269 -> Optional.of(NAD83);
      case 4674 -> Optional.of(SIRGAS_2000);
      case 3857 ->
          Optional.of(
              projected(
                  "WGS 84 / Pseudo-Mercator", WGS84, ProjectionMethod.PSEUDO_MERCATOR, Map.of()));
      case 3035 ->
          Optional.of(
              projected(
                  "ETRS89-extended / LAEA Europe",
                  ETRS89,
                  ProjectionMethod.LAMBERT_AZIMUTHAL_EQUAL_AREA,
                  Map.of(
                      LATITUDE_OF_ORIGIN, 52.0,
                      LONGITUDE_OF_ORIGIN, 10.0,
                      FALSE_EASTING, 4321000.0,
                      FALSE_NORTHING, 3210000.0)));
      default -> utm(code);
    };
  }

  /** UTM zones: the code counts them within each datum and hemisphere. */
  private static Optional<CrsDefinition> utm(int code) {
    if (code >= 32601 && code <= 32660) {
      return Optional.of(utm(WGS84, code - 32600, true));
    }
    if (code >= 32701 && code <= 32760) {
      return Optional.of(utm(WGS84, code - 32700, false));
    }
    if (code >= 25828 && code <= 25838) {
      return Optional.of(utm(ETRS89, code - 25800, true));
    }
    if (code >= 26901 && code <= 26923) {
      return Optional.of(utm(NAD83, code - 26900, true));
    }
    if (code >= 31965 && code <= 31976) {
      return Optional.of(utm(SIRGAS_2000, code - 31954, true)); // 11N to 22N
    }
    if (code >= 31977 && code <= 31985) {
      return Optional.of(utm(SIRGAS_2000, code - 31960, false)); // 17S to 25S
    }
    return Optional.empty();
  }

  private static CrsDefinition utm(CrsDefinition.Geographic base, int zone, boolean north) {
    return utm(base, zone, north, base.name() + " / UTM zone " + zone + (north ? "N" : "S"));
  }

  /** A UTM zone on any datum. */
  static CrsDefinition utm(CrsDefinition.Geographic base, int zone, boolean north, String name) {
    return projected(
        name,
        base,
        ProjectionMethod.TRANSVERSE_MERCATOR,
        Map.of(
            LONGITUDE_OF_ORIGIN,
            6.0 * zone - 183,
            SCALE_FACTOR,
            0.9996,
            FALSE_EASTING,
            500000.0,
            FALSE_NORTHING,
            north ? 0.0 : 10000000.0));
  }

  private static CrsDefinition projected(
      String name,
      CrsDefinition.Geographic base,
      ProjectionMethod method,
      Map<ProjectionParameter, Double> parameters) {
    return new CrsDefinition.Projected(name, base, method, parameters, "metre", 1);
  }

  private static CrsDefinition.Geographic grs80(String name, String datum) {
    return geographic(name, datum, "GRS 1980", 298.257222101);
  }

  private static CrsDefinition.Geographic geographic(
      String name, String datum, String ellipsoid, double inverseFlattening) {
    return new CrsDefinition.Geographic(
        name, datum, ellipsoid, 6378137, inverseFlattening, 0, List.of());
  }

  private KnownCrs() {}
}
