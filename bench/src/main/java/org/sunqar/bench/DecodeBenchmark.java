// SPDX-License-Identifier: Apache-2.0
package org.sunqar.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
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

  /** Decodes all blocks, each one once, into the same arrays; the image is of whole blocks. */
  private static long decode(GeoTiff tiff) {
    int width = tiff.blockWidth();
    int height = tiff.blockHeight();
    long samples = 0;
    List<PixelBlock> blocks = tiff.read(new Window(0, 0, width, height));
    int[] bands = IntStream.rangeClosed(1, blocks.size()).toArray();
    for (int row = 0; row < tiff.grid().height(); row += height) {
      for (int col = 0; col < tiff.grid().width(); col += width) {
        Window window = new Window(col, row, width, height);
        tiff.read(window, blocks, bands);
        samples += window.pixels() * blocks.size();
      }
    }
    return samples;
  }

  private static double cpu() {
    return SYSTEM.getProcessCpuTime() / 1e9;
  }
}
