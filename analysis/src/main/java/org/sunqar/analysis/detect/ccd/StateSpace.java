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
 * <p>The transition over d days is that of one day d times. It is block-diagonal, so that the
 * covariance is moved block by block; the noise of the cycles is the same in any phase, so that d
 * days of it are d times one day's.
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
  private static final double DAILY_NOISE = Double.parseDouble(System.getProperty("q","0.1"));

  private static final double SLOPE_NOISE = DAILY_NOISE / 10_000_000;

  /** The first variance of the states is this part of the square of the level. */
  private static final double INITIAL_SHARE = 0.25;

  /** A prediction variance below this is rounding. */
  private static final double LEAST_VARIANCE = 1e-14;

  private static final double FREQUENCY = 2 * Math.PI / SeasonBasis.YEAR;

  private static final int[] DIAGONAL = {0, 6, 11, 15, 18, 20};

  private final int bands;
  final float[] coefficients;
  final double[] covariance;
  final float[] variance;

  /** Sums of squared prediction errors, whole: unsigned 32-bit numbers. */
  final long[] squares;

  private double error;
  private final double[] gain = new double[COEFFICIENTS];
  private final double[] state = new double[COEFFICIENTS];
  private double cos;
  private double sin;
  private double cos2;
  private double sin2;

  StateSpace(int bands) {
    this.bands = bands;
    coefficients = new float[bands * COEFFICIENTS];
    covariance = new double[bands * ELEMENTS];
    variance = new float[bands];
    squares = new long[bands];
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
      float level =
          coefficients[c + 1] * series.day(from) / SLOPE_SCALE + coefficients[c];
      float initial = (float) ((double) level * level * INITIAL_SHARE);
      for (int k = 0; k < COEFFICIENTS; k++) {
        covariance[band * ELEMENTS + DIAGONAL[k]] =
            k == 1 ? initial / SLOPE_VARIANCE_SCALE : initial;
      }
      squares[band] = 0;
      double slope = coefficients[c + 1];
      for (int i = from; i <= to; i++) {
        int day = (int) (series.day(i) - earlier);
        int following = i < to ? (int) (series.day(i + 1) - earlier) : series.day(from);
        float value = (float) (series.value(i, band) - earlier * slope / SLOPE_SCALE);
        filter(band, day, following - day, value);
      }
      for (int i = from; i <= to; i++) {
        filter(band, series.day(i), series.span(i, i + 1), series.value(i, band));
      }
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
      addNoise(band * ELEMENTS, days, days);
    }
  }

  /** The value that is expected of a band on a day. */
  float predict(int band, int day) {
    angles(day);
    int c = band * COEFFICIENTS;
    float trend = coefficients[c] + coefficients[c + 1] * day / SLOPE_SCALE;
    return (float)
        (trend
            + coefficients[c + 2] * cos
            + coefficients[c + 3] * sin
            + coefficients[c + 4] * cos2
            + coefficients[c + 5] * sin2);
  }

  /** The coefficients of a band. */
  float[] coefficientsOf(int band) {
    return Arrays.copyOfRange(
        coefficients, band * COEFFICIENTS, band * COEFFICIENTS + COEFFICIENTS);
  }

  /** All of it, to be kept. */
  List<SCcdState.BandModel> models() {
    List<SCcdState.BandModel> result = new ArrayList<>(bands);
    for (int band = 0; band < bands; band++) {
      double[] elements =
          Arrays.copyOfRange(covariance, band * ELEMENTS, band * ELEMENTS + ELEMENTS);
      result.add(
          new SCcdState.BandModel(
              coefficientsOf(band), elements, variance[band], squares[band]));
    }
    return result;
  }

  /** Takes in an observation, then lets the days to the next pass. */
  private void filter(int band, int day, int days, float value) {
    toState(band, day);
    correct(band, value);
    squares[band] += (long) (error * error);
    toCoefficients(band, day + 1);
    move(band * ELEMENTS, days);
    // the day's own noise came before the rest of the gap, which turned it into more
    addNoise(band * ELEMENTS, days, days - 1);
  }

  private void angles(int day) {
    double angle = FREQUENCY * day;
    cos = Math.cos(angle);
    sin = Math.sin(angle);
    cos2 = Math.cos(2 * angle);
    sin2 = Math.sin(2 * angle);
  }

  private void toState(int band, int day) {
    angles(day);
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
    double stepCos = Math.cos(FREQUENCY);
    double stepSin = Math.sin(FREQUENCY);
    double stepCos2 = Math.cos(2 * FREQUENCY);
    double stepSin2 = Math.sin(2 * FREQUENCY);
    double level = state[0] + state[1];
    double a = stepCos * state[2] + stepSin * state[3];
    double b = stepCos * state[3] - stepSin * state[2];
    double a2 = stepCos2 * state[4] + stepSin2 * state[5];
    double b2 = stepCos2 * state[5] - stepSin2 * state[4];
    angles(day);
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
    gain[0] = covariance[p] + covariance[p + 2] + covariance[p + 4];
    gain[1] = covariance[p + 1] + covariance[p + 7] + covariance[p + 9];
    gain[2] = covariance[p + 2] + covariance[p + 11] + covariance[p + 13];
    gain[3] = covariance[p + 3] + covariance[p + 12] + covariance[p + 16];
    gain[4] = covariance[p + 4] + covariance[p + 13] + covariance[p + 18];
    gain[5] = covariance[p + 5] + covariance[p + 14] + covariance[p + 19];
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
        covariance[at++] -= scaled * gain[k];
      }
    }
  }

  /** Moves a covariance over some days, without noise. */
  private void move(int p, int days) {
    double[] v = covariance;
    double c = Math.cos(FREQUENCY * days);
    double s = Math.sin(FREQUENCY * days);
    double c2 = c * c - s * s;
    double s2 = 2 * c * s;
    // level and slope
    double v11 = v[p + 6];
    double v01 = v[p + 1] + days * v11;
    v[p] += days * (v[p + 1] + v01);
    v[p + 1] = v01;
    // with the cycles
    for (int k = 2; k < 4; k++) {
      double cosine = k == 2 ? c : c2;
      double sine = k == 2 ? s : s2;
      int upper = p + 2 * k - 2;
      int lower = p + 2 * k + 3;
      double l = v[upper] + days * v[lower];
      double m = v[upper + 1] + days * v[lower + 1];
      v[upper] = cosine * l + sine * m;
      v[upper + 1] = cosine * m - sine * l;
      l = v[lower];
      m = v[lower + 1];
      v[lower] = cosine * l + sine * m;
      v[lower + 1] = cosine * m - sine * l;
    }
    turn(p + 11, p + 12, p + 15, c, s);
    turn(p + 18, p + 19, p + 20, c2, s2);
    // of the two cycles
    double a = c * v[p + 13] + s * v[p + 16];
    double b = c * v[p + 14] + s * v[p + 17];
    double d = c * v[p + 16] - s * v[p + 13];
    double e = c * v[p + 17] - s * v[p + 14];
    v[p + 13] = c2 * a + s2 * b;
    v[p + 14] = c2 * b - s2 * a;
    v[p + 16] = c2 * d + s2 * e;
    v[p + 17] = c2 * e - s2 * d;
  }

  /** Turns the symmetric block of a cycle. */
  private void turn(int first, int mixed, int second, double c, double s) {
    double[] v = covariance;
    double x = v[first];
    double m = v[mixed];
    double y = v[second];
    v[first] = c * c * x + 2 * c * s * m + s * s * y;
    v[second] = s * s * x - 2 * c * s * m + c * c * y;
    v[mixed] = (c * c - s * s) * m + c * s * (y - x);
  }

  /**
   * Adds the noise of some days.
   *
   * @param turned days over which the noise of the first day was moved on
   */
  private void addNoise(int p, int days, int turned) {
    double[] v = covariance;
    double noise = days * DAILY_NOISE;
    v[p] += noise;
    v[p + 6] += days * SLOPE_NOISE;
    v[p + 11] += noise;
    v[p + 15] += noise;
    v[p + 18] += noise;
    v[p + 20] += noise;
    if (turned < days) {
      v[p] += (double) turned * turned * SLOPE_NOISE;
      v[p + 1] += turned * SLOPE_NOISE;
    }
  }
}
