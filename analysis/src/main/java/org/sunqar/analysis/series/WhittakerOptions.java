// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.series;

import org.sunqar.analysis.AnalysisException;

/**
 * The settings of {@link Whittaker}.
 *
 * @param lambda how the smoothing parameter is found
 * @param expectile above 0 and below 1: 0.5 draws the curve through the middle of the observations,
 *     0.9 along their upper envelope
 */
public record WhittakerOptions(Lambda lambda, double expectile) {

  /** The expectile that weighs both sides alike. */
  public static final double MIDDLE = 0.5;

  public WhittakerOptions {
    if (!(expectile > 0 && expectile < 1)) {
      throw new AnalysisException(
          AnalysisException.Key.SETTING,
          "the expectile must be above 0 and below 1, not " + expectile);
    }
  }

  /** One lambda for all series. */
  public static WhittakerOptions fixed(double lambda) {
    return new WhittakerOptions(new Lambda.Fixed(lambda), MIDDLE);
  }

  /** A lambda for each series. */
  public static WhittakerOptions vCurve() {
    return new WhittakerOptions(Lambda.VCurve.defaults(), MIDDLE);
  }

  /** The same lambda with another expectile. */
  public WhittakerOptions along(double other) {
    return new WhittakerOptions(lambda, other);
  }

  /** Whether observations above and below the curve weigh differently. */
  public boolean isAsymmetric() {
    return expectile != MIDDLE;
  }
}
