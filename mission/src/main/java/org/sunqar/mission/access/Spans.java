// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.access;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/**
 * Spans of time in which a smooth function is positive, for functions of which nothing else is
 * known.
 */
final class Spans {

  private static final double SAMPLE = 5;
  private static final double TOLERANCE = 1e-4;

  private Spans() {}

  /** A span of time (s). */
  record Span(double from, double to) {}

  /**
   * Spans found from samples at most 5 s apart; between samples the maximum is sought where it
   * could be positive.
   */
  static List<Span> where(DoubleUnaryOperator f, double from, double to) {
    return where(f, from, to, SAMPLE);
  }

  /** Spans found from samples at most {@code sample} seconds apart. */
  static List<Span> where(DoubleUnaryOperator f, double from, double to, double sample) {
    int n = Math.max(2, (int) Math.ceil((to - from) / sample));
    double h = (to - from) / n;
    double[] value = new double[n + 1];
    for (int i = 0; i <= n; i++) {
      value[i] = f.applyAsDouble(i == n ? to : from + i * h);
    }
    List<Span> spans = new ArrayList<>();
    double open = value[0] > 0 ? from : Double.NaN;
    for (int i = 1; i <= n; i++) {
      double a = from + (i - 1) * h;
      double b = i == n ? to : from + i * h;
      if (value[i] > 0 && !(value[i - 1] > 0)) {
        open = root(f, a, b);
      } else if (!(value[i] > 0) && value[i - 1] > 0) {
        spans.add(new Span(open, root(f, a, b)));
        open = Double.NaN;
      }
      boolean peak =
          i < n
              && !(value[i] > 0)
              && !(value[i - 1] > 0)
              && !(value[i + 1] > 0)
              && value[i] >= value[i - 1]
              && value[i] >= value[i + 1];
      if (peak) {
        double top = maximum(f, a, from + (i + 1) * h);
        if (f.applyAsDouble(top) > 0) {
          spans.add(new Span(root(f, a, top), root(f, top, from + (i + 1) * h)));
        }
      }
    }
    if (!Double.isNaN(open)) {
      spans.add(new Span(open, to));
    }
    return spans;
  }

  /** Where a function with one maximum is largest. */
  static double maximum(DoubleUnaryOperator f, double from, double to) {
    double low = from;
    double high = to;
    while (high - low > TOLERANCE) {
      double a = low + 0.382 * (high - low);
      double b = high - 0.382 * (high - low);
      if (f.applyAsDouble(a) < f.applyAsDouble(b)) {
        low = a;
      } else {
        high = b;
      }
    }
    return 0.5 * (low + high);
  }

  /** Where the sign changes between two instants, by bisection. */
  private static double root(DoubleUnaryOperator f, double from, double to) {
    double low = from;
    double high = to;
    boolean rising = f.applyAsDouble(high) > 0;
    while (high - low > TOLERANCE) {
      double middle = 0.5 * (low + high);
      if ((f.applyAsDouble(middle) > 0) == rising) {
        high = middle;
      } else {
        low = middle;
      }
    }
    return 0.5 * (low + high);
  }
}
