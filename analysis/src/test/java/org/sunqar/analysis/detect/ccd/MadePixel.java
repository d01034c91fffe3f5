// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.detect.ccd;

import java.util.Arrays;
import java.util.Random;
import org.sunqar.analysis.detect.BandSeries;
import org.sunqar.analysis.detect.BandSeries.Quality;

/** Pixels made in code: a season, noise, a step in all bands, clouds that are or are not marked. */
final class MadePixel {

  private static final int START = 730_121;

  private final Random random;
  final int[] days;
  final float[] values;
  final byte[] quality;

  /** A stable pixel, seen every 16 days, give or take. */
  MadePixel(int n, long seed) {
    random = new Random(seed);
    days = new int[n];
    values = new float[n * 7];
    quality = new byte[n];
    for (int i = 0; i < n; i++) {
      days[i] = START + 16 * i;
      double season = Math.cos(2 * Math.PI * days[i] / 365.25);
      for (int band = 0; band < 6; band++) {
        values[i * 7 + band] =
            Math.round(600 + 300 * band + (60 + 50 * band) * season + 25 * random.nextGaussian());
      }
      values[i * 7 + 6] = Math.round(2880 + 150 * season + 10 * random.nextGaussian());
    }
  }

  /** All bands step from this observation on. */
  MadePixel step(int observation, float size) {
    for (int i = observation; i < days.length; i++) {
      for (int band = 0; band < 6; band++) {
        values[i * 7 + band] += size;
      }
    }
    return this;
  }

  /** A cloud that the quality band does or does not know. */
  MadePixel cloud(int observation, boolean marked) {
    for (int band = 0; band < 6; band++) {
      values[observation * 7 + band] += 4000;
    }
    quality[observation] = marked ? Quality.CLOUD : Quality.CLEAR;
    return this;
  }

  MadePixel quality(int from, int to, byte code) {
    Arrays.fill(quality, from, to, code);
    return this;
  }

  BandSeries series() {
    return new BandSeries("made", days, values, quality);
  }

  /** The same without the thermal band. */
  BandSeries withoutThermal() {
    float[] six = new float[days.length * 6];
    for (int i = 0; i < days.length; i++) {
      System.arraycopy(values, i * 7, six, i * 6, 6);
    }
    return new BandSeries("made", days, six, quality);
  }
}
