// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app.raster;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.sunqar.raster.geo.Affine;
import org.sunqar.raster.geo.Crs;
import org.sunqar.raster.geo.Grid;
import org.sunqar.raster.pixel.BandInfo;
import org.sunqar.raster.pixel.PixelBlock;
import org.sunqar.raster.pixel.PixelType;
import org.sunqar.raster.tiff.CogWriter;

/** Files made in code. */
final class MadeRasters {

  /** 300 x 200 pixels of 10 m in UTM 33N. */
  static final Grid GRID =
      new Grid(Crs.ofEpsg(32633), Affine.northUp(500_000, 5_400_000, 10, 10), 300, 200);

  /** The value of a pixel. */
  interface Values {
    double at(int band, int col, int row);
  }

  /**
   * Writes a file with overviews.
   *
   * @param noData NaN for none
   */
  static Path write(
      Path file, Grid grid, PixelType type, int bandCount, double noData, Values values) {
    OptionalDouble missing =
        Double.isNaN(noData) ? OptionalDouble.empty() : OptionalDouble.of(noData);
    List<BandInfo> bands = new ArrayList<>();
    for (int band = 1; band <= bandCount; band++) {
      bands.add(new BandInfo("b" + band, type, missing, 1, 0));
    }
    CogWriter.Options options = CogWriter.Options.defaults().withBlockSize(64);
    try (CogWriter writer = CogWriter.create(file, grid, bands, Map.of(), options)) {
      for (int band = 1; band <= bandCount; band++) {
        PixelBlock block = PixelBlock.of(type, grid.width(), grid.height());
        for (int i = 0; i < block.size(); i++) {
          block.set(i, values.at(band, i % grid.width(), i / grid.width()));
        }
        writer.write(grid.window(), band, block);
      }
      writer.finish();
    }
    return file;
  }

  /** Three bands of int16 that rise to the right and downwards, no-data -1 in a corner. */
  static Path ramps(Path file) {
    return write(
        file,
        GRID,
        PixelType.INT16,
        3,
        -1,
        (band, col, row) -> col < 20 && row < 20 ? -1 : 1000 * band + 3 * col + row);
  }

  private MadeRasters() {}
}
