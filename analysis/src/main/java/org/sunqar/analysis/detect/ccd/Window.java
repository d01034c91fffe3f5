// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.detect.ccd;

import java.util.Arrays;
import org.sunqar.analysis.kernel.HarmonicLasso;

/**
 * Departures of consecutive observations from a model: by how much each band is off, in units of
 * the values and of the band's scatter, and how far off the pixel is. Float32, in the order of
 * CCDC's implementations. One thread.
 */
final class Window {

  /** Bands that are watched: all but the blue one, which haze moves, and the thermal one. */
  static final int FIRST_WATCHED = 1;

  static final int WATCHED_END = 6;

  /**
   * A tenth of the unit of reflectances: below it scatter is rounding, of a band that never varied.
   */
  private static final float LEAST_SCATTER = 0.1f;

  private static final int LANES = HarmonicLasso.LANES;

  private final int capacity;

  /** Observed less predicted, row-major by observation. */
  private final float[] differences;

  /** The same over the scatter. */
  private final float[] scores;

  /** Sum of the squared scores of the watched bands, chi-square if nothing changed. */
  private final float[] magnitudes;

  private final float[] sorted;

  Window(int capacity) {
    this.capacity = capacity;
    differences = new float[capacity * LANES];
    scores = new float[capacity * LANES];
    magnitudes = new float[capacity];
    sorted = new float[capacity];
  }

  /**
   * Puts the departure of an observation at a position.
   *
   * @param predicted the values that are expected of the bands at its date
   * @param scatter of the bands
   */
  void set(int position, ClearSeries series, int observation, float[] predicted, float[] scatter) {
    int row = position * LANES;
    float sum = 0;
    for (int band = 0; band < LANES; band++) {
      float difference = series.value(observation, band) - predicted[band];
      differences[row + band] = difference;
      if (band >= FIRST_WATCHED && band < WATCHED_END) {
        float score = difference / Math.max(scatter[band], LEAST_SCATTER);
        scores[row + band] = score;
        sum += score * score;
      }
    }
    magnitudes[position] = sum;
  }

  /** Forgets the first observation; the last position is to be set anew. */
  void shift() {
    System.arraycopy(differences, LANES, differences, 0, (capacity - 1) * LANES);
    System.arraycopy(scores, LANES, scores, 0, (capacity - 1) * LANES);
    System.arraycopy(magnitudes, 1, magnitudes, 0, capacity - 1);
  }

  /** How far off an observation is. */
  float magnitude(int position) {
    return magnitudes[position];
  }

  /** The least magnitude of the first {@code count} observations. */
  float least(int count) {
    float least = magnitudes[0];
    for (int i = 1; i < count; i++) {
      least = Math.min(least, magnitudes[i]);
    }
    return least;
  }

  /**
   * Mean angle between the departures of neighbours, in degrees: small where all went the same way
   * (Zhu et al., 2020, equation 9). 0 for a single observation; NaN if one does not depart at all.
   */
  float angle(int from, int to) {
    if (to - from < 2) {
      return 0;
    }
    float sum = 0;
    for (int i = from; i < to - 1; i++) {
      float product = 0;
      float square = 0;
      float nextSquare = 0;
      for (int band = FIRST_WATCHED; band < WATCHED_END; band++) {
        float a = scores[i * LANES + band];
        float b = scores[(i + 1) * LANES + band];
        product += a * b;
        square += a * a;
        nextSquare += b * b;
      }
      float cosine = product / ((float) Math.sqrt(square) * (float) Math.sqrt(nextSquare));
      float radians = (float) Math.acos(cosine);
      sum = (float) (sum + radians * 180.0 / Math.PI);
    }
    return sum / (to - from - 1);
  }

  /** Median difference of a band over some of the observations. */
  float median(int band, int from, int to) {
    int n = to - from;
    for (int i = 0; i < n; i++) {
      sorted[i] = differences[(from + i) * LANES + band];
    }
    Arrays.sort(sorted, 0, n);
    int middle = n / 2;
    return n % 2 == 0
        ? (float) (((double) sorted[middle - 1] + sorted[middle]) / 2)
        : sorted[middle];
  }
}
