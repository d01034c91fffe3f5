// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.detect.online;

import java.util.List;
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

  private Cusum(Options options, Settings settings) {
    super(NAME, options.season(), options.rule(), settings);
    this.critical = (float) CriticalValues.cusum(options.level());
  }

  static Cusum of(Settings settings) {
    Options options =
        new Options(
            settings.season(2, false, 5, 6), settings.runs(2, 4), settings.number("level", 0.001));
    return new Cusum(options, settings);
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
  void open(PixelState state, int first, int count, BlockHistory history) {
    for (int p = 0; p < count; p++) {
      state.fixed(EvidencePlanes.SCATTER)[first + p] = (float) history.sigma(p);
      state.fixed(ownFixed())[first + p] = history.count(p);
      state.moving(SUM)[first + p] = 0;
    }
  }

  @Override
  void signals(PixelState state, int pixel, int count, float[] residuals, float[] signals) {
    float[] sums = state.moving(SUM);
    float[] seen = state.moving(EvidencePlanes.OBSERVATIONS);
    float[] scatter = state.fixed(EvidencePlanes.SCATTER);
    float[] history = state.fixed(ownFixed());
    int done = 0;
    if (vectors()) {
      done =
          VectorCharts.cusum(
              sums, seen, scatter, history, critical, pixel, count, residuals, signals);
    }
    for (int i = done; i < count; i++) {
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
