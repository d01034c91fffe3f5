// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.kernel;

import java.util.Arrays;

/**
 * What happened around and after a break, in units of the pixel's own scatter: the facts by which a
 * lasting change is told from a season out of the ordinary. The scatter is robust: the
 * interquartile range of the history residuals / 1.349, so that undetected haze in the history does
 * not hide a change.
 *
 * @param scatter robust standard deviation of the history residuals (units of the values)
 * @param after observations from the first outlier of the longest run on
 * @param run longest run of consecutive monitoring observations beyond {@link #FENCE} scatters on
 *     the same side
 * @param runDate date index of the first observation of that run; -1 without one
 * @param lasting share of the observations from the run's start on that lie beyond the fence on its
 *     side, 0..1
 * @param size median residual of the first {@link #FIRST_AFTER} observations from the run's start
 *     on, in scatters; signed
 */
public record BreakEvidence(
    float scatter, int after, int run, int runDate, float lasting, float size) {

  /** No break, nothing to tell. */
  public static final BreakEvidence NONE = new BreakEvidence(Float.NaN, 0, 0, -1, 0, 0);

  /**
   * Tukey's fence, quartile - 1.5 interquartile ranges, of normally distributed residuals: 2.698
   * standard deviations.
   */
  public static final float FENCE = 2.698f;

  /** Observations after the start of a run over which its size is measured. */
  public static final int FIRST_AFTER = 12;

  /**
   * Measures one pixel.
   *
   * @param residuals observation - prediction by date, NaN where there is no observation
   * @param offset index of the first date's residual
   * @param stride distance of one date's residual from the next
   * @param historyDates dates of the history
   * @param dates dates in all
   * @param buffer scratch of at least {@code dates} values
   */
  static BreakEvidence measure(
      float[] residuals, int offset, int stride, int historyDates, int dates, float[] buffer) {
    int history = collect(residuals, offset, stride, 0, historyDates, buffer);
    if (history < 4) {
      return NONE;
    }
    Arrays.sort(buffer, 0, history);
    float q1 = quantile(buffer, history, 0.25f);
    float q3 = quantile(buffer, history, 0.75f);
    float scatter = (q3 - q1) / 1.349f;
    float low = q1 - (FENCE - 0.6745f) * scatter;
    float high = q3 + (FENCE - 0.6745f) * scatter;
    int monitor = 0;
    int best = 0;
    int bestStart = -1;
    int run = 0;
    int side = 0;
    for (int t = historyDates; t < dates; t++) {
      float e = residuals[offset + t * stride];
      if (Float.isNaN(e)) {
        continue;
      }
      int now = e < low ? -1 : e > high ? 1 : 0;
      run = now == 0 ? 0 : now == side ? run + 1 : 1;
      side = now;
      monitor++;
      if (run > best) {
        best = run;
        bestStart = monitor - run;
      }
    }
    if (best == 0) {
      return new BreakEvidence(scatter, 0, 0, -1, 0, 0);
    }
    int count = collect(residuals, offset, stride, historyDates, dates, buffer);
    int runDate = dateOf(residuals, offset, stride, historyDates, bestStart);
    boolean down = buffer[bestStart] < low;
    int beyond = 0;
    for (int k = bestStart; k < count; k++) {
      if (down ? buffer[k] < low : buffer[k] > high) {
        beyond++;
      }
    }
    int after = count - bestStart;
    int first = Math.min(FIRST_AFTER, after);
    System.arraycopy(buffer, bestStart, buffer, 0, first);
    Arrays.sort(buffer, 0, first);
    float size = quantile(buffer, first, 0.5f) / scatter;
    return new BreakEvidence(scatter, after, best, runDate, beyond / (float) after, size);
  }

  /** Date index of the n-th observation from a date on. */
  private static int dateOf(float[] residuals, int offset, int stride, int from, int n) {
    int t = from;
    for (int left = n; ; t++) {
      float e = residuals[offset + t * stride];
      if (!Float.isNaN(e) && left-- == 0) {
        return t;
      }
    }
  }

  private static int collect(
      float[] residuals, int offset, int stride, int from, int to, float[] buffer) {
    int count = 0;
    for (int t = from; t < to; t++) {
      float e = residuals[offset + t * stride];
      buffer[count] = e;
      count += !Float.isNaN(e) ? 1 : 0;
    }
    return count;
  }

  /** Linear interpolation between order statistics (Hyndman and Fan 1996, type 7). */
  private static float quantile(float[] sorted, int count, float p) {
    float at = (count - 1) * p;
    int below = (int) at;
    int above = Math.min(below + 1, count - 1);
    return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
  }
}
