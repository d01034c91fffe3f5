// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.detect;

import org.sunqar.analysis.AnalysisException;

/**
 * What {@link WindowDifference} compares.
 *
 * @param comparison what stands for either side
 * @param beforeDays how far before the start an observation may lie (days of a 365-day year), above
 *     0; infinite for any
 * @param afterDays how far after the start an observation must still lie (likewise)
 * @param threshold scatters beyond which a difference is a change, 1 to 100
 */
public record WindowDifferenceOptions(
    Comparison comparison, double beforeDays, double afterDays, double threshold) {

  /** Medians of all there is on either side; 3 scatters, as a watch takes. */
  public static final WindowDifferenceOptions DEFAULT =
      new WindowDifferenceOptions(
          Comparison.MEDIAN, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, 3);

  /** What stands for the observations of a side. */
  public enum Comparison {
    /** Their median. */
    MEDIAN,
    /** The one that is nearest to the start. */
    NEAREST
  }

  public WindowDifferenceOptions {
    require(beforeDays > 0, "the window before the start must be longer than 0 days", beforeDays);
    require(afterDays > 0, "the window after the start must be longer than 0 days", afterDays);
    require(threshold >= 1 && threshold <= 100, "the threshold must be 1 to 100", threshold);
  }

  private static void require(boolean holds, String what, double value) {
    if (!holds) {
      throw new AnalysisException(AnalysisException.Key.SETTING, what + ", not " + value);
    }
  }
}
