// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.detect.ccd;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The Kalman filters of the bands of a pixel: level, slope, and a yearly and a half-yearly cycle
 * with their conjugates (Ye, Rogan, Zhu and Eastman, 2021, equations 1 to 8; Durbin and Koopman,
 * 2012, sections 3.2 and 4.3). The state is kept as the coefficients of the season-trend model that
 * goes through it, in float32; the covariance in float64. Mutable; one thread.
 *
 * <p>The covariance loses its first digits when the first observations come in, so that sums are
 * taken in the order of the reference's dense matrix products, without the terms that are zero. Its
 * transition is taken at once over the days to the next observation.
 */
final class StateSpace {

  static final int COEFFICIENTS = 6;

  /** Elements of the upper triangle, row by row. */
  static final int ELEMENTS = 21;

  /** What slopes are multiplied by in the coefficients. */
  static final int SLOPE_SCALE = 10_000;

  /** The slope's variance is this much smaller than that of the other states. */
  private static final float SLOPE_VARIANCE_SCALE = 10_000_000;

  /** Variance that each state but the slope gains per day. */
  private static final double DAILY_NOISE = 0.25;

  private static final double SLOPE_NOISE = DAILY_NOISE / SLOPE_VARIANCE_SCALE;

  /** The first variance of the states is this part of the square of the level. */
  private static final double INITIAL_SHARE = 0.25;

  /** A prediction variance below this is rounding. */
  private static final double LEAST_VARIANCE = 1e-14;

  private static final int[] DIAGONAL = {0, 6, 11, 15, 18, 20};

  private final int bands;
  final float[] coefficients;
  final double[] covariance;
  final float[] variance;

  /** Sums of squared prediction errors, whole: unsigned 32-bit numbers. */
  final long[] squares;

  private final double[] slopes;
  private double error;
  private final double[] gain = new double[COEFFICIENTS];
  private final double[] state = new double[COEFFICIENTS];
  private final Rotations rotations = new Rotations();

  StateSpace(int bands) {
    this.bands = bands;
    coefficients = new float[bands * COEFFICIENTS];
    covariance = new double[bands * ELEMENTS];
    variance = new float[bands];
    squares = new long[bands];
    slopes = new double[bands];
  }

  /** Forgets all, as for a new pixel. */
  void clear() {
    Arrays.fill(covariance, 0);
  }

  /**
   * Starts from fitted coefficients, which have been put in place: the observations are filtered
   * twice, once as if they had come before.
   *
   * @param from first observation of the fit
   * @param to last observation of the fit; one must follow it
   * @param rmse of the fit
   */
  void initialise(ClearSeries series, int from, int to, float[] rmse) {
    int years = (int) Math.ceil((series.span(from, to) + 1) / SeasonBasis.YEAR);
    double earlier = years * SeasonBasis.YEAR;
    for (int band = 0; band < bands; band++) {
      int c = band * COEFFICIENTS;
      variance[band] = rmse[band] * rmse[band];
      float level = coefficients[c + 1] * series.day(from) / SLOPE_SCALE + coefficients[c];
      float initial = (float) ((double) level * level * INITIAL_SHARE);
      for (int k = 0; k < COEFFICIENTS; k++) {
        covariance[band * ELEMENTS + DIAGONAL[k]] =
            k == 1 ? initial / SLOPE_VARIANCE_SCALE : initial;
      }
      squares[band] = 0;
      slopes[band] = coefficients[c + 1];
    }
    for (int i = from; i <= to; i++) {
      int day = (int) (series.day(i) - earlier);
      int following = i < to ? (int) (series.day(i + 1) - earlier) : series.day(from);
      for (int band = 0; band < bands; band++) {
        float value = (float) (series.value(i, band) - earlier * slopes[band] / SLOPE_SCALE);
        filter(band, day, following - day, value);
      }
    }
    for (int i = from; i <= to; i++) {
      update(series, i);
    }
    for (int band = 0; band < bands; band++) {
      squares[band] = squares[band] / 2;
    }
  }

  /** Takes an observation into all bands; another must follow it. */
  void update(ClearSeries series, int observation) {
    int day = series.day(observation);
    int days = series.span(observation, observation + 1);
    for (int band = 0; band < bands; band++) {
      filter(band, day, days, series.value(observation, band));
    }
  }

  /** Lets time pass without an observation. */
  void skip(int days) {
    for (int band = 0; band < bands; band++) {
      move(band * ELEMENTS, days);
    }
  }

  /** The value that is expected of a band on a day. */
  float predict(int band, int day) {
    int c = band * COEFFICIENTS;
    double[] turn = rotations.ofDay();
    int at = rotations.day(day);
    float trend = coefficients[c] + coefficients[c + 1] * day / SLOPE_SCALE;
    return (float)
        (trend
            + coefficients[c + 2] * turn[at]
            + coefficients[c + 3] * turn[at + 1]
            + coefficients[c + 4] * turn[at + 2]
            + coefficients[c + 5] * turn[at + 3]);
  }

  /** The coefficients of a band. */
  float[] coefficientsOf(int band) {
    return Arrays.copyOfRange(
        coefficients, band * COEFFICIENTS, band * COEFFICIENTS + COEFFICIENTS);
  }

  /** Copies all of it: of each array, what belongs to a band stands together. */
  void save(
      float[] keptCoefficients, double[] keptCovariance, float[] keptVariance, long[] keptSquares) {
    System.arraycopy(coefficients, 0, keptCoefficients, 0, bands * COEFFICIENTS);
    System.arraycopy(covariance, 0, keptCovariance, 0, bands * ELEMENTS);
    System.arraycopy(variance, 0, keptVariance, 0, bands);
    System.arraycopy(squares, 0, keptSquares, 0, bands);
  }

  /** Goes on from what {@link #save} wrote. */
  void restore(
      float[] keptCoefficients, double[] keptCovariance, float[] keptVariance, long[] keptSquares) {
    System.arraycopy(keptCoefficients, 0, coefficients, 0, bands * COEFFICIENTS);
    System.arraycopy(keptCovariance, 0, covariance, 0, bands * ELEMENTS);
    System.arraycopy(keptVariance, 0, variance, 0, bands);
    System.arraycopy(keptSquares, 0, squares, 0, bands);
  }

  /** All of it, to be kept. */
  List<SCcdState.BandModel> models() {
    List<SCcdState.BandModel> result = new ArrayList<>(bands);
    for (int band = 0; band < bands; band++) {
      double[] elements =
          Arrays.copyOfRange(covariance, band * ELEMENTS, band * ELEMENTS + ELEMENTS);
      result.add(
          new SCcdState.BandModel(coefficientsOf(band), elements, variance[band], squares[band]));
    }
    return result;
  }

  /** Takes in an observation, then lets the days to the next pass. */
  private void filter(int band, int day, int days, float value) {
    toState(band, day);
    correct(band, value);
    squares[band] += (long) (error * error);
    toCoefficients(band, day + 1);
    int p = band * ELEMENTS;
    move(p, days);
    // the slope's noise of the first day has become noise of the level by the last
    covariance[p] += SLOPE_NOISE * (days - 1) * (days - 1);
    covariance[p + 1] += SLOPE_NOISE * (days - 1);
  }

  private void toState(int band, int day) {
    double[] turn = rotations.ofDay();
    int at = rotations.day(day);
    double cos = turn[at];
    double sin = turn[at + 1];
    double cos2 = turn[at + 2];
    double sin2 = turn[at + 3];
    int c = band * COEFFICIENTS;
    state[0] = coefficients[c] + day * (double) coefficients[c + 1] / SLOPE_SCALE;
    state[1] = (double) coefficients[c + 1] / SLOPE_SCALE;
    state[2] = coefficients[c + 2] * cos + coefficients[c + 3] * sin;
    state[3] = -coefficients[c + 2] * sin + coefficients[c + 3] * cos;
    state[4] = coefficients[c + 4] * cos2 + coefficients[c + 5] * sin2;
    state[5] = -coefficients[c + 4] * sin2 + coefficients[c + 5] * cos2;
  }

  /** The state at the day before becomes the model through the state of this day. */
  private void toCoefficients(int band, int day) {
    double[] step = rotations.ofSpan();
    int one = rotations.span(1);
    double level = state[0] + state[1];
    double a = step[one] * state[2] + step[one + 1] * state[3];
    double b = step[one] * state[3] - step[one + 1] * state[2];
    double a2 = step[one + 2] * state[4] + step[one + 3] * state[5];
    double b2 = step[one + 2] * state[5] - step[one + 3] * state[4];
    double[] turn = rotations.ofDay();
    int at = rotations.day(day);
    double cos = turn[at];
    double sin = turn[at + 1];
    double cos2 = turn[at + 2];
    double sin2 = turn[at + 3];
    int c = band * COEFFICIENTS;
    coefficients[c] = (float) (level - state[1] * day);
    coefficients[c + 1] = (float) (state[1] * SLOPE_SCALE);
    coefficients[c + 2] = (float) (cos * a - sin * b);
    coefficients[c + 3] = (float) (cos * b + sin * a);
    coefficients[c + 4] = (float) (cos2 * a2 - sin2 * b2);
    coefficients[c + 5] = (float) (cos2 * b2 + sin2 * a2);
  }

  /** Equations 4.24 of Durbin and Koopman for an observation of level and both cycles. */
  private void correct(int band, float value) {
    int p = band * ELEMENTS;
    error = value - (state[0] + state[2] + state[4]);
    double[] v = covariance;
    gain[0] = v[p] + (v[p + 2] + v[p + 4]);
    gain[1] = v[p + 1] + (v[p + 7] + v[p + 9]);
    gain[2] = v[p + 2] + v[p + 11] + v[p + 13];
    gain[3] = v[p + 3] + v[p + 12] + v[p + 16];
    gain[4] = v[p + 4] + v[p + 13] + v[p + 18];
    gain[5] = v[p + 5] + v[p + 14] + v[p + 19];
    double predicted = gain[0] + gain[2] + gain[4] + variance[band];
    if (!(predicted > LEAST_VARIANCE)) {
      return;
    }
    double inverse = 1 / predicted;
    int at = p;
    for (int j = 0; j < COEFFICIENTS; j++) {
      state[j] += error * inverse * gain[j];
      double scaled = inverse * gain[j];
      for (int k = j; k < COEFFICIENTS; k++) {
        v[at++] -= scaled * gain[k];
      }
    }
  }

  /** Moves a covariance over some days, and adds their noise. */
  private void move(int p, int days) {
    double[] v = covariance;
    double[] step = rotations.ofSpan();
    int at = rotations.span(days);
    double c = step[at];
    double s = step[at + 1];
    double c2 = step[at + 2];
    double s2 = step[at + 3];
    double slope = v[p + 1] + days * v[p + 6];
    v[p] = v[p] + days * v[p + 1] + days * slope;
    v[p + 1] = slope;
    for (int k = 2; k < COEFFICIENTS; k++) {
      v[p + k] += days * v[p + 5 + k];
    }
    turnRight(p + 2, c, s);
    turnRight(p + 4, c2, s2);
    turnRight(p + 7, c, s);
    turnRight(p + 9, c2, s2);
    turnBoth(p + 11, p + 12, p + 15, c, s);
    turnLeft(p + 13, p + 16, c, s);
    turnLeft(p + 14, p + 17, c, s);
    turnRight(p + 13, c2, s2);
    turnRight(p + 16, c2, s2);
    turnBoth(p + 18, p + 19, p + 20, c2, s2);
    double noise = days * DAILY_NOISE;
    v[p] += noise;
    v[p + 6] += days * SLOPE_NOISE;
    v[p + 11] += noise;
    v[p + 15] += noise;
    v[p + 18] += noise;
    v[p + 20] += noise;
  }

  /** A row of two times the transposed rotation. */
  private void turnRight(int at, double c, double s) {
    double x = covariance[at];
    double y = covariance[at + 1];
    covariance[at] = c * x + s * y;
    covariance[at + 1] = c * y - s * x;
  }

  /** The rotation times a column of two. */
  private void turnLeft(int upper, int lower, double c, double s) {
    double x = covariance[upper];
    double y = covariance[lower];
    covariance[upper] = c * x + s * y;
    covariance[lower] = c * y - s * x;
  }

  /** The symmetric block of a cycle, from both sides. */
  private void turnBoth(int first, int mixed, int second, double c, double s) {
    double x = covariance[first];
    double m = covariance[mixed];
    double y = covariance[second];
    double upper = c * x + s * m;
    double upperMixed = c * m + s * y;
    double lowerMixed = c * m - s * x;
    double lower = c * y - s * m;
    covariance[first] = c * upper + s * upperMixed;
    covariance[mixed] = c * upperMixed - s * upper;
    covariance[second] = c * lower - s * lowerMixed;
  }
}
