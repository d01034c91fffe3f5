// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.ingest;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.sunqar.raster.geo.Affine;
import org.sunqar.raster.geo.Crs;
import org.sunqar.raster.geo.Grid;
import org.sunqar.raster.pixel.BandInfo;
import org.sunqar.raster.pixel.PixelBlock;
import org.sunqar.raster.pixel.PixelType;
import org.sunqar.raster.tiff.CogWriter;

/** Small GeoTIFFs with random pixels. */
final class TestTiff {

  static final Grid GRID =
      new Grid(Crs.ofEpsg(32637), Affine.northUp(589_035, 756_165, 30, 30), 40, 30);

  private TestTiff() {}

  /** One 16-bit band without a name. */
  static Path write(Path file, int seed) {
    return write(file, seed, GRID, Map.of(), BandInfo.of("", PixelType.INT16, -32768));
  }

  static Path write(
      Path file, int seed, Grid grid, Map<String, String> metadata, BandInfo... bands) {
    Random random = new Random(seed);
    try (CogWriter writer =
        CogWriter.create(
            file, grid, List.of(bands), metadata, CogWriter.Options.defaults().withBlockSize(16))) {
      for (int band = 1; band <= bands.length; band++) {
        PixelBlock block = PixelBlock.of(bands[0].type(), grid.width(), grid.height());
        for (int i = 0; i < block.size(); i++) {
          block.set(i, random.nextInt(200));
        }
        writer.write(grid.window(), band, block);
      }
      writer.finish();
    }
    return file;
  }
}
