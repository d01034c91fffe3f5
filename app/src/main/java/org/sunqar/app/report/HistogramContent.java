// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app.report;

import java.util.Arrays;
import java.util.List;

/**
 * How the scores of all pixels are spread, and where the thresholds lie.
 *
 * @param title one line
 * @param axis name of the horizontal axis
 * @param low left edge of the first bin
 * @param high right edge of the last bin
 * @param counts pixels per bin of equal width; values beyond the edges are in the end bins
 * @param below threshold: scores at or below it are losses
 * @param above threshold: scores at or above it are gains
 * @param shareBelow share of the pixels at or below {@code below}, 0..1
 * @param shareAbove share of the pixels at or above {@code above}, 0..1
 */
public record HistogramContent(
    String title,
    String axis,
    double low,
    double high,
    List<Long> counts,
    double below,
    double above,
    double shareBelow,
    double shareAbove) {

  public HistogramContent {
    counts = List.copyOf(counts);
    if (counts.isEmpty() || !(low < high) || !(below < above)) {
      throw new IllegalArgumentException(
          "a histogram of "
              + counts.size()
              + " bins from "
              + low
              + " to "
              + high
              + " with thresholds "
              + below
              + " and "
              + above);
    }
  }

  /** Counts the finite values into {@code bins} bins from {@code low} to {@code high}. */
  public static HistogramContent of(
      String title,
      String axis,
      float[] values,
      double low,
      double high,
      int bins,
      double below,
      double above) {
    if (bins < 1 || !(low < high)) {
      throw new IllegalArgumentException(bins + " bins from " + low + " to " + high);
    }
    long[] counts = new long[bins];
    long n = 0;
    long losses = 0;
    long gains = 0;
    for (float v : values) {
      if (!Float.isFinite(v)) {
        continue;
      }
      int bin = (int) Math.floor((v - low) / (high - low) * bins);
      counts[Math.max(0, Math.min(bins - 1, bin))]++;
      n++;
      losses += v <= below ? 1 : 0;
      gains += v >= above ? 1 : 0;
    }
    long total = Math.max(1, n);
    return new HistogramContent(
        title,
        axis,
        low,
        high,
        Arrays.stream(counts).boxed().toList(),
        below,
        above,
        (double) losses / total,
        (double) gains / total);
  }
}
