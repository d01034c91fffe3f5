// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.geo;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.opengis.referencing.operation.MathTransform;
import org.opengis.referencing.operation.NoninvertibleTransformException;
import org.opengis.referencing.operation.TransformException;
import org.opengis.util.FactoryException;
import org.sunqar.raster.RasterException;
import org.sunqar.raster.geo.CoordinateTransform.Step;
import org.sunqar.raster.projection.DatumShift;
import org.sunqar.raster.projection.Ellipsoid;
import org.sunqar.raster.projection.Projection;

/**
 * The ways between a system and WGS 84, in two parts: the projection, to longitude and latitude
 * from Greenwich on the system's own datum (its base), and the datum. Composed from the parts that
 * the definition gives, because a search for an operation opens the EPSG database; that happens
 * here only for a system with an EPSG code on a datum of which nothing is known without.
 */
final class CrsTransform {

  private final String datum;
  private final List<Step> toBase;
  private final List<Step> fromBase;
  private final List<Step> toWgs84 = new ArrayList<>(2);
  private final List<Step> fromWgs84 = new ArrayList<>(2);

  private CrsTransform(CrsDefinition.Geographic base, List<Step> toBase, List<Step> fromBase) {
    this.datum = base.datumAndEllipsoid();
    this.toBase = List.copyOf(toBase);
    this.fromBase = List.copyOf(fromBase);
  }

  /** From the numbers of a definition, where its projection is one that is computed here. */
  static Optional<CrsTransform> of(CrsDefinition definition, OptionalInt epsg) {
    CrsDefinition.Geographic base = definition.geographic();
    CrsTransform made;
    switch (definition) {
      case CrsDefinition.Geographic geographic ->
          made =
              new CrsTransform(
                  geographic,
                  meridian(geographic.primeMeridian()),
                  meridian(-geographic.primeMeridian()));
      case CrsDefinition.Projected projected -> {
        Optional<Projection> projection = Projections.find(projected);
        if (projection.isEmpty()) {
          return Optional.empty();
        }
        made =
            new CrsTransform(
                base, List.of(projection.get()::inverse), List.of(projection.get()::forward));
      }
    }
    made.addDatum(base, epsg);
    return Optional.of(made);
  }

  /**
   * Through the CRS library.
   *
   * @param base what the system is built on, with the shift to WGS 84 that counts
   */
  static CrsTransform of(SisCrs crs, CrsDefinition.Geographic base, OptionalInt epsg) {
    try {
      MathTransform toBase = crs.toBase();
      MathTransform fromBase = toBase.inverse();
      List<Step> to = new ArrayList<>();
      to.add((xy, points) -> SisCrs.apply(toBase, xy, points));
      to.addAll(meridian(base.primeMeridian()));
      List<Step> from = new ArrayList<>(meridian(-base.primeMeridian()));
      from.add((xy, points) -> SisCrs.apply(fromBase, xy, points));
      CrsTransform made = new CrsTransform(base, to, from);
      made.addDatum(base, epsg);
      return made;
    } catch (TransformException | FactoryException e) {
      throw new RasterException(
          RasterException.Key.CRS,
          crs.name() + " cannot be brought to WGS 84: " + e.getMessage(),
          e);
    }
  }

  private void addDatum(CrsDefinition.Geographic base, OptionalInt epsg) {
    if (base.isOnWgs84()) {
      return;
    }
    List<Double> shift = base.shift();
    if (!shift.isEmpty()) {
      Ellipsoid from = Projections.ellipsoid(base, 1).orElseThrow(() -> tooFlat(base));
      Ellipsoid to = Projections.ellipsoid(KnownCrs.WGS84, 1).orElseThrow();
      toWgs84.add(DatumShift.of(from, to, shift)::apply);
      fromWgs84.add(DatumShift.inverseOf(from, to, shift)::apply);
    } else if (epsg.isPresent()) {
      addOperation(EpsgDatabase.toWgs84(epsg.getAsInt()), base.primeMeridian());
    }
  }

  private void addOperation(MathTransform operation, double primeMeridian) {
    try {
      MathTransform inverse = operation.inverse();
      toWgs84.addAll(meridian(-primeMeridian));
      toWgs84.add((xy, points) -> SisCrs.apply(operation, xy, points));
      fromWgs84.add((xy, points) -> SisCrs.apply(inverse, xy, points));
      fromWgs84.addAll(meridian(primeMeridian));
    } catch (NoninvertibleTransformException e) {
      throw new RasterException(
          RasterException.Key.CRS, "the datum cannot be brought to WGS 84 and back", e);
    }
  }

  private static RasterException tooFlat(CrsDefinition.Geographic base) {
    return new RasterException(
        RasterException.Key.CRS,
        base.name()
            + " has a shift to WGS 84 from an ellipsoid unlike the Earth: inverse flattening "
            + base.inverseFlattening());
  }

  private static List<Step> meridian(double degrees) {
    if (degrees == 0) {
      return List.of();
    }
    return List.of((xy, points) -> {
      for (int i = 0; i < 2 * points; i += 2) {
        xy[i] += degrees;
      }
    });
  }

  boolean hasDatumOf(CrsTransform other) {
    return datum.equals(other.datum);
  }

  List<Step> toBase() {
    return toBase;
  }

  List<Step> fromBase() {
    return fromBase;
  }

  List<Step> toWgs84() {
    return toWgs84;
  }

  List<Step> fromWgs84() {
    return fromWgs84;
  }
}
