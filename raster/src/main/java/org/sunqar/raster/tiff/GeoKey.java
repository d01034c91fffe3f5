// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.tiff;

import java.util.EnumMap;
import java.util.Map;
import org.sunqar.raster.geo.ProjectionMethod;
import org.sunqar.raster.geo.ProjectionParameter;

/** Numbers of GeoTIFF keys (OGC 19-008r4, annex B) and of what they can say. */
final class GeoKey {

  static final int MODEL_TYPE = 1024;
  static final int RASTER_TYPE = 1025;
  static final int CITATION = 1026;
  static final int GEODETIC_CRS = 2048;
  static final int GEODETIC_CITATION = 2049;
  static final int GEODETIC_DATUM = 2050;
  static final int ANGULAR_UNITS = 2054;
  static final int ANGULAR_UNIT_SIZE = 2055;
  static final int ELLIPSOID = 2056;
  static final int SEMI_MAJOR = 2057;
  static final int SEMI_MINOR = 2058;
  static final int INVERSE_FLATTENING = 2059;
  static final int PRIME_MERIDIAN_LONGITUDE = 2061;

  /** An addition of GDAL's. */
  static final int TO_WGS84 = 2062;

  static final int PROJECTED_CRS = 3072;
  static final int PROJECTED_CITATION = 3073;
  static final int PROJECTION = 3074;
  static final int METHOD = 3075;
  static final int LINEAR_UNITS = 3076;
  static final int LINEAR_UNIT_SIZE = 3077;
  static final int STANDARD_PARALLEL_1 = 3078;
  static final int STANDARD_PARALLEL_2 = 3079;
  static final int NATURAL_ORIGIN_LONGITUDE = 3080;
  static final int NATURAL_ORIGIN_LATITUDE = 3081;
  static final int FALSE_EASTING = 3082;
  static final int FALSE_NORTHING = 3083;
  static final int FALSE_ORIGIN_LONGITUDE = 3084;
  static final int FALSE_ORIGIN_LATITUDE = 3085;
  static final int FALSE_ORIGIN_EASTING = 3086;
  static final int FALSE_ORIGIN_NORTHING = 3087;
  static final int CENTER_LONGITUDE = 3088;
  static final int CENTER_LATITUDE = 3089;
  static final int SCALE_AT_NATURAL_ORIGIN = 3092;
  static final int SCALE_AT_CENTER = 3093;
  static final int STRAIGHT_VERTICAL_POLE_LONGITUDE = 3095;

  static final int MODEL_PROJECTED = 1;
  static final int MODEL_GEOGRAPHIC = 2;
  static final int USER_DEFINED = 32767;
  static final int DEGREE = 9102;
  static final int METRE = 9001;

  /** The key that a parameter of a method is written to. */
  static Map<ProjectionParameter, Integer> keysOf(ProjectionMethod method) {
    Map<ProjectionParameter, Integer> keys = new EnumMap<>(ProjectionParameter.class);
    for (ProjectionParameter parameter : method.parameters()) {
      keys.put(parameter, keyOf(method, parameter));
    }
    return keys;
  }

  private static int keyOf(ProjectionMethod method, ProjectionParameter parameter) {
    return switch (parameter) {
      case LATITUDE_OF_ORIGIN ->
          switch (method) {
            case LAMBERT_AZIMUTHAL_EQUAL_AREA -> CENTER_LATITUDE;
            case LAMBERT_CONFORMAL_CONIC_2SP -> FALSE_ORIGIN_LATITUDE;
            default -> NATURAL_ORIGIN_LATITUDE;
          };
      case LONGITUDE_OF_ORIGIN ->
          switch (method) {
            case LAMBERT_AZIMUTHAL_EQUAL_AREA, SINUSOIDAL -> CENTER_LONGITUDE;
            case LAMBERT_CONFORMAL_CONIC_2SP -> FALSE_ORIGIN_LONGITUDE;
            case POLAR_STEREOGRAPHIC_A, POLAR_STEREOGRAPHIC_B -> STRAIGHT_VERTICAL_POLE_LONGITUDE;
            default -> NATURAL_ORIGIN_LONGITUDE;
          };
      case STANDARD_PARALLEL_1 ->
          method == ProjectionMethod.POLAR_STEREOGRAPHIC_B
              ? NATURAL_ORIGIN_LATITUDE
              : STANDARD_PARALLEL_1;
      case STANDARD_PARALLEL_2 -> STANDARD_PARALLEL_2;
      case AZIMUTH, RECTIFIED_GRID_ANGLE -> 0; // of methods that are not written
      case SCALE_FACTOR -> SCALE_AT_NATURAL_ORIGIN;
      case FALSE_EASTING ->
          method == ProjectionMethod.LAMBERT_CONFORMAL_CONIC_2SP
              ? FALSE_ORIGIN_EASTING
              : FALSE_EASTING;
      case FALSE_NORTHING ->
          method == ProjectionMethod.LAMBERT_CONFORMAL_CONIC_2SP
              ? FALSE_ORIGIN_NORTHING
              : FALSE_NORTHING;
    };
  }

  /** The number of a method; 0 for one that GeoTIFF does not have. */
  static int codeOf(ProjectionMethod method) {
    return switch (method) {
      case TRANSVERSE_MERCATOR -> 1;
      case MERCATOR_A, MERCATOR_B -> 7;
      case LAMBERT_CONFORMAL_CONIC_2SP -> 8;
      case LAMBERT_CONFORMAL_CONIC_1SP -> 9;
      case LAMBERT_AZIMUTHAL_EQUAL_AREA -> 10;
      case ALBERS_EQUAL_AREA -> 11;
      case POLAR_STEREOGRAPHIC_A, POLAR_STEREOGRAPHIC_B -> 15;
      case SINUSOIDAL -> 24;
      case EQUIDISTANT_CYLINDRICAL -> 17;
      case CYLINDRICAL_EQUAL_AREA -> 28;
      case OBLIQUE_STEREOGRAPHIC -> 16;
      case PSEUDO_MERCATOR,
          KROVAK_EAST_NORTH,
          HOTINE_OBLIQUE_MERCATOR_A,
          HOTINE_OBLIQUE_MERCATOR_B,
          MOLLWEIDE ->
          0;
    };
  }

  private GeoKey() {}
}
