// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sunqar.analysis.AnalysisException;

class BlockQuantilesTest {

  private static final double[] PROBABILITIES = {0.5, 0, 0.25, 0.75, 1, 0.037};

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 8, 9, 15, 16, 17, 60, 100, 320})
  void theNetworkSortsAsSortingDoes(int dates) {
    Random random = new Random(dates);
    float[] values = new float[dates * 16 + 3];
    for (int i = 0; i < values.length; i++) {
      int p = Math.floorMod(i - 3, 16);
      values[i] =
          p == 0 || random.nextDouble() < 0.06 * p || (i - 3) / 16 % 5 == 3
              ? Float.NaN
              : p == 1 ? Math.round(3 * random.nextGaussian()) : (float) random.nextGaussian();
    }
    values[3 + 2] = Float.NEGATIVE_INFINITY;
    values[3 + 4] = Float.POSITIVE_INFINITY;
    float[] vector = new float[PROBABILITIES.length * 16];
    float[] scalar = new float[PROBABILITIES.length * 16];
    new BlockQuantiles(true, dates, PROBABILITIES).run(values, 3, vector, 0);
    new BlockQuantiles(false, dates, PROBABILITIES).run(values, 3, scalar, 0);
    assertThat(vector).isEqualTo(scalar);
    float[] oneByOne = new float[16];
    for (int q = 0; q < PROBABILITIES.length; q++) {
      new BlockQuantiles(true, dates, PROBABILITIES[q]).run(values, 3, oneByOne, 0);
      assertThat(oneByOne).isEqualTo(Arrays.copyOfRange(scalar, q * 16, (q + 1) * 16));
    }
    assertThat(scalar[0]).isNaN();
    assertThat(Float.isNaN(scalar[5])).isEqualTo(dates == 1);
  }

  /** One object takes blocks that are clouded differently. */
  @Test
  void blocksFollowEachOther() {
    BlockQuantiles quantiles = new BlockQuantiles(true, 24, 0.5);
    for (int seen : new int[] {24, 3, 0, 11, 24}) {
      float[] values = new float[24 * 16];
      Arrays.fill(values, Float.NaN);
      for (int t = 0; t < seen; t++) {
        Arrays.fill(values, t * 16, t * 16 + 16, seen - t);
      }
      float[] out = new float[16];
      quantiles.run(values, 0, out, 0);
      assertThat(out).containsOnly(seen == 0 ? Float.NaN : (seen + 1) / 2f);
    }
  }

  /** 16-bit samples give what their values give, also at the ends of the type. */
  @ParameterizedTest
  @CsvSource({"1, 64, -32768", "2, 70, -1", "9, 33, 0", "60, 111, 40000", "321, 100, -32768"})
  void samplesGiveWhatTheirValuesGive(int dates, int pixels, int noData) {
    Random random = new Random(pixels);
    List<short[]> planes = new ArrayList<>();
    for (int t = 0; t < dates; t++) {
      short[] plane = new short[pixels];
      for (int p = 0; p < pixels; p++) {
        plane[p] =
            (short)
                (p == 7 || random.nextInt(100) < p
                    ? noData
                    : p % 5 == 0 ? random.nextInt(-2, 3) : random.nextInt(-32768, 32768));
      }
      planes.add(plane);
    }
    float scale = 1e-4f;
    float offset = 0.1f;
    float[][] out = new float[PROBABILITIES.length][pixels];
    new SampleQuantiles(dates, PROBABILITIES).run(planes, noData, scale, offset, out);
    BlockQuantiles expected = new BlockQuantiles(false, dates, PROBABILITIES);
    float[] values = new float[dates * 16];
    float[] block = new float[PROBABILITIES.length * 16];
    for (int p = 0; p < pixels; p++) {
      for (int t = 0; t < dates; t++) {
        short sample = planes.get(t)[p];
        values[t * 16] = sample == noData ? Float.NaN : sample * scale + offset;
      }
      expected.run(values, 0, block, 0);
      for (int q = 0; q < PROBABILITIES.length; q++) {
        assertThat(Float.floatToIntBits(out[q][p]))
            .as(p + " " + PROBABILITIES[q])
            .isEqualTo(Float.floatToIntBits(block[q * 16]));
      }
    }
  }

  @Test
  void settingsOutOfRange() {
    assertThatThrownBy(() -> new BlockQuantiles(0, 0.5)).isInstanceOf(AnalysisException.class);
    assertThatThrownBy(() -> new BlockQuantiles(9, 1.5)).isInstanceOf(AnalysisException.class);
  }
}
