// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.detect.online;

import java.util.List;
import java.util.Map;
import org.sunqar.analysis.AnalysisException;

/**
 * The exponentially weighted moving average of residuals (Brooks, Wynne, Thomas, Blinn and Coulston
 * 2014, <i>On-the-fly massively multitemporal change detection using statistical quality control
 * charts and Landsat data</i>, IEEE Transactions on Geoscience and Remote Sensing 52): z = (1 -
 * lambda) z + lambda e, which signals beyond L sigma sqrt(lambda / (2 - lambda) (1 - (1 -
 * lambda)^2i)), i being the observations since the history.
 */
final class Ewma extends SeasonalDetector {

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

  private Ewma(Options options, Map<String, String> parameters) {
    super(NAME, options.season(), options.rule(), parameters);
    this.lambda = (float) options.lambda();
    this.limit = (float) options.limit();
  }

  static Ewma of(Settings settings) {
    Options options =
        new Options(
            settings.season(2, true, 5),
            settings.runs(2, 3),
            settings.number("lambda", 0.3),
            settings.number("limit", 3));
    return new Ewma(options, settings.all());
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
  boolean open(PixelState state, int pixel, float[] residuals, int count, double sigma) {
    state.fixed(EvidencePlanes.SCATTER)[pixel] = (float) sigma;
    state.moving(PROCESS)[pixel] = 0;
    return true;
  }

  @Override
  void signals(PixelState state, int pixel, int count, float[] residuals, float[] signals) {
    float[] process = state.moving(PROCESS);
    float[] scatter = state.fixed(EvidencePlanes.SCATTER);
    float width = limit * (float) Math.sqrt(lambda / (2 - lambda));
    for (int i = 0; i < count; i++) {
      if (!Float.isNaN(residuals[i])) {
        float z = Math.fma(lambda, residuals[i] - process[pixel + i], process[pixel + i]);
        process[pixel + i] = z;
        float boundary = width * scatter[pixel + i];
        signals[i] = z > boundary ? 1 : z < -boundary ? -1 : 0;
      }
    }
  }

  @Override
  public PixelEvidence evidence(PixelState state, int pixel) {
    PixelEvidence bare = EvidencePlanes.read(state, pixel, 0);
    return EvidencePlanes.read(state, pixel, Score.of(bare));
  }
}
