// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.kernel;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.sunqar.analysis.AnalysisException;

/**
 * Quantiles over time of each pixel of a block, by sorting all lanes at once with a network.
 * Between two values it interpolates linearly (Hyndman and Fan 1996, definition 7, as numpy and R
 * do by default). One per thread: it keeps its scratch.
 *
 * <p>Two forms with the same answers: the scalar form sorts pixel by pixel; the vector form sorts
 * integers that are ordered as the float32 values are, because their minimum and maximum are one
 * instruction each while those of floats have to mind NaN and the sign of zero. Dates that no pixel
 * of the block has seen are left out before the network, whose length is the next multiple of
 * {@value SortingNetwork#RUN}: clouds cover neighbours together, and this halves the work.
 */
public final class BlockQuantiles {

  private static final int PIXELS = BreakBlock.PIXELS;

  /** The most dates: those of a century of days. */
  public static final int MAX_DATES = 36_525;

  private final int dates;
  private final double[] probabilities;
  private final boolean vectorised;
  private final int[] keys;
  private final float[] sorted;
  private final int[] counts = new int[PIXELS];
  private final SortingNetwork[] networks;

  /**
   * Quantiles of series of so many dates.
   *
   * @param probabilities 0 (the least value) to 1 (the greatest)
   */
  public BlockQuantiles(int dates, double... probabilities) {
    this(BfastMonitorKernel.isVectorised(), dates, probabilities);
  }

  BlockQuantiles(boolean vectorised, int dates, double... probabilities) {
    if (dates < 1 || dates > MAX_DATES) {
      throw new AnalysisException(
          AnalysisException.Key.SETTING,
          "quantiles need 1 to " + MAX_DATES + " dates, not " + dates);
    }
    for (double p : probabilities) {
      if (!(p >= 0 && p <= 1)) {
        throw new AnalysisException(
            AnalysisException.Key.SETTING, "a quantile must be 0 to 1, not " + p);
      }
    }
    this.dates = dates;
    this.probabilities = probabilities.clone();
    this.vectorised = vectorised;
    int rows = roundedUp(dates);
    this.keys = new int[vectorised ? rows * PIXELS : 0];
    this.sorted = new float[dates];
    this.networks = new SortingNetwork[rows / SortingNetwork.RUN + 1];
  }

  /**
   * Quantiles of one block.
   *
   * @param values pixel p of date t at {@code offset + t * 16 + p}; NaN for no observation
   * @param out quantile q of pixel p at {@code outOffset + q * 16 + p}; NaN without an observation
   */
  public void run(float[] values, int offset, float[] out, int outOffset) {
    if (vectorised) {
      Vectors.sort(this, values, offset);
      for (int p = 0; p < PIXELS; p++) {
        pick(p, counts[p], out, outOffset);
      }
      return;
    }
    for (int p = 0; p < PIXELS; p++) {
      int n = 0;
      for (int t = 0; t < dates; t++) {
        float value = values[offset + t * PIXELS + p];
        if (!Float.isNaN(value)) {
          sorted[n++] = value;
        }
      }
      Arrays.sort(sorted, 0, n);
      pick(p, n, out, outOffset);
    }
  }

  private void pick(int p, int n, float[] out, int outOffset) {
    for (int q = 0; q < probabilities.length; q++) {
      double rank = (n - 1) * probabilities[q];
      int low = (int) rank;
      float value = Float.NaN;
      if (n > 0) {
        double a = at(low, p);
        double b = at(Math.min(low + 1, n - 1), p);
        value = (float) between(a, b, rank - low);
      }
      out[outOffset + q * PIXELS + p] = value;
    }
  }

  private float at(int row, int p) {
    return vectorised ? value(keys[row * PIXELS + p]) : sorted[row];
  }

  /** Linearly from a (share 0) to b (share 1), symmetric and exact at both ends. */
  public static double between(double a, double b, double share) {
    if (share == 0) {
      return a; // b may be infinite, or not in order
    }
    return share < 0.5 ? a + (b - a) * share : b - (b - a) * (1 - share);
  }

  private SortingNetwork network(int rows) {
    int slot = rows / SortingNetwork.RUN;
    SortingNetwork network = networks[slot];
    if (network == null) {
      double highest = Arrays.stream(probabilities).max().orElse(0);
      int ordered = (int) Math.min(rows, Math.ceil((rows - 1) * highest) + 1);
      network = new SortingNetwork(rows, ordered);
      networks[slot] = network;
    }
    return network;
  }

  private static int roundedUp(int dates) {
    return (dates + SortingNetwork.RUN - 1) / SortingNetwork.RUN * SortingNetwork.RUN;
  }

  /** An integer that is ordered as the value is, -0 before 0. */
  private static float value(int key) {
    return Float.intBitsToFloat(key ^ (key >> 31 & Integer.MAX_VALUE));
  }

  /** Loaded only where the Vector API is there. */
  private static final class Vectors {
    private static final VectorSpecies<Float> F = FloatVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Integer> I = IntVector.SPECIES_PREFERRED;
    private static final int W = F.length();

    /** Keys of the block in order of the values, those of missing values last. */
    static void sort(BlockQuantiles of, float[] values, int offset) {
      int[] keys = of.keys;
      Arrays.fill(of.counts, 0);
      int rows = 0;
      for (int t = 0; t < of.dates; t++) {
        boolean any = false;
        for (int p = 0; p < PIXELS; p += W) {
          FloatVector value = FloatVector.fromArray(F, values, offset + t * PIXELS + p);
          VectorMask<Integer> known = value.compare(VectorOperators.EQ, value).cast(I);
          IntVector bits = value.reinterpretAsInts();
          IntVector key =
              bits.lanewise(
                  VectorOperators.XOR,
                  bits.lanewise(VectorOperators.ASHR, 31)
                      .lanewise(VectorOperators.AND, Integer.MAX_VALUE));
          IntVector.broadcast(I, Integer.MAX_VALUE)
              .blend(key, known)
              .intoArray(keys, rows * PIXELS + p);
          IntVector count = IntVector.fromArray(I, of.counts, p);
          count.add(1, known).intoArray(of.counts, p);
          any |= known.anyTrue();
        }
        rows += any ? 1 : 0;
      }
      int padded = roundedUp(rows);
      Arrays.fill(keys, rows * PIXELS, padded * PIXELS, Integer.MAX_VALUE);
      if (rows == 0) {
        return;
      }
      int[] pairs = of.network(padded).pairs;
      for (int p = 0; p < PIXELS; p += W) {
        for (int row = 0; row < padded; row += SortingNetwork.RUN) {
          sortRun(keys, row * PIXELS + p);
        }
        exchange(keys, p, pairs);
      }
    }

    private static void exchange(int[] keys, int p, int[] pairs) {
      for (int k = 0; k < pairs.length; k += 2) {
        int i = pairs[k] * PIXELS + p;
        int j = pairs[k + 1] * PIXELS + p;
        IntVector a = IntVector.fromArray(I, keys, i);
        IntVector b = IntVector.fromArray(I, keys, j);
        a.min(b).intoArray(keys, i);
        a.max(b).intoArray(keys, j);
      }
    }

    /** Sorts eight rows in registers: Batcher's odd-even merge sort for eight values. */
    private static void sortRun(int[] rows, int at) {
      IntVector r0 = IntVector.fromArray(I, rows, at);
      IntVector r1 = IntVector.fromArray(I, rows, at + PIXELS);
      IntVector r2 = IntVector.fromArray(I, rows, at + 2 * PIXELS);
      IntVector r3 = IntVector.fromArray(I, rows, at + 3 * PIXELS);
      IntVector r4 = IntVector.fromArray(I, rows, at + 4 * PIXELS);
      IntVector r5 = IntVector.fromArray(I, rows, at + 5 * PIXELS);
      IntVector r6 = IntVector.fromArray(I, rows, at + 6 * PIXELS);
      IntVector r7 = IntVector.fromArray(I, rows, at + 7 * PIXELS);
      // pairs
      IntVector a0 = r0.min(r1);
      IntVector a1 = r0.max(r1);
      IntVector a2 = r2.min(r3);
      IntVector a3 = r2.max(r3);
      IntVector a4 = r4.min(r5);
      IntVector a5 = r4.max(r5);
      IntVector a6 = r6.min(r7);
      IntVector a7 = r6.max(r7);
      // fours: (0,2) (1,3), then (1,2)
      IntVector b0 = a0.min(a2);
      IntVector b2 = a0.max(a2);
      IntVector b1 = a1.min(a3);
      IntVector b3 = a1.max(a3);
      IntVector b4 = a4.min(a6);
      IntVector b6 = a4.max(a6);
      IntVector b5 = a5.min(a7);
      IntVector b7 = a5.max(a7);
      IntVector c1 = b1.min(b2);
      IntVector c2 = b1.max(b2);
      IntVector c5 = b5.min(b6);
      IntVector c6 = b5.max(b6);
      // eights: (0,4) (1,5) (2,6) (3,7), then (2,4) (3,5), then (1,2) (3,4) (5,6)
      IntVector d0 = b0.min(b4);
      IntVector d4 = b0.max(b4);
      IntVector d1 = c1.min(c5);
      IntVector d5 = c1.max(c5);
      IntVector d2 = c2.min(c6);
      IntVector d6 = c2.max(c6);
      IntVector d3 = b3.min(b7);
      IntVector d7 = b3.max(b7);
      IntVector e2 = d2.min(d4);
      IntVector e4 = d2.max(d4);
      IntVector e3 = d3.min(d5);
      IntVector e5 = d3.max(d5);
      d0.intoArray(rows, at);
      d1.min(e2).intoArray(rows, at + PIXELS);
      d1.max(e2).intoArray(rows, at + 2 * PIXELS);
      e3.min(e4).intoArray(rows, at + 3 * PIXELS);
      e3.max(e4).intoArray(rows, at + 4 * PIXELS);
      e5.min(d6).intoArray(rows, at + 5 * PIXELS);
      e5.max(d6).intoArray(rows, at + 6 * PIXELS);
      d7.intoArray(rows, at + 7 * PIXELS);
    }
  }
}
