// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.series;

import org.sunqar.analysis.kernel.BreakBlock;

/**
 * Fills gaps in regular series by the straight line between the observations on both sides. What
 * lies before the first and after the last observation has one side only and stays without a value,
 * unless {@code extend} is set: then it gets the nearest observation's.
 */
public final class LinearFill {

  private LinearFill() {}

  /** One series, in place; NaN for no observation. */
  public static void fill(double[] values, boolean extend) {
    int before = -1;
    for (int t = 0; t < values.length; t++) {
      if (Double.isNaN(values[t])) {
        continue;
      }
      for (int gap = before + 1; gap < t; gap++) {
        if (before >= 0) {
          values[gap] = between(values[before], values[t], gap - before, t - before);
        } else if (extend) {
          values[gap] = values[t];
        }
      }
      before = t;
    }
    if (before >= 0 && extend) {
      java.util.Arrays.fill(values, before + 1, values.length, values[before]);
    }
  }

  /**
   * A block of 16 pixels, in place, float32 with the line in float64.
   *
   * @param values pixel p of step t at {@code offset + t * 16 + p}; NaN for no observation
   */
  public static void fill(float[] values, int offset, int steps, boolean extend) {
    int[] before = new int[BreakBlock.PIXELS];
    java.util.Arrays.fill(before, -1);
    for (int t = 0; t < steps; t++) {
      for (int p = 0; p < BreakBlock.PIXELS; p++) {
        int at = offset + p;
        float value = values[at + t * BreakBlock.PIXELS];
        if (Float.isNaN(value)) {
          continue;
        }
        for (int gap = before[p] + 1; gap < t; gap++) {
          int to = at + gap * BreakBlock.PIXELS;
          if (before[p] >= 0) {
            double left = values[at + before[p] * BreakBlock.PIXELS];
            values[to] = (float) between(left, value, gap - before[p], t - before[p]);
          } else if (extend) {
            values[to] = value;
          }
        }
        before[p] = t;
      }
    }
    for (int p = 0; p < BreakBlock.PIXELS && extend; p++) {
      for (int t = before[p] + 1; before[p] >= 0 && t < steps; t++) {
        values[offset + t * BreakBlock.PIXELS + p] =
            values[offset + before[p] * BreakBlock.PIXELS + p];
      }
    }
  }

  private static double between(double left, double right, int step, int steps) {
    return left + (right - left) * step / steps;
  }
}
