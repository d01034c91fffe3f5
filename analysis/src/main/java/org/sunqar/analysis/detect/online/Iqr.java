// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.detect.online;

import org.sunqar.analysis.AnalysisException;

/**
 * Consecutive residuals beyond Tukey's fences (Tukey 1977, <i>Exploratory Data Analysis</i>): below
 * q25 - k (q75 - q25) or above q75 + k (q75 - q25) of the history's residuals, quantiles linear
 * between order statistics. The scatter is (q75 - q25) / 1.349, the standard deviation of normal
 * residuals.
 */
final class Iqr extends FenceDetector {

  static final String NAME = "iqr";

  /** Interquartile range of a standard normal variable. */
  static final float NORMAL_RANGE = 1.3489795f;

  private final float fence;

  /**
   * Parameters.
   *
   * @param fence k, in interquartile ranges beyond the quartiles, 0.1 to 20
   */
  record Options(SeasonModel season, RunRule rule, double fence) {
    Options {
      if (!(fence >= 0.1 && fence <= 20)) {
        throw new AnalysisException(
            AnalysisException.Key.SETTING, "fence must be 0.1 to 20, not " + fence);
      }
    }
  }

  private Iqr(Options options, Settings settings) {
    super(NAME, options.season(), options.rule(), settings);
    this.fence = (float) options.fence();
  }

  static Iqr of(Settings settings) {
    Options options =
        new Options(
            settings.season(2, false, 5, 6), settings.runs(2, 3), settings.number("fence", 1.2));
    return new Iqr(options, settings);
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  void fences(BlockHistory history, float[] scatter, float[] lower, float[] upper) {
    history.quantiles(0.25f, lower, 0.75f, upper);
    for (int p = 0; p < scatter.length; p++) {
      float range = upper[p] - lower[p];
      scatter[p] = range / NORMAL_RANGE;
      lower[p] = Math.fma(-fence, range, lower[p]);
      upper[p] = Math.fma(fence, range, upper[p]);
    }
  }
}
