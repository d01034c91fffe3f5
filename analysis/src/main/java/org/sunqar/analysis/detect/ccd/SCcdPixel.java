// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.detect.ccd;

import java.util.Arrays;
import org.sunqar.analysis.detect.BandSeries;

/**
 * All that {@link SCcd} needs of a pixel to go on: its model and the observations that the model
 * has not decided on, or the observations that wait for a model. Mutable and used again for the
 * next pixel; one thread.
 */
final class SCcdPixel {

  static final int BANDS = BandSeries.REFLECTANCE.size();

  /** {@code MONITOR} with a model, {@code QUEUE} without. */
  SCcdState.Mode mode = SCcdState.Mode.QUEUE;

  /** Whether a segment has ended before. */
  boolean broken;

  /** Without a model, the first of the observations that the next attempt at one takes. */
  int from;

  /** First day of the model. */
  int start;

  /** Observations of the model. */
  int observations;

  /** What the scatter of each band cannot go below; NaN before there were enough observations. */
  final float[] noise = new float[BANDS];

  /** The filters as {@link StateSpace#save} writes them. */
  final float[] coefficients = new float[BANDS * StateSpace.COEFFICIENTS];

  final double[] covariance = new double[BANDS * StateSpace.ELEMENTS];
  final float[] variance = new float[BANDS];
  final long[] squares = new long[BANDS];

  /** Observations, the last of them the newest. */
  int count;

  final int[] days;
  final float[] values;

  /**
   * A pixel without observations.
   *
   * @param capacity the most observations that it keeps
   */
  SCcdPixel(int capacity) {
    days = new int[capacity];
    values = new float[capacity * BANDS];
    Arrays.fill(noise, Float.NaN);
  }

  int capacity() {
    return days.length;
  }

  /** Makes it one without observations. */
  void clear() {
    mode = SCcdState.Mode.QUEUE;
    broken = false;
    from = 0;
    start = 0;
    observations = 0;
    count = 0;
    Arrays.fill(noise, Float.NaN);
  }
}
