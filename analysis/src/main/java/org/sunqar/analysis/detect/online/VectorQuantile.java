// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.detect.online;

import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.sunqar.analysis.kernel.BreakBlock;

/**
 * Quantiles of many short columns at once, one column a lane: the order statistic is found by
 * halving the range of the floats' ordered bit patterns, which ends on the value itself. Equal to
 * sorting; some thirty passes over the column, without a branch that depends on it.
 *
 * <p>Idea graveyard: a sort of each column by {@code Arrays.sort} took 3 microseconds a pixel.
 */
final class VectorQuantile {

  private static final VectorSpecies<Integer> I = IntVector.SPECIES_PREFERRED;
  private static final int W = I.length();
  private static final int PIXELS = BreakBlock.PIXELS;

  private VectorQuantile() {}

  /**
   * Finds a quantile of each column, linear between order statistics.
   *
   * @param values by row and column, NaN for none; overwritten
   * @param count values of each column that are not NaN
   * @param share 0..1
   * @param out one a column; NaN where the column is empty
   */
  static void select(float[] values, int rows, int[] count, float share, float[] out) {
    int[] keys = new int[rows * PIXELS];
    for (int i = 0; i < keys.length; i++) {
      float value = values[i];
      int bits = Float.floatToRawIntBits(value + 0f); // -0 and 0 are one value
      int key = bits ^ ((bits >> 31) & Integer.MAX_VALUE);
      keys[i] = Float.isNaN(value) ? Integer.MAX_VALUE : key;
    }
    int[] below = new int[PIXELS];
    for (int p = 0; p < PIXELS; p++) {
      below[p] = (int) (share * (count[p] - 1));
    }
    int[] first = new int[PIXELS];
    int[] second = new int[PIXELS];
    for (int p = 0; p < PIXELS; p += W) {
      search(keys, rows, p, below, first);
      next(keys, rows, p, below, first, second);
    }
    for (int p = 0; p < PIXELS; p++) {
      float low = value(first[p]);
      float high = below[p] + 1 > count[p] - 1 ? low : value(second[p]);
      float position = share * (count[p] - 1);
      out[p] = count[p] == 0 ? Float.NaN : Math.fma(position - below[p], high - low, low);
    }
  }

  /** The least key with more than {@code rank} keys up to it. */
  private static void search(int[] keys, int rows, int p, int[] rank, int[] out) {
    IntVector wanted = IntVector.fromArray(I, rank, p);
    IntVector low = IntVector.broadcast(I, Integer.MAX_VALUE);
    IntVector high = IntVector.broadcast(I, Integer.MIN_VALUE);
    for (int t = 0; t < rows; t++) {
      IntVector key = IntVector.fromArray(I, keys, t * PIXELS + p);
      low = low.min(key);
      high =
          high.max(
              key.blend(Integer.MIN_VALUE, key.compare(VectorOperators.EQ, Integer.MAX_VALUE)));
    }
    high = high.max(low);
    while (low.compare(VectorOperators.LT, high).anyTrue()) {
      // the middle, rounded down, without overflow
      IntVector middle =
          low.and(high)
              .add(low.lanewise(VectorOperators.XOR, high).lanewise(VectorOperators.ASHR, 1));
      IntVector count = IntVector.zero(I);
      for (int t = 0; t < rows; t++) {
        VectorMask<Integer> upTo =
            IntVector.fromArray(I, keys, t * PIXELS + p).compare(VectorOperators.LE, middle);
        count = count.add(1, upTo);
      }
      VectorMask<Integer> enough = count.compare(VectorOperators.GT, wanted);
      high = high.blend(middle, enough);
      low = low.blend(middle.add(1), enough.not());
    }
    low.intoArray(out, p);
  }

  /** The key that follows in order: the same one where it stands there more often. */
  private static void next(int[] keys, int rows, int p, int[] rank, int[] first, int[] out) {
    IntVector found = IntVector.fromArray(I, first, p);
    IntVector count = IntVector.zero(I);
    IntVector above = IntVector.broadcast(I, Integer.MAX_VALUE);
    for (int t = 0; t < rows; t++) {
      IntVector key = IntVector.fromArray(I, keys, t * PIXELS + p);
      VectorMask<Integer> upTo = key.compare(VectorOperators.LE, found);
      count = count.add(1, upTo);
      above = above.min(key.blend(Integer.MAX_VALUE, upTo));
    }
    VectorMask<Integer> again =
        count.compare(VectorOperators.GT, IntVector.fromArray(I, rank, p).add(1));
    above.blend(found, again).intoArray(out, p);
  }

  private static float value(int key) {
    return Float.intBitsToFloat(key ^ ((key >> 31) & Integer.MAX_VALUE));
  }
}
