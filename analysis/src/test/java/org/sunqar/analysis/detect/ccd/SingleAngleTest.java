// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.detect.ccd;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class SingleAngleTest {

  @Test
  void isNearTheTrueValueAndRarelyNotTheNearestFloat() {
    Random random = new Random(5);
    int off = 0;
    int count = 200_000;
    for (int i = 0; i < count; i++) {
      float angle = (i % 2 == 0 ? 1 : -1) * random.nextFloat() * 40_000;
      off += off(SingleAngle.cos(angle), Math.cos(angle));
      off += off(SingleAngle.sin(angle), Math.sin(angle));
    }
    assertThat(off).isBetween(1, count / 20);
  }

  @Test
  void quartersOfATurn() {
    assertThat(SingleAngle.cos(0)).isEqualTo(1);
    assertThat(SingleAngle.sin(0)).isZero();
    float half = (float) Math.PI;
    assertThat(SingleAngle.cos(half)).isEqualTo(-1);
    assertThat(SingleAngle.sin(half)).isEqualTo((float) Math.sin(half));
    assertThat(SingleAngle.cos(half / 2)).isEqualTo((float) Math.cos(half / 2));
  }

  private static int off(float value, double exact) {
    assertThat(Math.abs(value - exact)).isLessThan(0.57 * Math.ulp((float) exact));
    return value == (float) exact ? 0 : 1;
  }
}
