// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.projection;

/** Polar stereographic (EPSG 9810, 9829; Snyder 1987, p. 160). The opposite pole is NaN. */
public final class PolarStereographic implements Projection {

  private final Origin origin;

  /** 1 for the north, -1 for the south pole. */
  private final double pole;

  private final double radius;
  private final LatitudeSeries conformal;
  private final LatitudeSeries fromConformal;

  private PolarStereographic(Ellipsoid ellipsoid, Origin origin, boolean north, double radius) {
    this.origin = origin;
    this.pole = north ? 1 : -1;
    this.radius = radius;
    conformal = LatitudeSeries.conformal(ellipsoid);
    fromConformal = LatitudeSeries.fromConformal(ellipsoid);
  }

  /**
   * @param scale at the pole
   */
  public static PolarStereographic scaled(
      Ellipsoid ellipsoid, Origin origin, boolean north, double scale) {
    double e = ellipsoid.eccentricity();
    double root = Math.sqrt(Math.pow(1 + e, 1 + e) * Math.pow(1 - e, 1 - e));
    return new PolarStereographic(
        ellipsoid, origin, north, 2 * ellipsoid.semiMajor() * scale / root);
  }

  /**
   * @param standardParallel latitude of true scale (degrees), of the pole's hemisphere
   */
  public static PolarStereographic trueAt(
      Ellipsoid ellipsoid, Origin origin, double standardParallel) {
    boolean north = standardParallel > 0;
    double latitude = Math.toRadians(Math.abs(standardParallel));
    if (Math.abs(standardParallel) == 90) {
      return scaled(ellipsoid, origin, north, 1);
    }
    double t = Math.tan(Math.PI / 4 - ellipsoid.conformal(latitude) / 2);
    return new PolarStereographic(
        ellipsoid, origin, north, ellipsoid.semiMajor() * ellipsoid.parallel(latitude) / t);
  }

  @Override
  public void forward(double[] points, int count) {
    for (int i = 0; i < 2 * count; i += 2) {
      double east = origin.radiansEast(points[i]);
      double degrees = pole * points[i + 1];
      double latitude = Math.toRadians(degrees);
      double sine = Math.sin(latitude);
      double cosine = Math.cos(latitude);
      double difference = conformal.difference(sine, cosine);
      double ds = LatitudeSeries.smallSine(difference);
      double dc = LatitudeSeries.smallCosine(difference);
      double distance = radius * (cosine * dc - sine * ds) / (1 + sine * dc + cosine * ds);
      boolean reached = degrees > -90 + 1e-9 && degrees <= 90;
      points[i] = reached ? origin.easting() + distance * Math.sin(east) : Double.NaN;
      points[i + 1] = reached ? origin.northing() - pole * distance * Math.cos(east) : Double.NaN;
    }
  }

  @Override
  public void inverse(double[] points, int count) {
    for (int i = 0; i < 2 * count; i += 2) {
      double x = (points[i] - origin.easting()) / radius;
      double y = -pole * (points[i + 1] - origin.northing()) / radius;
      double square = x * x + y * y;
      double t = Math.sqrt(square);
      double latitude = Math.PI / 2 - 2 * Math.atan(t);
      latitude += fromConformal.difference((1 - square) / (1 + square), 2 * t / (1 + square));
      points[i] = origin.degrees(Math.atan2(x, y));
      points[i + 1] = pole * Math.toDegrees(latitude);
    }
  }
}
