// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.projection;

/** Lambert conformal conic (EPSG 9801, 9802; Snyder 1987, p. 107). */
public final class LambertConformalConic implements Projection {

  private final Origin origin;

  /** Sine of the cone's angle; negative for a cone that opens to the north. */
  private final double cone;

  private final double radius;
  private final double radiusAtOrigin;
  private final LatitudeSeries conformal;
  private final LatitudeSeries fromConformal;

  /**
   * @param latitude of the false origin (degrees)
   * @param parallel1 latitude of the first standard parallel (degrees)
   * @param parallel2 latitude of the second, which may be the same (degrees)
   * @param scale at the standard parallels
   * @throws IllegalArgumentException when the parallels make no cone
   */
  public LambertConformalConic(
      Ellipsoid ellipsoid,
      Origin origin,
      double latitude,
      double parallel1,
      double parallel2,
      double scale) {
    this.origin = origin;
    conformal = LatitudeSeries.conformal(ellipsoid);
    fromConformal = LatitudeSeries.fromConformal(ellipsoid);
    double first = Math.toRadians(parallel1);
    double second = Math.toRadians(parallel2);
    double m1 = ellipsoid.parallel(first);
    double t1 = t(ellipsoid, first);
    cone =
        Math.abs(first - second) < 1e-10
            ? Math.sin(first)
            : Math.log(m1 / ellipsoid.parallel(second)) / Math.log(t1 / t(ellipsoid, second));
    if (!(Math.abs(cone) > 1e-6) || !(Math.abs(parallel1) < 90) || !(Math.abs(parallel2) < 90)) {
      throw new IllegalArgumentException(
          "standard parallels " + parallel1 + " and " + parallel2 + " make no cone");
    }
    radius = scale * ellipsoid.semiMajor() * m1 / (cone * Math.pow(t1, cone));
    radiusAtOrigin = radius * Math.pow(t(ellipsoid, Math.toRadians(latitude)), cone);
  }

  private static double t(Ellipsoid ellipsoid, double latitude) {
    return Math.tan(Math.PI / 4 - ellipsoid.conformal(latitude) / 2);
  }

  @Override
  public void forward(double[] points, int count) {
    for (int i = 0; i < 2 * count; i += 2) {
      double angle = cone * origin.radiansEast(points[i]);
      double latitude = Math.toRadians(points[i + 1]);
      double sine = Math.sin(latitude);
      double cosine = Math.cos(latitude);
      double difference = conformal.difference(sine, cosine);
      double ds = LatitudeSeries.smallSine(difference);
      double dc = LatitudeSeries.smallCosine(difference);
      double up = sine * dc + cosine * ds;
      double parallel = cosine * dc - sine * ds;
      // tan(pi/4 - x/2) in the form that does not cancel
      double logT = up > 0 ? Math.log(parallel / (1 + up)) : Math.log((1 - up) / parallel);
      double distance = radius * Math.exp(cone * logT);
      boolean reached = Math.abs(points[i + 1]) <= 90 && Math.abs(distance) < 1e15;
      points[i] = reached ? origin.easting() + distance * Math.sin(angle) : Double.NaN;
      points[i + 1] =
          reached ? origin.northing() + radiusAtOrigin - distance * Math.cos(angle) : Double.NaN;
    }
  }

  @Override
  public void inverse(double[] points, int count) {
    double sign = Math.signum(cone);
    for (int i = 0; i < 2 * count; i += 2) {
      double x = sign * (points[i] - origin.easting());
      double y = sign * (origin.northing() + radiusAtOrigin - points[i + 1]);
      double distance = Math.sqrt(x * x + y * y);
      double t = Math.exp(Math.log(distance / Math.abs(radius)) / cone);
      double square = 1 + t * t;
      double latitude = Math.PI / 2 - 2 * Math.atan(t);
      if (t < 1e100) {
        latitude += fromConformal.difference(2 / square - 1, 2 * t / square);
      }
      double east = Math.atan2(x, y) / cone;
      boolean reached = Math.abs(east) <= Math.PI + 1e-9;
      points[i] = reached ? origin.degrees(east) : Double.NaN;
      points[i + 1] = reached ? Math.toDegrees(latitude) : Double.NaN;
    }
  }
}
