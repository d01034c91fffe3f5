// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.calc;

/** A loop over values; the output may be one of the inputs. */
sealed interface Kernel {

  /** A loop over one array. */
  @FunctionalInterface
  non-sealed interface Unary extends Kernel {
    void run(double[] a, double[] out, int n);
  }

  /** A loop over two arrays. */
  @FunctionalInterface
  non-sealed interface Binary extends Kernel {
    void run(double[] a, double[] b, double[] out, int n);
  }

  /** A loop over three arrays. */
  @FunctionalInterface
  non-sealed interface Ternary extends Kernel {
    void run(double[] a, double[] b, double[] c, double[] out, int n);
  }
}
