// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.series;

import java.util.Optional;
import org.sunqar.analysis.AnalysisException;
import org.sunqar.analysis.kernel.BfastMonitorKernel;
import org.sunqar.analysis.kernel.BreakBlock;
import org.sunqar.analysis.kernel.VectorGeometricMedian;

/**
 * {@link GeometricMedian} over blocks of 16 pixels: float32 lanes where the JVM was started with
 * the Vector API, the float64 form elsewhere. The two agree to 1e-4 of a value (of the median: some
 * ten times the tolerance of the steps, because the last steps of a slow iteration go the same
 * way). One per thread.
 */
public final class GeometricMedianBlock {

  private static final int PIXELS = BreakBlock.PIXELS;

  /** What follows the bands in the output: EMAD, SMAD, BCMAD. */
  public static final int SCATTERS = 3;

  private final int bands;
  private final int dates;
  private final GeometricMedianOptions options;
  private final Optional<VectorGeometricMedian> vectors;

  /** A geometric median of so many bands and dates. */
  public GeometricMedianBlock(int bands, int dates, GeometricMedianOptions options) {
    this(bands, dates, options, BfastMonitorKernel.isVectorised());
  }

  GeometricMedianBlock(int bands, int dates, GeometricMedianOptions options, boolean vectorised) {
    if (bands < 1 || dates < 1) {
      throw new AnalysisException(
          AnalysisException.Key.SETTING,
          "a geometric median needs bands and dates, not " + bands + " and " + dates);
    }
    this.bands = bands;
    this.dates = dates;
    this.options = options;
    this.vectors =
        vectorised
            ? Optional.of(
                new VectorGeometricMedian(bands, dates, options.tolerance(), options.iterations()))
            : Optional.empty();
  }

  /**
   * Computes a block.
   *
   * @param values one array for each band: pixel p of date t at {@code offset + t * 16 + p}; NaN
   *     for no observation
   * @param out band b of pixel p at {@code b * 16 + p}; after the bands EMAD, SMAD, BCMAD; NaN
   *     without an observation
   * @param count observations of each of the 16 pixels
   */
  public void run(float[][] values, int offset, float[] out, int[] count) {
    if (vectors.isPresent()) {
      vectors.get().run(values, offset, out, count);
      return;
    }
    double[][] spectra = new double[dates][bands];
    for (int p = 0; p < PIXELS; p++) {
      for (int t = 0; t < dates; t++) {
        for (int b = 0; b < bands; b++) {
          spectra[t][b] = values[b][offset + t * PIXELS + p];
        }
      }
      GeometricMedian result = new GeometricMedian(spectra, options);
      double[] median = result.median();
      for (int b = 0; b < bands; b++) {
        out[b * PIXELS + p] = (float) median[b];
      }
      out[bands * PIXELS + p] = (float) result.emad();
      out[(bands + 1) * PIXELS + p] = (float) result.smad();
      out[(bands + 2) * PIXELS + p] = (float) result.bcmad();
      count[p] = result.observations();
    }
  }
}
