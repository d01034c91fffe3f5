// SPDX-License-Identifier: Apache-2.0
package org.sunqar.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
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
import org.sunqar.raster.tiff.RasterCopy;

/**
 * Copies an image to a Cloud-Optimized GeoTIFF several times in one process. Counted is the CPU
 * time of the whole process: reading, encoding, overviews, writing, garbage collection and what the
 * JIT still compiles.
 */
public final class EncodeBenchmark {

  private static final double WARM_UP_SECONDS = 10;

  private EncodeBenchmark() {}

  /**
   * {@code make FILE SIZE} writes the image, smooth with noise, as uncompressed tiles; {@code run
   * SOURCE TARGET CODEC LEVEL BLOCK_SIZE RUNS} copies it, after 10 s of warming up.
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    if (arguments.length == 3 && arguments[0].equals("make")) {
      make(Path.of(arguments[1]), Integer.parseInt(arguments[2]));
    } else if (arguments.length == 7 && arguments[0].equals("run")) {
      run(arguments);
    } else {
      throw new IllegalArgumentException(
          "usage: make FILE SIZE | run SOURCE TARGET CODEC LEVEL BLOCK_SIZE RUNS");
    }
  }

  private static void make(Path file, int size) {
    Grid grid = new Grid(Crs.ofEpsg(32632), Affine.northUp(399960, 5300040, 10, 10), size, size);
    CogWriter.Options plain =
        CogWriter.Options.defaults().withCompression(Compression.NONE, 1).withoutOverviews();
    Random random = new Random(7);
    try (CogWriter writer =
        CogWriter.create(file, grid, List.of(BandInfo.of("", PixelType.UINT16)), Map.of(), plain)) {
      for (int row = 0; row < size; row++) {
        PixelBlock line = PixelBlock.of(PixelType.UINT16, size, 1);
        for (int col = 0; col < size; col++) {
          double smooth =
              3000
                  + 1500 * Math.sin(col / 211.0) * Math.cos(row / 173.0)
                  + 400 * Math.sin((col + row) / 37.0);
          line.set(col, smooth + 25 * random.nextGaussian());
        }
        writer.write(new Window(0, row, size, 1), 1, line);
      }
      writer.finish();
    }
  }

  private static void run(String[] arguments) throws IOException, InterruptedException {
    Path source = Path.of(arguments[1]);
    Path target = Path.of(arguments[2]);
    CogWriter.Options options =
        CogWriter.Options.defaults()
            .withCompression(
                Compression.valueOf(arguments[3].toUpperCase(Locale.ROOT)),
                Integer.parseInt(arguments[4]))
            .withBlockSize(Integer.parseInt(arguments[5]))
            .withOverviews(Resampling.AVERAGE);
    for (double spent = 0; spent < WARM_UP_SECONDS; ) {
      spent += copy(source, target, options);
    }
    double[] seconds = new double[Integer.parseInt(arguments[6])];
    for (int i = 0; i < seconds.length; i++) {
      seconds[i] = copy(source, target, options);
    }
    Arrays.sort(seconds);
    System.out.printf(Locale.ROOT, "%.2f %d%n", seconds[seconds.length / 2], Files.size(target));
  }

  /** CPU seconds of one copy. */
  private static double copy(Path source, Path target, CogWriter.Options options)
      throws InterruptedException {
    long before = cpu();
    try (GeoTiff tiff = GeoTiff.open(source)) {
      RasterCopy.copy(tiff, target, options, RasterCopy.Progress.NONE);
    }
    return (cpu() - before) * 1e-9;
  }

  private static long cpu() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }
}
