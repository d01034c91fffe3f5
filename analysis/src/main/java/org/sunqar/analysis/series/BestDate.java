// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.series;

import java.util.Arrays;
import java.util.OptionalInt;
import org.sunqar.analysis.kernel.BreakBlock;

/**
 * Composites that take all bands of a pixel from one date, the one that a score prefers: the
 * greatest NDVI (Holben 1986, <i>Characteristics of maximum-value composite images from temporal
 * AVHRR data</i>), or the least cloud, by pixel (a cloud probability) or by scene (its cloud
 * cover). Dates without a score do not count; the earliest of equal ones is taken.
 */
public final class BestDate {

  private static final int PIXELS = BreakBlock.PIXELS;

  private BestDate() {}

  /** The date with the greatest score; empty without any. NaN does not count. */
  public static OptionalInt greatest(double[] scores) {
    int best = -1;
    double greatest = Double.NEGATIVE_INFINITY;
    for (int t = 0; t < scores.length; t++) {
      if (scores[t] > greatest) {
        greatest = scores[t];
        best = t;
      }
    }
    return best < 0 ? OptionalInt.empty() : OptionalInt.of(best);
  }

  /** The date with the least score; empty without any. NaN does not count. */
  public static OptionalInt least(double[] scores) {
    return greatest(Arrays.stream(scores).map(score -> -score).toArray());
  }

  /**
   * The date with the greatest score of each pixel of a block.
   *
   * @param scores pixel p of date t at {@code offset + t * 16 + p}; NaN where it must not be taken
   * @param chosen the date of each of the 16 pixels; -1 without any
   */
  public static void greatest(float[] scores, int offset, int dates, int[] chosen) {
    float[] best = new float[PIXELS];
    Arrays.fill(best, Float.NEGATIVE_INFINITY);
    Arrays.fill(chosen, -1);
    for (int t = 0; t < dates; t++) {
      int at = offset + t * PIXELS;
      for (int p = 0; p < PIXELS; p++) {
        if (scores[at + p] > best[p]) {
          best[p] = scores[at + p];
          chosen[p] = t;
        }
      }
    }
  }

  /**
   * The date of the least cloudy scene that each pixel of a block was seen in.
   *
   * @param values a band, to know where a pixel was seen: NaN where not
   * @param cloudCover of each scene, in any unit
   * @param chosen the date of each of the 16 pixels; -1 without any
   */
  public static void leastCloudy(float[] values, int offset, double[] cloudCover, int[] chosen) {
    Arrays.fill(chosen, -1);
    for (int t = 0; t < cloudCover.length; t++) {
      int at = offset + t * PIXELS;
      for (int p = 0; p < PIXELS; p++) {
        if (!Float.isNaN(values[at + p])
            && (chosen[p] < 0 || cloudCover[t] < cloudCover[chosen[p]])) {
          chosen[p] = t;
        }
      }
    }
  }

  /**
   * Takes a band from the chosen dates.
   *
   * @param values pixel p of date t at {@code offset + t * 16 + p}
   * @param out pixel p at {@code outOffset + p}; NaN where no date was chosen
   */
  public static void take(float[] values, int offset, int[] chosen, float[] out, int outOffset) {
    for (int p = 0; p < PIXELS; p++) {
      out[outOffset + p] = chosen[p] < 0 ? Float.NaN : values[offset + chosen[p] * PIXELS + p];
    }
  }
}
