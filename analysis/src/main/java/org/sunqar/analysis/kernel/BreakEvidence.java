// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.kernel;

import java.util.Arrays;

/**
 * What happened around and after a break, in units of the pixel's own scatter: the facts by which a
 * lasting change is told from a season out of the ordinary. Departures are (residual - centre) /
 * scatter, where centre and scatter are those of the history residuals within {@link #TRIM}
 * standard deviations, so that undetected haze in the history does not hide a change; what is
 * common to the whole region on a date is taken off.
 *
 * @param after observations from the start of the longest run on
 * @param run longest run of consecutive monitoring observations beyond {@link #FENCE} on the same
 *     side; 0 for none of at least {@link #LEAST_RUN}
 * @param runDate monitoring date (from 0) of the first observation of that run; -1 without one
 * @param lasting share of the observations from the run's start on that lie beyond the fence on its
 *     side, 0..1
 * @param size median departure of the first {@link #FIRST_AFTER} observations from the run's start
 *     on; signed
 */
public record BreakEvidence(int after, int run, int runDate, float lasting, float size) {

  /** No run of at least {@link #LEAST_RUN}: nothing to tell. */
  public static final BreakEvidence NONE = new BreakEvidence(0, 0, -1, 0, 0);

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

  /** Centre and robust standard deviation of the history residuals of one pixel. */
  public record Scatter(float centre, float scatter) {

    /** Of the first residuals that are within {@link #TRIM} standard deviations. */
    public static Scatter trimmed(float[] residuals, int history, float sigma) {
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

  /** The longest run beyond the fence on one side among the departures of a block's pixel. */
  public static int longestRun(float[] departures, int pixel) {
    int below = 0;
    int above = 0;
    int longest = 0;
    for (int at = pixel; at < departures.length; at += BreakBlock.PIXELS) {
      float z = departures[at];
      if (!Float.isNaN(z)) {
        below = z < -FENCE ? below + 1 : 0;
        above = z > FENCE ? above + 1 : 0;
        longest = Math.max(longest, Math.max(below, above));
      }
    }
    return longest;
  }

  /**
   * Measures one pixel.
   *
   * @param departures by monitoring date, NaN where there is no observation
   * @param common what is common to the region by monitoring date; taken off
   */
  public static BreakEvidence of(float[] departures, float[] common) {
    float[] values = new float[departures.length];
    int[] dates = new int[departures.length];
    int count = 0;
    for (int t = 0; t < departures.length; t++) {
      if (!Float.isNaN(departures[t])) {
        values[count] = departures[t] - common[t];
        dates[count++] = t;
      }
    }
    int best = 0;
    int bestStart = -1;
    int run = 0;
    int side = 0;
    for (int k = 0; k < count; k++) {
      int now = values[k] < -FENCE ? -1 : values[k] > FENCE ? 1 : 0;
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
    boolean down = values[bestStart] < 0;
    int beyond = 0;
    for (int k = bestStart; k < count; k++) {
      beyond += (down ? values[k] < -FENCE : values[k] > FENCE) ? 1 : 0;
    }
    int after = count - bestStart;
    int first = Math.min(FIRST_AFTER, after);
    int runDate = dates[bestStart];
    Arrays.sort(values, bestStart, bestStart + first);
    float median = 0.5f * (values[bestStart + (first - 1) / 2] + values[bestStart + first / 2]);
    return new BreakEvidence(after, best, runDate, beyond / (float) after, median);
  }
}
