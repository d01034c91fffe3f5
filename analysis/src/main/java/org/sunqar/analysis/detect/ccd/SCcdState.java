// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.detect.ccd;

import java.util.List;

/**
 * What {@link SCcd} has to keep of a pixel to take one more observation.
 *
 * @param mode what the pixel is doing
 * @param start first day of the present model; 0 where there is none
 * @param observations that the model has taken in
 * @param models of the six bands; none where {@code mode} has none
 * @param noise of the six bands: what a model's scatter cannot go below
 * @param pending observations that the model has not decided on: fewer than the consecutive ones of
 *     a change, or, where there is no model, all since the last change
 */
public record SCcdState(
    Mode mode,
    int start,
    int observations,
    List<BandModel> models,
    List<Integer> noise,
    List<Pending> pending) {

  public SCcdState {
    models = List.copyOf(models);
    noise = List.copyOf(noise);
    pending = List.copyOf(pending);
  }

  /** What a pixel is doing, with the codes of pyxccd. */
  public enum Mode {
    /** There was no usable observation. */
    VOID(0),
    /** A model is watching. */
    MONITOR(1),
    /** Observations are collected for a model. */
    QUEUE(12),
    /** Permanent snow: a model is kept, no change is looked for. */
    SNOW_MONITOR(3),
    /** Permanent snow: observations are collected for a model. */
    SNOW_QUEUE(4);

    private final int code;

    Mode(int code) {
      this.code = code;
    }

    /** The code in tables. */
    public int code() {
      return code;
    }
  }

  /**
   * The Kalman filter of a band.
   *
   * @param coefficients intercept, slope per day times 10,000, cosine and sine of one and of two
   *     cycles a year: the filtered state in the form of a model
   * @param covariance of the state, its 21 upper elements row by row: level, slope, yearly cycle
   *     and its conjugate, half-yearly cycle and its conjugate
   * @param variance of an observation about the state (H)
   * @param squares sum of the squared prediction errors, whole
   */
  public record BandModel(
      float[] coefficients, double[] covariance, float variance, long squares) {}

  /** An observation: its day and the values of the six bands. */
  public record Pending(int day, float[] values) {}
}
