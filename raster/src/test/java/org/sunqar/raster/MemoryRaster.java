// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.sunqar.raster.geo.Grid;
import org.sunqar.raster.geo.Window;
import org.sunqar.raster.pixel.BandInfo;
import org.sunqar.raster.pixel.PixelBlock;
import org.sunqar.raster.pixel.Raster;

/** A raster made in code: each value is a function of band, column and row. */
public record MemoryRaster(
    Grid grid, List<BandInfo> bands, Values function, List<MemoryRaster> overviews)
    implements Raster {

  /** The value of a pixel. */
  @FunctionalInterface
  public interface Values {
    /**
     * @param band from 1
     */
    double at(int band, int col, int row);
  }

  public static MemoryRaster of(Grid grid, List<BandInfo> bands, Values values) {
    return new MemoryRaster(grid, bands, values, List.of());
  }

  @Override
  public String name() {
    return "memory";
  }

  @Override
  public Map<String, String> metadata() {
    return Map.of();
  }

  @Override
  public int blockWidth() {
    return 64;
  }

  @Override
  public int blockHeight() {
    return 32;
  }

  @Override
  public List<PixelBlock> read(Window window, int... wanted) {
    if (!grid.window().contains(window)) {
      throw new IllegalArgumentException(window + " is outside");
    }
    int[] all = wanted.length == 0 ? IntStream.rangeClosed(1, bands.size()).toArray() : wanted;
    List<PixelBlock> blocks = new ArrayList<>();
    Arrays.stream(all)
        .forEach(band -> {
          PixelBlock block =
              PixelBlock.of(bands.get(band - 1).type(), window.width(), window.height());
          for (int i = 0; i < block.size(); i++) {
            int col = window.col() + i % window.width();
            int row = window.row() + i / window.width();
            block.set(i, function.at(band, col, row));
          }
          blocks.add(block);
        });
    return blocks;
  }

  @Override
  public void close() {}
}
