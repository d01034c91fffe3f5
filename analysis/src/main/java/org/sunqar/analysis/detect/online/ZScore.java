// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.detect.online;

import org.sunqar.analysis.AnalysisException;

/**
 * Consecutive residuals with a robust z-score beyond a limit: z = (e - median) / (1.4826 MAD) of
 * the history's residuals, MAD being the median distance from the median (Hampel 1974, <i>The
 * influence curve and its role in robust estimation</i>, Journal of the American Statistical
 * Association 69; Iglewicz and Hoaglin 1993, <i>How to detect and handle outliers</i>).
 */
final class ZScore extends FenceDetector {

  static final String NAME = "zscore";

  private static final float NORMAL_CONSISTENCY = 1.4826f;

  private final float limit;

  /**
   * Parameters.
   *
   * @param limit of |z|, 0.5 to 50
   */
  record Options(SeasonModel season, RunRule rule, double limit) {
    Options {
      if (!(limit >= 0.5 && limit <= 50)) {
        throw new AnalysisException(
            AnalysisException.Key.SETTING, "limit must be 0.5 to 50, not " + limit);
      }
    }
  }

  private ZScore(Options options, Settings settings) {
    super(NAME, options.season(), options.rule(), settings);
    this.limit = (float) options.limit();
  }

  static ZScore of(Settings settings) {
    Options options =
        new Options(
            settings.season(2, false, 5, 6), settings.runs(2, 3), settings.number("limit", 2.4));
    return new ZScore(options, settings);
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  void fences(BlockHistory history, float[] scatter, float[] lower, float[] upper) {
    float[] median = new float[scatter.length];
    history.quantiles(0.5f, median);
    history.medianDistances(median, scatter);
    for (int p = 0; p < scatter.length; p++) {
      scatter[p] *= NORMAL_CONSISTENCY;
      lower[p] = Math.fma(-limit, scatter[p], median[p]);
      upper[p] = Math.fma(limit, scatter[p], median[p]);
    }
  }
}
