// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.ingest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntBinaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.sunqar.raster.geo.Grid;
import org.sunqar.raster.pixel.BandInfo;
import org.sunqar.raster.pixel.PixelBlock;
import org.sunqar.raster.pixel.PixelType;
import org.sunqar.raster.tiff.CogWriter;

/** Small JPEG 2000 files, which GDAL writes; without it the test is skipped. */
final class TestJp2 {

  /** Files that were made, since each takes a process. */
  private static final Map<String, byte[]> MADE = new ConcurrentHashMap<>();

  private TestJp2() {}

  /**
   * A lossless file.
   *
   * @param key tells its pixels from those of others
   * @param pixels the sample at a column and a row, the same in all bands
   */
  static byte[] of(String key, Grid grid, PixelType type, int bands, IntBinaryOperator pixels) {
    return MADE.computeIfAbsent(
        key + " " + type + " " + bands + " " + grid, k -> made(grid, type, bands, pixels));
  }

  private static byte[] made(Grid grid, PixelType type, int bands, IntBinaryOperator pixels) {
    try {
      Path folder = Files.createTempDirectory("jp2");
      Path tiff = folder.resolve("in.tif");
      Path jp2 = folder.resolve("out.jp2");
      List<BandInfo> infos = Collections.nCopies(bands, BandInfo.of("", type));
      try (CogWriter writer =
          CogWriter.create(
              tiff, grid, infos, Map.of(), CogWriter.Options.defaults().withBlockSize(16))) {
        for (int band = 1; band <= bands; band++) {
          PixelBlock block = PixelBlock.of(type, grid.width(), grid.height());
          for (int i = 0; i < block.size(); i++) {
            block.set(i, pixels.applyAsInt(i % grid.width(), i / grid.width()));
          }
          writer.write(grid.window(), band, block);
        }
        writer.finish();
      }
      translate(tiff, jp2, "-of", "JP2OpenJPEG", "-co", "QUALITY=100", "-co", "REVERSIBLE=YES");
      byte[] bytes = Files.readAllBytes(jp2);
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.toList()) {
          Files.delete(file);
        }
      }
      Files.delete(folder);
      return bytes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs gdal_translate; skips the test where there is none. */
  static void translate(Path from, Path to, String... options) throws IOException {
    List<String> command = new ArrayList<>(List.of("gdal_translate", "-q"));
    command.addAll(List.of(options));
    command.addAll(List.of(from.toString(), to.toString()));
    Process process;
    try {
      process = new ProcessBuilder(command).redirectErrorStream(true).start();
    } catch (IOException e) {
      Assumptions.abort("gdal_translate is absent (package gdal-bin)");
      throw e;
    }
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (process.waitFor() != 0) {
        throw new IOException("gdal_translate: " + said);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }
}
