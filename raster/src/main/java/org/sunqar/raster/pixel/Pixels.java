// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.pixel;

import java.util.List;
import org.sunqar.raster.geo.Grid;

/**
 * A piece of a raster: values, where they are valid, where they lie, and what they are.
 *
 * @param grid where the pixels lie
 * @param bands what the bands are
 * @param values stored values, one block per band, each of the size of the grid
 * @param masks for each band 0 where it has no value (no-data, NaN, masked), 255 where it has one,
 *     between them where a pixel is partly transparent; bands may share a block
 */
public record Pixels(
    Grid grid, List<BandInfo> bands, List<PixelBlock> values, List<PixelBlock.Bytes> masks) {

  public Pixels {
    bands = List.copyOf(bands);
    values = List.copyOf(values);
    masks = List.copyOf(masks);
    if (bands.isEmpty() || bands.size() != values.size() || bands.size() != masks.size()) {
      throw new IllegalArgumentException(
          "%d bands, %d blocks of values, %d masks"
              .formatted(bands.size(), values.size(), masks.size()));
    }
    for (int i = 0; i < bands.size(); i++) {
      checkSize(grid, values.get(i));
      checkSize(grid, masks.get(i));
    }
  }

  private static void checkSize(Grid grid, PixelBlock block) {
    if (block.width() != grid.width() || block.height() != grid.height()) {
      throw new IllegalArgumentException(
          "%d x %d pixels for a grid of %d x %d"
              .formatted(block.width(), block.height(), grid.width(), grid.height()));
    }
  }

  /** Whether a band (from 0) has a value at an index (row * width + column). */
  public boolean isValid(int band, int index) {
    return masks.get(band).values()[index] != 0;
  }
}
