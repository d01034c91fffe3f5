// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.detect.landtrendr;

import org.sunqar.analysis.AnalysisException;

/**
 * Settings of {@link LandTrendr}.
 *
 * @param maxSegments 1 to 20
 * @param spikeThreshold above this a spike is damped, 0 to 1; 1 damps none
 * @param overshoot vertices that are looked for beyond those of {@code maxSegments}, 0 to 20
 * @param recoveryThreshold the fastest recovery as a share of the whole range of values a year,
 *     above 0: 0.25 forbids to recover in less than four years; 1 and more forbid little
 * @param significance the greatest p of F of a model, above 0 to 1
 * @param bestModelProportion 0 to 1: a model with more segments is taken as long as its p is not
 *     above (2 - proportion) times the least of all
 * @param leastYears years with a value that a series needs, at least 4
 * @param lossIsDecrease whether a disturbance lowers the values, as of NDVI and NBR
 */
public record LandTrendrOptions(
    int maxSegments,
    double spikeThreshold,
    int overshoot,
    double recoveryThreshold,
    double significance,
    double bestModelProportion,
    int leastYears,
    boolean lossIsDecrease) {

  /** Those of the paper's best settings, for vegetation indices. */
  public static final LandTrendrOptions DEFAULT =
      new LandTrendrOptions(6, 0.9, 3, 0.25, 0.05, 0.75, 6, true);

  public LandTrendrOptions {
    require(maxSegments >= 1 && maxSegments <= 20, "segments must be 1 to 20", maxSegments);
    require(
        spikeThreshold >= 0 && spikeThreshold <= 1,
        "the spike threshold must be 0 to 1",
        spikeThreshold);
    require(overshoot >= 0 && overshoot <= 20, "the overshoot must be 0 to 20", overshoot);
    require(recoveryThreshold > 0, "the recovery threshold must be above 0", recoveryThreshold);
    require(significance > 0 && significance <= 1, "p must be above 0 to 1", significance);
    require(
        bestModelProportion >= 0 && bestModelProportion <= 1,
        "the best model's proportion must be 0 to 1",
        bestModelProportion);
    require(leastYears >= 4, "at least 4 years are needed", leastYears);
  }

  private static void require(boolean holds, String what, double value) {
    if (!holds) {
      throw new AnalysisException(AnalysisException.Key.SETTING, what + ", not " + value);
    }
  }
}
