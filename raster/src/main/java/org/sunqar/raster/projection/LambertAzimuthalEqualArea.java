// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.projection;

/**
 * Lambert azimuthal equal area (EPSG 9820; Snyder 1987, p. 187), at any latitude including the
 * poles. The point opposite to the centre is NaN.
 */
public final class LambertAzimuthalEqualArea implements Projection {

  private final Origin origin;

  /** Radius of the sphere of the ellipsoid's area. */
  private final double radius;

  /** Stretches x and shrinks y so that the scale at the centre is right in both. */
  private final double d;

  private final double sine0;
  private final double cosine0;
  private final LatitudeSeries authalic;
  private final LatitudeSeries fromAuthalic;

  /**
   * @param latitude of the centre (degrees)
   */
  public LambertAzimuthalEqualArea(Ellipsoid ellipsoid, Origin origin, double latitude) {
    this.origin = origin;
    radius = ellipsoid.semiMajor() * Math.sqrt(ellipsoid.q(Math.PI / 2) / 2);
    authalic = LatitudeSeries.authalic(ellipsoid);
    fromAuthalic = LatitudeSeries.fromAuthalic(ellipsoid);
    double phi = Math.toRadians(latitude);
    boolean polar = Math.abs(latitude) >= 90 - 1e-10;
    double beta = authalic.of(phi);
    sine0 = polar ? Math.signum(latitude) : Math.sin(beta);
    cosine0 = polar ? 0 : Math.cos(beta);
    d = polar ? 1 : ellipsoid.semiMajor() * ellipsoid.parallel(phi) / (radius * cosine0);
  }

  @Override
  public void forward(double[] points, int count) {
    for (int i = 0; i < 2 * count; i += 2) {
      double east = origin.radiansEast(points[i]);
      double latitude = Math.toRadians(points[i + 1]);
      double sine = Math.sin(latitude);
      double cosine = Math.cos(latitude);
      double difference = authalic.difference(sine, cosine);
      double ds = LatitudeSeries.smallSine(difference);
      double dc = LatitudeSeries.smallCosine(difference);
      double up = sine * dc + cosine * ds;
      double parallel = cosine * dc - sine * ds;
      double front = parallel * Math.cos(east);
      double side = parallel * Math.sin(east);
      double near = 1 + sine0 * up + cosine0 * front;
      double b = radius * Math.sqrt(2 / near);
      boolean reached = near > 1e-12 && Math.abs(points[i + 1]) <= 90;
      points[i] = reached ? origin.easting() + b * d * side : Double.NaN;
      points[i + 1] =
          reached ? origin.northing() + b / d * (cosine0 * up - sine0 * front) : Double.NaN;
    }
  }

  @Override
  public void inverse(double[] points, int count) {
    for (int i = 0; i < 2 * count; i += 2) {
      double x = (points[i] - origin.easting()) / (d * radius);
      double y = (points[i + 1] - origin.northing()) * d / radius;
      double square = x * x + y * y; // (2 sin(c/2))^2 of the angle c from the centre
      double k = Math.sqrt(1 - square / 4); // sin(c) over the distance
      double cosC = 1 - square / 2;
      double up = cosC * sine0 + y * k * cosine0;
      double front = cosC * cosine0 - y * k * sine0;
      double side = x * k;
      double parallel = Math.sqrt(front * front + side * side);
      double latitude = Math.atan2(up, parallel) + fromAuthalic.difference(up, parallel);
      boolean reached = square <= 4;
      points[i] = reached ? origin.degrees(Math.atan2(side, front)) : Double.NaN;
      points[i + 1] = reached ? Math.toDegrees(latitude) : Double.NaN;
    }
  }
}
