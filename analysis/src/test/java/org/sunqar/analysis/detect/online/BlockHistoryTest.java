// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.detect.online;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sunqar.analysis.kernel.BreakBlock;

class BlockHistoryTest {

  private static final int DATES = 61;

  /** Gaps, ties, one value, none, all equal, far apart. */
  private static BlockHistory history(boolean vectors, long seed) {
    Random random = new Random(seed);
    BlockHistory history = new BlockHistory(DATES, 1, vectors);
    for (int p = 0; p < BreakBlock.PIXELS; p++) {
      int count = 0;
      for (int t = 0; t < DATES; t++) {
        float value =
            switch (p % 6) {
              case 0 -> (float) random.nextGaussian();
              case 1 -> random.nextInt(4) - 1.5f;
              case 2 -> 0.25f;
              case 3 -> (float) Math.pow(10, 30 * random.nextGaussian() / 3) * (t % 2 * 2 - 1);
              case 4 -> Math.nextUp(1f + random.nextInt(3) * Math.ulp(1f));
              default -> t == 7 ? 3f : Float.NaN;
            };
        boolean missing = p == 11 || Float.isInfinite(value) || random.nextInt(3) == 0;
        value = (missing && p % 6 != 5) || p == 11 ? Float.NaN : value;
        history.residuals[t * BreakBlock.PIXELS + p] = value;
        count += Float.isNaN(value) ? 0 : 1;
      }
      history.set(p, count, 1);
    }
    return history;
  }

  @ParameterizedTest
  @ValueSource(floats = {0, 0.25f, 0.5f, 0.61f, 0.75f, 1})
  void quantilesByDividingEqualThoseBySorting(float share) {
    for (long seed = 0; seed < 20; seed++) {
      float[] divided = new float[BreakBlock.PIXELS];
      float[] sorted = new float[BreakBlock.PIXELS];
      history(true, seed).quantiles(share, divided);
      history(false, seed).quantiles(share, sorted);
      assertThat(divided).isEqualTo(sorted);
      assertThat(sorted[2]).isEqualTo(0.25f);
      assertThat(sorted[5]).isEqualTo(3);
      assertThat(sorted[11]).isNaN();
      float[] distances = new float[BreakBlock.PIXELS];
      float[] expected = new float[BreakBlock.PIXELS];
      history(true, seed).medianDistances(sorted, distances);
      history(false, seed).medianDistances(sorted, expected);
      assertThat(distances).isEqualTo(expected);
    }
  }
}
