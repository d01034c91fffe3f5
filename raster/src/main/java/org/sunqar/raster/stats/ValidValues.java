// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.stats;

import org.sunqar.raster.pixel.PixelBlock;
import org.sunqar.raster.pixel.SampleValues;

/** The valid values of a piece of a band, packed; used again for the next piece. One thread's. */
final class ValidValues {

  private final double[] values;
  private long[] weights = new long[0];
  private int count;

  /**
   * @param most pixels of a piece
   */
  ValidValues(int most) {
    values = new double[most];
  }

  /** Takes the finite values where the mask is not 0. */
  void take(PixelBlock block, byte[] mask) {
    SampleValues.load(block, 0, block.size(), values);
    count = 0;
    for (int i = 0; i < block.size(); i++) {
      double value = values[i];
      values[count] = value;
      count += mask[i] != 0 && Math.abs(value) <= Double.MAX_VALUE ? 1 : 0;
    }
  }

  /** Takes the finite values where the mask is not 0 with their share of a pixel in units. */
  void take(PixelBlock block, byte[] mask, float[] shares, long units) {
    SampleValues.load(block, 0, block.size(), values);
    weights = new long[block.size()];
    count = 0;
    for (int i = 0; i < block.size(); i++) {
      long weight = Math.round((double) shares[i] * units);
      if (mask[i] != 0 && weight > 0 && Double.isFinite(values[i])) {
        values[count] = values[i];
        weights[count] = weight;
        count++;
      }
    }
  }

  void addTo(ValueCounts counts, boolean weighted) {
    if (!weighted) {
      counts.add(values, count);
      return;
    }
    for (int i = 0; i < count; i++) {
      counts.add(values[i], weights[i]);
    }
  }

  Moments moments() {
    return Moments.of(values, count);
  }

  Moments weightedMoments() {
    return Moments.of(values, weights, count);
  }
}
