// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.tiff;

import java.util.Map;
import org.sunqar.raster.RasterException;
import org.sunqar.raster.geo.Crs;
import org.sunqar.raster.geo.CrsDefinition;
import org.sunqar.raster.geo.ProjectionParameter;

/** Says a coordinate reference system in GeoTIFF keys. */
final class GeoKeyWriter {

  /**
   * The keys of a system: its EPSG code where it has one that fits, or its definition.
   *
   * @return no keys for {@link Crs#UNKNOWN}
   * @throws RasterException with key CRS for a projection that GeoTIFF or this writer cannot spell
   *     out
   */
  static GeoKeys keys(Crs crs) {
    GeoKeys keys = GeoKeys.empty();
    if (crs.equals(Crs.UNKNOWN)) {
      return keys;
    }
    boolean coded = crs.epsg().isPresent() && crs.epsg().getAsInt() < GeoKey.USER_DEFINED;
    keys.integers()
        .put(
            GeoKey.MODEL_TYPE,
            crs.isGeographic() ? GeoKey.MODEL_GEOGRAPHIC : GeoKey.MODEL_PROJECTED);
    keys.integers().put(GeoKey.RASTER_TYPE, 1);
    if (coded) {
      keys.integers()
          .put(
              crs.isGeographic() ? GeoKey.GEODETIC_CRS : GeoKey.PROJECTED_CRS,
              crs.epsg().getAsInt());
      keys.texts().put(GeoKey.CITATION, crs.name());
      return keys;
    }
    switch (crs.definition().orElseThrow(() -> refused(crs))) {
      case CrsDefinition.Geographic geographic -> geographic(geographic, keys);
      case CrsDefinition.Projected projected -> {
        geographic(projected.base(), keys);
        projected(projected, keys, crs);
      }
    }
    return keys;
  }

  private static void geographic(CrsDefinition.Geographic crs, GeoKeys keys) {
    keys.integers().put(GeoKey.GEODETIC_CRS, GeoKey.USER_DEFINED);
    keys.texts()
        .put(
            GeoKey.GEODETIC_CITATION,
            "GCS Name = %s|Datum = %s|Ellipsoid = %s|Primem = %s|"
                .formatted(
                    plain(crs.name()),
                    plain(crs.datum()),
                    plain(crs.ellipsoid()),
                    crs.primeMeridian() == 0 ? "Greenwich" : "unnamed"));
    int datum = crs.inverseFlattening() == 0 ? 0 : datumCode(crs);
    keys.integers().put(GeoKey.GEODETIC_DATUM, datum == 0 ? GeoKey.USER_DEFINED : datum);
    keys.integers().put(GeoKey.ANGULAR_UNITS, GeoKey.DEGREE);
    keys.integers().put(GeoKey.ELLIPSOID, GeoKey.USER_DEFINED);
    keys.doubles().put(GeoKey.SEMI_MAJOR, new double[] {crs.semiMajor()});
    if (crs.inverseFlattening() == 0) {
      keys.doubles().put(GeoKey.SEMI_MINOR, new double[] {crs.semiMajor()});
    } else {
      keys.doubles().put(GeoKey.INVERSE_FLATTENING, new double[] {crs.inverseFlattening()});
    }
    keys.doubles().put(GeoKey.PRIME_MERIDIAN_LONGITUDE, new double[] {crs.primeMeridian()});
    if (!crs.toWgs84().isEmpty()) {
      keys.doubles()
          .put(GeoKey.TO_WGS84, crs.toWgs84().stream().mapToDouble(Double::doubleValue).toArray());
    }
  }

  /** The code of a datum that the reader knows by its number, if the system is on it. */
  private static int datumCode(CrsDefinition.Geographic crs) {
    for (int[] codes : new int[][] {{4326, 6326}, {4258, 6258}, {4269, 6269}, {4674, 6674}}) {
      boolean same =
          Crs.ofEpsg(codes[0])
              .definition()
              .map(d -> d.geographic().key().equals(crs.key()))
              .orElse(false);
      if (same) {
        return codes[1];
      }
    }
    return 0;
  }

  private static void projected(CrsDefinition.Projected projected, GeoKeys keys, Crs crs) {
    int method = GeoKey.codeOf(projected.method());
    if (method == 0) {
      throw refused(crs);
    }
    keys.integers().put(GeoKey.PROJECTED_CRS, GeoKey.USER_DEFINED);
    keys.texts().put(GeoKey.PROJECTED_CITATION, plain(projected.name()));
    keys.integers().put(GeoKey.PROJECTION, GeoKey.USER_DEFINED);
    keys.integers().put(GeoKey.METHOD, method);
    if (projected.metresPerUnit() == 1) {
      keys.integers().put(GeoKey.LINEAR_UNITS, GeoKey.METRE);
    } else {
      keys.integers().put(GeoKey.LINEAR_UNITS, GeoKey.USER_DEFINED);
      keys.doubles().put(GeoKey.LINEAR_UNIT_SIZE, new double[] {projected.metresPerUnit()});
    }
    Map<ProjectionParameter, Integer> numbers = GeoKey.keysOf(projected.method());
    numbers.forEach(
        (parameter, key) -> keys.doubles().put(key, new double[] {projected.parameter(parameter)}));
  }

  private static String plain(String name) {
    return name.replace('|', ' ');
  }

  private static RasterException refused(Crs crs) {
    return new RasterException(
        RasterException.Key.CRS,
        "the CRS "
            + crs
            + " has no EPSG code and a projection that cannot be spelled out in a GeoTIFF");
  }

  private GeoKeyWriter() {}
}
