// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DifferenceTest {

  private static final float NAN = Float.NaN;

  @Test
  void scoresAgainstMedianAndMad() {
    float[] before = {0, 0, 0, 0, 0, NAN, 7};
    float[] after = {1, 2, 3, 4, 100, 5, NAN};
    Difference d = Difference.of(before, after);
    // differences 1, 2, 3, 4, 100: median 3, absolute deviations 2, 1, 0, 1, 97: MAD 1
    assertThat(d.validCount()).isEqualTo(5);
    assertThat(d.median()).isEqualTo(3);
    assertThat(d.scale()).isEqualTo(1.4826);
    assertThat(d.isDegenerate()).isFalse();
    float[] expected = {
      (float) (-2 / 1.4826),
      (float) (-1 / 1.4826),
      0,
      (float) (1 / 1.4826),
      (float) (97 / 1.4826),
      NAN,
      NAN
    };
    assertThat(d.z()).containsExactly(expected);
  }

  @Test
  void evenCountTakesTheMeanOfTheMiddleTwo() {
    Difference d = Difference.of(new float[4], new float[] {1, 2, 4, 8});
    assertThat(d.median()).isEqualTo(3);
    assertThat(d.scale()).isCloseTo(1.4826 * 1.5, within(1e-7));
  }

  @Test
  void withoutScatterThereAreNoScores() {
    Difference d = Difference.of(new float[] {1, 1, 1, 1}, new float[] {2, 2, 2, 9});
    assertThat(d.isDegenerate()).isTrue();
    assertThat(d.scale()).isZero();
    assertThat(d.z()).containsOnly(NAN);
  }

  @Test
  void withoutValidPixelsThereAreNoScores() {
    Difference d = Difference.of(new float[] {NAN, 1}, new float[] {1, Float.POSITIVE_INFINITY});
    assertThat(d.validCount()).isZero();
    assertThat(d.isDegenerate()).isTrue();
    assertThat(d.median()).isNaN();
    assertThat(d.z()).containsOnly(NAN);
  }

  @Test
  void datesOfDifferentSizeAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Difference.of(new float[2], new float[3]))
        .withMessage("the dates have 2 and 3 pixels");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 16, 99, 1000, 100_001})
  void medianEqualsThatOfSortedValues(int n) {
    Random random = new Random(n);
    for (int range : new int[] {1, 3, 1_000_000}) {
      float[] values = new float[n + 3];
      for (int i = 0; i < values.length; i++) {
        values[i] = random.nextInt(range) - range / 2;
      }
      float[] sorted = Arrays.copyOf(values, n);
      Arrays.sort(sorted);
      double expected = (sorted[(n - 1) / 2] + (double) sorted[n / 2]) / 2;
      assertThat(Median.ofFirst(values, n)).isEqualTo(expected);
    }
  }
}
