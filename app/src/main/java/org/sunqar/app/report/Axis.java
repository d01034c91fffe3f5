// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app.report;

import java.util.ArrayList;
import java.util.List;

/**
 * One linear axis of a chart: a range of values on a range of drawing coordinates.
 *
 * @param low value at {@code start}
 * @param high value at {@code end}
 * @param start drawing coordinate of the low value
 * @param end drawing coordinate of the high value
 */
record Axis(double low, double high, double start, double end) {

  Axis {
    if (!(low < high)) {
      throw new IllegalArgumentException("an axis from " + low + " to " + high + " is empty");
    }
  }

  /** An axis that holds both values with a margin on either side, also where they coincide. */
  static Axis around(double low, double high, double margin, double start, double end) {
    double span = high - low;
    double pad = span > 0 ? span * margin : Math.max(Math.abs(low) * 0.1, 0.05);
    return new Axis(low - pad, high + pad, start, end);
  }

  double at(double value) {
    return start + (value - low) / (high - low) * (end - start);
  }

  boolean holds(double value) {
    return value >= low && value <= high;
  }

  double clamp(double value) {
    return Math.max(low, Math.min(high, value));
  }

  /** Distance of round tick values (1, 2 or 5 times a power of ten) for about {@code wanted}. */
  double tickStep(int wanted) {
    double rough = (high - low) / wanted;
    double step = roundDown(rough);
    return rough / step > 1.6 ? roundDown(rough * 2.1) : step;
  }

  /** Round values on the axis, rising. */
  List<Double> ticks(int wanted) {
    double step = tickStep(wanted);
    List<Double> ticks = new ArrayList<>();
    for (long i = (long) Math.ceil(low / step); i * step <= high; i++) {
      ticks.add(i * step);
    }
    return ticks;
  }

  /** The largest 1, 2 or 5 times a power of ten that is at most the value (value above 0). */
  static double roundDown(double value) {
    double power = Math.pow(10, Math.floor(Math.log10(value)));
    double digit = value / power;
    return (digit >= 5 ? 5 : digit >= 2 ? 2 : 1) * power;
  }

  /** Decimals that tell ticks of a step apart. */
  static int decimals(double step) {
    return Math.max(0, (int) -Math.floor(Math.log10(step) + 1e-9));
  }
}
