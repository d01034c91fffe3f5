// SPDX-License-Identifier: Apache-2.0
package org.sunqar.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.stream.Stream;
import org.sunqar.analysis.cube.Cube;
import org.sunqar.analysis.cube.CubeScene;
import org.sunqar.analysis.detect.online.OnlineDetector;
import org.sunqar.analysis.detect.online.OnlineDetectors;
import org.sunqar.analysis.state.SceneSequence;
import org.sunqar.analysis.state.StartPoint;
import org.sunqar.analysis.state.StateMask;
import org.sunqar.analysis.state.StateOptions;
import org.sunqar.analysis.state.StateUpdate;
import org.sunqar.analysis.state.StateView;
import org.sunqar.catalog.stac.BandSource;
import org.sunqar.raster.geo.Affine;
import org.sunqar.raster.geo.Crs;
import org.sunqar.raster.geo.Grid;
import org.sunqar.raster.geo.Window;
import org.sunqar.raster.pixel.BandInfo;
import org.sunqar.raster.pixel.PixelBlock;
import org.sunqar.raster.pixel.PixelType;
import org.sunqar.raster.tiff.CogWriter;
import org.sunqar.raster.tiff.Compression;

/**
 * One new scene into an existing state: the scene decoded from a COG of int16, the state read,
 * updated and written, its checksums made and compared, all of it forced to the disk. Counted is
 * the CPU time of the whole process, that of the system with it. The scenes are made: a season,
 * noise, and 30 % of the land under clouds of 64 pixels.
 */
public final class StateBenchmark {

  private static final int BLOCK = 512;
  private static final int CLOUD = 64;
  private static final int HISTORY = 16;
  private static final int FILES = 4;

  private final OperatingSystemMXBean system =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
  private final Grid grid;
  private final Path folder;
  private final OnlineDetector detector;
  private final StateOptions options;
  private final Compression compression;

  private StateBenchmark(
      int side, Path folder, OnlineDetector detector, int threads, Compression compression) {
    this.grid = new Grid(Crs.ofEpsg(32639), Affine.northUp(500_000, 5_500_000, 10, 10), side, side);
    this.folder = folder;
    this.detector = detector;
    this.options = StateOptions.of(threads, 256L << 20).withSnapshots(0);
    this.compression = compression;
  }

  /**
   * Runs the benchmark.
   *
   * @param arguments pixels on a side, detector, scenes, threads, compression of the scenes, and a
   *     folder where there is room
   */
  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 6) {
      throw new IllegalArgumentException("usage: SIDE DETECTOR SCENES THREADS deflate|zstd FOLDER");
    }
    Path folder = Files.createTempDirectory(Path.of(arguments[5]), "sunqar-state");
    try {
      new StateBenchmark(
              Integer.parseInt(arguments[0]),
              folder,
              OnlineDetectors.of(arguments[1], Map.of()),
              Integer.parseInt(arguments[3]),
              Compression.valueOf(arguments[4].toUpperCase(Locale.ROOT)))
          .measure(Integer.parseInt(arguments[2]));
    } finally {
      delete(folder);
    }
  }

  private void measure(int scenes) throws IOException {
    List<Path> files = new ArrayList<>();
    for (int i = 0; i < FILES; i++) {
      files.add(scene(i));
    }
    List<CubeScene> taken = new ArrayList<>();
    for (int date = 0; date < HISTORY; date++) {
      taken.add(scene(date, files.get(date % FILES)));
    }
    taken.add(scene(HISTORY, files.getFirst()));
    double start = cpu();
    update(taken);
    System.out.printf(
        Locale.ROOT,
        "%d x %d pixels, %s: history of %d scenes and one later: %.1f CPU-s%n",
        grid.width(),
        grid.height(),
        detector.identity(),
        HISTORY,
        cpu() - start);
    long pixels = grid.window().pixels();
    for (int i = 1; i <= scenes; i++) {
      taken.add(scene(HISTORY + i, files.get(i % FILES)));
      double before = cpu();
      long wall = System.nanoTime();
      long written = written();
      update(taken);
      double seconds = cpu() - before;
      System.out.printf(
          Locale.ROOT,
          "scene %d: %.2f CPU-s, %.2f s, %,.0f pixels per CPU-second, %,d MB written%n",
          i,
          seconds,
          (System.nanoTime() - wall) / 1e9,
          pixels / seconds,
          (written() - written) / 1_000_000);
    }
    System.out.printf(
        Locale.ROOT,
        "scene file %,d MB (%s), state %,d MB, peak memory %,d MB%n",
        Files.size(files.getFirst()) / 1_000_000,
        compression,
        size(folder.resolve("state")) / 1_000_000,
        status("VmHWM:") / 1000);
  }

  private void update(List<CubeScene> scenes) {
    Cube cube = new Cube(grid, scenes);
    List<Long> versions = new ArrayList<>();
    for (CubeScene scene : cube.scenes()) {
      versions.add((long) scene.itemId().hashCode());
    }
    new StateUpdate(
            folder.resolve("state"),
            detector,
            new SceneSequence(cube, HISTORY, versions),
            StateMask.all(),
            "bench",
            Map.of(),
            options)
        .run(new StartPoint.Current(), StateView.none(), _ -> {}, (_, _) -> {});
  }

  private CubeScene scene(int date, Path file) {
    LocalDate day = LocalDate.of(2020, 1, 5).plusDays(45L * date);
    return new CubeScene(
        "scene" + date,
        day.atStartOfDay(ZoneOffset.UTC).toInstant(),
        grid,
        Optional.empty(),
        List.of(
            new BandSource(
                "data",
                file.toUri().toString(),
                1,
                PixelType.INT16,
                OptionalDouble.of(-32768),
                1e-4,
                0)),
        Optional.empty());
  }

  private Path scene(int number) {
    Path file = folder.resolve("scene" + number + ".tif");
    BandInfo band = new BandInfo("ndvi", PixelType.INT16, OptionalDouble.of(-32768), 1e-4, 0);
    CogWriter.Options written =
        CogWriter.Options.defaults()
            .withBlockSize(BLOCK)
            .withCompression(compression, compression.usualLevel())
            .withoutOverviews();
    try (CogWriter writer = CogWriter.create(file, grid, List.of(band), Map.of(), written)) {
      grid.blocks(BLOCK, BLOCK).forEach(window -> writer.write(window, 1, made(window, number)));
      writer.finish();
    }
    return file;
  }

  private static PixelBlock made(Window window, int number) {
    PixelBlock block = PixelBlock.of(PixelType.INT16, window.width(), window.height());
    Random random = new Random(window.row() * 31L + window.col() + 1_000_003L * number);
    int across = Math.ceilDiv(window.width(), CLOUD);
    boolean[] clouds = new boolean[across * Math.ceilDiv(window.height(), CLOUD)];
    for (int i = 0; i < clouds.length; i++) {
      clouds[i] = random.nextInt(10) < 3;
    }
    for (int i = 0; i < block.size(); i++) {
      int row = i / window.width();
      int col = i % window.width();
      double value = 6000 + 800 * Math.sin(col / 40.0) + 100 * number + random.nextInt(200);
      block.set(i, clouds[row / CLOUD * across + col / CLOUD] ? -32768 : Math.rint(value));
    }
    return block;
  }

  private double cpu() {
    return system.getProcessCpuTime() / 1e9;
  }

  private static long written() throws IOException {
    return number(Path.of("/proc/self/io"), "wchar:");
  }

  private static long status(String key) throws IOException {
    return number(Path.of("/proc/self/status"), key);
  }

  /** A number that Linux tells of the process; 0 elsewhere. */
  private static long number(Path file, String key) throws IOException {
    if (!Files.exists(file)) {
      return 0;
    }
    for (String line : Files.readAllLines(file)) {
      if (line.startsWith(key)) {
        return Long.parseLong(line.replaceAll("\\D", ""));
      }
    }
    return 0;
  }

  private static long size(Path tree) throws IOException {
    try (Stream<Path> files = Files.walk(tree)) {
      return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    }
  }

  private static void delete(Path tree) throws IOException {
    try (Stream<Path> files = Files.walk(tree)) {
      for (Path path : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
