// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.detect.ccd;

import java.util.Arrays;
import org.sunqar.analysis.detect.BandSeries;
import org.sunqar.analysis.kernel.HarmonicLasso;

/**
 * The usable observations of a pixel, from which a detector takes noise out. Rows have {@link
 * HarmonicLasso#LANES} lanes, as the fit wants them. One thread; reused from pixel to pixel.
 */
final class ClearSeries {

  private static final int LANES = HarmonicLasso.LANES;
  private static final int THERMAL = BandSeries.REFLECTANCE.size();

  /** Reflectances must lie between these, exclusive; the blue one may be a little below 0. */
  private static final float LEAST = 0;

  private static final float LEAST_BLUE = -200;
  private static final float MOST = 10_000;

  /** What stands for a saturated band. */
  static final float SATURATED = 10_000;

  /** Degrees Celsius times 100. */
  private static final float COLDEST = -9320;

  private static final float WARMEST = 7070;

  private final SeasonBasis season = new SeasonBasis();
  private int[] days = new int[0];
  private float[] basis = new float[0];
  private float[] exactBasis = new float[0];
  private float[] values = new float[0];
  private float[] scratch = new float[0];
  private int size;

  /** Empties it and makes room. */
  void clear(int capacity) {
    size = 0;
    if (days.length < capacity) {
      days = new int[2 * capacity];
      basis = new float[2 * capacity * LANES];
      values = new float[2 * capacity * LANES];
      scratch = new float[2 * capacity];
    }
  }

  /** Takes an observation in at the end. The thermal band becomes degrees Celsius times 100. */
  void add(BandSeries series, int observation) {
    add(series, observation, series.bands());
  }

  /** As {@link #add(BandSeries, int)}, for the first {@code bands} bands. */
  void add(BandSeries series, int observation, int bands) {
    int row = size * LANES;
    days[size] = series.day(observation);
    season.write(days[size], basis, row);
    Arrays.fill(values, row, row + LANES, 0);
    for (int band = 0; band < bands; band++) {
      float value = series.value(observation, band);
      values[row + band] = band == THERMAL ? thermal(value) : value;
    }
    size++;
  }

  /** Takes reflectances of one day in at the end. */
  void add(int day, float[] reflectances, int at, int bands) {
    int row = size * LANES;
    days[size] = day;
    season.write(day, basis, row);
    Arrays.fill(values, row, row + LANES, 0);
    System.arraycopy(reflectances, at, values, row, bands);
    size++;
  }

  /** Makes room for so many observations and keeps those there are. */
  void reserve(int capacity) {
    if (days.length < capacity) {
      days = Arrays.copyOf(days, 2 * capacity);
      basis = Arrays.copyOf(basis, 2 * capacity * LANES);
      values = Arrays.copyOf(values, 2 * capacity * LANES);
      scratch = new float[2 * capacity];
    }
  }

  private static float thermal(float value) {
    float celsius = value * 10 - 27_320;
    return value == 0 || celsius == 0 ? 0 : celsius * 10 - 27_320;
  }

  /** Whether an observation has reflectances of land or water, whatever its quality says. */
  static boolean inRange(BandSeries series, int observation) {
    for (int band = 0; band < THERMAL; band++) {
      float value = series.value(observation, band);
      if (!(value > (band == 0 ? LEAST_BLUE : LEAST) && value < MOST)) {
        return false;
      }
    }
    return true;
  }

  /** As {@link #inRange(BandSeries, int)} for the reflectances of a day. */
  static boolean inRange(float[] reflectances, int at) {
    for (int band = 0; band < THERMAL; band++) {
      float value = reflectances[at + band];
      if (!(value > (band == 0 ? LEAST_BLUE : LEAST) && value < MOST)) {
        return false;
      }
    }
    return true;
  }

  /** Whether a band of an observation is not saturated, nor filled. */
  static boolean inRangeOfSnow(BandSeries series, int observation, int band) {
    float value = series.value(observation, band);
    return band == THERMAL
        ? value * 10 - 27_320 > COLDEST && value * 10 - 27_320 < WARMEST
        : value > LEAST && value < MOST;
  }

  int size() {
    return size;
  }

  int day(int observation) {
    return days[observation];
  }

  /** Days from one observation to another. */
  int span(int from, int to) {
    return days[to] - days[from];
  }

  float value(int observation, int band) {
    return values[observation * LANES + band];
  }

  float[] basis() {
    return basis;
  }

  /** The columns that S-CCD fits by, of some of the dates. */
  float[] exactBasis(int from, int to) {
    if (exactBasis.length < basis.length) {
      exactBasis = new float[basis.length];
    }
    for (int i = from; i < to; i++) {
      season.writeExactly(days[i], exactBasis, i * LANES);
    }
    return exactBasis;
  }

  float[] values() {
    return values;
  }

  /** Takes one observation out. */
  void remove(int observation) {
    move(observation + 1, observation, size - observation - 1);
    size--;
  }

  /**
   * Takes out what is marked.
   *
   * @param from first observation that a mark is for
   * @param count number of marks that are looked at
   */
  void removeMarked(boolean[] marks, int from, int count) {
    int kept = from;
    for (int i = 0; i < count; i++) {
      if (!marks[i]) {
        move(from + i, kept, 1);
        kept++;
      }
    }
    int rest = size - from - count;
    move(from + count, kept, rest);
    size = kept + rest;
  }

  private void move(int source, int target, int count) {
    if (source != target) {
      System.arraycopy(days, source, days, target, count);
      System.arraycopy(basis, source * LANES, basis, target * LANES, count * LANES);
      System.arraycopy(values, source * LANES, values, target * LANES, count * LANES);
    }
  }

  /** Median of the absolute differences of neighbours: the noise that a model cannot go below. */
  float variogram(int band) {
    int n = size - 1;
    for (int i = 0; i < n; i++) {
      scratch[i] = Math.abs(value(i + 1, band) - value(i, band));
    }
    return medianOfScratch(n);
  }

  /** Median of the values of a band. */
  float median(int band) {
    for (int i = 0; i < size; i++) {
      scratch[i] = value(i, band);
    }
    return medianOfScratch(size);
  }

  private float medianOfScratch(int n) {
    Arrays.sort(scratch, 0, n);
    int middle = n / 2;
    return n % 2 == 0
        ? (float) (((double) scratch[middle - 1] + scratch[middle]) / 2)
        : scratch[middle];
  }
}
