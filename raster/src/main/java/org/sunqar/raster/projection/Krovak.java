// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.projection;

/**
 * Krovak with eastings and northings (EPSG 1041; IOGP Guidance Note 7-2): an oblique conformal
 * conic of the Czech and Slovak Republics. Reached are only points around them.
 */
public final class Krovak implements Projection {

  private static final double QUARTER = Math.PI / 4;

  private final Origin origin;
  private final double b;
  private final double t0;
  private final double n;
  private final double radius;
  private final double sineAxis;
  private final double cosineAxis;
  private final LatitudeSeries conformal;
  private final LatitudeSeries fromConformal;

  /**
   * @param latitude of the projection centre (degrees)
   * @param coLatitude of the cone's axis (degrees)
   * @param pseudoParallel latitude of the pseudo standard parallel (degrees)
   * @param scale on the pseudo standard parallel
   */
  public Krovak(
      Ellipsoid ellipsoid,
      Origin origin,
      double latitude,
      double coLatitude,
      double pseudoParallel,
      double scale) {
    this.origin = origin;
    conformal = LatitudeSeries.conformal(ellipsoid);
    fromConformal = LatitudeSeries.fromConformal(ellipsoid);
    double e2 = ellipsoid.e2();
    double centre = Math.toRadians(latitude);
    double sine = Math.sin(centre);
    double a = ellipsoid.semiMajor() * Math.sqrt(1 - e2) / (1 - e2 * sine * sine);
    b = Math.sqrt(1 + e2 * Math.pow(Math.cos(centre), 4) / (1 - e2));
    t0 =
        Math.tan(QUARTER + Math.asin(sine / b) / 2)
            / Math.pow(Math.tan(QUARTER + ellipsoid.conformal(centre) / 2), b);
    double parallel = Math.toRadians(pseudoParallel);
    n = Math.sin(parallel);
    if (!(n > 1e-6) || !(Math.abs(latitude) < 90)) {
      throw new IllegalArgumentException("pseudo standard parallel " + pseudoParallel);
    }
    radius = scale * a / Math.tan(parallel) * Math.pow(Math.tan(QUARTER + parallel / 2), n);
    sineAxis = Math.sin(Math.toRadians(coLatitude));
    cosineAxis = Math.cos(Math.toRadians(coLatitude));
  }

  @Override
  public void forward(double[] points, int count) {
    for (int i = 0; i < 2 * count; i += 2) {
      double v = -b * origin.radiansEast(points[i]);
      double chi = conformal.of(Math.toRadians(points[i + 1]));
      double u = 2 * (Math.atan(t0 * Math.pow(Math.tan(chi / 2 + QUARTER), b)) - QUARTER);
      double up = cosineAxis * Math.sin(u) + sineAxis * Math.cos(u) * Math.cos(v);
      double t = Math.asin(Math.max(-1, Math.min(1, up)));
      double front = cosineAxis * Math.cos(u) * Math.cos(v) - sineAxis * Math.sin(u);
      double angle = n * Math.atan2(Math.cos(u) * Math.sin(v), front);
      double distance = radius / Math.pow(Math.tan(t / 2 + QUARTER), n);
      boolean reached = Math.abs(points[i + 1]) < 90 && distance < 1e12;
      points[i] = reached ? origin.easting() - distance * Math.sin(angle) : Double.NaN;
      points[i + 1] = reached ? origin.northing() - distance * Math.cos(angle) : Double.NaN;
    }
  }

  @Override
  public void inverse(double[] points, int count) {
    for (int i = 0; i < 2 * count; i += 2) {
      double x = origin.northing() - points[i + 1];
      double y = origin.easting() - points[i];
      double d = Math.atan2(y, x) / n;
      double t = 2 * (Math.atan(Math.pow(radius / Math.hypot(x, y), 1 / n)) - QUARTER);
      double front = Math.cos(t) * Math.cos(d);
      double side = Math.cos(t) * Math.sin(d);
      double up = cosineAxis * Math.sin(t) - sineAxis * front;
      double u = Math.asin(Math.max(-1, Math.min(1, up)));
      double v = Math.atan2(side, cosineAxis * front + sineAxis * Math.sin(t));
      double chi = 2 * (Math.atan(Math.pow(Math.tan(u / 2 + QUARTER) / t0, 1 / b)) - QUARTER);
      boolean reached = Math.abs(d) <= Math.PI;
      points[i] = reached ? origin.degrees(-v / b) : Double.NaN;
      points[i + 1] = reached ? Math.toDegrees(fromConformal.of(chi)) : Double.NaN;
    }
  }
}
