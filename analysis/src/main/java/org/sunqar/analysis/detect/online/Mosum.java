// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.detect.online;

import java.util.ArrayList;
import java.util.List;
import org.sunqar.analysis.AnalysisException;
import org.sunqar.analysis.detect.CriticalValues;
import org.sunqar.analysis.kernel.BreakBlock;

/**
 * The moving sum of residuals, OLS-MOSUM (Zeileis, Leisch, Kleiber and Hornik 2005, <i>Monitoring
 * structural change in dynamic econometric models</i>, Journal of Applied Econometrics 20;
 * Verbesselt, Zeileis and Herold 2012): the sum of the last floor(h n) residuals, which reach into
 * the history at first, over sigma sqrt(n), signals beyond c sqrt(2 log+(k / n)), where n are the
 * observations of the history, k all of them, and log+ is 1 up to e.
 *
 * <p>The state holds the window as a ring of residuals: floor(h n) planes, as many as dates of the
 * history need at most. The sum is carried along in float32; what has left the window leaves a
 * rounding of about 1e-7 of the largest sum.
 *
 * <p>Under the name {@code bfast-monitor} it is {@link org.sunqar.analysis.detect.BfastMonitor}
 * with the history "all": no screening, and the first signal is a break.
 */
final class Mosum extends ChartDetector {

  static final String NAME = "mosum";
  static final String BFAST_MONITOR = "bfast-monitor";

  private static final int SUM = EvidencePlanes.COUNT;
  private static final int RING = SUM + 1;

  private final double h;
  private final double critical;

  /**
   * Parameters.
   *
   * @param h window's share of the history, 0.25, 0.5 or 1
   * @param level significance level of the monitoring, 0.001 to 0.05
   */
  record Options(SeasonModel season, RunRule rule, double h, double level) {
    Options {
      if (!CriticalValues.isWidth(h)) {
        throw new AnalysisException(
            AnalysisException.Key.SETTING, "h must be 0.25, 0.5 or 1, not " + h);
      }
      if (!CriticalValues.isLevel(level)) {
        throw new AnalysisException(
            AnalysisException.Key.SETTING,
            "level must be %s to %s, not %s"
                .formatted(CriticalValues.MIN_LEVEL, CriticalValues.MAX_LEVEL, level));
      }
    }
  }

  private Mosum(String name, Options options, Settings settings) {
    super(name, options.season(), options.rule(), settings);
    this.h = options.h();
    this.critical = CriticalValues.mosum(options.level(), options.h());
  }

  static Mosum of(Settings settings) {
    return make(NAME, settings, settings.season(2, false, 5, 6), settings.runs(2, 4), 0.001);
  }

  static Mosum bfastMonitor(Settings settings) {
    return make(BFAST_MONITOR, settings, settings.season(3, true, 0, 0), settings.runs(1, 1), 0.05);
  }

  private static Mosum make(
      String name, Settings settings, SeasonModel season, RunRule rule, double level) {
    Options options =
        new Options(season, rule, settings.number("h", 0.25), settings.number("level", level));
    return new Mosum(name, options, settings);
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
    List<StatePlane> planes = new ArrayList<>();
    planes.add(new StatePlane("sum", "index", "sum of the residuals of the window"));
    for (int i = 0; i < window(historyDates); i++) {
      planes.add(new StatePlane("residual" + i, "index", "a residual of the window's ring"));
    }
    return planes;
  }

  private int window(double history) {
    return (int) Math.floor(h * history);
  }

  @Override
  void open(PixelState state, int first, int count, BlockHistory history) {
    for (int p = 0; p < count; p++) {
      int n = history.count(p);
      int window = window(n);
      state.fixed(EvidencePlanes.SCATTER)[first + p] = (float) history.sigma(p);
      state.fixed(ownFixed())[first + p] = n;
      for (int plane = RING + window; plane < state.movingPlanes(); plane++) {
        state.moving(plane)[first + p] = Float.NaN;
      }
      double sum = 0;
      int missing = window;
      for (int t = history.dates() - 1; missing > 0; t--) {
        float residual = history.residuals[t * BreakBlock.PIXELS + p];
        if (!Float.isNaN(residual)) {
          state.moving(RING + --missing)[first + p] = residual;
          sum += residual;
        }
      }
      state.moving(SUM)[first + p] = (float) sum;
      if (window <= 1) {
        history.reject(p);
      }
    }
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
        int window = window(history[at]);
        float[] slot = state.moving(RING + (int) seen[at] % window);
        float sum = sums[at] + (residuals[i] - slot[at]);
        sums[at] = sum;
        slot[at] = residuals[i];
        double ratio = (history[at] + seen[at] + 1) / history[at];
        double logPlus = ratio <= Math.E ? 1 : StrictMath.log(ratio);
        double boundary = critical * scatter[at] * Math.sqrt(history[at] * 2 * logPlus);
        signals[i] = sum > boundary ? 1 : sum < -boundary ? -1 : 0;
      }
    }
  }
}
