// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.detect.online;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.sunqar.analysis.kernel.BreakBlock;

/**
 * Two quantiles each of many short columns at once, one column a lane. A bound with just the wanted
 * number of values up to it is found by dividing the range of the values, in turn where an even
 * spread would have it and in the middle; one pass counts for two bounds, without a branch on the
 * values. The order statistics are the values next to the bound. Equal to sorting.
 *
 * <p>The first bounds come from the caller, who knows about where the quantiles of residuals lie.
 * For one quantile alone the second bound is a little off the first one, on the side where the
 * wanted value is more likely.
 *
 * <p>Idea graveyard: {@code Arrays.sort} of each column took 3 microseconds a pixel; halving the
 * range of bit patterns until one was left, 30 passes; one bound a pass with one counter, whose
 * additions waited for each other.
 */
final class VectorQuantile {

  private static final VectorSpecies<Float> F = FloatVector.SPECIES_PREFERRED;
  private static final int W = F.length();
  private static final int PIXELS = BreakBlock.PIXELS;

  /** How far two bounds lie off the likely place, as a part of the range that is left. */
  private static final float SPREAD = 0.15f;

  private final float[] least = new float[PIXELS];
  private final float[] most = new float[PIXELS];
  private final Search first = new Search();
  private final Search second = new Search();
  private final float[] firstCount = new float[W];
  private final float[] secondCount = new float[W];

  /** The search for one quantile of each column. */
  private static final class Search {
    /** The rank of the lower value, from 0. */
    final float[] rank = new float[PIXELS];

    /** With fewer values up to it than wanted. */
    final float[] low = new float[PIXELS];

    /** With at least as many values up to it as wanted. */
    final float[] high = new float[PIXELS];

    final float[] countLow = new float[PIXELS];
    final float[] countHigh = new float[PIXELS];

    /** To be tried next. */
    final float[] bound = new float[PIXELS];

    void start(int p, float share, float count, float least, float most, float guess) {
      rank[p] = (int) (share * (count - 1));
      low[p] = Math.nextDown(least); // no value is up to it
      high[p] = most;
      countLow[p] = 0;
      countHigh[p] = count;
      bound[p] = guess > low[p] && guess < most ? guess : least / 2 + most / 2;
    }
  }

  /**
   * Finds two quantiles of each column, linear between order statistics.
   *
   * @param values by row and column, NaN for none
   * @param count values of each column that are not NaN
   * @param share of the first, 0..1
   * @param guess where the first may lie, by column
   * @param otherShare of the second
   * @param out the first, one a column; NaN where the column is empty
   */
  void select(
      float[] values,
      int rows,
      int[] count,
      float share,
      float[] guess,
      float[] out,
      float otherShare,
      float[] otherGuess,
      float[] otherOut) {
    for (int p = 0; p < PIXELS; p += W) {
      range(values, rows, p);
    }
    for (int p = 0; p < PIXELS; p++) {
      first.start(p, share, count[p], least[p], most[p], guess[p]);
      second.start(p, otherShare, count[p], least[p], most[p], otherGuess[p]);
    }
    for (int p = 0; p < PIXELS; p += W) {
      boolean open = true;
      for (int turn = 0; open; turn++) {
        count(values, rows, p);
        boolean firstOpen = divide(first, p, turn);
        boolean secondOpen = divide(second, p, turn);
        open = firstOpen || secondOpen;
      }
      neighbours(values, rows, first, p);
      neighbours(values, rows, second, p);
    }
    interpolate(first, count, share, out);
    interpolate(second, count, otherShare, otherOut);
  }

  /**
   * Finds one quantile of each column.
   *
   * @param guess where it may be above
   * @param otherGuess where it may be below
   */
  void select(
      float[] values,
      int rows,
      int[] count,
      float share,
      float[] guess,
      float[] otherGuess,
      float[] out) {
    for (int p = 0; p < PIXELS; p += W) {
      range(values, rows, p);
    }
    for (int p = 0; p < PIXELS; p++) {
      first.start(p, share, count[p], least[p], most[p], guess[p]);
      second.bound[p] = otherGuess[p];
    }
    for (int p = 0; p < PIXELS; p += W) {
      count(values, rows, p);
      for (int turn = 0; divide(first, p, turn); turn++) {
        spread(p);
        count(values, rows, p);
      }
      neighbours(values, rows, first, p);
    }
    interpolate(first, count, share, out);
  }

  /** Two bounds on both sides of the one to be tried, where there is room. */
  private void spread(int p) {
    FloatVector low = FloatVector.fromArray(F, first.low, p);
    FloatVector high = FloatVector.fromArray(F, first.high, p);
    FloatVector bound = FloatVector.fromArray(F, first.bound, p);
    FloatVector off = high.sub(low).mul(SPREAD);
    FloatVector below = bound.sub(off);
    FloatVector above = bound.add(off);
    bound.blend(below, below.compare(VectorOperators.GT, low)).intoArray(first.bound, p);
    bound.blend(above, above.compare(VectorOperators.LT, high)).intoArray(second.bound, p);
  }

  /** The distances of values from a centre of each column. */
  static void distances(float[] values, int rows, float[] centre, float[] out) {
    for (int p = 0; p < PIXELS; p += W) {
      FloatVector from = FloatVector.fromArray(F, centre, p);
      for (int t = 0; t < rows; t++) {
        FloatVector value = FloatVector.fromArray(F, values, t * PIXELS + p);
        value.sub(from).lanewise(VectorOperators.ABS).intoArray(out, t * PIXELS + p);
      }
    }
  }

  private static void interpolate(Search search, int[] count, float share, float[] out) {
    for (int p = 0; p < PIXELS; p++) {
      float position = share * (count[p] - 1);
      float below = search.low[p];
      float above = search.rank[p] + 1 > count[p] - 1 ? below : search.high[p];
      out[p] =
          count[p] == 0 ? Float.NaN : Math.fma(position - search.rank[p], above - below, below);
    }
  }

  private void range(float[] values, int rows, int p) {
    FloatVector low = FloatVector.broadcast(F, Float.POSITIVE_INFINITY);
    FloatVector high = low.neg();
    for (int t = 0; t < rows; t++) {
      FloatVector value = FloatVector.fromArray(F, values, t * PIXELS + p);
      low = low.blend(value, value.compare(VectorOperators.LT, low));
      high = high.blend(value, value.compare(VectorOperators.GT, high));
    }
    low.intoArray(least, p);
    high.intoArray(most, p);
  }

  /** How many values are up to the bounds of both searches. */
  private void count(float[] values, int rows, int p) {
    FloatVector a = FloatVector.fromArray(F, first.bound, p);
    FloatVector b = FloatVector.fromArray(F, second.bound, p);
    FloatVector evenA = FloatVector.zero(F);
    FloatVector evenB = evenA;
    FloatVector oddA = evenA;
    FloatVector oddB = evenA;
    int pairs = rows & ~1;
    for (int t = 0; t < pairs; t += 2) {
      FloatVector even = FloatVector.fromArray(F, values, t * PIXELS + p);
      FloatVector odd = FloatVector.fromArray(F, values, (t + 1) * PIXELS + p);
      evenA = evenA.add(1f, even.compare(VectorOperators.LE, a));
      evenB = evenB.add(1f, even.compare(VectorOperators.LE, b));
      oddA = oddA.add(1f, odd.compare(VectorOperators.LE, a));
      oddB = oddB.add(1f, odd.compare(VectorOperators.LE, b));
    }
    if (pairs < rows) {
      FloatVector last = FloatVector.fromArray(F, values, pairs * PIXELS + p);
      evenA = evenA.add(1f, last.compare(VectorOperators.LE, a));
      evenB = evenB.add(1f, last.compare(VectorOperators.LE, b));
    }
    evenA.add(oddA).intoArray(firstCount, 0);
    evenB.add(oddB).intoArray(secondCount, 0);
  }

  /** Takes both counts in and chooses the next bound; false when the last one is found. */
  private boolean divide(Search search, int p, int turn) {
    FloatVector wanted = FloatVector.fromArray(F, search.rank, p).add(1f);
    FloatVector low = FloatVector.fromArray(F, search.low, p);
    FloatVector high = FloatVector.fromArray(F, search.high, p);
    FloatVector countLow = FloatVector.fromArray(F, search.countLow, p);
    FloatVector countHigh = FloatVector.fromArray(F, search.countHigh, p);
    for (int which = 0; which < 2; which++) {
      FloatVector bound = FloatVector.fromArray(F, which == 0 ? first.bound : second.bound, p);
      FloatVector count = FloatVector.fromArray(F, which == 0 ? firstCount : secondCount, 0);
      VectorMask<Float> enough = count.compare(VectorOperators.GE, wanted);
      VectorMask<Float> down = enough.and(bound.compare(VectorOperators.LT, high));
      VectorMask<Float> up = bound.compare(VectorOperators.GT, low).andNot(enough);
      high = high.blend(bound, down);
      countHigh = countHigh.blend(count, down);
      low = low.blend(bound, up);
      countLow = countLow.blend(count, up);
    }
    FloatVector width = high.sub(low);
    FloatVector middle = high.mul(0.5f).add(low.mul(0.5f));
    if (turn % 3 != 2) { // where the wanted one would be if values were spread evenly
      FloatVector part = wanted.sub(countLow).sub(0.5f).div(countHigh.sub(countLow));
      FloatVector guess = width.fma(part, low);
      VectorMask<Float> between =
          guess.compare(VectorOperators.GT, low).and(guess.compare(VectorOperators.LT, high));
      middle = middle.blend(guess, between);
    }
    // between neighbouring numbers there is none: the upper one is the bound
    VectorMask<Float> open =
        middle
            .compare(VectorOperators.GT, low)
            .and(middle.compare(VectorOperators.LT, high))
            .andNot(countHigh.compare(VectorOperators.EQ, wanted));
    high.intoArray(search.high, p);
    low.intoArray(search.low, p);
    countHigh.intoArray(search.countHigh, p);
    countLow.intoArray(search.countLow, p);
    high.blend(middle, open).intoArray(search.bound, p);
    return open.anyTrue();
  }

  /** The values on both sides of the bound; twice the lower one where it stands there again. */
  private static void neighbours(float[] values, int rows, Search search, int p) {
    FloatVector bound = FloatVector.fromArray(F, search.high, p);
    FloatVector above = FloatVector.broadcast(F, Float.POSITIVE_INFINITY);
    FloatVector below = above.neg();
    for (int t = 0; t < rows; t++) {
      FloatVector value = FloatVector.fromArray(F, values, t * PIXELS + p);
      VectorMask<Float> upTo = value.compare(VectorOperators.LE, bound);
      VectorMask<Float> beyond = value.compare(VectorOperators.GT, bound);
      below = below.blend(value, upTo.and(value.compare(VectorOperators.GT, below)));
      above = above.blend(value, beyond.and(value.compare(VectorOperators.LT, above)));
    }
    VectorMask<Float> again =
        FloatVector.fromArray(F, search.countHigh, p)
            .compare(VectorOperators.GT, FloatVector.fromArray(F, search.rank, p).add(1f));
    below.intoArray(search.low, p);
    above.blend(below, again).intoArray(search.high, p);
  }
}
