// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.kernel;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The medoid for blocks of 16 pixels in float32, one pixel per lane: each pair of dates once. Dates
 * that no lane has seen are left out. One per thread: it keeps its scratch.
 */
public final class VectorMedoid {

  private static final VectorSpecies<Float> F = FloatVector.SPECIES_PREFERRED;
  private static final int W = F.length();
  private static final int PIXELS = BreakBlock.PIXELS;

  private final int bands;
  private final int dates;
  private final float[] spectra; // row, band, lane; NaN for no observation
  private final float[] sums;
  private final int[] dateOfRow;

  /** A medoid of so many bands and dates. */
  public VectorMedoid(int bands, int dates) {
    this.bands = bands;
    this.dates = dates;
    this.spectra = new float[bands * dates * W];
    this.sums = new float[dates * W];
    this.dateOfRow = new int[dates];
  }

  /**
   * Chooses a date for each pixel of a block.
   *
   * @param values one array for each band: pixel p of date t at {@code offset + t * 16 + p}; NaN
   *     for no observation
   * @param chosen the date of each of the 16 pixels; -1 without an observation
   */
  public void run(float[][] values, int offset, int[] chosen) {
    for (int p = 0; p < PIXELS; p += W) {
      int rows = gather(values, offset + p);
      for (int row = 0; row < rows; row++) {
        pairs(row, rows);
      }
      choose(rows, chosen, p);
    }
  }

  /** Sums begin with 0 where a lane has seen the date and NaN where not, and stay so. */
  private int gather(float[][] values, int at) {
    int rows = 0;
    for (int t = 0; t < dates; t++) {
      FloatVector sum = FloatVector.zero(F);
      for (int b = 0; b < bands; b++) {
        FloatVector value = FloatVector.fromArray(F, values[b], at + t * PIXELS);
        sum = sum.add(value.mul(0));
        value.intoArray(spectra, (rows * bands + b) * W);
      }
      if (sum.compare(VectorOperators.EQ, sum).anyTrue()) {
        sum.intoArray(sums, rows * W);
        dateOfRow[rows++] = t;
      }
    }
    return rows;
  }

  /** Distances of one row to those after it, added to the sums of both. */
  private void pairs(int row, int rows) {
    FloatVector zero = FloatVector.zero(F);
    FloatVector own = FloatVector.fromArray(F, sums, row * W);
    int from = row * bands * W;
    for (int other = row + 1; other < rows; other++) {
      int to = other * bands * W;
      FloatVector squares = zero;
      for (int b = 0; b < bands * W; b += W) {
        FloatVector difference =
            FloatVector.fromArray(F, spectra, from + b)
                .sub(FloatVector.fromArray(F, spectra, to + b));
        squares = difference.fma(difference, squares);
      }
      VectorMask<Float> both = squares.compare(VectorOperators.EQ, squares);
      FloatVector distance = zero.blend(squares.sqrt(), both);
      own = own.add(distance);
      FloatVector.fromArray(F, sums, other * W).add(distance).intoArray(sums, other * W);
    }
    own.intoArray(sums, row * W);
  }

  private void choose(int rows, int[] chosen, int p) {
    Arrays.fill(chosen, p, p + W, -1);
    for (int lane = 0; lane < W; lane++) {
      float least = Float.POSITIVE_INFINITY;
      for (int row = 0; row < rows; row++) {
        float sum = sums[row * W + lane];
        if (sum < least) {
          least = sum;
          chosen[p + lane] = dateOfRow[row];
        }
      }
    }
  }
}
