// SPDX-License-Identifier: Apache-2.0
package org.sunqar.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.charset.StandardCharsets;
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
   * @param arguments location of the image, "zoomed-in" or "zoomed-out", seconds, seconds of
   *     warm-up before
   */
  public static void main(String[] arguments) throws IOException {
    double seconds = Double.parseDouble(arguments[2]);
    double warmUp = Double.parseDouble(arguments[3]);
    // the same in tile_peer.py
    List<Tile> tiles =
        arguments[1].equals("zoomed-in") ? tiles(13, 4360, 2845, 6) : tiles(10, 545, 356, 2);
    URI counts = URI.create(arguments[0]).resolve("/counts");
    long[] before = counts(counts);
    try (Raster raster = Rasters.open(arguments[0])) {
      RasterReader reader =
          new RasterReader(raster, ReadOptions.defaults().withResampling(Resampling.BILINEAR));
      run(reader, tiles.subList(0, 1), 0);
      long[] first = counts(counts);
      run(reader, tiles, 0);
      long[] all = counts(counts);
      String cpu = measure(reader, tiles, seconds, warmUp);
      long[] end = counts(counts);
      System.out.printf(
          Locale.ROOT,
          "%s %s; first tile %d requests, %d bytes; %d tiles %d requests, %d bytes; later %d%n",
          arguments[1],
          cpu,
          first[0] - before[0],
          first[1] - before[1],
          tiles.size(),
          all[0] - before[0],
          all[1] - before[1],
          end[0] - all[0]);
    }
  }

  /** Requests and bytes that the server has answered. */
  private static long[] counts(URI counts) throws IOException {
    try (InputStream in = counts.toURL().openStream()) {
      String[] words = new String(in.readAllBytes(), StandardCharsets.US_ASCII).split(" ", -1);
      return new long[] {Long.parseLong(words[0]), Long.parseLong(words[1])};
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

  private static String measure(
      RasterReader reader, List<Tile> tiles, double seconds, double warmUp) {
    run(reader, tiles, warmUp);
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    long start = system.getProcessCpuTime();
    Result result = run(reader, tiles, seconds);
    double cpu = (system.getProcessCpuTime() - start) / 1e6 / result.tiles();
    return String.format(Locale.ROOT, "%.1f ms CPU, %d bytes of PNG", cpu, result.lastBytes());
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
