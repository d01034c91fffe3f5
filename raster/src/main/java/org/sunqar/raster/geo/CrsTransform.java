// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.geo;

import java.util.Arrays;
import java.util.OptionalInt;
import javax.measure.IncommensurableException;
import org.apache.sis.referencing.CommonCRS;
import org.apache.sis.referencing.crs.AbstractCRS;
import org.apache.sis.referencing.cs.AxesConvention;
import org.apache.sis.referencing.cs.CoordinateSystems;
import org.apache.sis.referencing.datum.BursaWolfParameters;
import org.apache.sis.referencing.datum.DatumOrEnsemble;
import org.apache.sis.referencing.operation.matrix.Matrix3;
import org.apache.sis.referencing.operation.transform.DefaultMathTransformFactory;
import org.apache.sis.referencing.operation.transform.EllipsoidToCentricTransform;
import org.apache.sis.referencing.operation.transform.MathTransforms;
import org.opengis.referencing.crs.GeographicCRS;
import org.opengis.referencing.crs.ProjectedCRS;
import org.opengis.referencing.crs.SingleCRS;
import org.opengis.referencing.cs.CoordinateSystem;
import org.opengis.referencing.datum.Ellipsoid;
import org.opengis.referencing.operation.MathTransform;
import org.opengis.referencing.operation.NoninvertibleTransformException;
import org.opengis.referencing.operation.TransformException;
import org.opengis.util.FactoryException;
import org.sunqar.raster.RasterException;

/**
 * From coordinates of one system, x first, to longitude and latitude on WGS 84, and back. Composed
 * from the parts that the definition gives, because SIS's own search for an operation opens the
 * EPSG database; that happens here only for a system with an EPSG code on a datum other than WGS
 * 84's kin.
 */
final class CrsTransform {

  private final MathTransform toLonLat;
  private final MathTransform fromLonLat;

  private CrsTransform(MathTransform toLonLat) throws NoninvertibleTransformException {
    this.toLonLat = toLonLat;
    this.fromLonLat = toLonLat.inverse();
  }

  /**
   * @param geographic what the system is built on, with the shift to WGS 84 that counts
   */
  static CrsTransform of(SisCrs crs, CrsDefinition.Geographic geographic, OptionalInt epsg) {
    try {
      MathTransform toBase = toBase(crs);
      return new CrsTransform(
          MathTransforms.concatenate(toBase, baseToWgs84(crs, geographic, epsg)));
    } catch (FactoryException | TransformException | RuntimeException e) {
      if (e instanceof RasterException known) {
        throw known;
      }
      throw new RasterException(
          RasterException.Key.CRS,
          crs.name() + " cannot be brought to WGS 84: " + e.getMessage(),
          e);
    }
  }

  /** To longitude and latitude in degrees on the system's own datum and prime meridian. */
  private static MathTransform toBase(SisCrs crs) throws TransformException {
    if (crs.crs() instanceof ProjectedCRS projected) {
      return MathTransforms.concatenate(
          axes(projected, AxesConvention.DISPLAY_ORIENTED).inverse(),
          projected.getConversionFromBase().getMathTransform().inverse(),
          axes(projected.getBaseCRS(), AxesConvention.NORMALIZED));
    }
    return MathTransforms.identity(2); // coordinates of geographic systems are degrees, x first
  }

  private static GeographicCRS base(SisCrs crs) {
    return crs.crs() instanceof ProjectedCRS projected
        ? projected.getBaseCRS()
        : (GeographicCRS) crs.crs();
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

  private static MathTransform baseToWgs84(
      SisCrs crs, CrsDefinition.Geographic geographic, OptionalInt epsg)
      throws FactoryException, TransformException {
    GeographicCRS base = base(crs);
    if (!geographic.toWgs84().isEmpty() && !geographic.isOnWgs84()) {
      return MathTransforms.concatenate(
          meridian(geographic), shift(DatumOrEnsemble.asDatum(base).getEllipsoid(), geographic));
    }
    if (epsg.isPresent() && !geographic.isOnWgs84()) {
      return EpsgDatabase.toWgs84(epsg.getAsInt());
    }
    return meridian(geographic);
  }

  /** Longitudes from Greenwich. */
  private static MathTransform meridian(CrsDefinition.Geographic geographic) {
    return MathTransforms.linear(new Matrix3(1, 0, geographic.primeMeridian(), 0, 1, 0, 0, 0, 1));
  }

  /** The seven-parameter shift of EPSG 9606 between the ellipsoids. */
  private static MathTransform shift(Ellipsoid from, CrsDefinition.Geographic geographic)
      throws FactoryException, TransformException {
    DefaultMathTransformFactory factory = DefaultMathTransformFactory.provider();
    BursaWolfParameters parameters = new BursaWolfParameters(CommonCRS.WGS84.datum(false), null);
    parameters.setValues(geographic.toWgs84().stream().mapToDouble(Double::doubleValue).toArray());
    MathTransform toCentre =
        EllipsoidToCentricTransform.createGeodeticConversion(factory, from, false);
    MathTransform fromCentre =
        EllipsoidToCentricTransform.createGeodeticConversion(
                factory, CommonCRS.WGS84.ellipsoid(), false)
            .inverse();
    return MathTransforms.concatenate(
        toCentre,
        MathTransforms.linear(parameters.getPositionVectorTransformation(null)),
        fromCentre);
  }

  void toLonLat(double[] xy, int points) {
    apply(toLonLat, xy, points);
  }

  void fromLonLat(double[] lonLat, int points) {
    apply(fromLonLat, lonLat, points);
  }

  private static void apply(MathTransform transform, double[] xy, int points) {
    if (points < 0 || points > xy.length / 2) {
      throw new IllegalArgumentException(points + " points in an array of " + xy.length);
    }
    double[] input = Arrays.copyOf(xy, 2 * points);
    try {
      transform.transform(input, 0, xy, 0, points);
    } catch (TransformException e) {
      onePointAtATime(transform, input, xy); // which of them failed is not said
    }
  }

  private static void onePointAtATime(MathTransform transform, double[] input, double[] xy) {
    for (int i = 0; i < input.length; i += 2) {
      try {
        transform.transform(input, i, xy, i, 1);
      } catch (TransformException e) {
        xy[i] = Double.NaN;
        xy[i + 1] = Double.NaN;
      }
    }
  }
}
