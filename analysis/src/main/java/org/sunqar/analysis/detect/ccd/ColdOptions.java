// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.detect.ccd;

import org.sunqar.analysis.AnalysisException;

/**
 * What {@link Cold} needs to know besides the series.
 *
 * @param probability of the chi-square distribution that a change exceeds, above 0.5, below 1
 * @param consecutive observations that must all exceed it, 2 to {@value #MAX_CONSECUTIVE}
 * @param lambda penalty of the fit in units of the values, 0 to 10,000
 * @param gapDays a model is not begun across a longer gap than this, at least 1 day
 */
public record ColdOptions(double probability, int consecutive, double lambda, double gapDays) {

  static final int MAX_CONSECUTIVE = 12;
  static final double MAX_LAMBDA = 10_000;

  public ColdOptions {
    check(probability, consecutive, lambda);
    if (!(gapDays >= 1)) {
      throw new AnalysisException(
          AnalysisException.Key.SETTING, "--gap-days must be at least 1, not " + gapDays);
    }
  }

  /** As published: .99, six consecutive; lambda 20; a year. */
  public static ColdOptions defaults() {
    return new ColdOptions(0.99, 6, 20, SeasonBasis.YEAR);
  }

  static void check(double probability, int consecutive, double lambda) {
    if (!(probability > 0.5 && probability < 1)) {
      throw new AnalysisException(
          AnalysisException.Key.SETTING,
          "--probability must be above 0.5 and below 1, not " + probability);
    }
    if (consecutive < 2 || consecutive > MAX_CONSECUTIVE) {
      throw new AnalysisException(
          AnalysisException.Key.SETTING,
          "--consecutive must be 2 to " + MAX_CONSECUTIVE + ", not " + consecutive);
    }
    if (!(lambda >= 0 && lambda <= MAX_LAMBDA)) {
      throw new AnalysisException(
          AnalysisException.Key.SETTING, "--lambda must be 0 to 10000, not " + lambda);
    }
  }
}
