// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.detect.ccd;

/**
 * Cosine and sine in float32 as C's {@code cosf} and {@code sinf} give them: by polynomials of the
 * eighth and seventh degree in float64 that are off by up to 0.56 units in the last place, so that
 * one value in some hundreds is not the nearest float. The lasso and the filters amplify such a bit
 * to a thousandth of a coefficient, and results are compared with programs in C.
 *
 * <p>The coefficients are those of Arm's optimized routines, which the C libraries of Linux share.
 */
final class SingleAngle {

  /** Half of pi in three parts, the first two short enough for exact products with quadrants. */
  private static final double HALF_PI_HIGH = 0x1.921fb544p0;

  private static final double HALF_PI_MIDDLE = 0x1.0b4611a6p-34;
  private static final double HALF_PI_LOW = 0x1.3198a2e037073p-69;

  private static final double C1 = -0x1.ffffffd0c621cp-2;
  private static final double C2 = 0x1.55553e1068f19p-5;
  private static final double C3 = -0x1.6c087e89a359dp-10;
  private static final double C4 = 0x1.99343027bf8c3p-16;
  private static final double S1 = -0x1.555545995a603p-3;
  private static final double S2 = 0x1.1107605230bc4p-7;
  private static final double S3 = -0x1.994eb3774cf24p-13;

  private SingleAngle() {}

  /**
   * The cosine.
   *
   * @param angle radians, up to a million
   */
  static float cos(float angle) {
    return turned(angle, 1);
  }

  /**
   * The sine.
   *
   * @param angle radians, up to a million
   */
  static float sin(float angle) {
    return turned(angle, 0);
  }

  /** The sine of the angle and some quarter turns. */
  private static float turned(float angle, int quarters) {
    double n = Math.rint(angle * (2 / Math.PI));
    double x = angle - n * HALF_PI_HIGH - n * HALF_PI_MIDDLE - n * HALF_PI_LOW;
    int quadrant = (int) n + quarters;
    double square = x * x;
    double value;
    if ((quadrant & 1) == 0) {
      double cube = x * square;
      value = x + cube * S1 + cube * square * (S2 + square * S3);
    } else {
      double fourth = square * square;
      value = 1 + square * C1 + fourth * C2 + fourth * square * (C3 + square * C4);
    }
    return (float) ((quadrant & 2) == 0 ? value : -value);
  }
}
