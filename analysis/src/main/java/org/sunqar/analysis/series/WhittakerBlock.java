// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.series;

import java.util.Optional;
import org.sunqar.analysis.kernel.BfastMonitorKernel;
import org.sunqar.analysis.kernel.BreakBlock;
import org.sunqar.analysis.kernel.VectorWhittaker;

/**
 * {@link Whittaker} over blocks of 16 pixels, float32 in and out: the vector form where the JVM was
 * started with the Vector API, the scalar form elsewhere; both give the same bits. One per thread.
 */
public final class WhittakerBlock {

  private static final int PIXELS = BreakBlock.PIXELS;

  private final int steps;
  private final Optional<VectorWhittaker> vectors;
  private final Whittaker scalar;
  private final double[] y;
  private final double[] w;
  private final double[] z;

  /** A smoother for blocks of so many steps. */
  public WhittakerBlock(int steps, WhittakerOptions options) {
    this(steps, options, BfastMonitorKernel.isVectorised());
  }

  WhittakerBlock(int steps, WhittakerOptions options, boolean vectorised) {
    this.steps = steps;
    this.scalar = new Whittaker(steps, options);
    this.vectors =
        vectorised
            ? Optional.of(
                new VectorWhittaker(Whittaker.tables(steps, options), options.expectile()))
            : Optional.empty();
    this.y = new double[steps];
    this.w = new double[steps];
    this.z = new double[steps];
  }

  /**
   * Smooths a block.
   *
   * @param values pixel p of step t at {@code offset + t * 16 + p}; NaN for no observation
   * @param out the curves, laid out alike from {@code outOffset}; NaN for pixels with fewer than
   *     two observations
   * @param lambdas the lambda of each of the 16 pixels; NaN without a curve
   */
  public void smooth(float[] values, int offset, float[] out, int outOffset, double[] lambdas) {
    if (vectors.isPresent()) {
      vectors.get().smooth(values, offset, out, outOffset, lambdas);
      return;
    }
    for (int p = 0; p < PIXELS; p++) {
      for (int t = 0; t < steps; t++) {
        float value = values[offset + t * PIXELS + p];
        w[t] = Float.isNaN(value) ? 0 : 1;
        y[t] = Float.isNaN(value) ? 0 : value;
      }
      lambdas[p] = scalar.smooth(y, w, z);
      for (int t = 0; t < steps; t++) {
        out[outOffset + t * PIXELS + p] = (float) z[t];
      }
    }
  }
}
