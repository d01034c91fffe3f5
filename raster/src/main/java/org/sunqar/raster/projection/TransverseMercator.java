// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.projection;

/**
 * Transverse Mercator (EPSG 9807) by Krueger's series to the sixth order of the third flattening,
 * with the coefficients of Karney, Transverse Mercator with an accuracy of a few nanometers (2011),
 * eqs. 35 and 36. Points more than about 80 degrees from the central meridian near the equator,
 * where the series ends, are NaN.
 */
public final class TransverseMercator implements Projection {

  /** Largest distance from the central meridian (radii), tanh of it, and distance along it. */
  private static final double MAX_ETA = 2.6;

  private static final double MAX_TANH = Math.tanh(MAX_ETA);
  private static final double MAX_XI = Math.PI;

  private final Origin origin;
  private final double radius;
  private final double northing;
  private final LatitudeSeries conformal;
  private final LatitudeSeries fromConformal;
  private final double[] alpha;
  private final double[] beta;

  /**
   * @param latitude of the natural origin (degrees)
   * @param scale on the central meridian
   */
  public TransverseMercator(Ellipsoid ellipsoid, Origin origin, double latitude, double scale) {
    this.origin = origin;
    double n = ellipsoid.n();
    radius = scale * LatitudeSeries.rectifyingRadius(ellipsoid);
    northing =
        origin.northing()
            - radius * LatitudeSeries.rectifying(ellipsoid).of(Math.toRadians(latitude));
    conformal = LatitudeSeries.conformal(ellipsoid);
    fromConformal = LatitudeSeries.fromConformal(ellipsoid);
    alpha = alpha(n);
    beta = beta(n);
  }

  private static double[] alpha(double n) {
    return new double[] {
      polynomial(n, 1, 1 / 2.0, -2 / 3.0, 5 / 16.0, 41 / 180.0, -127 / 288.0, 7891 / 37800.0),
      polynomial(n, 2, 13 / 48.0, -3 / 5.0, 557 / 1440.0, 281 / 630.0, -1983433 / 1935360.0),
      polynomial(n, 3, 61 / 240.0, -103 / 140.0, 15061 / 26880.0, 167603 / 181440.0),
      polynomial(n, 4, 49561 / 161280.0, -179 / 168.0, 6601661 / 7257600.0),
      polynomial(n, 5, 34729 / 80640.0, -3418889 / 1995840.0),
      polynomial(n, 6, 212378941 / 319334400.0)
    };
  }

  private static double[] beta(double n) {
    return new double[] {
      polynomial(n, 1, 1 / 2.0, -2 / 3.0, 37 / 96.0, -1 / 360.0, -81 / 512.0, 96199 / 604800.0),
      polynomial(n, 2, 1 / 48.0, 1 / 15.0, -437 / 1440.0, 46 / 105.0, -1118711 / 3870720.0),
      polynomial(n, 3, 17 / 480.0, -37 / 840.0, -209 / 4480.0, 5569 / 90720.0),
      polynomial(n, 4, 4397 / 161280.0, -11 / 504.0, -830251 / 7257600.0),
      polynomial(n, 5, 4583 / 161280.0, -108847 / 3991680.0),
      polynomial(n, 6, 20648693 / 638668800.0)
    };
  }

  private static double polynomial(double n, int lowestPower, double... coefficients) {
    double sum = 0;
    for (int i = coefficients.length - 1; i >= 0; i--) {
      sum = sum * n + coefficients[i];
    }
    return sum * Math.pow(n, lowestPower);
  }

  @Override
  public void forward(double[] points, int count) {
    for (int i = 0; i < 2 * count; i += 2) {
      double east = origin.radiansEast(points[i]);
      double latitude = Math.toRadians(points[i + 1]);
      double sine = Math.sin(latitude);
      double cosine = Math.cos(latitude);
      double difference = conformal.difference(sine, cosine);
      double ds = LatitudeSeries.smallSine(difference);
      double dc = LatitudeSeries.smallCosine(difference);
      double up = sine * dc + cosine * ds; // the point on the sphere of conformal latitudes
      double parallel = cosine * dc - sine * ds;
      double front = parallel * Math.cos(east);
      double side = parallel * Math.sin(east);
      double rest = up * up + front * front; // 1 - side^2
      double sin2 = 2 * up * front / rest;
      double cos2 = (front - up) * (front + up) / rest;
      double sinh2 = 2 * side / rest;
      double cosh2 = (1 + side * side) / rest;
      double re = 2 * cos2 * cosh2;
      double im = -2 * sin2 * sinh2;
      double[] c = alpha;
      double r1 = 0;
      double i1 = 0;
      double r0 = c[5];
      double i0 = 0;
      for (int j = 4; j >= 0; j--) { // Clenshaw's summation with a complex argument
        double r = c[j] + re * r0 - im * i0 - r1;
        double m = re * i0 + im * r0 - i1;
        r1 = r0;
        i1 = i0;
        r0 = r;
        i0 = m;
      }
      double sr = sin2 * cosh2;
      double si = cos2 * sinh2;
      double xi = Math.atan2(up, front) + sr * r0 - si * i0;
      double eta = 0.5 * Math.log((1 + side) / (1 - side)) + sr * i0 + si * r0;
      boolean reached = Math.abs(side) <= MAX_TANH && Math.abs(points[i + 1]) <= 90;
      points[i] = reached ? origin.easting() + radius * eta : Double.NaN;
      points[i + 1] = reached ? northing + radius * xi : Double.NaN;
    }
  }

  @Override
  public void inverse(double[] points, int count) {
    for (int i = 0; i < 2 * count; i += 2) {
      double eta = (points[i] - origin.easting()) / radius;
      double xi = (points[i + 1] - northing) / radius;
      double sx = Math.sin(xi);
      double cx = Math.cos(xi);
      double sin2 = 2 * sx * cx;
      double cos2 = (cx - sx) * (cx + sx);
      double exp2 = Math.exp(2 * eta);
      double sinh2 = 0.5 * (exp2 - 1 / exp2);
      double cosh2 = 0.5 * (exp2 + 1 / exp2);
      double re = 2 * cos2 * cosh2;
      double im = -2 * sin2 * sinh2;
      double[] c = beta;
      double r1 = 0;
      double i1 = 0;
      double r0 = c[5];
      double i0 = 0;
      for (int j = 4; j >= 0; j--) {
        double r = c[j] + re * r0 - im * i0 - r1;
        double m = re * i0 + im * r0 - i1;
        r1 = r0;
        i1 = i0;
        r0 = r;
        i0 = m;
      }
      double sr = sin2 * cosh2;
      double si = cos2 * sinh2;
      double turn = sr * r0 - si * i0;
      double exp = Math.exp(eta - sr * i0 - si * r0);
      double side = 0.5 * (exp - 1 / exp);
      double up = Math.sin(xi - turn);
      double front = Math.cos(xi - turn);
      double parallel = Math.sqrt(side * side + front * front);
      double length = 0.5 * (exp + 1 / exp);
      double latitude =
          Math.atan2(up, parallel) + fromConformal.difference(up / length, parallel / length);
      boolean reached = Math.abs(eta) <= MAX_ETA && Math.abs(xi) <= MAX_XI;
      points[i] = reached ? origin.degrees(Math.atan2(side, front)) : Double.NaN;
      points[i + 1] = reached ? Math.toDegrees(latitude) : Double.NaN;
    }
  }
}
