// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.series;

import org.sunqar.analysis.AnalysisException;

/**
 * What a growing season is.
 *
 * @param threshold share of the amplitude at which it starts and ends, 0 to 1, both excluded
 * @param prominence share of the curve's whole range by which peaks and minima must differ, 0 to 1
 */
public record PhenologyOptions(double threshold, double prominence) {

  /** Start and end at a fifth of the amplitude; a quarter of the range makes a season. */
  public static final PhenologyOptions DEFAULT = new PhenologyOptions(0.2, 0.25);

  public PhenologyOptions {
    if (!(threshold > 0 && threshold < 1)) {
      throw new AnalysisException(
          AnalysisException.Key.SETTING,
          "the threshold must be a share above 0 and below 1, not " + threshold);
    }
    if (!(prominence >= 0 && prominence <= 1)) {
      throw new AnalysisException(
          AnalysisException.Key.SETTING, "the prominence must be 0 to 1, not " + prominence);
    }
  }
}
