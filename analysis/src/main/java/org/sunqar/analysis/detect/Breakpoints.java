// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.detect;

import java.util.Arrays;

/**
 * The last of the breaks of a regression whose number minimises BIC, by dynamic programming over
 * all segments (Bai and Perron, 2003; Zeileis, Kleiber, Kraemer and Hornik, 2003, <i>Testing and
 * dating of structural changes in practice</i>, Computational Statistics and Data Analysis 44).
 *
 * <p>A segment has at least six observations per regressor, as in bfast. There are at most {@code
 * ceil(n / segment) - 2} breaks. Residual sums of squares are sums of squared recursive residuals,
 * so that one pass per segment start gives those of all its ends.
 *
 * <p>Takes O(n&sup2; k&sup2;) time and n&sup2;/2 doubles. An instance is a workspace of one thread.
 */
final class Breakpoints {

  /** The most observations that are taken: the table of their segments has 36 MB per thread. */
  static final int MAX_OBSERVATIONS = 3000;

  private static final int OBSERVATIONS_PER_REGRESSOR = 6;

  private final UpdatingQr fit;
  private final int columns;
  private final int segment;

  /** RSS of the segment from i to j, both inclusive, at offset(i) + j; n + 1 - segment rows. */
  private double[] segmentRss = new double[0];

  private int n;

  Breakpoints(UpdatingQr fit, int columns) {
    this.fit = fit;
    this.columns = columns;
    this.segment = OBSERVATIONS_PER_REGRESSOR * columns;
  }

  /** The least number of observations of a segment. */
  int segment() {
    return segment;
  }

  /**
   * Index of the first observation after the last break; 0 if no break is better.
   *
   * @param rows regressors, row-major, of at least n observations
   * @param values their responses
   * @param count number of observations, from twice {@link #segment} to {@link #MAX_OBSERVATIONS}
   */
  int start(double[] rows, double[] values, int count) {
    n = count;
    int breaks = Math.ceilDiv(n, segment) - 2;
    if (breaks < 1 || isConstant(values)) {
      return 0;
    }
    fillSegments(rows, values);

    // best[i]: least RSS of the observations 0..i with the present number of breaks
    double[] best = new double[n];
    double[] next = new double[n];
    for (int i = segment - 1; i < n; i++) {
      best[i] = segmentRss[i];
    }
    double leastBic = bic(best[n - 1], 0);
    int lastBreak = -1;
    for (int m = 1; m <= breaks; m++) {
      Arrays.fill(next, Double.POSITIVE_INFINITY);
      int last = extend(best, next, m);
      double bic = bic(next[n - 1], m);
      if (bic < leastBic) {
        leastBic = bic;
        lastBreak = last;
      }
      double[] swap = best;
      best = next;
      next = swap;
    }
    return lastBreak + 1;
  }

  /**
   * Adds the m-th break: next[i] = least of best[j] + RSS(j + 1, i); the first j wins a tie.
   *
   * @return the j of all observations
   */
  private int extend(double[] best, double[] next, int m) {
    int last = -1;
    for (int j = m * segment - 1; j < n - segment; j++) {
      int row = offset(j + 1);
      for (int i = j + segment; i < n; i++) {
        double rss = best[j] + segmentRss[row + i];
        if (rss < next[i]) {
          next[i] = rss;
          last = i == n - 1 ? j : last;
        }
      }
    }
    return last;
  }

  private double bic(double rss, int breaks) {
    double logN = Math.log(n);
    double parameters = (columns + 1.0) * (breaks + 1);
    return n * (Math.log(rss) + 1 - logN + Math.log(2 * Math.PI)) + logN * parameters;
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
