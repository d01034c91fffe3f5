// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.warp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.sunqar.raster.Gdal;
import org.sunqar.raster.geo.Grid;
import org.sunqar.raster.pixel.BandInfo;
import org.sunqar.raster.pixel.PixelBlock;
import org.sunqar.raster.pixel.PixelType;
import org.sunqar.raster.pixel.Resampling;
import org.sunqar.raster.tiff.CogWriter;
import org.sunqar.raster.tiff.Compression;
import org.sunqar.raster.tiff.GeoTiff;

/** Images to warp, made in code, and gdalwarp's answers. */
final class WarpOracle {

  /** A smooth field with edges and single bright pixels, as 16-bit numbers that leave out 0. */
  static PixelBlock field(int width, int height, long seed) {
    Random random = new Random(seed);
    double phase = random.nextDouble() * 6;
    PixelBlock block = PixelBlock.of(PixelType.UINT16, width, height);
    for (int row = 0; row < height; row++) {
      for (int col = 0; col < width; col++) {
        double value =
            20000
                + 9000 * Math.sin(col * 0.021 + phase) * Math.cos(row * 0.017)
                + 3000 * Math.sin((col + 2 * row) * 0.19);
        if ((col / 37 + row / 23) % 5 == 0) {
          value += 12000;
        }
        if (random.nextInt(200) == 0) {
          value += 15000;
        }
        block.set(row * width + col, value);
      }
    }
    return block;
  }

  /** Sets discs and stripes of an image to a value. */
  static void holes(PixelBlock block, double missing) {
    for (int i = 0; i < block.size(); i++) {
      int col = i % block.width();
      int row = i / block.width();
      boolean disc = Math.hypot(col % 97 - 40, row % 83 - 30) < 13;
      if (disc || (col + row) % 61 == 0 || (col % 31 == 7 && row % 17 == 3)) {
        block.set(i, missing);
      }
    }
  }

  static void write(Path file, Grid grid, List<BandInfo> bands, List<PixelBlock> blocks) {
    CogWriter.Options options =
        CogWriter.Options.defaults().withCompression(Compression.NONE, 1).withoutOverviews();
    try (CogWriter writer = CogWriter.create(file, grid, bands, Map.of(), options)) {
      for (int i = 0; i < blocks.size(); i++) {
        writer.write(grid.window(), i + 1, blocks.get(i));
      }
      writer.finish();
    }
  }

  /**
   * Runs gdalwarp to a grid.
   *
   * @param more further options
   */
  static GeoTiff warp(
      Path source, Grid target, String targetCrs, Resampling method, List<String> more) {
    Path result = source.resolveSibling("gdal-" + System.nanoTime() + ".tif");
    List<String> command = new ArrayList<>(List.of("gdalwarp", "-q", "-overwrite"));
    command.addAll(List.of("-t_srs", targetCrs, "-te"));
    command.addAll(
        List.of(
            number(target.bounds().minX()),
            number(target.bounds().minY()),
            number(target.bounds().maxX()),
            number(target.bounds().maxY()),
            "-ts",
            Integer.toString(target.width()),
            Integer.toString(target.height()),
            "-r",
            gdalName(method)));
    command.addAll(more);
    command.addAll(List.of(source.toString(), result.toString()));
    Gdal.run("", command.toArray(String[]::new));
    return GeoTiff.open(result);
  }

  static String gdalName(Resampling method) {
    return switch (method) {
      case NEAREST -> "near";
      case MEDIAN -> "med";
      default -> method.optionName();
    };
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.12f", value);
  }

  static Path folder() {
    try {
      return Files.createTempDirectory("sunqar-warp");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private WarpOracle() {}
}
