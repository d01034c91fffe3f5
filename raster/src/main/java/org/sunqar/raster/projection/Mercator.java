// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.projection;

/**
 * Mercator (EPSG 9804, 9805), and 1024 when given a sphere. Poles are NaN: they lie at infinity.
 */
public final class Mercator implements Projection {

  private final Origin origin;
  private final double radius;
  private final LatitudeSeries conformal;
  private final LatitudeSeries fromConformal;

  /**
   * @param scale at the equator
   */
  public Mercator(Ellipsoid ellipsoid, Origin origin, double scale) {
    this.origin = origin;
    radius = scale * ellipsoid.semiMajor();
    conformal = LatitudeSeries.conformal(ellipsoid);
    fromConformal = LatitudeSeries.fromConformal(ellipsoid);
  }

  /**
   * @param standardParallel latitude of true scale (degrees)
   */
  public static Mercator trueAt(Ellipsoid ellipsoid, Origin origin, double standardParallel) {
    return new Mercator(ellipsoid, origin, ellipsoid.parallel(Math.toRadians(standardParallel)));
  }

  @Override
  public void forward(double[] points, int count) {
    for (int i = 0; i < 2 * count; i += 2) {
      double latitude = Math.toRadians(Math.abs(points[i + 1]));
      double sine = Math.sin(latitude);
      double cosine = Math.cos(latitude);
      double difference = conformal.difference(sine, cosine);
      double ds = LatitudeSeries.smallSine(difference);
      double dc = LatitudeSeries.smallCosine(difference);
      double isometric = Math.log((1 + sine * dc + cosine * ds) / (cosine * dc - sine * ds));
      boolean reached = latitude < Math.PI / 2 - 1e-12;
      points[i] = reached ? origin.easting() + radius * origin.radiansEast(points[i]) : Double.NaN;
      points[i + 1] =
          reached
              ? origin.northing() + Math.copySign(radius * isometric, points[i + 1])
              : Double.NaN;
    }
  }

  @Override
  public void inverse(double[] points, int count) {
    for (int i = 0; i < 2 * count; i += 2) {
      double exp = Math.exp((points[i + 1] - origin.northing()) / radius);
      double square = 1 + exp * exp;
      double latitude = 2 * Math.atan(exp) - Math.PI / 2;
      latitude += fromConformal.difference(1 - 2 / square, 2 * exp / square);
      points[i] = origin.degrees((points[i] - origin.easting()) / radius);
      points[i + 1] = Math.toDegrees(latitude);
    }
  }
}
