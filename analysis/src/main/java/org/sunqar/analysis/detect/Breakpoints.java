// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.detect;

import java.util.Arrays;

/**
 * The breaks of a regression whose number minimises an information criterion, by dynamic
 * programming over all segments (Bai and Perron, 2003; Zeileis, Kleiber, Kraemer and Hornik, 2003,
 * <i>Testing and dating of structural changes in practice</i>, Computational Statistics and Data
 * Analysis 44).
 *
 * <p>There are at most {@code ceil(n / segment) - 2} breaks. Residual sums of squares are sums of
 * squared recursive residuals, so that one pass per segment start gives those of all its ends.
 *
 * <p>Takes O(n&sup2; k&sup2;) time and n&sup2;/2 doubles. An instance is a workspace of one thread.
 */
final class Breakpoints {

  /** The most observations that are taken: the table of their segments has 36 MB per thread. */
  static final int MAX_OBSERVATIONS = 3000;

  private static final int OBSERVATIONS_PER_REGRESSOR = 6;

  private final UpdatingQr fit;
  private final int columns;

  /** RSS of the segment from i to j, both inclusive, at offset(i) + j; n + 1 - segment rows. */
  private double[] segmentRss = new double[0];

  /** Where the last of m breaks before i is best, at {@code (m - 1) n + i}. */
  private int[] lastBreak = new int[0];

  private double[] best = new double[0];
  private double[] next = new double[0];
  private int n;
  private int segment;

  Breakpoints(UpdatingQr fit, int columns) {
    this.fit = fit;
    this.columns = columns;
  }

  /** The least number of observations of a segment in bfast: six per regressor. */
  int usualSegment() {
    return OBSERVATIONS_PER_REGRESSOR * columns;
  }

  /**
   * Finds the breaks.
   *
   * @param rows regressors, row-major, of at least n observations
   * @param values their responses
   * @param count number of observations, at most {@link #MAX_OBSERVATIONS}
   * @param shortest the least number of observations of a segment, more than regressors, at most
   *     half of the observations
   * @return index of the last observation of each segment but the last; empty if no break is better
   */
  int[] find(double[] rows, double[] values, int count, int shortest, BreakCriterion criterion) {
    n = count;
    segment = shortest;
    int breaks = Math.ceilDiv(n, segment) - 2;
    if (breaks < 1 || isConstant(values)) {
      return new int[0];
    }
    fillSegments(rows, values);
    reserve(breaks);

    // best[i]: least RSS of the observations 0..i with the present number of breaks
    for (int i = segment - 1; i < n; i++) {
      best[i] = segmentRss[i];
    }
    double least = value(criterion, best[n - 1], 0);
    int chosen = 0;
    for (int m = 1; m <= breaks; m++) {
      Arrays.fill(next, 0, n, Double.POSITIVE_INFINITY);
      extend(m);
      double value = value(criterion, next[n - 1], m);
      if (value < least) {
        least = value;
        chosen = m;
      }
      double[] swap = best;
      best = next;
      next = swap;
    }
    int[] result = new int[chosen];
    int end = n - 1;
    for (int m = chosen; m >= 1; m--) {
      end = lastBreak[(m - 1) * n + end];
      result[m - 1] = end;
    }
    return result;
  }

  private void reserve(int breaks) {
    if (best.length < n) {
      best = new double[n];
      next = new double[n];
    }
    if (lastBreak.length < breaks * n) {
      lastBreak = new int[breaks * n];
    }
  }

  /** Adds the m-th break: next[i] = least of best[j] + RSS(j + 1, i); the first j wins a tie. */
  private void extend(int m) {
    int base = (m - 1) * n;
    for (int j = m * segment - 1; j < n - segment; j++) {
      int row = offset(j + 1);
      for (int i = j + segment; i < n; i++) {
        double rss = best[j] + segmentRss[row + i];
        if (rss < next[i]) {
          next[i] = rss;
          lastBreak[base + i] = j;
        }
      }
    }
  }

  /** Minus two log-likelihoods plus the penalty of regressors and a variance for each segment. */
  private double value(BreakCriterion criterion, double rss, int breaks) {
    double logN = Math.log(n);
    double parameters = (columns + 1.0) * (breaks + 1);
    return n * (Math.log(rss) + 1 - logN + Math.log(2 * Math.PI))
        + criterion.penalty(n) * parameters;
  }

  private void fillSegments(double[] rows, double[] values) {
    int starts = n - segment + 1;
    int size = offset(starts - 1) + n;
    if (segmentRss.length < size) {
      segmentRss = new double[size];
    }
    for (int i = 0; i < starts; i++) {
      fit.clear();
      double rss = 0;
      for (int j = i; j < n; j++) {
        if (j - i >= columns) {
          double w = fit.recursiveResidual(rows, j * columns, values[j]);
          rss += w * w;
          segmentRss[offset(i) + j] = rss;
        }
        fit.add(rows, j * columns, values[j]);
      }
    }
  }

  /** So that offset(i) + j enumerates the pairs i &lt;= j &lt; n row by row. */
  private int offset(int i) {
    return i * n - i * (i + 1) / 2;
  }

  private boolean isConstant(double[] values) {
    for (int i = 1; i < n; i++) {
      if (values[i] != values[0]) {
        return false;
      }
    }
    return true;
  }
}
