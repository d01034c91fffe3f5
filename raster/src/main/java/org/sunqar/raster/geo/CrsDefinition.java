// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.geo;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A coordinate reference system spelled out in numbers, which needs no database. */
public sealed interface CrsDefinition {

  String name();

  /** The longitude and latitude that the system is built on; itself when it is geographic. */
  Geographic geographic();

  /** This system with another shift of its datum to WGS 84, as {@link Geographic#toWgs84}. */
  CrsDefinition withToWgs84(List<Double> toWgs84);

  /** The numbers that make two systems the same, whatever they are called. */
  String key();

  /**
   * Longitude and latitude in degrees.
   *
   * @param name name of the system
   * @param datum name of the datum
   * @param ellipsoid name of the ellipsoid
   * @param semiMajor equatorial radius (m)
   * @param inverseFlattening 1/f; 0 for a sphere
   * @param primeMeridian longitude of the prime meridian from Greenwich (degrees)
   * @param toWgs84 the shift to WGS 84 as the position vector transformation of EPSG 9606: three
   *     translations (m), three rotations (arc seconds), scale (ppm); empty where none is given
   */
  record Geographic(
      String name,
      String datum,
      String ellipsoid,
      double semiMajor,
      double inverseFlattening,
      double primeMeridian,
      List<Double> toWgs84)
      implements CrsDefinition {

    public Geographic {
      boolean round = inverseFlattening == 0 || inverseFlattening > 1.1;
      if (!(semiMajor > 0 && semiMajor < 1e12) || !round || !(Math.abs(primeMeridian) <= 360)) {
        throw new IllegalArgumentException(
            "no ellipsoid: semi-major axis %s m, inverse flattening %s, prime meridian %s"
                .formatted(semiMajor, inverseFlattening, primeMeridian));
      }
      if (!toWgs84.isEmpty() && toWgs84.size() != 7) {
        throw new IllegalArgumentException("a shift to WGS 84 has 7 numbers, not " + toWgs84);
      }
      toWgs84 = List.copyOf(toWgs84);
    }

    @Override
    public Geographic geographic() {
      return this;
    }

    @Override
    public Geographic withToWgs84(List<Double> toWgs84) {
      return new Geographic(
          name, datum, ellipsoid, semiMajor, inverseFlattening, primeMeridian, toWgs84);
    }

    /**
     * Whether coordinates may pass for WGS 84: on a datum that coincides with it to a metre, or on
     * one of which nothing is known.
     */
    boolean isOnWgs84() {
      return toWgs84.stream().allMatch(v -> v == 0)
          && (!toWgs84.isEmpty() || datumKey().isEmpty() || KnownDatums.isLikeWgs84(datumKey()));
    }

    /** The shift to WGS 84 that is given, or that is usual for the datum; empty for none. */
    List<Double> shift() {
      return toWgs84.isEmpty() ? KnownDatums.shift(datumKey()) : toWgs84;
    }

    /** The same for systems between which coordinates need no shift. */
    String datumAndEllipsoid() {
      return isOnWgs84()
          ? "WGS 84"
          : "%s|%s|%s|%s"
              .formatted(
                  datumKey(),
                  rounded(semiMajor),
                  rounded(inverseFlattening),
                  shift().stream().map(CrsDefinition::rounded).toList());
    }

    /** The datum's name without spelling variants; empty for one that says it is unknown. */
    private String datumKey() {
      return KnownDatums.key(datum);
    }

    @Override
    public String key() {
      return "geographic|%s|%s|%s|%s|%s"
          .formatted(
              datumKey(),
              rounded(semiMajor),
              rounded(inverseFlattening),
              rounded(primeMeridian),
              toWgs84.stream().map(CrsDefinition::rounded).toList());
    }
  }

  /**
   * Eastings and northings of a map projection.
   *
   * @param name name of the system
   * @param base the longitude and latitude that are projected
   * @param method the projection
   * @param parameters one value for each parameter of the method; missing ones take their default
   * @param unit name of the unit of eastings and northings
   * @param metresPerUnit length of the unit (m)
   */
  record Projected(
      String name,
      Geographic base,
      ProjectionMethod method,
      Map<ProjectionParameter, Double> parameters,
      String unit,
      double metresPerUnit)
      implements CrsDefinition {

    public Projected {
      Map<ProjectionParameter, Double> complete = new EnumMap<>(ProjectionParameter.class);
      for (ProjectionParameter parameter : method.parameters()) {
        double value = parameters.getOrDefault(parameter, parameter.defaultValue());
        boolean sane = parameter.isAngle() ? Math.abs(value) <= 720 : Math.abs(value) <= 1e12;
        if (!sane) {
          throw new IllegalArgumentException(
              method.epsgName() + " with " + method.nameOf(parameter) + " " + value);
        }
        complete.put(parameter, value);
      }
      if (!(metresPerUnit > 0 && metresPerUnit < 1e9)) {
        throw new IllegalArgumentException("a unit of " + metresPerUnit + " metres");
      }
      parameters = Collections.unmodifiableMap(complete);
    }

    /** The value of one of the parameters of the method. */
    public double parameter(ProjectionParameter parameter) {
      return parameters.getOrDefault(parameter, parameter.defaultValue());
    }

    @Override
    public Geographic geographic() {
      return base;
    }

    @Override
    public Projected withToWgs84(List<Double> toWgs84) {
      return new Projected(
          name, base.withToWgs84(toWgs84), method, parameters, unit, metresPerUnit);
    }

    @Override
    public String key() {
      StringBuilder key = new StringBuilder(method.name());
      parameters.forEach((parameter, value) -> key.append('|').append(rounded(value)));
      return key.append('|')
          .append(rounded(metresPerUnit))
          .append('|')
          .append(base.key())
          .toString();
    }
  }

  /** Ten significant digits: numbers that files print differently come out the same. */
  private static String rounded(double value) {
    return value == 0 ? "0" : String.format(Locale.ROOT, "%.10g", value);
  }
}
