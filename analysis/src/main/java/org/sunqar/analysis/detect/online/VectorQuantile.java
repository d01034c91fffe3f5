// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.detect.online;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.sunqar.analysis.kernel.BreakBlock;

/**
 * Quantiles of many short columns at once, one column a lane. A bound with just the wanted number
 * of values up to it is found by dividing the range of the values, in turn where an even spread
 * would have it and in the middle: some six passes without a branch on the values; the order
 * statistics are the values next to the bound. Equal to sorting.
 *
 * <p>Idea graveyard: {@code Arrays.sort} of each column took 3 microseconds a pixel; halving the
 * range of bit patterns until one was left, 30 passes.
 */
final class VectorQuantile {

  private static final VectorSpecies<Float> F = FloatVector.SPECIES_PREFERRED;
  private static final int W = F.length();
  private static final int PIXELS = BreakBlock.PIXELS;

  private VectorQuantile() {}

  /**
   * Finds a quantile of each column, linear between order statistics.
   *
   * @param values by row and column, NaN for none
   * @param count values of each column that are not NaN
   * @param share 0..1
   * @param out one a column; NaN where the column is empty
   */
  static void select(float[] values, int rows, int[] count, float share, float[] out) {
    float[] below = new float[PIXELS];
    float[] counts = new float[PIXELS];
    for (int p = 0; p < PIXELS; p++) {
      counts[p] = count[p];
      below[p] = (int) (share * (count[p] - 1));
    }
    float[] low = new float[PIXELS];
    float[] high = new float[PIXELS];
    float[] bound = new float[PIXELS];
    for (int p = 0; p < PIXELS; p += W) {
      range(values, rows, p, low, high);
    }
    for (int p = 0; p < PIXELS; p++) {
      low[p] = Math.nextDown(low[p]); // no value is up to it
    }
    for (int p = 0; p < PIXELS; p += W) {
      search(values, rows, p, below, counts, low, high, bound);
      neighbours(values, rows, p, below, bound, low, high);
    }
    for (int p = 0; p < PIXELS; p++) {
      float position = share * (count[p] - 1);
      float next = below[p] + 1 > count[p] - 1 ? low[p] : high[p];
      out[p] = count[p] == 0 ? Float.NaN : Math.fma(position - below[p], next - low[p], low[p]);
    }
  }

  private static void range(float[] values, int rows, int p, float[] least, float[] most) {
    FloatVector infinity = FloatVector.broadcast(F, Float.POSITIVE_INFINITY);
    FloatVector low = infinity;
    FloatVector high = infinity.neg();
    for (int t = 0; t < rows; t++) {
      FloatVector value = FloatVector.fromArray(F, values, t * PIXELS + p);
      VectorMask<Float> known = value.compare(VectorOperators.EQ, value);
      low = low.min(infinity.blend(value, known));
      high = high.max(infinity.neg().blend(value, known));
    }
    low.intoArray(least, p);
    high.intoArray(most, p);
  }

  /** A bound with more than {@code rank} values up to it, and exactly one more unless some tie. */
  private static void search(
      float[] values,
      int rows,
      int p,
      float[] rank,
      float[] counts,
      float[] from,
      float[] to,
      float[] out) {
    FloatVector wanted = FloatVector.fromArray(F, rank, p).add(1f);
    FloatVector low = FloatVector.fromArray(F, from, p);
    FloatVector high = FloatVector.fromArray(F, to, p);
    FloatVector countLow = FloatVector.zero(F);
    FloatVector countHigh = FloatVector.fromArray(F, counts, p);
    VectorMask<Float> open = low.compare(VectorOperators.LT, high);
    for (int turn = 0; open.anyTrue(); turn++) {
      FloatVector width = high.sub(low);
      FloatVector middle = width.mul(0.5f).add(low);
      if (turn % 2 == 0) { // where the wanted one would be if values were spread evenly
        FloatVector part = wanted.sub(countLow).sub(0.5f).div(countHigh.sub(countLow));
        FloatVector guess = width.fma(part, low);
        VectorMask<Float> between =
            guess.compare(VectorOperators.GT, low).and(guess.compare(VectorOperators.LT, high));
        middle = middle.blend(guess, between);
      }
      FloatVector count = FloatVector.zero(F);
      for (int t = 0; t < rows; t++) {
        VectorMask<Float> upTo =
            FloatVector.fromArray(F, values, t * PIXELS + p).compare(VectorOperators.LE, middle);
        count = count.add(1f, upTo);
      }
      // between neighbouring numbers there is none: the upper one is the bound
      VectorMask<Float> moved =
          middle.compare(VectorOperators.GT, low).and(middle.compare(VectorOperators.LT, high));
      VectorMask<Float> enough = count.compare(VectorOperators.GE, wanted);
      VectorMask<Float> up = enough.not().and(open).and(moved);
      VectorMask<Float> down = enough.and(open).and(moved);
      high = high.blend(middle, down);
      countHigh = countHigh.blend(count, down);
      low = low.blend(middle, up);
      countLow = countLow.blend(count, up);
      open = open.and(moved).andNot(count.compare(VectorOperators.EQ, wanted));
    }
    high.intoArray(out, p);
  }

  /** The values on both sides of the bound; twice the lower one where it stands there again. */
  private static void neighbours(
      float[] values, int rows, int p, float[] rank, float[] bounds, float[] lower, float[] upper) {
    FloatVector bound = FloatVector.fromArray(F, bounds, p);
    FloatVector infinity = FloatVector.broadcast(F, Float.POSITIVE_INFINITY);
    FloatVector count = FloatVector.zero(F);
    FloatVector below = infinity.neg();
    FloatVector above = infinity;
    for (int t = 0; t < rows; t++) {
      FloatVector value = FloatVector.fromArray(F, values, t * PIXELS + p);
      VectorMask<Float> upTo = value.compare(VectorOperators.LE, bound);
      VectorMask<Float> beyond = value.compare(VectorOperators.GT, bound);
      count = count.add(1f, upTo);
      below = below.max(infinity.neg().blend(value, upTo));
      above = above.min(infinity.blend(value, beyond));
    }
    VectorMask<Float> again =
        count.compare(VectorOperators.GT, FloatVector.fromArray(F, rank, p).add(1f));
    below.intoArray(lower, p);
    above.blend(below, again).intoArray(upper, p);
  }
}
