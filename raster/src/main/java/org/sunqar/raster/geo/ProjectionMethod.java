// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.geo;

import static org.sunqar.raster.geo.ProjectionParameter.AZIMUTH;
import static org.sunqar.raster.geo.ProjectionParameter.FALSE_EASTING;
import static org.sunqar.raster.geo.ProjectionParameter.FALSE_NORTHING;
import static org.sunqar.raster.geo.ProjectionParameter.LATITUDE_OF_ORIGIN;
import static org.sunqar.raster.geo.ProjectionParameter.LONGITUDE_OF_ORIGIN;
import static org.sunqar.raster.geo.ProjectionParameter.RECTIFIED_GRID_ANGLE;
import static org.sunqar.raster.geo.ProjectionParameter.SCALE_FACTOR;
import static org.sunqar.raster.geo.ProjectionParameter.STANDARD_PARALLEL_1;
import static org.sunqar.raster.geo.ProjectionParameter.STANDARD_PARALLEL_2;

import java.util.Map;
import java.util.Set;

/**
 * Map projections that can be spelled out, by their names in the EPSG dataset (IOGP Guidance Note
 * 7-2), with the names that their parameters have there.
 */
public enum ProjectionMethod {
  TRANSVERSE_MERCATOR("Transverse Mercator", 9807),
  MERCATOR_A("Mercator (variant A)", 9804),
  MERCATOR_B("Mercator (variant B)", 9805),
  /** The projection of web maps: spherical formulas on the coordinates of an ellipsoid. */
  PSEUDO_MERCATOR("Popular Visualisation Pseudo Mercator", 1024),
  LAMBERT_CONFORMAL_CONIC_1SP("Lambert Conic Conformal (1SP)", 9801),
  LAMBERT_CONFORMAL_CONIC_2SP("Lambert Conic Conformal (2SP)", 9802),
  ALBERS_EQUAL_AREA("Albers Equal Area", 9822),
  LAMBERT_AZIMUTHAL_EQUAL_AREA("Lambert Azimuthal Equal Area", 9820),
  /** Given by the scale at the pole; the latitude of origin is 90 or -90. */
  POLAR_STEREOGRAPHIC_A("Polar Stereographic (variant A)", 9810),
  /** Given by the parallel that is true to scale. */
  POLAR_STEREOGRAPHIC_B("Polar Stereographic (variant B)", 9829),
  /** Not in the EPSG dataset; the projection of MODIS tiles. */
  SINUSOIDAL("Sinusoidal", 0),
  EQUIDISTANT_CYLINDRICAL("Equidistant Cylindrical", 1028),
  CYLINDRICAL_EQUAL_AREA("Lambert Cylindrical Equal Area", 9835),
  KROVAK_EAST_NORTH("Krovak (North Orientated)", 1041),
  HOTINE_OBLIQUE_MERCATOR_A("Hotine Oblique Mercator (variant A)", 9812),
  /** False coordinates at the projection centre; the Swiss projection is one. */
  HOTINE_OBLIQUE_MERCATOR_B("Hotine Oblique Mercator (variant B)", 9815),
  OBLIQUE_STEREOGRAPHIC("Oblique Stereographic", 9809),
  /** Not in the EPSG dataset; spherical. */
  MOLLWEIDE("Mollweide", 0);

  private final String epsgName;
  private final int epsgCode;

  ProjectionMethod(String epsgName, int epsgCode) {
    this.epsgName = epsgName;
    this.epsgCode = epsgCode;
  }

  /** The name in the EPSG dataset and in WKT 2. */
  public String epsgName() {
    return epsgName;
  }

  /** Code of the method in the EPSG dataset; 0 for none. */
  int epsgCode() {
    return epsgCode;
  }

  /** The parameters that define a projection of this method. */
  public Set<ProjectionParameter> parameters() {
    return Set.copyOf(parameterNames().keySet());
  }

  /** The name of one of {@link #parameters()} in the EPSG dataset and in WKT 2. */
  String nameOf(ProjectionParameter parameter) {
    return parameterNames().getOrDefault(parameter, "");
  }

  private Map<ProjectionParameter, String> parameterNames() {
    return switch (this) {
      case TRANSVERSE_MERCATOR,
          MERCATOR_A,
          LAMBERT_CONFORMAL_CONIC_1SP,
          POLAR_STEREOGRAPHIC_A,
          OBLIQUE_STEREOGRAPHIC ->
          Map.of(
              LATITUDE_OF_ORIGIN, "Latitude of natural origin",
              LONGITUDE_OF_ORIGIN, "Longitude of natural origin",
              SCALE_FACTOR, "Scale factor at natural origin",
              FALSE_EASTING, "False easting",
              FALSE_NORTHING, "False northing");
      case PSEUDO_MERCATOR, LAMBERT_AZIMUTHAL_EQUAL_AREA ->
          Map.of(
              LATITUDE_OF_ORIGIN, "Latitude of natural origin",
              LONGITUDE_OF_ORIGIN, "Longitude of natural origin",
              FALSE_EASTING, "False easting",
              FALSE_NORTHING, "False northing");
      case LAMBERT_CONFORMAL_CONIC_2SP, ALBERS_EQUAL_AREA ->
          Map.of(
              LATITUDE_OF_ORIGIN, "Latitude of false origin",
              LONGITUDE_OF_ORIGIN, "Longitude of false origin",
              STANDARD_PARALLEL_1, "Latitude of 1st standard parallel",
              STANDARD_PARALLEL_2, "Latitude of 2nd standard parallel",
              FALSE_EASTING, "Easting at false origin",
              FALSE_NORTHING, "Northing at false origin");
      case MERCATOR_B, CYLINDRICAL_EQUAL_AREA ->
          Map.of(
              STANDARD_PARALLEL_1, "Latitude of 1st standard parallel",
              LONGITUDE_OF_ORIGIN, "Longitude of natural origin",
              FALSE_EASTING, "False easting",
              FALSE_NORTHING, "False northing");
      case POLAR_STEREOGRAPHIC_B ->
          Map.of(
              STANDARD_PARALLEL_1, "Latitude of standard parallel",
              LONGITUDE_OF_ORIGIN, "Longitude of origin",
              FALSE_EASTING, "False easting",
              FALSE_NORTHING, "False northing");
      case SINUSOIDAL, MOLLWEIDE ->
          Map.of(
              LONGITUDE_OF_ORIGIN, "Longitude of natural origin",
              FALSE_EASTING, "False easting",
              FALSE_NORTHING, "False northing");
      case EQUIDISTANT_CYLINDRICAL ->
          Map.of(
              STANDARD_PARALLEL_1, "Latitude of 1st standard parallel",
              LATITUDE_OF_ORIGIN, "Latitude of natural origin",
              LONGITUDE_OF_ORIGIN, "Longitude of natural origin",
              FALSE_EASTING, "False easting",
              FALSE_NORTHING, "False northing");
      case KROVAK_EAST_NORTH ->
          Map.of(
              LATITUDE_OF_ORIGIN, "Latitude of projection centre",
              LONGITUDE_OF_ORIGIN, "Longitude of origin",
              AZIMUTH, "Co-latitude of cone axis",
              STANDARD_PARALLEL_1, "Latitude of pseudo standard parallel",
              SCALE_FACTOR, "Scale factor on pseudo standard parallel",
              FALSE_EASTING, "False easting",
              FALSE_NORTHING, "False northing");
      case HOTINE_OBLIQUE_MERCATOR_A -> oblique("False easting", "False northing");
      case HOTINE_OBLIQUE_MERCATOR_B ->
          oblique("Easting at projection centre", "Northing at projection centre");
    };
  }

  private static Map<ProjectionParameter, String> oblique(String easting, String northing) {
    return Map.of(
        LATITUDE_OF_ORIGIN, "Latitude of projection centre",
        LONGITUDE_OF_ORIGIN, "Longitude of projection centre",
        AZIMUTH, "Azimuth of initial line",
        RECTIFIED_GRID_ANGLE, "Angle from Rectified to Skew Grid",
        SCALE_FACTOR, "Scale factor on initial line",
        FALSE_EASTING, easting,
        FALSE_NORTHING, northing);
  }
}
