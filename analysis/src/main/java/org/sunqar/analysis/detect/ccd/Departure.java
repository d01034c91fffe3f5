// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.detect.ccd;

import org.sunqar.analysis.kernel.HarmonicLasso;
import org.sunqar.analysis.kernel.LassoFit;

/** Whether a model that is to be begun hides a change. */
final class Departure {

  private Departure() {}

  /**
   * How far off the model's ends are: the sum over the watched bands of the square of (slope over
   * the whole model + larger residual of the first and the last observation), in units of the
   * scatter (Zhu and Woodcock, 2014, <i>Continuous change detection and classification of land
   * cover using all available Landsat data</i>, Remote Sensing of Environment 144, equations 5 to
   * 7).
   *
   * @param from first observation of the fit
   * @param to last observation of the fit
   */
  static float ofModel(ClearSeries series, LassoFit fit, float[] noise, int from, int to) {
    float sum = 0;
    int last = (to - from) * HarmonicLasso.LANES;
    for (int band = Window.FIRST_WATCHED; band < Window.WATCHED_END; band++) {
      float unit = Math.max(noise[band], fit.rmse[band]);
      float first = fit.residuals[band] / unit;
      float end = fit.residuals[last + band] / unit;
      float slope =
          fit.coefficients[HarmonicLasso.LANES + band]
              * series.span(from, to)
              / unit
              / HarmonicLasso.SLOPE_SCALE;
      float departure = Math.abs(slope) + Math.max(Math.abs(first), Math.abs(end));
      sum += departure * departure;
    }
    return sum;
  }
}
