// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.detect.ccd;

import java.util.List;

/**
 * A part of a series that one model describes. Days are ordinals as in {@link
 * org.sunqar.analysis.detect.BandSeries}.
 *
 * @param start first day
 * @param end last day
 * @param breakDay day of the change that ends it; 0 if there is none
 * @param observations that the model was last fitted to
 * @param category tens: 0 normal, 1 the beginning before the first model, 2 the end after the last,
 *     4 too few clear observations, 5 snow all year; ones: number of coefficients
 * @param probability of the change, per cent: 100 confirmed, less at the end of the series
 * @param bands one description per band
 */
public record Segment(
    int start,
    int end,
    int breakDay,
    int observations,
    int category,
    int probability,
    List<Band> bands) {

  public Segment {
    bands = List.copyOf(bands);
  }

  /** Whether a confirmed change ends it. */
  public boolean isBroken() {
    return probability == 100;
  }

  /** The model of a band. */
  public static final class Band {
    private final float rmse;
    private final float magnitude;
    private final float[] coefficients;

    /**
     * Takes the array as it is.
     *
     * @param rmse root of the residual sum of squares over (observations - coefficients)
     * @param magnitude median of observed less predicted after the change; 0 if there is none
     * @param coefficients intercept, slope per day times 10,000, then cosine and sine of each
     *     cycle; 0 beyond those that were fitted
     */
    public Band(float rmse, float magnitude, float[] coefficients) {
      this.rmse = rmse;
      this.magnitude = magnitude;
      this.coefficients = coefficients;
    }

    public float rmse() {
      return rmse;
    }

    public float magnitude() {
      return magnitude;
    }

    /** A coefficient, from 0, the intercept. */
    public float coefficient(int k) {
      return coefficients[k];
    }
  }
}
