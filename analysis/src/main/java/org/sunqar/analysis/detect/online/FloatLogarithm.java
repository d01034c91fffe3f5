// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.detect.online;

/**
 * The natural logarithm in float32 by operations that every machine rounds alike. With x = 2^j * m,
 * m in 0.707..1.414, and s = (m - 1) / (m + 1): log m = 2s (1 + s^2/3 + s^4/5 + s^6/7 + s^8/9), of
 * which the rest is below 2e-9.
 */
final class FloatLogarithm {

  static final int SQRT_HALF_BITS = Float.floatToRawIntBits((float) Math.sqrt(0.5));
  static final float LN2 = (float) StrictMath.log(2);
  static final float C3 = 1f / 3;
  static final float C5 = 1f / 5;
  static final float C7 = 1f / 7;
  static final float C9 = 1f / 9;

  private FloatLogarithm() {}

  /** Of a positive, normal number. */
  static float of(float x) {
    int bits = Float.floatToRawIntBits(x);
    int exponent = (bits - SQRT_HALF_BITS) >> 23;
    float m = Float.intBitsToFloat(bits - (exponent << 23));
    float s = (m - 1f) / (m + 1f);
    float z = s * s;
    float series = Math.fma(z, Math.fma(z, Math.fma(z, Math.fma(z, C9, C7), C5), C3), 1f);
    return Math.fma((float) exponent, LN2, (s + s) * series);
  }
}
