// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RegionalCourseTest {

  private static final float NO = Float.NaN;

  @Test
  void whatIsWithinTheLimitIsTakenOff() {
    List<Float> medians = List.of(0.3f, -2f, 2f, NO, -1.9f);
    assertThat(RegionalCourse.common(medians)).containsExactly(0.3f, -2f, 2f, 0f, -1.9f);
  }

  @Test
  void whatIsBeyondIsSetAsideTwiceInARow() {
    List<Float> medians = List.of(-2.1f, 3f, -0.1f, -9f, -8f, -9f, -8f, 4f, 1f, -3f);
    assertThat(RegionalCourse.common(medians))
        .containsExactly(NO, NO, -0.1f, NO, NO, -2f, -2f, 2f, 1f, NO);
  }

  /** Small areas under clouds: whoever saw too little neither excuses nor ends a row. */
  @Test
  void whoSawTooLittleDoesNotCount() {
    List<Float> medians = List.of(-8f, NO, -8f, NO, -8f, NO, -8f);
    assertThat(RegionalCourse.common(medians)).containsExactly(NO, 0f, NO, 0f, -2f, 0f, -2f);
  }

  /** Scene by scene is the same as all at once. */
  @Test
  void theFutureSaysNothing() {
    Random random = new Random(5);
    List<Float> medians = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      medians.add(random.nextInt(5) == 0 ? NO : (float) (2.5 * random.nextGaussian()));
    }
    List<Float> all = RegionalCourse.common(medians);
    assertThat(all).filteredOn(value -> value.isNaN()).hasSizeBetween(20, 100);
    for (int i = 0; i <= medians.size(); i++) {
      assertThat(RegionalCourse.common(medians.subList(0, i))).isEqualTo(all.subList(0, i));
    }
  }
}
