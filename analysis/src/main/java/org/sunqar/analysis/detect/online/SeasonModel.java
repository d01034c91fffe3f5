// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.detect.online;

import java.util.ArrayList;
import java.util.List;
import org.sunqar.analysis.AnalysisException;

/**
 * The season of a pixel: intercept, trend (where asked for) per year since {@value #ORIGIN}, then
 * cos(2 pi k t) and sin(2 pi k t) for each k = 1..order, by least squares over the history.
 *
 * @param order harmonics of the year, 0 to 4
 * @param trend whether the model has a linear trend
 * @param screen history residuals beyond this many standard deviations are left out and the model
 *     is fitted again, once (Shewhart's chart as in Brooks et al. 2014); 0 for never, otherwise 1
 *     to 20
 * @param support observations of the history that each coefficient needs, 0 to 50: a pixel with
 *     fewer has fewer harmonics, down to one, and one with less than half of them has no model.
 *     What a short history says of the season is not to be trusted to its last harmonic
 */
public record SeasonModel(int order, boolean trend, double screen, double support) {

  /** Decimal year at which the trend is 0. */
  static final double ORIGIN = 2000;

  /** The largest number of harmonics. */
  public static final int MAX_ORDER = 4;

  public SeasonModel {
    if (order < 0 || order > MAX_ORDER) {
      throw new AnalysisException(
          AnalysisException.Key.SETTING, "order must be 0 to " + MAX_ORDER + ", not " + order);
    }
    if (screen != 0 && !(screen >= 1 && screen <= 20)) {
      throw new AnalysisException(
          AnalysisException.Key.SETTING, "screen must be 0 or 1 to 20, not " + screen);
    }
    if (!(support >= 0 && support <= 50)) {
      throw new AnalysisException(
          AnalysisException.Key.SETTING, "support must be 0 to 50, not " + support);
    }
  }

  /** Coefficients of a pixel with so many observations: a number of the first ones. */
  int columns(int observations) {
    int fewest = Math.min(order, 1);
    int harmonics = order;
    while (harmonics > fewest && observations < support * columns(trend, harmonics)) {
      harmonics--;
    }
    return columns(trend, harmonics);
  }

  /** Whether so many observations carry so many coefficients. */
  boolean carries(double observations, double columns) {
    return observations > columns && observations >= support / 2 * columns;
  }

  private static int columns(boolean trend, int harmonics) {
    return 1 + (trend ? 1 : 0) + 2 * harmonics;
  }

  /** Coefficients, 1 to 10. */
  public int columns() {
    return columns(trend, order);
  }

  /** The planes of the coefficients. */
  List<StatePlane> planes() {
    List<StatePlane> planes = new ArrayList<>();
    planes.add(new StatePlane("intercept", "index", "model: intercept"));
    if (trend) {
      planes.add(new StatePlane("trend", "index/year", "model: change per year since 2000.0"));
    }
    for (int k = 1; k <= order; k++) {
      planes.add(new StatePlane("cos" + k, "index", "model: cos(2 pi " + k + " t)"));
      planes.add(new StatePlane("sin" + k, "index", "model: sin(2 pi " + k + " t)"));
    }
    return planes;
  }

  /** The regressors of a time, in the order of the coefficients. */
  float[] row(double year) {
    float[] row = new float[columns()];
    int at = 0;
    row[at++] = 1;
    if (trend) {
      row[at++] = (float) (year - ORIGIN);
    }
    for (int k = 1; k <= order; k++) {
      row[at++] = (float) StrictMath.cos(2 * Math.PI * k * year);
      row[at++] = (float) StrictMath.sin(2 * Math.PI * k * year);
    }
    return row;
  }
}
