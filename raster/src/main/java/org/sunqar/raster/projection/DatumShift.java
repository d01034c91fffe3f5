// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.projection;

import java.util.List;

/**
 * A seven-parameter shift between two datums through earth-centred coordinates (the position vector
 * transformation, EPSG 9606, without its small-angle inverse: back and forth is exact). Heights are
 * taken as 0 on either side. In place, thread-safe.
 */
public final class DatumShift {

  private static final double ARC_SECOND = Math.PI / (180 * 3600);

  private final double fromA;
  private final double fromE2;
  private final double toA;
  private final double toE2;
  private final double[] matrix; // 3 rows of 4, the last column being the translation

  private DatumShift(double fromA, double fromF, double toA, double toF, double[] matrix) {
    this.fromA = fromA;
    this.fromE2 = fromF * (2 - fromF);
    this.toA = toA;
    this.toE2 = toF * (2 - toF);
    this.matrix = matrix;
  }

  /**
   * @param from ellipsoid of the longitudes and latitudes that go in (m)
   * @param to ellipsoid of those that come out (m)
   * @param parameters translations (m), rotations (arc seconds), scale (ppm)
   */
  public static DatumShift of(Ellipsoid from, Ellipsoid to, List<Double> parameters) {
    return new DatumShift(
        from.semiMajor(), from.flattening(), to.semiMajor(), to.flattening(), matrix(parameters));
  }

  /** The shift that undoes what {@link #of} of the same arguments does. */
  public static DatumShift inverseOf(Ellipsoid from, Ellipsoid to, List<Double> parameters) {
    return new DatumShift(
        to.semiMajor(),
        to.flattening(),
        from.semiMajor(),
        from.flattening(),
        inverted(matrix(parameters)));
  }

  private static double[] matrix(List<Double> p) {
    double rx = p.get(3) * ARC_SECOND;
    double ry = p.get(4) * ARC_SECOND;
    double rz = p.get(5) * ARC_SECOND;
    double s = 1 + p.get(6) * 1e-6;
    return new double[] {
      s, -s * rz, s * ry, p.get(0), s * rz, s, -s * rx, p.get(1), -s * ry, s * rx, s, p.get(2)
    };
  }

  private static double[] inverted(double[] m) {
    double[] r = new double[12];
    double determinant = 0;
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) { // cofactors, transposed; cyclic indices give the signs
        int a = (j + 1) % 3;
        int b = (j + 2) % 3;
        int c = (i + 1) % 3;
        int d = (i + 2) % 3;
        r[4 * i + j] = m[4 * a + c] * m[4 * b + d] - m[4 * a + d] * m[4 * b + c];
      }
    }
    for (int i = 0; i < 3; i++) {
      determinant += m[i] * r[4 * i];
    }
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        r[4 * i + j] /= determinant;
      }
      r[4 * i + 3] = -(r[4 * i] * m[3] + r[4 * i + 1] * m[7] + r[4 * i + 2] * m[11]);
    }
    return r;
  }

  /** Replaces longitudes and latitudes (degrees) of one datum by those of the other. */
  public void apply(double[] points, int count) {
    double[] m = matrix;
    double axisRatio = Math.sqrt(1 - toE2);
    double secondE2 = toE2 / (1 - toE2);
    for (int i = 0; i < 2 * count; i += 2) {
      double longitude = Math.toRadians(points[i]);
      double latitude = Math.toRadians(points[i + 1]);
      double sine = Math.sin(latitude);
      double normal = fromA / Math.sqrt(1 - fromE2 * sine * sine);
      double parallel = normal * Math.cos(latitude);
      double x = parallel * Math.cos(longitude);
      double y = parallel * Math.sin(longitude);
      double z = normal * (1 - fromE2) * sine;
      double tx = m[0] * x + m[1] * y + m[2] * z + m[3];
      double ty = m[4] * x + m[5] * y + m[6] * z + m[7];
      double tz = m[8] * x + m[9] * y + m[10] * z + m[11];
      // Bowring (1976): one step is exact to nanometres near the surface
      double p = Math.sqrt(tx * tx + ty * ty);
      double ps = p * axisRatio;
      double length = Math.sqrt(tz * tz + ps * ps);
      double s = tz / length;
      double c = ps / length;
      points[i] = Math.toDegrees(Math.atan2(ty, tx));
      points[i + 1] =
          Math.toDegrees(
              Math.atan2(tz + secondE2 * toA * axisRatio * s * s * s, p - toE2 * toA * c * c * c));
    }
  }
}
