// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.composite;

import java.util.Arrays;
import java.util.Optional;
import org.sunqar.analysis.cube.Chunk;
import org.sunqar.analysis.cube.StoredDates;
import org.sunqar.analysis.kernel.BfastMonitorKernel;
import org.sunqar.analysis.kernel.SampleQuantiles;

/**
 * Quantiles of a variable whose dates are all stored as 16-bit samples of one kind, without making
 * values of them: {@link SampleQuantiles}, several times as fast as {@link BlockComposite}, with
 * the same answers. One per thread.
 */
final class StoredQuantiles {

  private final int quantiles;
  private final Optional<SampleQuantiles> samples;

  StoredQuantiles(int dates, double... probabilities) {
    this.quantiles = probabilities.length;
    this.samples =
        BfastMonitorKernel.isVectorised() && dates <= SampleQuantiles.MAX_DATES
            ? Optional.of(new SampleQuantiles(dates, probabilities))
            : Optional.empty();
  }

  /**
   * Computes a chunk of one variable.
   *
   * @param out a plane for each quantile, and behind them the number of observations
   * @return false where the dates are not of one kind, or there is no date at all; nothing is done
   *     then
   */
  boolean run(Chunk chunk, float[][] out) {
    Optional<StoredDates> kind = samples.isEmpty() ? Optional.empty() : StoredDates.of(chunk);
    if (kind.isEmpty() || out[0].length < SampleQuantiles.LEAST_PIXELS) {
      return false;
    }
    StoredDates own = kind.get();
    float[][] planes = Arrays.copyOf(out, quantiles);
    samples.get().run(own.planes(), own.noData(), own.scale(), own.offset(), planes);
    int[] count = new int[out[0].length];
    for (short[] plane : own.planes()) {
      for (int i = 0; i < count.length; i++) {
        count[i] += plane[i] != own.noData() ? 1 : 0;
      }
    }
    for (int i = 0; i < count.length; i++) {
      out[quantiles][i] = count[i];
    }
    return true;
  }
}
