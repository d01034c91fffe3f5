// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.sunqar.raster.geo.Affine;
import org.sunqar.raster.geo.Crs;
import org.sunqar.raster.geo.Grid;
import org.sunqar.raster.pixel.BandInfo;
import org.sunqar.raster.pixel.PixelBlock;
import org.sunqar.raster.tiff.CogWriter;

/** Rasters made in code. */
public final class TestScenes {

  private TestScenes() {}

  /** Pixels of 30 m in UTM zone 33. */
  public static Grid utm(int width, int height) {
    return new Grid(Crs.ofEpsg(32633), Affine.northUp(465_180, 5_080_260, 30, 30), width, height);
  }

  /** Writes a tiled file whose bands are all described by {@code band}. */
  public static Path write(
      Path file, Grid grid, BandInfo band, int blockSize, PixelBlock... planes) {
    CogWriter.Options options =
        CogWriter.Options.defaults().withBlockSize(blockSize).withoutOverviews();
    List<BandInfo> bands = java.util.Collections.nCopies(planes.length, band);
    try (CogWriter writer = CogWriter.create(file, grid, bands, Map.of(), options)) {
      for (int i = 0; i < planes.length; i++) {
        writer.write(grid.window(), i + 1, planes[i]);
      }
      writer.finish();
    }
    return file;
  }
}
