// SPDX-License-Identifier: Apache-2.0
package org.sunqar.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.sunqar.raster.pixel.Pixels;
import org.sunqar.raster.pixel.Raster;
import org.sunqar.raster.pixel.Resampling;
import org.sunqar.raster.reader.RasterReader;
import org.sunqar.raster.reader.Rasters;
import org.sunqar.raster.reader.ReadOptions;
import org.sunqar.raster.render.PngEncoder;
import org.sunqar.raster.render.Renderer;
import org.sunqar.raster.render.Stretch;
import org.sunqar.raster.render.Style;
import org.sunqar.raster.tilematrix.Tile;
import org.sunqar.raster.tilematrix.TileMatrixSet;

/**
 * PNG tiles of 512 by 512 pixels from the image of {@code bench/tile}, over and over. Counted is
 * the CPU time of the whole process: requests, decoding, warping, encoding, garbage collection and
 * what the JIT still compiles.
 */
public final class TileBenchmark {

  private static final Style STYLE = new Style.Composite(List.of(Stretch.BYTES));

  private TileBenchmark() {}

  /**
   * Runs the benchmark.
   *
   * @param arguments location of the image, seconds, seconds of warm-up before
   */
  public static void main(String[] arguments) {
    double seconds = Double.parseDouble(arguments[1]);
    double warmUp = Double.parseDouble(arguments[2]);
    try (Raster raster = Rasters.open(arguments[0])) {
      RasterReader reader =
          new RasterReader(raster, ReadOptions.defaults().withResampling(Resampling.BILINEAR));
      measure("zoomed-in", reader, tiles(13, 4360, 2845, 6), seconds, warmUp);
      measure("zoomed-out", reader, tiles(10, 545, 356, 2), seconds, warmUp);
    }
  }

  private static List<Tile> tiles(int zoom, int col, int row, int side) {
    List<Tile> tiles = new ArrayList<>();
    for (int r = row; r < row + side; r++) {
      for (int c = col; c < col + side; c++) {
        tiles.add(new Tile(zoom, c, r));
      }
    }
    return tiles;
  }

  private static void measure(
      String name, RasterReader reader, List<Tile> tiles, double seconds, double warmUp) {
    run(reader, tiles, warmUp);
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    long start = system.getProcessCpuTime();
    Result result = run(reader, tiles, seconds);
    double cpu = (system.getProcessCpuTime() - start) / 1e6 / result.tiles();
    System.out.printf(Locale.ROOT, "%s %.1f ms CPU, %d bytes%n", name, cpu, result.lastBytes());
  }

  private record Result(int tiles, int lastBytes) {}

  private static Result run(RasterReader reader, List<Tile> tiles, double seconds) {
    TileMatrixSet set = TileMatrixSet.webMercatorQuad();
    long end = System.nanoTime() + (long) (seconds * 1e9);
    int count = 0;
    int bytes = 0;
    while (System.nanoTime() < end || count < tiles.size()) {
      Pixels pixels = reader.tile(set, tiles.get(count % tiles.size()), 512, 0);
      int size = PngEncoder.encode(Renderer.draw(pixels, STYLE)).length;
      count++;
      bytes = count <= tiles.size() ? size : bytes;
    }
    return new Result(count, bytes);
  }
}
