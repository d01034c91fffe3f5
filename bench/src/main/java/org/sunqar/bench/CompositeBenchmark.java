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
import org.sunqar.analysis.cube.Cube;
import org.sunqar.analysis.cube.CubeScene;
import org.sunqar.analysis.series.QuantileMap;
import org.sunqar.catalog.ingest.ImportOptions;
import org.sunqar.catalog.ingest.Importer;
import org.sunqar.catalog.stac.Item;
import org.sunqar.catalog.store.CatalogSchema;
import org.sunqar.catalog.store.Database;
import org.sunqar.catalog.store.ItemQuery;
import org.sunqar.catalog.store.SqliteItemStore;

/**
 * The median over time end to end, from a folder of dated COGs to a COG, several times in one
 * process. Counted is the CPU time of the whole process: decoding, sorting, writing, garbage
 * collection and what the JIT still compiles. The first runs, in which it compiles most, are
 * printed and not counted.
 */
public final class CompositeBenchmark {

  private static final int WARM_UP = 15;

  private CompositeBenchmark() {}

  /**
   * Runs the benchmark.
   *
   * @param arguments folder of scenes, number of runs that count, threads, memory in MiB
   */
  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 4) {
      throw new IllegalArgumentException("usage: SCENES RUNS THREADS MEMORY_MIB");
    }
    int runs = Integer.parseInt(arguments[1]);
    int threads = Integer.parseInt(arguments[2]);
    long memory = Long.parseLong(arguments[3]) << 20;
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    Path folder = Files.createTempDirectory("sunqar-bench");
    Path catalogue = folder.resolve("bench.sqlite");
    Path result = folder.resolve("median.tif");
    try {
      Cube cube = cube(Path.of(arguments[0]), folder, catalogue);
      long pixels = cube.grid().window().pixels();
      double[] seconds = new double[runs];
      for (int run = -WARM_UP; run < runs; run++) {
        double before = system.getProcessCpuTime() / 1e9;
        new QuantileMap(cube, List.of(0.5), threads, memory).write(result);
        double used = system.getProcessCpuTime() / 1e9 - before;
        if (run >= 0) {
          seconds[run] = used;
        }
        System.out.printf(
            Locale.ROOT,
            "run %3d: %.2f CPU-s, %,.0f pixel series per CPU-second%n",
            run + 1,
            used,
            pixels / used);
      }
      Arrays.sort(seconds);
      System.out.printf(
          Locale.ROOT,
          "median over time, %d pixels x %d dates, %d threads: median %,.0f, best %,.0f pixel"
              + " series per CPU-second%n",
          pixels,
          cube.dates(),
          threads,
          pixels / seconds[runs / 2],
          pixels / seconds[0]);
    } finally {
      Files.deleteIfExists(result);
      Files.deleteIfExists(catalogue);
      try (var left = Files.list(folder)) {
        for (Path path : left.toList()) {
          Files.deleteIfExists(path);
        }
      }
      Files.deleteIfExists(folder);
    }
  }

  private static Cube cube(Path scenes, Path folder, Path catalogue) {
    try (Database database = Database.open(catalogue, CatalogSchema.MIGRATIONS)) {
      SqliteItemStore store = new SqliteItemStore(database, folder);
      new Importer(store).run(List.of(scenes), ImportOptions.into("bench"), (_, _, _) -> {});
      List<Item> items = store.search(ItemQuery.all().in("bench"));
      return Cube.covering(items.stream().map(item -> CubeScene.of(item, "ndvi")).toList());
    }
  }
}
