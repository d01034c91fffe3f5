// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.detect;

import org.sunqar.analysis.AnalysisException;

/**
 * What {@link BfastLite} needs to know besides the series.
 *
 * @param order number of harmonics of the year, 1 to 4
 * @param trend whether the model has a linear trend
 * @param h the shortest segment as a part of the observations, 0.01 to 0.5
 * @param criterion what the number of breaks minimises
 */
public record BfastLiteOptions(int order, boolean trend, double h, BreakCriterion criterion) {

  public BfastLiteOptions {
    if (order < 1 || order > BfastMonitorOptions.MAX_ORDER) {
      throw new AnalysisException(
          AnalysisException.Key.SETTING,
          "--order must be 1 to " + BfastMonitorOptions.MAX_ORDER + ", not " + order);
    }
    if (!(h >= 0.01 && h <= 0.5)) {
      throw new AnalysisException(
          AnalysisException.Key.SETTING, "--h must be 0.01 to 0.5, not " + h);
    }
  }

  /** As in bfast: three harmonics and a trend, h .15, LWZ. */
  public static BfastLiteOptions defaults() {
    return new BfastLiteOptions(3, true, 0.15, BreakCriterion.LWZ);
  }

  public BfastLiteOptions withCriterion(BreakCriterion value) {
    return new BfastLiteOptions(order, trend, h, value);
  }
}
