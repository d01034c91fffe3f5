// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.watch;

import org.sunqar.raster.geo.Grid;

/**
 * What is common to the whole region on each monitoring date, in scatters: the median departure of
 * the pixels of a fixed sample. A dry year, haze over a scene or a calibration offset moves all
 * pixels; an event does not. Hamunyela, Verbesselt and Herold (2016, Remote Sensing of Environment
 * 172) take the regional season off each observation for the same reason.
 *
 * <p>The sample is a grid of pixels that depends on nothing but the size of the run's grid, and
 * counts are added up in bins, so the result does not depend on threads or chunks. The correction
 * is at most {@link #LIMIT} scatters: an event that covers most of a small area must not explain
 * itself away.
 */
final class RegionalDeparture {

  /** Pixels of the sample, about. */
  private static final int SAMPLE = 4096;

  /** Fewer observations than this on a date say nothing about a region. */
  private static final int LEAST = 100;

  /** The most that is taken off (scatters). */
  static final float LIMIT = 2;

  private static final int BINS_PER_SCATTER = 32;
  private static final int HALF_BINS = 4 * BINS_PER_SCATTER;

  private final int step;
  private final int[][] counts;

  /** No observation yet, for a run's grid and its monitoring dates. */
  RegionalDeparture(Grid grid, int monitoringDates) {
    this.step = (int) Math.max(1, Math.sqrt(grid.window().pixels() / (double) SAMPLE));
    this.counts = new int[monitoringDates][2 * HALF_BINS + 1];
  }

  /** Whether any pixel of a row is in the sample. */
  boolean samplesRow(int row) {
    return row % step == step / 2;
  }

  /** Whether any pixel of these rows is in the sample. */
  boolean samplesRows(int first, int last) {
    for (int row = first; row <= last; row++) {
      if (samplesRow(row)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a pixel is in the sample. */
  boolean samples(int col, int row) {
    return samplesRow(row) && col % step == step / 2;
  }

  /** Counts one departure; NaN counts nothing. */
  void add(int date, float departure) {
    if (!Float.isNaN(departure)) {
      int bin = Math.round(departure * BINS_PER_SCATTER);
      counts[date][Math.clamp(bin, -HALF_BINS, HALF_BINS) + HALF_BINS]++;
    }
  }

  void add(RegionalDeparture other) {
    for (int date = 0; date < counts.length; date++) {
      for (int bin = 0; bin < counts[date].length; bin++) {
        counts[date][bin] += other.counts[date][bin];
      }
    }
  }

  /** The median by monitoring date, within the limit; 0 where too little was seen. */
  float[] medians() {
    float[] medians = new float[counts.length];
    for (int date = 0; date < counts.length; date++) {
      int all = 0;
      for (int count : counts[date]) {
        all += count;
      }
      if (all >= LEAST) {
        int bin = 0;
        for (int seen = counts[date][0]; seen * 2 < all; ) {
          seen += counts[date][++bin];
        }
        float median = (bin - HALF_BINS) / (float) BINS_PER_SCATTER;
        medians[date] = Math.clamp(median, -LIMIT, LIMIT);
      }
    }
    return medians;
  }
}
