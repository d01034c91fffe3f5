// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.geo;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.measure.IncommensurableException;
import javax.measure.Unit;
import javax.measure.quantity.Length;
import org.apache.sis.io.wkt.Convention;
import org.apache.sis.measure.Units;
import org.apache.sis.referencing.CRS;
import org.apache.sis.referencing.IdentifiedObjects;
import org.apache.sis.referencing.crs.AbstractCRS;
import org.apache.sis.referencing.cs.AxesConvention;
import org.apache.sis.referencing.cs.CoordinateSystems;
import org.apache.sis.referencing.datum.BursaWolfParameters;
import org.apache.sis.referencing.datum.DatumOrEnsemble;
import org.apache.sis.referencing.datum.DefaultGeodeticDatum;
import org.apache.sis.referencing.factory.GeodeticObjectFactory;
import org.apache.sis.referencing.operation.transform.MathTransforms;
import org.opengis.parameter.ParameterValueGroup;
import org.opengis.referencing.crs.CoordinateReferenceSystem;
import org.opengis.referencing.crs.GeographicCRS;
import org.opengis.referencing.crs.ProjectedCRS;
import org.opengis.referencing.crs.SingleCRS;
import org.opengis.referencing.cs.CoordinateSystem;
import org.opengis.referencing.datum.Ellipsoid;
import org.opengis.referencing.datum.GeodeticDatum;
import org.opengis.referencing.datum.PrimeMeridian;
import org.opengis.referencing.operation.MathTransform;
import org.opengis.referencing.operation.TransformException;
import org.opengis.util.FactoryException;
import org.sunqar.raster.RasterException;

/**
 * A horizontal system as Apache SIS understood it. All dealings with SIS are here and in {@link
 * EpsgDatabase}.
 */
final class SisCrs {

  static {
    SisSetup.apply();
  }

  private final SingleCRS crs;

  private SisCrs(SingleCRS crs) {
    this.crs = crs;
  }

  /**
   * Parses WKT 1 or 2 without a look at the EPSG database.
   *
   * @throws RasterException with key CRS when it is no projected or geographic system
   */
  static SisCrs parse(String wkt) {
    CoordinateReferenceSystem parsed;
    try {
      parsed = GeodeticObjectFactory.provider().createFromWKT(wkt);
    } catch (FactoryException | RuntimeException | StackOverflowError e) {
      throw new RasterException(
          RasterException.Key.CRS,
          "the CRS text \"" + start(wkt) + "\" is not understood: " + e.getMessage(),
          e);
    }
    SingleCRS horizontal = CRS.getHorizontalComponent(parsed);
    if (!(horizontal instanceof ProjectedCRS) && !(horizontal instanceof GeographicCRS)) {
      throw new RasterException(
          RasterException.Key.CRS,
          "\"" + start(wkt) + "\" is neither a projected nor a geographic CRS");
    }
    return new SisCrs(horizontal);
  }

  private static String start(String text) {
    String line = text.strip().replaceAll("\\s+", " ");
    return line.length() <= 60 ? line : line.substring(0, 60) + "...";
  }

  /** Parsed, axes as the text has them. */
  SingleCRS crs() {
    return crs;
  }

  String name() {
    return crs.getName().getCode();
  }

  boolean isGeographic() {
    return crs instanceof GeographicCRS;
  }

  double metresPerUnit() {
    return isGeographic() ? 1 : metresPer(unit());
  }

  private Unit<?> unit() {
    return crs.getCoordinateSystem().getAxis(0).getUnit();
  }

  private static double metresPer(Unit<?> unit) {
    return unit.asType(Length.class).getConverterTo(Units.METRE).convert(1d);
  }

  /** WKT 2 as SIS writes it, east axis first. */
  String wkt() {
    AbstractCRS oriented =
        AbstractCRS.castOrCopy(crs).forConvention(AxesConvention.DISPLAY_ORIENTED);
    return oriented.toString(Convention.WKT2_SIMPLIFIED);
  }

  /** To longitude and latitude in degrees on the system's own datum and prime meridian. */
  MathTransform toBase() throws TransformException, FactoryException {
    if (crs instanceof ProjectedCRS projected) {
      return MathTransforms.concatenate(
          axes(projected, AxesConvention.DISPLAY_ORIENTED).inverse(),
          projected.getConversionFromBase().getMathTransform().inverse(),
          axes(projected.getBaseCRS(), AxesConvention.NORMALIZED));
    }
    return MathTransforms.identity(2); // coordinates of geographic systems are degrees, x first
  }

  /** From the axes that a text defines to those of a convention. */
  private static MathTransform axes(SingleCRS crs, AxesConvention convention)
      throws TransformException {
    CoordinateSystem defined = crs.getCoordinateSystem();
    CoordinateSystem wanted =
        AbstractCRS.castOrCopy(crs).forConvention(convention).getCoordinateSystem();
    try {
      return MathTransforms.linear(CoordinateSystems.swapAndScaleAxes(defined, wanted));
    } catch (IncommensurableException e) {
      throw new TransformException(e.getMessage(), e);
    }
  }

  /** Transforms points in place; what cannot be transformed becomes NaN. */
  static void apply(MathTransform transform, double[] xy, int points) {
    double[] input = Arrays.copyOf(xy, 2 * points);
    try {
      transform.transform(input, 0, xy, 0, points);
    } catch (TransformException e) {
      for (int i = 0; i < input.length; i += 2) { // which of them failed is not said
        try {
          transform.transform(input, i, xy, i, 1);
        } catch (TransformException onePoint) {
          xy[i] = Double.NaN;
          xy[i + 1] = Double.NaN;
        }
      }
    }
  }

  /** In numbers, if the projection is one that can be spelled out. */
  Optional<CrsDefinition> definition() {
    try {
      return switch (crs) {
        case ProjectedCRS projected -> projected(projected);
        case GeographicCRS geographic -> Optional.of(geographic(geographic));
        default -> Optional.empty();
      };
    } catch (IllegalArgumentException | IllegalStateException e) {
      return Optional.empty(); // SIS can use it, but it is of a kind that is not spelled out here
    }
  }

  private Optional<CrsDefinition> projected(ProjectedCRS projected) {
    ParameterValueGroup values = projected.getConversionFromBase().getParameterValues();
    for (ProjectionMethod method : ProjectionMethod.values()) {
      if (IdentifiedObjects.isHeuristicMatchForName(
          projected.getConversionFromBase().getMethod(), method.epsgName())) {
        Map<ProjectionParameter, Double> parameters = new EnumMap<>(ProjectionParameter.class);
        for (ProjectionParameter parameter : method.parameters()) {
          parameters.put(parameter, value(values, method, parameter));
        }
        return Optional.of(
            new CrsDefinition.Projected(
                name(),
                geographic(projected.getBaseCRS()),
                method,
                parameters,
                unitName(),
                metresPer(unit())));
      }
    }
    return Optional.empty();
  }

  private double value(
      ParameterValueGroup values, ProjectionMethod method, ProjectionParameter parameter) {
    Unit<?> wanted =
        parameter.isAngle()
            ? Units.DEGREE
            : parameter == ProjectionParameter.SCALE_FACTOR ? Units.UNITY : unit();
    return values.parameter(method.nameOf(parameter)).doubleValue(wanted);
  }

  private String unitName() {
    double metres = metresPer(unit());
    return metres == 1 ? "metre" : metres == 0.3048 ? "foot" : unit().toString();
  }

  /** The longitude and latitude that the system is built on. */
  CrsDefinition.Geographic geographic() {
    return geographic(
        crs instanceof ProjectedCRS projected ? projected.getBaseCRS() : (GeographicCRS) crs);
  }

  private static CrsDefinition.Geographic geographic(GeographicCRS crs) {
    GeodeticDatum datum = DatumOrEnsemble.asDatum(crs);
    Ellipsoid ellipsoid = datum.getEllipsoid();
    PrimeMeridian meridian = datum.getPrimeMeridian();
    double metres = metresPer(ellipsoid.getAxisUnit());
    return new CrsDefinition.Geographic(
        crs.getName().getCode(),
        datum.getName().getCode(),
        ellipsoid.getName().getCode(),
        ellipsoid.getSemiMajorAxis() * metres,
        ellipsoid.isSphere() ? 0 : ellipsoid.getInverseFlattening(),
        meridian
            .getAngularUnit()
            .getConverterTo(Units.DEGREE)
            .convert(meridian.getGreenwichLongitude()),
        toWgs84(datum));
  }

  private static List<Double> toWgs84(GeodeticDatum datum) {
    if (datum instanceof DefaultGeodeticDatum known) {
      for (BursaWolfParameters p : known.getBursaWolfParameters()) {
        if (IdentifiedObjects.isHeuristicMatchForName(
            p.getTargetDatum(), "World Geodetic System 1984")) {
          return List.of(p.tX, p.tY, p.tZ, p.rX, p.rY, p.rZ, p.dS);
        }
      }
    }
    return List.of();
  }
}
