// SPDX-License-Identifier: Apache-2.0
package org.sunqar.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.sunqar.raster.geo.Affine;
import org.sunqar.raster.geo.Crs;
import org.sunqar.raster.geo.Grid;
import org.sunqar.raster.geo.Window;
import org.sunqar.raster.pixel.BandInfo;
import org.sunqar.raster.pixel.PixelBlock;
import org.sunqar.raster.pixel.PixelType;
import org.sunqar.raster.pixel.Resampling;
import org.sunqar.raster.tiff.CogWriter;
import org.sunqar.raster.tiff.Compression;
import org.sunqar.raster.tiff.GeoTiff;
import org.sunqar.raster.warp.WarpOptions;
import org.sunqar.raster.warp.WarpedRaster;

/**
 * Warping an image of 8192 x 8192 16-bit pixels from UTM to Web Mercator, window by window on one
 * thread. Counted is the CPU time of that thread, opening and decoding the file included, for each
 * pixel of the target.
 */
public final class WarpBenchmark {

  private static final int SIZE = 8192;

  private WarpBenchmark() {}

  /**
   * Makes the sources, or warps one.
   *
   * @param arguments {@code make FOLDER}, or {@code warp FILE RESAMPLING MERCATOR_PIXEL RUNS}
   */
  public static void main(String[] arguments) {
    switch (arguments[0]) {
      case "make" -> make(Path.of(arguments[1]));
      case "warp" ->
          warp(
              Path.of(arguments[1]),
              Resampling.ofOptionName(arguments[2]),
              Double.parseDouble(arguments[3]),
              Integer.parseInt(arguments[4]));
      default -> throw new IllegalArgumentException(arguments[0]);
    }
  }

  private static void make(Path folder) {
    Grid grid = new Grid(Crs.ofEpsg(32632), Affine.northUp(399960, 5300040, 10, 10), SIZE, SIZE);
    CogWriter.Options plain = CogWriter.Options.defaults().withBlockSize(512).withoutOverviews();
    write(folder.resolve("none.tif"), grid, plain.withCompression(Compression.NONE, 1));
    write(folder.resolve("zstd.tif"), grid, plain.withCompression(Compression.ZSTD, 9));
  }

  private static void write(Path file, Grid grid, CogWriter.Options options) {
    if (Files.exists(file)) {
      return;
    }
    List<BandInfo> bands = List.of(BandInfo.of("field", PixelType.UINT16));
    try (CogWriter writer = CogWriter.create(file, grid, bands, Map.of(), options)) {
      for (int row = 0; row < SIZE; row += 512) {
        writer.write(new Window(0, row, SIZE, 512), 1, field(row));
      }
      writer.finish();
    }
  }

  private static PixelBlock field(int firstRow) {
    PixelBlock block = PixelBlock.of(PixelType.UINT16, SIZE, 512);
    for (int i = 0; i < block.size(); i++) {
      int col = i % SIZE;
      int row = firstRow + i / SIZE;
      int noise = (int) ((((col * 73856093L) ^ (row * 19349663L)) * 0x9E3779B97F4A7C15L) >>> 57);
      block.set(i, 9000 + 3000 * Math.sin(col * 0.013) * Math.cos(row * 0.011) + noise);
    }
    return block;
  }

  /** The grid that bench/warp hands to gdalwarp as -te and -ts. */
  private static Grid target(double pixel) {
    int size = (int) (126_000 / pixel) - 1;
    return new Grid(Crs.ofEpsg(3857), Affine.northUp(855_000, 6_075_000, pixel, pixel), size, size);
  }

  private static void warp(Path file, Resampling method, double pixel, int runs) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    Grid target = target(pixel);
    double[] seconds = new double[runs];
    long checksum = 0;
    for (int run = 0; run < runs; run++) {
      long before = threads.getCurrentThreadCpuTime();
      try (WarpedRaster warped =
          WarpedRaster.of(GeoTiff.open(file), target, WarpOptions.of(method))) {
        for (int row = 0; row < target.height(); row += 512) {
          int rows = Math.min(512, target.height() - row);
          PixelBlock block = warped.read(new Window(0, row, target.width(), rows), 1).getFirst();
          checksum += IntStream.range(0, 64).mapToLong(i -> (long) block.get(i * 31)).sum();
        }
      }
      seconds[run] = (threads.getCurrentThreadCpuTime() - before) / 1e9;
    }
    Arrays.sort(seconds);
    double pixels = (double) target.width() * target.height() / 1e6;
    System.out.printf(
        Locale.ROOT,
        "%.0f %.3f %.3f %d%n",
        pixels,
        seconds[runs / 2],
        pixels / seconds[runs / 2],
        checksum);
  }
}
