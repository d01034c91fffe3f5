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

  /** The Kalman filter of a band. */
  public static final class BandModel {
    private final float[] coefficients;
    private final double[] covariance;
    private final float variance;
    private final long squares;

    /**
     * Takes the arrays as they are.
     *
     * @param coefficients intercept, slope per day times 10,000, cosine and sine of one and of two
     *     cycles a year: the filtered state in the form of a model
     * @param covariance of the state, its 21 upper elements row by row: level, slope, yearly cycle
     *     and its conjugate, half-yearly cycle and its conjugate
     * @param variance of an observation about the state (H)
     * @param squares sum of the squared prediction errors, whole
     */
    public BandModel(float[] coefficients, double[] covariance, float variance, long squares) {
      this.coefficients = coefficients;
      this.covariance = covariance;
      this.variance = variance;
      this.squares = squares;
    }

    /** One of the six coefficients. */
    public float coefficient(int k) {
      return coefficients[k];
    }

    /** One of the 21 elements of the covariance. */
    public double covariance(int element) {
      return covariance[element];
    }

    public float variance() {
      return variance;
    }

    public long squares() {
      return squares;
    }
  }

  /** An observation: its day and the values of the six bands. */
  public record Pending(int day, List<Float> values) {

    public Pending {
      values = List.copyOf(values);
    }
  }
}
