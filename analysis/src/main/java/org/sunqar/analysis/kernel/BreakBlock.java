// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.kernel;

/**
 * What a monitoring kernel found in one block of {@value #PIXELS} pixels: one array per quantity,
 * one element per pixel. Owned by the caller and filled anew for each block.
 */
public final class BreakBlock {

  /**
   * Pixels of a block: the lanes of the longest float vector in use (512 bits). With 64 pixels the
   * kernel read every fourth cache line and was a tenth slower.
   */
  public static final int PIXELS = 16;

  /** What became of a pixel. */
  public enum Outcome {
    /** The model was fitted and the monitoring period looked at. */
    FITTED,
    /**
     * Too few history observations for the model or for the process's window, or none in the
     * monitoring period.
     */
    NOT_FITTED,
    /** Float32 is not exact enough here: the float64 detector must decide. */
    NEEDS_DOUBLE
  }

  /** The outcome for each pixel. */
  public final Outcome[] outcome = new Outcome[PIXELS];

  /** Date index at which the process crosses its boundary first; -1 for no break. */
  public final int[] breakDate = new int[PIXELS];

  /** Median residual of all monitoring observations (units of the values); NaN where not fitted. */
  public final float[] magnitude = new float[PIXELS];

  /**
   * Standard deviation of the history residuals, sqrt(RSS / (n - columns)); NaN where not fitted.
   */
  public final float[] sigma = new float[PIXELS];

  /** Valid observations in the history. */
  public final int[] historyCount = new int[PIXELS];

  /** Valid observations in the monitoring period. */
  public final int[] monitorCount = new int[PIXELS];

  /**
   * Robust standard deviation of the history residuals (units of the values), NaN where {@link
   * #departures} are not filled.
   */
  public final float[] scatter = new float[PIXELS];

  /**
   * Longest run of departures beyond {@link BreakEvidence#FENCE} on one side; 0 where not filled.
   */
  public final int[] run = new int[PIXELS];

  /**
   * Departures of the monitoring observations from the model in scatters, by monitoring date and
   * pixel ({@code date * 16 + pixel}), NaN where there is none. Filled where a pixel of the block
   * has a break, and where {@link #departuresWanted} is set.
   */
  public final float[] departures;

  /** Set by the caller: fill the departures whether or not there is a break. */
  public boolean departuresWanted;

  /** A block for so many monitoring dates. */
  public BreakBlock(int monitoringDates) {
    this.departures = new float[monitoringDates * PIXELS];
    java.util.Arrays.fill(outcome, Outcome.NOT_FITTED);
  }
}
