// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.tiff;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.sunqar.raster.geo.Affine;
import org.sunqar.raster.geo.Crs;
import org.sunqar.raster.geo.Grid;
import org.sunqar.raster.geo.Window;
import org.sunqar.raster.pixel.PixelBlock;
import org.sunqar.raster.pixel.PixelType;

/** Rasters made in code: a smooth surface with noise that reaches the ends of the type's range. */
final class TestRasters {

  static Grid grid(int width, int height) {
    return new Grid(Crs.ofEpsg(32632), Affine.northUp(399960, 5300040, 10, 10), width, height);
  }

  static PixelBlock block(PixelType type, int width, int height, long seed) {
    Random random = new Random(seed);
    PixelBlock block = PixelBlock.of(type, width, height);
    double middle = type.isSigned() ? 0 : Math.pow(2, type.bytes() * 8 - 1);
    double reach = type.isFloat() ? 1e4 : Math.pow(2, type.bytes() * 8 - 2);
    for (int i = 0; i < block.size(); i++) {
      int x = i % width;
      int y = i / width;
      double wave = Math.sin(x * 0.11 + seed) * Math.cos(y * 0.07);
      double value = middle + reach * wave + random.nextGaussian() * reach / 20;
      if (random.nextInt(50) == 0) {
        value = middle + (random.nextBoolean() ? 4 : -4) * reach;
      }
      block.set(i, value);
    }
    return block;
  }

  static List<PixelBlock> blocks(PixelType type, int width, int height, int bands, long seed) {
    List<PixelBlock> blocks = new ArrayList<>();
    for (int band = 0; band < bands; band++) {
      blocks.add(block(type, width, height, seed + band));
    }
    return blocks;
  }

  /** The part of a block that a window covers. */
  static PixelBlock crop(PixelBlock block, Window window) {
    PixelBlock part = PixelBlock.of(block.type(), window.width(), window.height());
    for (int i = 0; i < part.size(); i++) {
      int from =
          (window.row() + i / window.width()) * block.width() + window.col() + i % window.width();
      part.set(i, block.get(from));
    }
    return part;
  }

  static void assertSame(PixelBlock actual, PixelBlock expected) {
    assertThat(actual.type()).isEqualTo(expected.type());
    assertThat(actual.width()).isEqualTo(expected.width());
    assertThat(actual.height()).isEqualTo(expected.height());
    for (int i = 0; i < expected.size(); i++) {
      if (Double.compare(actual.get(i), expected.get(i)) != 0) {
        assertThat(actual.get(i)).as("sample %d", i).isEqualTo(expected.get(i));
      }
    }
  }

  private TestRasters() {}
}
