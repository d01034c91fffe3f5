// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.pixel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** That values are equal to GDAL's is shown on files, where GDAL is there to ask. */
class GdalChecksumTest {

  private static int of(PixelBlock block) {
    GdalChecksum checksum = new GdalChecksum(block.width());
    checksum.add(block, 0, 0);
    return checksum.value();
  }

  private static PixelBlock block(PixelType type, double... values) {
    PixelBlock block = PixelBlock.of(type, values.length, 1);
    for (int i = 0; i < values.length; i++) {
      block.set(i, values[i]);
    }
    return block;
  }

  @Test
  void primesFollowEachOther() {
    // 8 % 7 + 13 % 11 + 12 % 13
    assertThat(of(block(PixelType.UINT8, 8, 13, 12))).isEqualTo(1 + 2 + 12);
    assertThat(of(block(PixelType.INT16, -8))).isEqualTo(0x10000 - 1);
  }

  @Test
  void valuesAreThoseOfA32BitInteger() {
    int high = Integer.MAX_VALUE % 7;
    assertThat(of(block(PixelType.UINT32, 4294967295.0))).isEqualTo(high);
    assertThat(of(block(PixelType.UINT64, 0x1p63))).isEqualTo(high);
    assertThat(of(block(PixelType.INT64, -0x1p40))).isEqualTo(0x10000 + Integer.MIN_VALUE % 7);
    assertThat(of(block(PixelType.FLOAT32, 1e30))).isEqualTo(high);
    assertThat(of(block(PixelType.FLOAT64, -1e30))).isEqualTo(0x10000 - high);
    assertThat(of(block(PixelType.FLOAT64, 1.5, -1.5, 0.49))).isEqualTo((2 - 1) & 0xffff);
    int least = 0x10000 + Integer.MIN_VALUE % 7;
    assertThat(of(block(PixelType.FLOAT32, Double.NaN))).isEqualTo(least);
    assertThat(of(block(PixelType.FLOAT64, Double.POSITIVE_INFINITY))).isEqualTo(least);
  }

  @Test
  void partsMayComeInAnyOrder() {
    Random random = new Random(5);
    for (PixelType type : PixelType.values()) {
      PixelBlock whole = PixelBlock.of(type, 23, 17);
      for (int i = 0; i < whole.size(); i++) {
        whole.set(i, random.nextGaussian() * 1e5);
      }
      GdalChecksum checksum = new GdalChecksum(23);
      for (int row = 12; row >= 0; row -= 6) {
        for (int col : new int[] {10, 0, 20}) {
          int width = col == 20 ? 3 : 10;
          int height = row == 12 ? 5 : 6;
          PixelBlock part = PixelBlock.of(type, width, height);
          for (int y = 0; y < height; y++) {
            part.copy(whole, (row + y) * 23 + col, y * width, width);
          }
          checksum.add(part, col, row);
        }
      }
      assertThat(checksum.value()).as("%s", type).isEqualTo(of(whole));
    }
  }
}
