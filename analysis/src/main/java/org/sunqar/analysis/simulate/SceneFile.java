// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.simulate;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.sunqar.raster.geo.Grid;
import org.sunqar.raster.geo.Window;
import org.sunqar.raster.pixel.BandInfo;
import org.sunqar.raster.pixel.PixelBlock;
import org.sunqar.raster.pixel.PixelType;
import org.sunqar.raster.tiff.CogWriter;
import org.sunqar.raster.tiff.Compression;

/**
 * Writes one scene: reflectance x 10000 as uint16 with scale 0.0001 and no-data 0, and beside it
 * the mask, 0 clear, 1 cloud, 2 shadow. The mask is a file of its own because the no-data value 0
 * of a scene would hide its clear pixels.
 */
final class SceneFile {

  /** Fast to write; noise hardly compresses further. */
  private static final CogWriter.Options FAST =
      CogWriter.Options.defaults()
          .withCompression(Compression.ZSTD, 1)
          .withBlockSize(128)
          .withoutOverviews();

  private SceneFile() {}

  /**
   * Writes {@code NAME.tif} and {@code NAME_cloudmask.tif}.
   *
   * @param grid of the scene
   * @param window the part of it that is written
   * @param more tags beside the date's and the one that says that it is simulated
   */
  static void write(
      Path folder,
      String name,
      Grid grid,
      Window window,
      SimulatedScene scene,
      Map<String, String> more) {
    Map<String, String> tags = new TreeMap<>();
    tags.put("ACQUISITION_DATE", scene.date().toString());
    tags.put("SIMULATED", "yes");
    tags.putAll(more);
    List<BandInfo> bands =
        BaseScene.BANDS.stream()
            .map(b -> BandInfo.of(b, PixelType.UINT16, 0).withScale(0.0001, 0))
            .toList();
    Grid part = grid.crop(window);
    try (CogWriter file =
        CogWriter.create(folder.resolve(name + ".tif"), part, bands, tags, FAST)) {
      for (int b = 0; b < bands.size(); b++) {
        file.write(part.window(), b + 1, stored(scene.reflectance()[b], grid.width(), window));
      }
      file.finish();
    }
    byte[] mask = new byte[window.width() * window.height()];
    for (int y = 0; y < window.height(); y++) {
      System.arraycopy(
          scene.mask(),
          (window.row() + y) * grid.width() + window.col(),
          mask,
          y * window.width(),
          window.width());
    }
    write(
        folder.resolve(name + "_cloudmask.tif"),
        part,
        "cloudmask",
        new PixelBlock.Bytes(PixelType.UINT8, window.width(), window.height(), mask),
        tags);
  }

  /** Writes one band. */
  static void write(Path path, Grid grid, String band, PixelBlock block, Map<String, String> tags) {
    try (CogWriter file =
        CogWriter.create(path, grid, List.of(BandInfo.of(band, block.type())), tags, FAST)) {
      file.write(grid.window(), 1, block);
      file.finish();
    }
  }

  /** Reflectance as stored: at least 1, as 0 is no data. */
  private static PixelBlock stored(float[] reflectance, int width, Window window) {
    short[] values = new short[window.width() * window.height()];
    for (int y = 0; y < window.height(); y++) {
      for (int x = 0; x < window.width(); x++) {
        float v = reflectance[(window.row() + y) * width + window.col() + x];
        values[y * window.width() + x] =
            Float.isNaN(v) ? 0 : (short) Math.max(1, Math.min(65535, Math.round(v * 10_000)));
      }
    }
    return new PixelBlock.Shorts(PixelType.UINT16, window.width(), window.height(), values);
  }
}
