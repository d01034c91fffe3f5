// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.projection;

import java.util.function.DoubleUnaryOperator;

/**
 * One kind of latitude as a function of another: {@code y = x + sum c_j sin(2 j x)}, j = 1..6. On
 * ellipsoids as flat as the Earth six terms give double precision, in the time of one sine (Karney,
 * On auxiliary latitudes, 2022). The coefficients are found as the Fourier coefficients of the
 * definition, sampled at {@value #SAMPLES} latitudes.
 */
final class LatitudeSeries {

  private static final int SAMPLES = 32;
  private static final int TERMS = 6;

  private final double c1;
  private final double c2;
  private final double c3;
  private final double c4;
  private final double c5;
  private final double c6;

  private LatitudeSeries(double[] c) {
    c1 = c[1];
    c2 = c[2];
    c3 = c[3];
    c4 = c[4];
    c5 = c[5];
    c6 = c[6];
  }

  static LatitudeSeries conformal(Ellipsoid ellipsoid) {
    return of(ellipsoid::conformal);
  }

  /** Geodetic from conformal latitude. */
  static LatitudeSeries fromConformal(Ellipsoid ellipsoid) {
    return of(inverse(ellipsoid::conformal));
  }

  static LatitudeSeries authalic(Ellipsoid ellipsoid) {
    return of(ellipsoid::authalic);
  }

  /** Geodetic from authalic latitude. */
  static LatitudeSeries fromAuthalic(Ellipsoid ellipsoid) {
    return of(inverse(ellipsoid::authalic));
  }

  static LatitudeSeries rectifying(Ellipsoid ellipsoid) {
    double[] slope = meridianSlope(ellipsoid);
    double[] c = new double[TERMS + 1];
    for (int j = 1; j <= TERMS; j++) {
      c[j] = slope[j] / (2 * j * slope[0]);
    }
    return new LatitudeSeries(c);
  }

  /** Geodetic from rectifying latitude. */
  static LatitudeSeries fromRectifying(Ellipsoid ellipsoid) {
    LatitudeSeries rectifying = rectifying(ellipsoid);
    return of(inverse(rectifying::of));
  }

  /** Radius of the sphere whose meridians are as long as the ellipsoid's. */
  static double rectifyingRadius(Ellipsoid ellipsoid) {
    return ellipsoid.semiMajor() * meridianSlope(ellipsoid)[0];
  }

  /** Cosine coefficients of the radius of curvature in the meridian, in equatorial radii. */
  private static double[] meridianSlope(Ellipsoid ellipsoid) {
    double[] c = new double[TERMS + 1];
    for (int k = 0; k < SAMPLES; k++) {
      double x = sample(k);
      double sine = Math.sin(x);
      double w = 1 - ellipsoid.e2() * sine * sine;
      double radius = (1 - ellipsoid.e2()) / (w * Math.sqrt(w));
      for (int j = 0; j <= TERMS; j++) {
        c[j] += (j == 0 ? 1.0 : 2.0) / SAMPLES * radius * Math.cos(2 * j * x);
      }
    }
    return c;
  }

  private static LatitudeSeries of(DoubleUnaryOperator latitude) {
    double[] c = new double[TERMS + 1];
    for (int k = 0; k < SAMPLES; k++) {
      double x = sample(k);
      double difference = latitude.applyAsDouble(x) - x;
      for (int j = 1; j <= TERMS; j++) {
        c[j] += 2.0 / SAMPLES * difference * Math.sin(2 * j * x);
      }
    }
    return new LatitudeSeries(c);
  }

  private static double sample(int k) {
    return (k + 0.5) * Math.PI / (2 * SAMPLES);
  }

  /** By fixed-point steps, each of which gains two or three digits. */
  private static DoubleUnaryOperator inverse(DoubleUnaryOperator latitude) {
    return y -> {
      double x = y;
      for (int i = 0; i < 12; i++) {
        x += y - latitude.applyAsDouble(x);
      }
      return x;
    };
  }

  /** The other latitude (radians) of one. */
  double of(double latitude) {
    return latitude + difference(Math.sin(latitude), Math.cos(latitude));
  }

  /** The other latitude minus this one (radians), from the sine and cosine of this one. */
  double difference(double sine, double cosine) {
    double cos2 = 2 * (cosine - sine) * (cosine + sine); // twice cos(2 x)
    double b5 = c5 + cos2 * c6;
    double b4 = c4 + cos2 * b5 - c6;
    double b3 = c3 + cos2 * b4 - b5;
    double b2 = c2 + cos2 * b3 - b4;
    double b1 = c1 + cos2 * b2 - b3;
    return 2 * sine * cosine * b1;
  }

  /** The sine of a difference, which is below 0.01. */
  static double smallSine(double x) {
    double x2 = x * x;
    return x * (1 - x2 / 6 * (1 - x2 / 20));
  }

  /** The cosine of a difference, which is below 0.01. */
  static double smallCosine(double x) {
    double x2 = x * x;
    return 1 - x2 / 2 * (1 - x2 / 12 * (1 - x2 / 30));
  }
}
