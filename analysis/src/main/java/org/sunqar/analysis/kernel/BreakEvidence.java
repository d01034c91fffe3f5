// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.kernel;

import java.util.Arrays;

/**
 * What happened around and after a break, in units of the pixel's own scatter: the facts by which a
 * lasting change is told from a season out of the ordinary. Centre and scatter are those of the
 * history residuals within {@link #TRIM} standard deviations, so that undetected haze in the
 * history does not hide a change.
 *
 * @param scatter trimmed standard deviation of the history residuals (units of the values)
 * @param after observations from the start of the longest run on
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

  /** No break, or no run of at least {@link #LEAST_RUN}: nothing to tell. */
  public static final BreakEvidence NONE = new BreakEvidence(Float.NaN, 0, 0, -1, 0, 0);

  /** History residuals beyond this many standard deviations do not count (haze, missed cloud). */
  static final float TRIM = 2.5f;

  /** Standard deviation of a normal variable cut off at {@link #TRIM}. */
  static final float TRIMMED_NORMAL = 0.9546f;

  /**
   * Tukey's fence, quartile - 1.5 interquartile ranges, of normally distributed residuals: 2.698
   * standard deviations.
   */
  public static final float FENCE = 2.698f;

  /** Shorter runs are not measured: a single outlier is most often a missed cloud. */
  public static final int LEAST_RUN = 2;

  /** Observations after the start of a run over which its size is measured. */
  public static final int FIRST_AFTER = 12;

  /** One pixel's residuals, observation - prediction by date, NaN where there is none. */
  @SuppressWarnings("ArrayRecordComponent") // a view, on purpose
  record Strided(float[] values, int offset, int stride) {
    float at(int date) {
      return values[offset + date * stride];
    }
  }

  /** Trimmed mean and standard deviation of the history residuals of one pixel. */
  record Scatter(float centre, float scatter) {

    /** Of the first residuals that are within {@link #TRIM} standard deviations. */
    static Scatter trimmed(float[] residuals, int history, float sigma) {
      float limit = TRIM * sigma;
      float count = 0;
      float sum = 0;
      float squares = 0;
      for (int t = 0; t < history; t++) {
        float e = residuals[t];
        if (Math.abs(e) <= limit) {
          count += 1;
          sum += e;
          squares = Math.fma(e, e, squares);
        }
      }
      float centre = sum / count;
      float variance = Math.fma(-centre, centre, squares / count);
      return new Scatter(centre, (float) Math.sqrt(variance) / TRIMMED_NORMAL);
    }
  }

  /**
   * Measures one pixel whose residuals are at hand, for instance from a float64 fit.
   *
   * @param residuals observation - prediction by date; NaN where there is none or where the stable
   *     history has not begun
   * @param from first monitoring date
   * @param sigma standard deviation of the history residuals, which sets what is cut off
   */
  public static BreakEvidence of(float[] residuals, int from, float sigma) {
    return measure(
        new Strided(residuals, 0, 1),
        from,
        residuals.length,
        Scatter.trimmed(residuals, from, sigma),
        new float[residuals.length + 1],
        new int[residuals.length + 1]);
  }

  /**
   * Measures one pixel.
   *
   * @param residuals of all dates
   * @param from first monitoring date
   * @param dates dates in all
   * @param history centre and scatter of the history residuals
   * @param values scratch of at least {@code dates + 1} values
   * @param valueDates scratch of the same length
   */
  static BreakEvidence measure(
      Strided residuals, int from, int dates, Scatter history, float[] values, int[] valueDates) {
    float centre = history.centre();
    float scatter = history.scatter();
    float low = Math.fma(-FENCE, scatter, centre);
    float high = Math.fma(FENCE, scatter, centre);
    int count = 0;
    for (int t = from; t < dates; t++) { // without a branch: gaps are as good as random
      float e = residuals.at(t);
      values[count] = e;
      valueDates[count] = t;
      count += Float.isNaN(e) ? 0 : 1;
    }
    int best = 0;
    int bestStart = -1;
    int run = 0;
    int side = 0;
    for (int k = 0; k < count; k++) {
      int now = values[k] < low ? -1 : values[k] > high ? 1 : 0;
      run = now == 0 ? 0 : now == side ? run + 1 : 1;
      side = now;
      if (run > best) {
        best = run;
        bestStart = k + 1 - run;
      }
    }
    if (best < LEAST_RUN) {
      return NONE;
    }
    boolean down = values[bestStart] < low;
    int beyond = 0;
    for (int k = bestStart; k < count; k++) {
      beyond += (down ? values[k] < low : values[k] > high) ? 1 : 0;
    }
    int after = count - bestStart;
    int first = Math.min(FIRST_AFTER, after);
    int runDate = valueDates[bestStart];
    Arrays.sort(values, bestStart, bestStart + first);
    float median = 0.5f * (values[bestStart + (first - 1) / 2] + values[bestStart + first / 2]);
    return new BreakEvidence(
        scatter, after, best, runDate, beyond / (float) after, (median - centre) / scatter);
  }
}
