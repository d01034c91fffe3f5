// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.series;

import java.util.Optional;
import org.sunqar.analysis.AnalysisException;
import org.sunqar.analysis.kernel.BfastMonitorKernel;
import org.sunqar.analysis.kernel.BreakBlock;
import org.sunqar.analysis.kernel.VectorMedoid;

/**
 * {@link Medoid} over blocks of 16 pixels: float32 lanes where the JVM was started with the Vector
 * API, the float64 form elsewhere. Where two observations have sums of distances that differ by
 * less than 1e-6 of them, the two forms may choose different ones. One per thread.
 */
public final class MedoidBlock {

  private static final int PIXELS = BreakBlock.PIXELS;

  /** More dates than this would take millions of distances a pixel. */
  public static final int MAX_DATES = 4096;

  private final int bands;
  private final int dates;
  private final Optional<VectorMedoid> vectors;

  /** A medoid of so many bands and dates. */
  public MedoidBlock(int bands, int dates) {
    this(bands, dates, BfastMonitorKernel.isVectorised());
  }

  MedoidBlock(int bands, int dates, boolean vectorised) {
    if (bands < 1 || dates < 1 || dates > MAX_DATES) {
      throw new AnalysisException(
          AnalysisException.Key.SETTING,
          "a medoid needs bands, and 1 to "
              + MAX_DATES
              + " dates, not "
              + bands
              + " and "
              + dates
              + ": take a shorter period");
    }
    this.bands = bands;
    this.dates = dates;
    this.vectors = vectorised ? Optional.of(new VectorMedoid(bands, dates)) : Optional.empty();
  }

  /**
   * Chooses a date for each pixel of a block.
   *
   * @param values one array for each band: pixel p of date t at {@code offset + t * 16 + p}; NaN
   *     for no observation
   * @param chosen the date of each of the 16 pixels; -1 without an observation
   */
  public void run(float[][] values, int offset, int[] chosen) {
    if (vectors.isPresent()) {
      vectors.get().run(values, offset, chosen);
      return;
    }
    double[][] spectra = new double[dates][bands];
    for (int p = 0; p < PIXELS; p++) {
      for (int t = 0; t < dates; t++) {
        for (int b = 0; b < bands; b++) {
          spectra[t][b] = values[b][offset + t * PIXELS + p];
        }
      }
      chosen[p] = Medoid.of(spectra).orElse(-1);
    }
  }
}
