// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.detect.ccd;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.sunqar.analysis.kernel.BfastMonitorKernel;
import org.sunqar.analysis.kernel.HarmonicLasso;

/**
 * The Kalman filters of the bands of a pixel: level, slope, and a yearly and a half-yearly cycle
 * with their conjugates (Ye, Rogan, Zhu and Eastman, 2021, equations 1 to 8; Durbin and Koopman,
 * 2012, sections 3.2 and 4.3). The state is kept as the coefficients of the season-trend model that
 * goes through it, in float32; the covariance in float64. Mutable; one thread.
 *
 * <p>The covariance loses its first digits when the first observations come in, so that sums are
 * taken in the order of the reference's dense matrix products, without the terms that are zero. Its
 * transition is taken at once over the days to the next observation.
 *
 * <p>Arrays have {@link #LANES} lanes; the lane is the band. This form, one band after the other,
 * is the definition; {@link VectorStateSpace} equals it to the bit.
 */
class StateSpace {

  static final int LANES = HarmonicLasso.LANES;

  static final int COEFFICIENTS = 6;

  /** Elements of the upper triangle, row by row. */
  static final int ELEMENTS = 21;

  /** What slopes are multiplied by in the coefficients. */
  static final int SLOPE_SCALE = 10_000;

  /** The slope's variance is this much smaller than that of the other states. */
  private static final float SLOPE_VARIANCE_SCALE = 10_000_000;

  /** Variance that each state but the slope gains per day. */
  static final double DAILY_NOISE = 0.25;

  static final double SLOPE_NOISE = DAILY_NOISE / SLOPE_VARIANCE_SCALE;

  /** The first variance of the states is this part of the square of the level. */
  private static final double INITIAL_SHARE = 0.25;

  /** A prediction variance below this is rounding. */
  static final double LEAST_VARIANCE = 1e-14;

  private static final int[] DIAGONAL = {0, 6, 11, 15, 18, 20};

  private final int bands;

  /** Coefficient k of band b at {@code k LANES + b}. */
  final float[] coefficients = new float[COEFFICIENTS * LANES];

  /** Element e of band b at {@code e LANES + b}. */
  final double[] covariance = new double[ELEMENTS * LANES];

  final float[] variance = new float[LANES];

  /** Sums of squared prediction errors, whole: unsigned 32-bit numbers. */
  final long[] squares = new long[LANES];

  private final double[] slopes = new double[LANES];
  private final float[] earlierValues = new float[LANES];

  /** Coefficients and covariance of the band that is worked on. */
  private final float[] model = new float[COEFFICIENTS];

  private final double[] v = new double[ELEMENTS];
  private double error;
  private final double[] gain = new double[COEFFICIENTS];
  private final double[] state = new double[COEFFICIENTS];
  final Rotations rotations = new Rotations();

  StateSpace(int bands) {
    this.bands = bands;
  }

  /** The form for this machine. */
  static StateSpace create(int bands) {
    return BfastMonitorKernel.isVectorised() ? new VectorStateSpace(bands) : new StateSpace(bands);
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
      float slope = coefficients[LANES + band];
      variance[band] = rmse[band] * rmse[band];
      float level = slope * series.day(from) / SLOPE_SCALE + coefficients[band];
      float initial = (float) ((double) level * level * INITIAL_SHARE);
      for (int k = 0; k < COEFFICIENTS; k++) {
        covariance[DIAGONAL[k] * LANES + band] = k == 1 ? initial / SLOPE_VARIANCE_SCALE : initial;
      }
      squares[band] = 0;
      slopes[band] = slope;
    }
    for (int i = from; i <= to; i++) {
      int day = (int) (series.day(i) - earlier);
      int following = i < to ? (int) (series.day(i + 1) - earlier) : series.day(from);
      for (int band = 0; band < bands; band++) {
        earlierValues[band] =
            (float) (series.value(i, band) - earlier * slopes[band] / SLOPE_SCALE);
      }
      filter(day, following - day, earlierValues, 0);
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
    filter(
        series.day(observation),
        series.span(observation, observation + 1),
        series.values(),
        observation * LANES);
  }

  /** Lets time pass without an observation. */
  void skip(int days) {
    for (int band = 0; band < bands; band++) {
      take(band);
      move(days);
      put(band);
    }
  }

  /** Takes in an observation, then lets the days to the next pass. */
  void filter(int day, int days, float[] values, int at) {
    for (int band = 0; band < bands; band++) {
      take(band);
      toState(day);
      correct(values[at + band], variance[band]);
      squares[band] += (long) (error * error);
      toCoefficients(day + 1);
      move(days);
      // the slope's noise of the first day has become noise of the level by the last
      v[0] += SLOPE_NOISE * (days - 1) * (days - 1);
      v[1] += SLOPE_NOISE * (days - 1);
      put(band);
    }
  }

  private void take(int band) {
    for (int k = 0; k < COEFFICIENTS; k++) {
      model[k] = coefficients[k * LANES + band];
    }
    for (int e = 0; e < ELEMENTS; e++) {
      v[e] = covariance[e * LANES + band];
    }
  }

  private void put(int band) {
    for (int k = 0; k < COEFFICIENTS; k++) {
      coefficients[k * LANES + band] = model[k];
    }
    for (int e = 0; e < ELEMENTS; e++) {
      covariance[e * LANES + band] = v[e];
    }
  }

  /** The values that are expected of all bands on a day. */
  void predict(int day, float[] target) {
    double[] turn = rotations.ofDay();
    int at = rotations.day(day);
    float[] c = coefficients;
    for (int band = 0; band < bands; band++) {
      float trend = c[band] + c[LANES + band] * day / SLOPE_SCALE;
      target[band] =
          (float)
              (trend
                  + c[2 * LANES + band] * turn[at]
                  + c[3 * LANES + band] * turn[at + 1]
                  + c[4 * LANES + band] * turn[at + 2]
                  + c[5 * LANES + band] * turn[at + 3]);
    }
  }

  /** The coefficients of a band. */
  float[] coefficientsOf(int band) {
    float[] result = new float[COEFFICIENTS];
    for (int k = 0; k < COEFFICIENTS; k++) {
      result[k] = coefficients[k * LANES + band];
    }
    return result;
  }

  /** Copies all of it: of each array, what belongs to a band stands together. */
  void save(
      float[] keptCoefficients, double[] keptCovariance, float[] keptVariance, long[] keptSquares) {
    for (int band = 0; band < bands; band++) {
      for (int k = 0; k < COEFFICIENTS; k++) {
        keptCoefficients[band * COEFFICIENTS + k] = coefficients[k * LANES + band];
      }
      for (int e = 0; e < ELEMENTS; e++) {
        keptCovariance[band * ELEMENTS + e] = covariance[e * LANES + band];
      }
      keptVariance[band] = variance[band];
      keptSquares[band] = squares[band];
    }
  }

  /** Goes on from what {@link #save} wrote. */
  void restore(
      float[] keptCoefficients, double[] keptCovariance, float[] keptVariance, long[] keptSquares) {
    for (int band = 0; band < bands; band++) {
      for (int k = 0; k < COEFFICIENTS; k++) {
        coefficients[k * LANES + band] = keptCoefficients[band * COEFFICIENTS + k];
      }
      for (int e = 0; e < ELEMENTS; e++) {
        covariance[e * LANES + band] = keptCovariance[band * ELEMENTS + e];
      }
      variance[band] = keptVariance[band];
      squares[band] = keptSquares[band];
    }
  }

  /** All of it, to be kept. */
  List<SCcdState.BandModel> models() {
    List<SCcdState.BandModel> result = new ArrayList<>(bands);
    for (int band = 0; band < bands; band++) {
      double[] elements = new double[ELEMENTS];
      for (int e = 0; e < ELEMENTS; e++) {
        elements[e] = covariance[e * LANES + band];
      }
      result.add(
          new SCcdState.BandModel(coefficientsOf(band), elements, variance[band], squares[band]));
    }
    return result;
  }

  private void toState(int day) {
    double[] turn = rotations.ofDay();
    int at = rotations.day(day);
    double cos = turn[at];
    double sin = turn[at + 1];
    double cos2 = turn[at + 2];
    double sin2 = turn[at + 3];
    state[0] = model[0] + day * (double) model[1] / SLOPE_SCALE;
    state[1] = (double) model[1] / SLOPE_SCALE;
    state[2] = model[2] * cos + model[3] * sin;
    state[3] = -model[2] * sin + model[3] * cos;
    state[4] = model[4] * cos2 + model[5] * sin2;
    state[5] = -model[4] * sin2 + model[5] * cos2;
  }

  /** The state at the day before becomes the model through the state of this day. */
  private void toCoefficients(int day) {
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
    model[0] = (float) (level - state[1] * day);
    model[1] = (float) (state[1] * SLOPE_SCALE);
    model[2] = (float) (cos * a - sin * b);
    model[3] = (float) (cos * b + sin * a);
    model[4] = (float) (cos2 * a2 - sin2 * b2);
    model[5] = (float) (cos2 * b2 + sin2 * a2);
  }

  /** Equations 4.24 of Durbin and Koopman for an observation of level and both cycles. */
  private void correct(float value, float noise) {
    error = value - (state[0] + state[2] + state[4]);
    gain[0] = v[0] + (v[2] + v[4]);
    gain[1] = v[1] + (v[7] + v[9]);
    gain[2] = v[2] + v[11] + v[13];
    gain[3] = v[3] + v[12] + v[16];
    gain[4] = v[4] + v[13] + v[18];
    gain[5] = v[5] + v[14] + v[19];
    double predicted = gain[0] + gain[2] + gain[4] + noise;
    if (!(predicted > LEAST_VARIANCE)) {
      return;
    }
    double inverse = 1 / predicted;
    int at = 0;
    for (int j = 0; j < COEFFICIENTS; j++) {
      state[j] += error * inverse * gain[j];
      double scaled = inverse * gain[j];
      for (int k = j; k < COEFFICIENTS; k++) {
        v[at++] -= scaled * gain[k];
      }
    }
  }

  /** Moves a covariance over some days, and adds their noise. */
  private void move(int days) {
    double[] step = rotations.ofSpan();
    int at = rotations.span(days);
    double c = step[at];
    double s = step[at + 1];
    double c2 = step[at + 2];
    double s2 = step[at + 3];
    double slope = v[1] + days * v[6];
    v[0] = v[0] + days * v[1] + days * slope;
    v[1] = slope;
    for (int k = 2; k < COEFFICIENTS; k++) {
      v[k] += days * v[5 + k];
    }
    turnRight(2, c, s);
    turnRight(4, c2, s2);
    turnRight(7, c, s);
    turnRight(9, c2, s2);
    turnBoth(11, 12, 15, c, s);
    turnLeft(13, 16, c, s);
    turnLeft(14, 17, c, s);
    turnRight(13, c2, s2);
    turnRight(16, c2, s2);
    turnBoth(18, 19, 20, c2, s2);
    double noise = days * DAILY_NOISE;
    v[0] += noise;
    v[6] += days * SLOPE_NOISE;
    v[11] += noise;
    v[15] += noise;
    v[18] += noise;
    v[20] += noise;
  }

  /** A row of two times the transposed rotation. */
  private void turnRight(int at, double c, double s) {
    double x = v[at];
    double y = v[at + 1];
    v[at] = c * x + s * y;
    v[at + 1] = c * y - s * x;
  }

  /** The rotation times a column of two. */
  private void turnLeft(int upper, int lower, double c, double s) {
    double x = v[upper];
    double y = v[lower];
    v[upper] = c * x + s * y;
    v[lower] = c * y - s * x;
  }

  /** The symmetric block of a cycle, from both sides. */
  private void turnBoth(int first, int mixed, int second, double c, double s) {
    double x = v[first];
    double m = v[mixed];
    double y = v[second];
    double upper = c * x + s * m;
    double upperMixed = c * m + s * y;
    double lowerMixed = c * m - s * x;
    double lower = c * y - s * m;
    v[first] = c * upper + s * upperMixed;
    v[mixed] = c * upperMixed - s * upper;
    v[second] = c * lower - s * lowerMixed;
  }
}
