// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.calc;

/**
 * The loops of all operations: one small method each, so that the JIT sees one shape of loop at a
 * time. A missing value is NaN, and every operation but {@code isnan} and the branch of {@code
 * where} that is not taken hands it on: comparisons and logic too, unlike IEEE 754.
 */
final class Kernels {

  private static final double MISSING = Double.NaN;
  private static final double LN2 = Math.log(2);

  static void add(double[] a, double[] b, double[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = a[i] + b[i];
    }
  }

  static void subtract(double[] a, double[] b, double[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = a[i] - b[i];
    }
  }

  static void multiply(double[] a, double[] b, double[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = a[i] * b[i];
    }
  }

  static void divide(double[] a, double[] b, double[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = a[i] / b[i];
    }
  }

  static void floorDivide(double[] a, double[] b, double[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = Math.floor(a[i] / b[i]);
    }
  }

  static void mod(double[] a, double[] b, double[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = a[i] - Math.floor(a[i] / b[i]) * b[i];
    }
  }

  static void power(double[] a, double[] b, double[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = Math.pow(a[i], b[i]);
    }
  }

  static void atan2(double[] a, double[] b, double[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = Math.atan2(a[i], b[i]);
    }
  }

  static void hypot(double[] a, double[] b, double[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = Math.hypot(a[i], b[i]);
    }
  }

  static void min(double[] a, double[] b, double[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = Math.min(a[i], b[i]);
    }
  }

  static void max(double[] a, double[] b, double[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = Math.max(a[i], b[i]);
    }
  }

  static void less(double[] a, double[] b, double[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = isMissing(a[i], b[i]) ? MISSING : a[i] < b[i] ? 1 : 0;
    }
  }

  static void lessEqual(double[] a, double[] b, double[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = isMissing(a[i], b[i]) ? MISSING : a[i] <= b[i] ? 1 : 0;
    }
  }

  static void equal(double[] a, double[] b, double[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = isMissing(a[i], b[i]) ? MISSING : a[i] == b[i] ? 1 : 0;
    }
  }

  static void notEqual(double[] a, double[] b, double[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = isMissing(a[i], b[i]) ? MISSING : a[i] != b[i] ? 1 : 0;
    }
  }

  static void and(double[] a, double[] b, double[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = isMissing(a[i], b[i]) ? MISSING : a[i] != 0 && b[i] != 0 ? 1 : 0;
    }
  }

  static void or(double[] a, double[] b, double[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = isMissing(a[i], b[i]) ? MISSING : a[i] != 0 || b[i] != 0 ? 1 : 0;
    }
  }

  static void not(double[] a, double[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = Double.isNaN(a[i]) ? MISSING : a[i] == 0 ? 1 : 0;
    }
  }

  static void bitAnd(double[] a, double[] b, double[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = isMissing(a[i], b[i]) ? MISSING : (long) a[i] & (long) b[i];
    }
  }

  static void bitOr(double[] a, double[] b, double[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = isMissing(a[i], b[i]) ? MISSING : (long) a[i] | (long) b[i];
    }
  }

  static void bitXor(double[] a, double[] b, double[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = isMissing(a[i], b[i]) ? MISSING : (long) a[i] ^ (long) b[i];
    }
  }

  static void bitNot(double[] a, double[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = Double.isNaN(a[i]) ? MISSING : ~(long) a[i];
    }
  }

  static void shiftLeft(double[] a, double[] b, double[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = isMissing(a[i], b[i]) ? MISSING : shifted((long) a[i], (long) b[i]);
    }
  }

  static void shiftRight(double[] a, double[] b, double[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = isMissing(a[i], b[i]) ? MISSING : shifted((long) a[i], -(long) b[i]);
    }
  }

  /** 64-bit shift to the left, or by a negative number to the right with sign. */
  private static long shifted(long value, long left) {
    if (left >= 0) {
      return left > 63 ? 0 : value << left;
    }
    return left < -63 ? value >> 63 : value >> -left;
  }

  private static boolean isMissing(double a, double b) {
    return Double.isNaN(a) || Double.isNaN(b);
  }

  static void where(double[] a, double[] b, double[] c, double[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = Double.isNaN(a[i]) ? MISSING : a[i] != 0 ? b[i] : c[i];
    }
  }

  static void clip(double[] a, double[] b, double[] c, double[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = Math.min(Math.max(a[i], b[i]), c[i]);
    }
  }

  static void negate(double[] a, double[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = -a[i];
    }
  }

  static void isNan(double[] a, double[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = Double.isNaN(a[i]) ? 1 : 0;
    }
  }

  static void abs(double[] a, double[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = Math.abs(a[i]);
    }
  }

  static void sign(double[] a, double[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = Math.signum(a[i]);
    }
  }

  static void sqrt(double[] a, double[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = Math.sqrt(a[i]);
    }
  }

  static void log(double[] a, double[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = Math.log(a[i]);
    }
  }

  static void log10(double[] a, double[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = Math.log10(a[i]);
    }
  }

  static void log2(double[] a, double[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = Math.log(a[i]) / LN2;
    }
  }

  static void log1p(double[] a, double[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = Math.log1p(a[i]);
    }
  }

  static void exp(double[] a, double[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = Math.exp(a[i]);
    }
  }

  static void expm1(double[] a, double[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = Math.expm1(a[i]);
    }
  }

  static void sin(double[] a, double[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = Math.sin(a[i]);
    }
  }

  static void cos(double[] a, double[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = Math.cos(a[i]);
    }
  }

  static void tan(double[] a, double[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = Math.tan(a[i]);
    }
  }

  static void asin(double[] a, double[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = Math.asin(a[i]);
    }
  }

  static void acos(double[] a, double[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = Math.acos(a[i]);
    }
  }

  static void atan(double[] a, double[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = Math.atan(a[i]);
    }
  }

  static void sinh(double[] a, double[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = Math.sinh(a[i]);
    }
  }

  static void cosh(double[] a, double[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = Math.cosh(a[i]);
    }
  }

  static void tanh(double[] a, double[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = Math.tanh(a[i]);
    }
  }

  static void degrees(double[] a, double[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = Math.toDegrees(a[i]);
    }
  }

  static void radians(double[] a, double[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = Math.toRadians(a[i]);
    }
  }

  static void floor(double[] a, double[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = Math.floor(a[i]);
    }
  }

  static void ceil(double[] a, double[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = Math.ceil(a[i]);
    }
  }

  static void round(double[] a, double[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = Math.rint(a[i]);
    }
  }

  static void trunc(double[] a, double[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = a[i] < 0 ? Math.ceil(a[i]) : Math.floor(a[i]);
    }
  }

  private Kernels() {}
}
