// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.detect.ccd;

import java.util.ArrayList;
import java.util.List;
import org.sunqar.analysis.detect.BandSeries;
import org.sunqar.analysis.detect.online.EvidencePlanes;
import org.sunqar.analysis.detect.online.PixelState;
import org.sunqar.analysis.detect.online.StateLayout;
import org.sunqar.analysis.detect.online.StatePlane;

/**
 * How an {@link SCcdPixel} lies in planes of float32, to the bit.
 *
 * <p>Most planes have two uses. With a model they hold the filters of the six bands and then the
 * {@code consecutive} last observations; without one they all hold observations, which are few
 * until a model begins. An element of a covariance, float64, takes two planes: the number cut to
 * float32, which says what it is, and the {@value #CUT} bits cut off, as the bits of a tiny number.
 * An observation takes four: its day, and two bands of 14 bits each in the bits of a tiny number.
 * Neither pattern is ever that of NaN, so copying planes as float32 keeps them.
 */
final class SCcdPlanes {

  /** Moving plane: mean departure of the anomalies, in scatters. */
  static final int DEPARTURE = EvidencePlanes.COUNT;

  /** Moving plane: code of {@link SCcdState.Mode}, or {@link #EXCLUDED}. */
  static final int MODE = DEPARTURE + 1;

  private static final int START = MODE + 1;
  private static final int OBSERVATIONS = START + 1;
  private static final int BROKEN = OBSERVATIONS + 1;
  private static final int COUNT = BROKEN + 1;
  private static final int FROM = COUNT + 1;
  private static final int NOISE = FROM + 1;
  private static final int FILTERS = NOISE + SCcdPixel.BANDS;

  /** Mode of a pixel that is not watched. */
  static final float EXCLUDED = -1;

  private static final int COEFFICIENTS = StateSpace.COEFFICIENTS;
  private static final int ELEMENTS = StateSpace.ELEMENTS;

  /** Planes of a filter: coefficients, covariance twice, variance, squares twice. */
  private static final int FILTER_PLANES = COEFFICIENTS + 2 * ELEMENTS + 3;

  private static final int OBSERVATION_PLANES = 4;

  /** Bits of the mantissa of a float64 number that a float32 one has no room for. */
  private static final int CUT = 29;

  private static final long CUT_MASK = (1L << CUT) - 1;

  /** Bits of a sum of squares in its second plane. */
  private static final int LOW_BITS = 24;

  private static final int VALUE_BITS = 14;

  /** Added to reflectances, of which the least is above -200. */
  private static final int VALUE_OFFSET = 200;

  /** The ordinal of 1970-01-01. */
  static final int EPOCH = 719_163;

  private final int consecutive;
  private final int capacity;

  SCcdPlanes(int consecutive) {
    this.consecutive = consecutive;
    this.capacity = SCcdPixel.BANDS * FILTER_PLANES / OBSERVATION_PLANES + consecutive;
  }

  /** The most observations that wait for a model. */
  int capacity() {
    return capacity;
  }

  StateLayout layout() {
    List<StatePlane> planes = new ArrayList<>();
    planes.add(new StatePlane("departure", "1", "mean departure of the anomalies in scatters"));
    planes.add(new StatePlane("mode", "1", "1 a model watches, 12 waits for one, -1 not watched"));
    planes.add(new StatePlane("model_start", "days since 1970-01-01", "first day of the model"));
    planes.add(new StatePlane("model_observations", "1", "observations of the model"));
    planes.add(new StatePlane("broken", "1", "1 when a model has ended before"));
    planes.add(new StatePlane("kept", "1", "observations that are kept"));
    planes.add(new StatePlane("from", "1", "kept ones before the next attempt at a model"));
    for (String band : BandSeries.REFLECTANCE) {
      planes.add(new StatePlane("noise_" + band, "1e-4", "least scatter"));
    }
    for (String band : BandSeries.REFLECTANCE) {
      for (int k = 0; k < COEFFICIENTS; k++) {
        planes.add(new StatePlane("c_" + band + "_" + k, "1e-4", "coefficient"));
      }
      for (int e = 0; e < ELEMENTS; e++) {
        planes.add(new StatePlane("p_" + band + "_" + e, "1e-8", "covariance of the states"));
        planes.add(new StatePlane("p_" + band + "_" + e + "_cut", "1", "bits cut off it"));
      }
      planes.add(new StatePlane("h_" + band, "1e-8", "variance of observations"));
      planes.add(new StatePlane("squares_" + band, "16777216e-8", "sum of squared errors"));
      planes.add(new StatePlane("squares_" + band + "_rest", "1e-8", "its last 24 bits"));
    }
    for (int i = 0; i < consecutive; i++) {
      planes.add(new StatePlane("day_" + i, "days since 1970-01-01", "observation not decided on"));
      planes.add(new StatePlane("blue_green_" + i, "1", "bits of two bands"));
      planes.add(new StatePlane("red_nir_" + i, "1", "bits of two bands"));
      planes.add(new StatePlane("swir_" + i, "1", "bits of two bands"));
    }
    return EvidencePlanes.layout(List.of(), planes);
  }

  private int planes() {
    return FILTERS + SCcdPixel.BANDS * FILTER_PLANES + consecutive * OBSERVATION_PLANES;
  }

  /** Whether a pixel is watched; one that was never fitted is not. */
  static boolean isWatched(PixelState state, int pixel) {
    return state.moving(MODE)[pixel] >= 0;
  }

  /** Writes a pixel; planes that it does not use become 0. */
  void write(SCcdPixel from, PixelState state, int pixel) {
    boolean model = from.mode == SCcdState.Mode.MONITOR;
    state.moving(MODE)[pixel] = from.mode.code();
    state.moving(START)[pixel] = model ? from.start - EPOCH : 0;
    state.moving(OBSERVATIONS)[pixel] = from.observations;
    state.moving(BROKEN)[pixel] = from.broken ? 1 : 0;
    state.moving(COUNT)[pixel] = from.count;
    state.moving(FROM)[pixel] = from.from;
    int plane = NOISE;
    for (int band = 0; band < SCcdPixel.BANDS; band++) {
      state.moving(plane++)[pixel] = from.noise[band];
    }
    if (model) {
      for (int band = 0; band < SCcdPixel.BANDS; band++) {
        plane = writeFilter(from, band, state, plane, pixel);
      }
    }
    for (int i = 0; i < from.count; i++) {
      state.moving(plane++)[pixel] = from.days[i] - EPOCH;
      for (int band = 0; band < SCcdPixel.BANDS; band += 2) {
        int first = (int) from.values[i * SCcdPixel.BANDS + band] + VALUE_OFFSET;
        int second = (int) from.values[i * SCcdPixel.BANDS + band + 1] + VALUE_OFFSET;
        state.moving(plane++)[pixel] = Float.intBitsToFloat(first << VALUE_BITS | second);
      }
    }
    while (plane < planes()) {
      state.moving(plane++)[pixel] = 0;
    }
  }

  private static int writeFilter(SCcdPixel from, int band, PixelState state, int first, int pixel) {
    int plane = first;
    for (int k = 0; k < COEFFICIENTS; k++) {
      state.moving(plane++)[pixel] = from.coefficients[band * COEFFICIENTS + k];
    }
    for (int e = 0; e < ELEMENTS; e++) {
      double element = from.covariance[band * ELEMENTS + e];
      float cut = cut(element);
      state.moving(plane++)[pixel] = cut;
      state.moving(plane++)[pixel] = cutOff(element, cut);
    }
    state.moving(plane++)[pixel] = from.variance[band];
    state.moving(plane++)[pixel] = from.squares[band] >>> LOW_BITS;
    state.moving(plane++)[pixel] = from.squares[band] & ((1 << LOW_BITS) - 1);
    return plane;
  }

  /** Reads what {@link #write} wrote. */
  void read(PixelState state, int pixel, SCcdPixel into) {
    boolean model = state.moving(MODE)[pixel] == SCcdState.Mode.MONITOR.code();
    into.mode = model ? SCcdState.Mode.MONITOR : SCcdState.Mode.QUEUE;
    into.start = (int) state.moving(START)[pixel] + EPOCH;
    into.observations = (int) state.moving(OBSERVATIONS)[pixel];
    into.broken = state.moving(BROKEN)[pixel] != 0;
    // a file whose checksum holds was written above, but an index must not depend on it
    into.count = Math.clamp((int) state.moving(COUNT)[pixel], 0, model ? consecutive : capacity);
    into.from = Math.clamp((int) state.moving(FROM)[pixel], 0, into.count);
    int plane = NOISE;
    for (int band = 0; band < SCcdPixel.BANDS; band++) {
      into.noise[band] = state.moving(plane++)[pixel];
    }
    if (model) {
      for (int band = 0; band < SCcdPixel.BANDS; band++) {
        plane = readFilter(state, plane, pixel, into, band);
      }
    }
    for (int i = 0; i < into.count; i++) {
      into.days[i] = (int) state.moving(plane++)[pixel] + EPOCH;
      for (int band = 0; band < SCcdPixel.BANDS; band += 2) {
        int bits = Float.floatToRawIntBits(state.moving(plane++)[pixel]);
        into.values[i * SCcdPixel.BANDS + band] = (bits >>> VALUE_BITS) - VALUE_OFFSET;
        into.values[i * SCcdPixel.BANDS + band + 1] =
            (bits & ((1 << VALUE_BITS) - 1)) - VALUE_OFFSET;
      }
    }
  }

  private static int readFilter(PixelState state, int first, int pixel, SCcdPixel into, int band) {
    int plane = first;
    for (int k = 0; k < COEFFICIENTS; k++) {
      into.coefficients[band * COEFFICIENTS + k] = state.moving(plane++)[pixel];
    }
    for (int e = 0; e < ELEMENTS; e++) {
      float cut = state.moving(plane++)[pixel];
      into.covariance[band * ELEMENTS + e] = joined(cut, state.moving(plane++)[pixel]);
    }
    into.variance[band] = state.moving(plane++)[pixel];
    long high = (long) state.moving(plane++)[pixel];
    into.squares[band] = high << LOW_BITS | (long) state.moving(plane++)[pixel];
    return plane;
  }

  /** A number without the bits that float32 has no room for; below the least normal one, 0. */
  static float cut(double number) {
    if (Math.abs(number) < Float.MIN_NORMAL) {
      return 0;
    }
    // without the bits the conversion rounds nothing
    return (float) Double.longBitsToDouble(Double.doubleToRawLongBits(number) & ~CUT_MASK);
  }

  /** The bits that {@link #cut} cut off. */
  static float cutOff(double number, float cut) {
    boolean none = cut == 0 || !Float.isFinite(cut);
    return none ? 0 : Float.intBitsToFloat((int) (Double.doubleToRawLongBits(number) & CUT_MASK));
  }

  static double joined(float cut, float cutOff) {
    return Double.longBitsToDouble(
        Double.doubleToRawLongBits(cut) | Float.floatToRawIntBits(cutOff));
  }
}
