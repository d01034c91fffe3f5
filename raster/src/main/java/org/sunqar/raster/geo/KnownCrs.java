// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.geo;

import static org.sunqar.raster.geo.ProjectionParameter.FALSE_EASTING;
import static org.sunqar.raster.geo.ProjectionParameter.FALSE_NORTHING;
import static org.sunqar.raster.geo.ProjectionParameter.LATITUDE_OF_ORIGIN;
import static org.sunqar.raster.geo.ProjectionParameter.LONGITUDE_OF_ORIGIN;
import static org.sunqar.raster.geo.ProjectionParameter.SCALE_FACTOR;
import static org.sunqar.raster.geo.ProjectionParameter.STANDARD_PARALLEL_1;
import static org.sunqar.raster.geo.ProjectionParameter.STANDARD_PARALLEL_2;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * EPSG codes that most imagery comes in, built from their parameters: opening the EPSG database
 * takes seconds, and most runs never need it. Shifts of their datums are in {@link KnownDatums}.
 */
final class KnownCrs {

  static final CrsDefinition.Geographic WGS84 =
      geographic("WGS 84", "World Geodetic System 1984", "WGS 84", 298.257223563);
  private static final CrsDefinition.Geographic ETRS89 =
      grs80("ETRS89", "European Terrestrial Reference System 1989");
  private static final CrsDefinition.Geographic NAD83 = grs80("NAD83", "North American Datum 1983");
  private static final CrsDefinition.Geographic RGF93 =
      grs80("RGF93 v1", "Reseau Geodesique Francais 1993 v1");
  private static final CrsDefinition.Geographic PULKOVO_1942 =
      new CrsDefinition.Geographic(
          "Pulkovo 1942", "Pulkovo 1942", "Krassowsky 1940", 6378245, 298.3, 0, List.of());
  private static final CrsDefinition.Geographic SIRGAS_2000 =
      grs80("SIRGAS 2000", "Sistema de Referencia Geocentrico para las Americas 2000");

  /** S-JTSK / Krovak East North, which the CRS library does not know. */
  private static final CrsDefinition KROVAK =
      projected(
          "S-JTSK / Krovak East North",
          new CrsDefinition.Geographic(
              "S-JTSK",
              "System of the Unified Trigonometrical Cadastral Network",
              "Bessel 1841",
              6377397.155,
              299.1528128,
              0,
              List.of()),
          ProjectionMethod.KROVAK_EAST_NORTH,
          Map.of(
              LATITUDE_OF_ORIGIN,
              49.5,
              LONGITUDE_OF_ORIGIN,
              24 + 50 / 60.0,
              ProjectionParameter.AZIMUTH,
              30 + 17 / 60.0 + 17.30311 / 3600,
              STANDARD_PARALLEL_1,
              78.5,
              SCALE_FACTOR,
              0.9999));

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
      case 3395 ->
          Optional.of(
              projected("WGS 84 / World Mercator", WGS84, ProjectionMethod.MERCATOR_A, Map.of()));
      case 4284 -> Optional.of(PULKOVO_1942);
      case 3031 -> polar("WGS 84 / Antarctic Polar Stereographic", -71, 0);
      case 3413 -> polar("WGS 84 / NSIDC Sea Ice Polar Stereographic North", 70, -45);
      case 3995 -> polar("WGS 84 / Arctic Polar Stereographic", 71, 0);
      case 32661 -> ups("WGS 84 / UPS North (N,E)", 90);
      case 5041 -> ups("WGS 84 / UPS North (E,N)", 90);
      case 32761 -> ups("WGS 84 / UPS South (N,E)", -90);
      case 5042 -> ups("WGS 84 / UPS South (E,N)", -90);
      case 2154 -> conic("RGF93 v1 / Lambert-93", RGF93, 46.5, 3, 49, 44, 700000, 6600000, false);
      case 5070 -> conic("NAD83 / Conus Albers", NAD83, 23, -96, 29.5, 45.5, 0, 0, true);
      case 5514 -> Optional.of(KROVAK);
      default -> utm(code).or(() -> gaussKruger(code));
    };
  }

  private static Optional<CrsDefinition> polar(String name, double parallel, double longitude) {
    return Optional.of(
        projected(
            name,
            WGS84,
            ProjectionMethod.POLAR_STEREOGRAPHIC_B,
            Map.of(STANDARD_PARALLEL_1, parallel, LONGITUDE_OF_ORIGIN, longitude)));
  }

  private static Optional<CrsDefinition> ups(String name, double pole) {
    return Optional.of(
        projected(
            name,
            WGS84,
            ProjectionMethod.POLAR_STEREOGRAPHIC_A,
            Map.of(
                LATITUDE_OF_ORIGIN, pole,
                SCALE_FACTOR, 0.994,
                FALSE_EASTING, 2000000.0,
                FALSE_NORTHING, 2000000.0)));
  }

  private static Optional<CrsDefinition> conic(
      String name,
      CrsDefinition.Geographic base,
      double latitude,
      double longitude,
      double parallel1,
      double parallel2,
      double easting,
      double northing,
      boolean equalArea) {
    return Optional.of(
        projected(
            name,
            base,
            equalArea
                ? ProjectionMethod.ALBERS_EQUAL_AREA
                : ProjectionMethod.LAMBERT_CONFORMAL_CONIC_2SP,
            Map.of(
                LATITUDE_OF_ORIGIN, latitude,
                LONGITUDE_OF_ORIGIN, longitude,
                STANDARD_PARALLEL_1, parallel1,
                STANDARD_PARALLEL_2, parallel2,
                FALSE_EASTING, easting,
                FALSE_NORTHING, northing)));
  }

  /** Six-degree zones on Pulkovo 1942, with the zone before the easting and without it. */
  private static Optional<CrsDefinition> gaussKruger(int code) {
    if (code >= 28402 && code <= 28432) {
      int zone = code - 28400;
      String name = "Pulkovo 1942 / Gauss-Kruger zone " + zone;
      return Optional.of(gaussKruger(name, zone, zone * 1e6 + 500000));
    }
    if (code >= 2494 && code <= 2522) { // central meridians 21E to 171W
      int zone = code - 2490;
      int meridian = 6 * zone - 3;
      String place = meridian < 180 ? meridian + "E" : 360 - meridian + "W";
      return Optional.of(gaussKruger("Pulkovo 1942 / Gauss-Kruger CM " + place, zone, 500000));
    }
    return Optional.empty();
  }

  private static CrsDefinition gaussKruger(String name, int zone, double falseEasting) {
    int meridian = 6 * zone - 3;
    return projected(
        name,
        PULKOVO_1942,
        ProjectionMethod.TRANSVERSE_MERCATOR,
        Map.of(
            LONGITUDE_OF_ORIGIN,
            meridian > 180 ? meridian - 360.0 : meridian,
            SCALE_FACTOR,
            1.0,
            FALSE_EASTING,
            falseEasting));
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
