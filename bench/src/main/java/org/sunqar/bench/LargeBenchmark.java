// SPDX-License-Identifier: Apache-2.0
package org.sunqar.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.stream.Stream;
import org.sunqar.raster.geo.Affine;
import org.sunqar.raster.geo.Crs;
import org.sunqar.raster.geo.Grid;
import org.sunqar.raster.geo.Window;
import org.sunqar.raster.pixel.BandInfo;
import org.sunqar.raster.pixel.PixelBlock;
import org.sunqar.raster.pixel.PixelType;
import org.sunqar.raster.pixel.Raster;
import org.sunqar.raster.tiff.CogValidator;
import org.sunqar.raster.tiff.CogWriter;
import org.sunqar.raster.tiff.Compression;
import org.sunqar.raster.tiff.GeoTiff;
import org.sunqar.raster.tiff.RasterCopy;

/**
 * Writes one large computed image of 16 bits to a Cloud-Optimized GeoTIFF, checks it, and prints
 * what it took: the heap is bounded by the caller, so that reaching the end shows that memory does
 * not grow with the image.
 */
public final class LargeBenchmark {

  /** Width and height of windows in random order: no multiple of a tile (pixels). */
  private static final int WINDOW = 1000;

  private static final int CHECKED_WINDOWS = 200;

  private LargeBenchmark() {}

  /**
   * {@code rows TARGET SIZE CODEC LEVEL} copies a raster as commands do; {@code random TARGET SIZE
   * CODEC LEVEL} writes windows of 1000 x 1000 pixels in random order on all cores.
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    if (arguments.length != 5) {
      throw new IllegalArgumentException("usage: rows|random TARGET SIZE CODEC LEVEL");
    }
    Path target = Path.of(arguments[1]);
    Computed image = new Computed(Integer.parseInt(arguments[2]));
    CogWriter.Options options =
        CogWriter.Options.defaults()
            .withCompression(
                Compression.valueOf(arguments[3].toUpperCase(Locale.ROOT)),
                Integer.parseInt(arguments[4]))
            .withStatistics();
    long start = System.nanoTime();
    if (arguments[0].equals("rows")) {
      RasterCopy.copy(image, target, options, RasterCopy.Progress.NONE);
    } else {
      writeShuffled(image, target, options);
    }
    double wall = (System.nanoTime() - start) * 1e-9;
    double cpu = cpu() * 1e-9;
    long peak = peakMemory();
    check(image, target);
    System.out.printf(
        Locale.ROOT,
        "%s %d x %d: %.0f CPU s, %.0f s, %.0f Mpx per CPU s, peak memory %d MiB, file %.2f GB%n",
        arguments[0],
        image.grid().width(),
        image.grid().height(),
        cpu,
        wall,
        image.grid().window().pixels() / cpu * 1e-6,
        peak >> 20,
        Files.size(target) * 1e-9);
  }

  private static void writeShuffled(Computed image, Path target, CogWriter.Options options) {
    List<Window> windows = new ArrayList<>();
    int size = image.grid().width();
    for (int row = 0; row < size; row += WINDOW) {
      for (int col = 0; col < size; col += WINDOW) {
        windows.add(
            new Window(col, row, Math.min(WINDOW, size - col), Math.min(WINDOW, size - row)));
      }
    }
    Collections.shuffle(windows, new Random(5));
    try (CogWriter writer =
        CogWriter.create(target, image.grid(), image.bands(), image.metadata(), options)) {
      windows.parallelStream().forEach(w -> writer.write(w, 1, image.read(w).getFirst()));
      writer.finish();
    }
  }

  private static void check(Computed image, Path target) throws IOException {
    List<String> errors = CogValidator.validate(target).errors();
    if (!errors.isEmpty()) {
      throw new IllegalStateException("not a valid COG: " + errors);
    }
    Random random = new Random(11);
    int size = image.grid().width();
    try (GeoTiff tiff = GeoTiff.open(target)) {
      for (int i = 0; i < CHECKED_WINDOWS; i++) {
        int side = Math.min(100, size);
        Window window =
            new Window(
                random.nextInt(size - side + 1), random.nextInt(size - side + 1), side, side);
        PixelBlock expected = image.read(window).getFirst();
        PixelBlock actual = tiff.read(window, 1);
        for (int p = 0; p < expected.size(); p++) {
          if (actual.get(p) != expected.get(p)) {
            throw new IllegalStateException("pixel %d of %s is wrong".formatted(p, window));
          }
        }
      }
    }
  }

  /** The most memory that was ever resident (bytes); 0 where the system does not say. */
  private static long peakMemory() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return 0;
    }
    try (Stream<String> lines = Files.lines(status)) {
      return lines
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
          .findFirst()
          .orElse(0);
    }
  }

  private static long cpu() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  /** A surface that is cheap to compute, with weak noise; a quarter of it has no pixels. */
  private static final class Computed implements Raster {

    private final Grid grid;

    Computed(int size) {
      this.grid = new Grid(Crs.ofEpsg(32632), Affine.northUp(399960, 5300040, 10, 10), size, size);
    }

    @Override
    public String name() {
      return "a computed image";
    }

    @Override
    public Grid grid() {
      return grid;
    }

    @Override
    public List<BandInfo> bands() {
      return List.of(BandInfo.of("", PixelType.UINT16).withNoData(OptionalDouble.of(0)));
    }

    @Override
    public Map<String, String> metadata() {
      return Map.of();
    }

    @Override
    public int blockWidth() {
      return 256;
    }

    @Override
    public int blockHeight() {
      return 256;
    }

    @Override
    public List<Raster> overviews() {
      return List.of();
    }

    @Override
    public List<PixelBlock> read(Window window, int... bands) {
      PixelBlock.Shorts block =
          (PixelBlock.Shorts) PixelBlock.of(PixelType.UINT16, window.width(), window.height());
      short[] values = block.values();
      int at = 0;
      for (int row = window.row(); row < window.endRow(); row++) {
        for (int col = window.col(); col < window.endCol(); col++) {
          boolean empty = (row >> 12 & 1) == 1 && (col >> 12 & 1) == 1;
          int noise = ((row * 0x9e3779b1) ^ (col * 0x85ebca6b)) * 0xc2b2ae35 >>> 30;
          values[at++] =
              empty ? 0 : (short) (2000 + (row >> 4) % 97 * 16 + (col >> 3) % 61 + noise);
        }
      }
      return List.of(block);
    }

    @Override
    public void close() {}
  }
}
