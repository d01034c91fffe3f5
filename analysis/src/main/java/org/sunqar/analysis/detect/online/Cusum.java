// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.detect.online;

import java.util.List;
import java.util.Map;
import org.sunqar.analysis.AnalysisException;
import org.sunqar.analysis.detect.CriticalValues;

/**
 * The cumulative sum of residuals, OLS-CUSUM (Chu, Stinchcombe and White 1996, <i>Monitoring
 * structural change</i>, Econometrica 64; Verbesselt, Zeileis and Herold 2012): the sum of all
 * residuals since the start of the history, over sigma sqrt(n), signals beyond sqrt(r (r - 1) (c^2
 * + log(r / (r - 1)))), where r = k / n, n the observations of the history, k all of them. The
 * history's residuals sum to zero.
 */
final class Cusum extends ChartDetector {

  static final String NAME = "cusum";

  private static final int SUM = EvidencePlanes.COUNT;

  private final float critical;

  /**
   * Parameters.
   *
   * @param level significance level of the monitoring, 0.001 to 0.05
   */
  record Options(SeasonModel season, RunRule rule, double level) {
    Options {
      if (!CriticalValues.isLevel(level)) {
        throw new AnalysisException(
            AnalysisException.Key.SETTING,
            "level must be %s to %s, not %s"
                .formatted(CriticalValues.MIN_LEVEL, CriticalValues.MAX_LEVEL, level));
      }
    }
  }

  private Cusum(Options options, Map<String, String> parameters) {
    super(NAME, options.season(), options.rule(), parameters);
    this.critical = (float) CriticalValues.cusum(options.level());
  }

  static Cusum of(Settings settings) {
    Options options =
        new Options(
            settings.season(2, true, 5), settings.runs(1, 3), settings.number("level", 0.05));
    return new Cusum(options, settings.all());
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  List<StatePlane> ownFixedPlanes() {
    return List.of(new StatePlane("history", "1", "observations that the model was fitted to"));
  }

  @Override
  List<StatePlane> ownMovingPlanes(int historyDates) {
    return List.of(new StatePlane("sum", "index", "sum of the residuals since the history"));
  }

  @Override
  boolean open(PixelState state, int pixel, History history) {
    state.fixed(EvidencePlanes.SCATTER)[pixel] = (float) history.sigma();
    state.fixed(ownFixed())[pixel] = history.count();
    state.moving(SUM)[pixel] = 0;
    return true;
  }

  @Override
  void signals(PixelState state, int pixel, int count, float[] residuals, float[] signals) {
    float[] sums = state.moving(SUM);
    float[] seen = state.moving(EvidencePlanes.OBSERVATIONS);
    float[] scatter = state.fixed(EvidencePlanes.SCATTER);
    float[] history = state.fixed(ownFixed());
    for (int i = 0; i < count; i++) {
      int at = pixel + i;
      if (!Float.isNaN(residuals[i])) {
        float sum = sums[at] + residuals[i];
        sums[at] = sum;
        float monitored = seen[at] + 1;
        float all = history[at] + monitored;
        // r (r - 1) = all * monitored / n^2, r / (r - 1) = all / monitored
        float squared =
            all
                * monitored
                / history[at]
                * Math.fma(critical, critical, FloatLogarithm.of(all / monitored));
        float boundary = scatter[at] * (float) Math.sqrt(squared);
        signals[i] = sum > boundary ? 1 : sum < -boundary ? -1 : 0;
      }
    }
  }
}
