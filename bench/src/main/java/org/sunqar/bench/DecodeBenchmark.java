// SPDX-License-Identifier: Apache-2.0
package org.sunqar.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.sunqar.raster.geo.Window;
import org.sunqar.raster.pixel.PixelBlock;
import org.sunqar.raster.tiff.GeoTiff;

/**
 * Decodes every block of GeoTIFFs on one thread. Counted is the CPU time of the whole process:
 * reading, decoding, unpacking to typed arrays, garbage collection and what the JIT still compiles.
 */
public final class DecodeBenchmark {

  /** Each file is decoded for so long before it is measured (s). */
  private static final double WARM_UP = 10;

  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private DecodeBenchmark() {}

  /**
   * Prints for each file the median over the runs of samples per CPU-second.
   *
   * @param arguments number of runs, files
   */
  public static void main(String[] arguments) {
    if (arguments.length < 2) {
      throw new IllegalArgumentException("usage: RUNS FILE...");
    }
    int runs = Integer.parseInt(arguments[0]);
    for (int i = 1; i < arguments.length; i++) {
      try (GeoTiff tiff = GeoTiff.open(Path.of(arguments[i]))) {
        double started = cpu();
        while (cpu() - started < WARM_UP) {
          decode(tiff);
        }
        double[] rates = new double[runs];
        for (int run = 0; run < runs; run++) {
          double before = cpu();
          long samples = decode(tiff);
          rates[run] = samples / (cpu() - before);
        }
        Arrays.sort(rates);
        System.out.println(arguments[i] + " " + rates[runs / 2]);
      }
    }
  }

  /** Decodes all blocks, each one once; edges are read as they are. */
  private static long decode(GeoTiff tiff) {
    int width = tiff.blockWidth();
    int height = tiff.blockHeight();
    long samples = 0;
    List<PixelBlock> blocks = List.of();
    for (int row = 0; row < tiff.grid().height(); row += height) {
      for (int col = 0; col < tiff.grid().width(); col += width) {
        Window window =
            new Window(
                col,
                row,
                Math.min(width, tiff.grid().width() - col),
                Math.min(height, tiff.grid().height() - row));
        blocks = new ArrayList<>(tiff.read(window));
        samples += window.pixels() * blocks.size();
      }
    }
    if (blocks.isEmpty()) {
      throw new IllegalStateException(tiff.name() + " has no blocks");
    }
    return samples;
  }

  private static double cpu() {
    return SYSTEM.getProcessCpuTime() / 1e9;
  }
}
