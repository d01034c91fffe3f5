// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.projection;

/**
 * An oblate ellipsoid or a sphere.
 *
 * @param semiMajor equatorial radius, in the unit that projected coordinates shall have
 * @param flattening (a - b) / a; 0 for a sphere, at most {@value #MAX_FLATTENING}
 */
public record Ellipsoid(double semiMajor, double flattening) {

  /**
   * The series of {@link LatitudeSeries} are exact to double precision up to here. The Earth has
   * 1/298; Mars, with 1/170, still fits.
   */
  public static final double MAX_FLATTENING = 1 / 150.0;

  public Ellipsoid {
    if (!(semiMajor > 0) || !(flattening >= 0 && flattening <= MAX_FLATTENING)) {
      throw new IllegalArgumentException(
          "ellipsoid with semi-major axis " + semiMajor + " and flattening " + flattening);
    }
  }

  /** Square of the first eccentricity. */
  double e2() {
    return flattening * (2 - flattening);
  }

  double eccentricity() {
    return Math.sqrt(e2());
  }

  /** Third flattening (a - b) / (a + b). */
  double n() {
    return flattening / (2 - flattening);
  }

  /** Radius of the parallel at a latitude (radians), in equatorial radii. */
  double parallel(double latitude) {
    double sine = Math.sin(latitude);
    return Math.cos(latitude) / Math.sqrt(1 - e2() * sine * sine);
  }

  /** The conformal latitude of a geodetic one (radians), by its definition. */
  double conformal(double latitude) {
    if (flattening == 0 || Math.abs(latitude) >= Math.PI / 2) {
      return latitude;
    }
    double isometric = asinh(Math.tan(latitude)) - eAtanhE(Math.sin(latitude));
    return Math.atan(Math.sinh(isometric));
  }

  /** Snyder's q of the authalic latitude (1987, eq. 3-12). */
  double q(double latitude) {
    double sine = Math.sin(latitude);
    if (flattening == 0) {
      return 2 * sine;
    }
    double e = eccentricity();
    return (1 - e2()) * (sine / (1 - e2() * sine * sine) + eAtanhE(sine) / (e * e));
  }

  /** The authalic latitude of a geodetic one (radians), by its definition. */
  double authalic(double latitude) {
    double ratio = q(latitude) / q(Math.PI / 2);
    return Math.asin(Math.max(-1, Math.min(1, ratio)));
  }

  private double eAtanhE(double sine) {
    double e = eccentricity();
    return e / 2 * Math.log((1 + e * sine) / (1 - e * sine));
  }

  private static double asinh(double x) {
    return Math.signum(x) * Math.log(Math.abs(x) + Math.sqrt(x * x + 1));
  }
}
