// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.warp;

import org.sunqar.raster.pixel.Resampling;

/** Makes values of target pixels from a piece of a source. */
interface Kernel {

  /** How far around a place source pixels are needed (pixels). */
  int reach();

  /**
   * Computes a row of values at places.
   *
   * @param cols source columns of the centres
   * @param rows source rows of the centres
   * @param out values; NaN where there is none
   */
  void row(SourcePatch patch, double[] cols, double[] rows, int count, double[] out);

  /**
   * The kernel of a method that weighs a neighbourhood; not nearest.
   *
   * @param footprint size of a target pixel, by which the kernel is widened
   */
  static Kernel of(Resampling resampling, Footprint footprint) {
    double widthX = Footprint.widening(footprint.cols());
    double widthY = Footprint.widening(footprint.rows());
    boolean wide = widthX > 1 || widthY > 1;
    return switch (resampling) {
      case BILINEAR ->
          wide ? new WideKernel(WideKernel.Shape.TENT, widthX, widthY) : new Bilinear();
      case CUBIC -> wide ? new WideKernel(WideKernel.Shape.KEYS, widthX, widthY) : new Cubic();
      case CUBIC_SPLINE -> new WideKernel(WideKernel.Shape.SPLINE, widthX, widthY);
      case LANCZOS -> new WideKernel(WideKernel.Shape.LANCZOS, widthX, widthY);
      case NEAREST, AVERAGE, MODE, MIN, MAX, MEDIAN, Q1, Q3, SUM, RMS ->
          throw new IllegalArgumentException(resampling + " has no kernel");
    };
  }
}
