// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.projection;

/** Albers equal area conic (EPSG 9822; Snyder 1987, p. 101). */
public final class AlbersEqualArea implements Projection {

  private final Origin origin;
  private final double semiMajor;

  /** Sine of the cone's angle; negative for a cone that opens to the north. */
  private final double cone;

  private final double c;
  private final double polarQ;
  private final double radiusAtOrigin;
  private final LatitudeSeries authalic;
  private final LatitudeSeries fromAuthalic;

  /**
   * @param latitude of the false origin (degrees)
   * @param parallel1 latitude of the first standard parallel (degrees)
   * @param parallel2 latitude of the second, which may be the same (degrees)
   * @throws IllegalArgumentException when the parallels make no cone
   */
  public AlbersEqualArea(
      Ellipsoid ellipsoid, Origin origin, double latitude, double parallel1, double parallel2) {
    this.origin = origin;
    semiMajor = ellipsoid.semiMajor();
    authalic = LatitudeSeries.authalic(ellipsoid);
    fromAuthalic = LatitudeSeries.fromAuthalic(ellipsoid);
    polarQ = ellipsoid.q(Math.PI / 2);
    double first = Math.toRadians(parallel1);
    double second = Math.toRadians(parallel2);
    double m1 = ellipsoid.parallel(first);
    double m2 = ellipsoid.parallel(second);
    double q1 = ellipsoid.q(first);
    cone =
        Math.abs(first - second) < 1e-10
            ? Math.sin(first)
            : (m1 - m2) * (m1 + m2) / (ellipsoid.q(second) - q1);
    if (!(Math.abs(cone) > 1e-6)) {
      throw new IllegalArgumentException(
          "standard parallels " + parallel1 + " and " + parallel2 + " make no cone");
    }
    c = m1 * m1 + cone * q1;
    radiusAtOrigin = semiMajor * Math.sqrt(c - cone * ellipsoid.q(Math.toRadians(latitude))) / cone;
  }

  @Override
  public void forward(double[] points, int count) {
    for (int i = 0; i < 2 * count; i += 2) {
      double angle = cone * origin.radiansEast(points[i]);
      double latitude = Math.toRadians(points[i + 1]);
      double sine = Math.sin(latitude);
      double cosine = Math.cos(latitude);
      double difference = authalic.difference(sine, cosine);
      double up =
          sine * LatitudeSeries.smallCosine(difference)
              + cosine * LatitudeSeries.smallSine(difference);
      double distance = semiMajor * Math.sqrt(c - cone * polarQ * up) / cone;
      boolean reached = Math.abs(points[i + 1]) <= 90 && !Double.isNaN(distance);
      points[i] = reached ? origin.easting() + distance * Math.sin(angle) : Double.NaN;
      points[i + 1] =
          reached ? origin.northing() + radiusAtOrigin - distance * Math.cos(angle) : Double.NaN;
    }
  }

  @Override
  public void inverse(double[] points, int count) {
    double sign = Math.signum(cone);
    for (int i = 0; i < 2 * count; i += 2) {
      double x = sign * (points[i] - origin.easting()) / semiMajor;
      double y = sign * (origin.northing() + radiusAtOrigin - points[i + 1]) / semiMajor;
      double up = (c - (x * x + y * y) * cone * cone) / (cone * polarQ);
      double east = Math.atan2(x, y) / cone;
      boolean reached = Math.abs(up) <= 1 + 1e-12 && Math.abs(east) <= Math.PI + 1e-9;
      double sine = Math.max(-1, Math.min(1, up));
      double latitude = Math.asin(sine);
      latitude += fromAuthalic.difference(sine, Math.sqrt(1 - sine * sine));
      points[i] = reached ? origin.degrees(east) : Double.NaN;
      points[i + 1] = reached ? Math.toDegrees(latitude) : Double.NaN;
    }
  }
}
