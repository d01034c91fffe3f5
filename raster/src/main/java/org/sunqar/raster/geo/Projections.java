// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.geo;

import static org.sunqar.raster.geo.ProjectionParameter.AZIMUTH;
import static org.sunqar.raster.geo.ProjectionParameter.FALSE_EASTING;
import static org.sunqar.raster.geo.ProjectionParameter.FALSE_NORTHING;
import static org.sunqar.raster.geo.ProjectionParameter.LATITUDE_OF_ORIGIN;
import static org.sunqar.raster.geo.ProjectionParameter.LONGITUDE_OF_ORIGIN;
import static org.sunqar.raster.geo.ProjectionParameter.SCALE_FACTOR;
import static org.sunqar.raster.geo.ProjectionParameter.STANDARD_PARALLEL_1;
import static org.sunqar.raster.geo.ProjectionParameter.STANDARD_PARALLEL_2;

import java.util.Optional;
import org.sunqar.raster.RasterException;
import org.sunqar.raster.projection.AlbersEqualArea;
import org.sunqar.raster.projection.CylindricalEqualArea;
import org.sunqar.raster.projection.Ellipsoid;
import org.sunqar.raster.projection.EquidistantCylindrical;
import org.sunqar.raster.projection.Krovak;
import org.sunqar.raster.projection.LambertAzimuthalEqualArea;
import org.sunqar.raster.projection.LambertConformalConic;
import org.sunqar.raster.projection.Mercator;
import org.sunqar.raster.projection.Origin;
import org.sunqar.raster.projection.PolarStereographic;
import org.sunqar.raster.projection.Projection;
import org.sunqar.raster.projection.Sinusoidal;
import org.sunqar.raster.projection.TransverseMercator;

/** The formulas of a definition. */
final class Projections {

  /**
   * The formulas of a projection, between its coordinates and longitude and latitude from
   * Greenwich; empty for a method or an ellipsoid that is left to the CRS library.
   *
   * @throws RasterException with key CRS when the parameters make no projection
   */
  static Optional<Projection> find(CrsDefinition.Projected crs) {
    try {
      return ellipsoid(crs.base(), crs.metresPerUnit()).flatMap(e -> find(crs, e));
    } catch (IllegalArgumentException e) {
      throw new RasterException(
          RasterException.Key.CRS, crs.name() + " is no projection: " + e.getMessage(), e);
    }
  }

  private static Optional<Projection> find(CrsDefinition.Projected crs, Ellipsoid ellipsoid) {
    Origin origin =
        new Origin(
            crs.parameter(LONGITUDE_OF_ORIGIN) + crs.base().primeMeridian(),
            crs.parameter(FALSE_EASTING),
            crs.parameter(FALSE_NORTHING));
    double latitude = crs.parameter(LATITUDE_OF_ORIGIN);
    double parallel1 = crs.parameter(STANDARD_PARALLEL_1);
    double parallel2 = crs.parameter(STANDARD_PARALLEL_2);
    double scale = crs.parameter(SCALE_FACTOR);
    Projection made =
        switch (crs.method()) {
          case TRANSVERSE_MERCATOR -> new TransverseMercator(ellipsoid, origin, latitude, scale);
          case MERCATOR_A -> new Mercator(ellipsoid, origin, scale);
          case MERCATOR_B -> Mercator.trueAt(ellipsoid, origin, parallel1);
          case PSEUDO_MERCATOR -> new Mercator(new Ellipsoid(ellipsoid.semiMajor(), 0), origin, 1);
          case LAMBERT_CONFORMAL_CONIC_1SP ->
              new LambertConformalConic(ellipsoid, origin, latitude, latitude, latitude, scale);
          case LAMBERT_CONFORMAL_CONIC_2SP ->
              new LambertConformalConic(ellipsoid, origin, latitude, parallel1, parallel2, 1);
          case ALBERS_EQUAL_AREA ->
              new AlbersEqualArea(ellipsoid, origin, latitude, parallel1, parallel2);
          case LAMBERT_AZIMUTHAL_EQUAL_AREA ->
              new LambertAzimuthalEqualArea(ellipsoid, origin, latitude);
          case POLAR_STEREOGRAPHIC_A ->
              PolarStereographic.scaled(ellipsoid, origin, latitude > 0, scale);
          case POLAR_STEREOGRAPHIC_B -> PolarStereographic.trueAt(ellipsoid, origin, parallel1);
          case SINUSOIDAL -> new Sinusoidal(ellipsoid, origin);
          case EQUIDISTANT_CYLINDRICAL ->
              new EquidistantCylindrical(ellipsoid, origin, latitude, parallel1);
          case CYLINDRICAL_EQUAL_AREA -> new CylindricalEqualArea(ellipsoid, origin, parallel1);
          case KROVAK_EAST_NORTH ->
              new Krovak(ellipsoid, origin, latitude, crs.parameter(AZIMUTH), parallel1, scale);
          case HOTINE_OBLIQUE_MERCATOR_A,
              HOTINE_OBLIQUE_MERCATOR_B,
              OBLIQUE_STEREOGRAPHIC,
              MOLLWEIDE ->
              null;
        };
    return Optional.ofNullable(made);
  }

  /** Empty for one that is too flat for the series. */
  static Optional<Ellipsoid> ellipsoid(CrsDefinition.Geographic base, double metresPerUnit) {
    double flattening = base.inverseFlattening() == 0 ? 0 : 1 / base.inverseFlattening();
    return flattening <= Ellipsoid.MAX_FLATTENING
        ? Optional.of(new Ellipsoid(base.semiMajor() / metresPerUnit, flattening))
        : Optional.empty();
  }

  private Projections() {}
}
