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

  /** Evidence for the pixels with a break; meaningless for the others. */
  public final BreakEvidence[] evidence = new BreakEvidence[PIXELS];

  public BreakBlock() {
    java.util.Arrays.fill(evidence, BreakEvidence.NONE);
    java.util.Arrays.fill(outcome, Outcome.NOT_FITTED);
  }
}
