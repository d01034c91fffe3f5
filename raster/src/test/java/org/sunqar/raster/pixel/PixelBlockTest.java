// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.pixel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PixelBlockTest {

  @ParameterizedTest
  @EnumSource(PixelType.class)
  void fillingSetsEachSampleAsSettingDoes(PixelType type) {
    for (int width : new int[] {1, 2, 3, 7, 16, 33}) {
      PixelBlock filled = PixelBlock.of(type, width, 5);
      filled.fill(41.7);
      PixelBlock set = PixelBlock.of(type, 1, 1);
      set.set(0, 41.7);
      for (int i = 0; i < filled.size(); i++) {
        assertThat(filled.get(i)).isEqualTo(set.get(0));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"FLOAT32, NaN", "FLOAT64, -Infinity", "INT16, -32768", "UINT8, 300"})
  void fillingTakesWhatHasNoOtherForm(PixelType type, double value) {
    PixelBlock filled = PixelBlock.of(type, 9, 9);
    filled.fill(value);
    PixelBlock set = PixelBlock.of(type, 1, 1);
    set.set(0, value);
    for (int i = 0; i < filled.size(); i++) {
      assertThat(Double.valueOf(filled.get(i))).isEqualTo(Double.valueOf(set.get(0)));
    }
  }
}
