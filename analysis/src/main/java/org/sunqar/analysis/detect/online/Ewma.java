// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.detect.online;

import java.util.List;
import org.sunqar.analysis.AnalysisException;
import org.sunqar.analysis.kernel.BreakBlock;

/**
 * The exponentially weighted moving average of residuals, EWMACD (Brooks, Wynne, Thomas, Blinn and
 * Coulston 2014, <i>On-the-fly massively multitemporal change detection using statistical quality
 * control charts and Landsat data</i>, IEEE Transactions on Geoscience and Remote Sensing 52,
 * 3316-3332): z_t = (1 - lambda) z_(t-1) + lambda e_t from z_0 = 0 at the start of the history
 * (Roberts 1959), and signals beyond L sigma sqrt(lambda / (2 - lambda)). The limit's factor for
 * the first observations, sqrt(1 - (1 - lambda)^2t), is within 1e-3 of 1 after ten of them, and the
 * history is longer; so it is left out.
 *
 * <p>Sigma is sqrt(RSS / (n - columns)) of the history after Shewhart's screening.
 */
final class Ewma extends ChartDetector {

  static final String NAME = "ewma";

  private static final int PROCESS = EvidencePlanes.COUNT;

  private final float lambda;
  private final float limit;

  /**
   * Parameters.
   *
   * @param lambda weight of the newest residual, above 0 to 1
   * @param limit L, control limit in standard deviations of the process, 0.5 to 20
   */
  record Options(SeasonModel season, RunRule rule, double lambda, double limit) {
    Options {
      if (!(lambda > 0 && lambda <= 1)) {
        throw new AnalysisException(
            AnalysisException.Key.SETTING, "lambda must be above 0 and at most 1, not " + lambda);
      }
      if (!(limit >= 0.5 && limit <= 20)) {
        throw new AnalysisException(
            AnalysisException.Key.SETTING, "limit must be 0.5 to 20, not " + limit);
      }
    }
  }

  private Ewma(Options options, Settings settings) {
    super(NAME, options.season(), options.rule(), settings);
    this.lambda = (float) options.lambda();
    this.limit = (float) options.limit();
  }

  static Ewma of(Settings settings) {
    Options options =
        new Options(
            settings.season(2, false, 5, 6),
            settings.runs(2, 4),
            settings.number("lambda", 0.3),
            settings.number("limit", 5));
    return new Ewma(options, settings);
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  List<StatePlane> ownFixedPlanes() {
    return List.of();
  }

  @Override
  List<StatePlane> ownMovingPlanes(int historyDates) {
    return List.of(new StatePlane("process", "index", "moving average of the residuals"));
  }

  @Override
  void open(PixelState state, int first, int count, BlockHistory history) {
    float[] process = new float[BreakBlock.PIXELS];
    if (vectors()) {
      VectorCharts.average(history.residuals, history.dates(), lambda, process);
    } else {
      for (int i = 0; i < history.residuals.length; i++) {
        float e = history.residuals[i];
        float z = process[i % BreakBlock.PIXELS];
        process[i % BreakBlock.PIXELS] = Float.isNaN(e) ? z : Math.fma(lambda, e - z, z);
      }
    }
    System.arraycopy(process, 0, state.moving(PROCESS), first, count);
    for (int p = 0; p < count; p++) {
      state.fixed(EvidencePlanes.SCATTER)[first + p] = (float) history.sigma(p);
    }
  }

  @Override
  void signals(PixelState state, int pixel, int count, float[] residuals, float[] signals) {
    float[] process = state.moving(PROCESS);
    float[] scatter = state.fixed(EvidencePlanes.SCATTER);
    float width = limit * (float) Math.sqrt(lambda / (2 - lambda));
    int done = 0;
    if (vectors()) {
      done = VectorCharts.ewma(process, scatter, lambda, width, pixel, count, residuals, signals);
    }
    for (int i = done; i < count; i++) {
      if (!Float.isNaN(residuals[i])) {
        float before = process[pixel + i];
        float z = Math.fma(lambda, residuals[i] - before, before);
        process[pixel + i] = z;
        float boundary = width * scatter[pixel + i];
        signals[i] = z > boundary ? 1 : z < -boundary ? -1 : 0;
      }
    }
  }
}
