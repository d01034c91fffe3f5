// SPDX-License-Identifier: Apache-2.0
package org.sunqar.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.sunqar.analysis.alert.AlertRule;
import org.sunqar.analysis.detect.BfastMonitorOptions;
import org.sunqar.analysis.watch.DetectorSettings;
import org.sunqar.analysis.watch.Watch;
import org.sunqar.analysis.watch.WatchRun;
import org.sunqar.analysis.watch.WatchStore;
import org.sunqar.catalog.ingest.ImportOptions;
import org.sunqar.catalog.ingest.Importer;
import org.sunqar.catalog.stac.Item;
import org.sunqar.catalog.store.CatalogSchema;
import org.sunqar.catalog.store.Database;
import org.sunqar.catalog.store.ItemQuery;
import org.sunqar.catalog.store.SqliteItemStore;

/**
 * BFAST Monitor end to end, from a folder of dated COGs to break-date, magnitude and count COGs and
 * alerts, several times in one process. Counted is the CPU time of the whole process: decoding,
 * detection, writing, garbage collection and what the JIT still compiles.
 */
public final class StackBenchmark {

  private StackBenchmark() {}

  /**
   * Runs the benchmark.
   *
   * @param arguments folder of scenes, number of runs, threads, memory in MiB
   */
  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 4) {
      throw new IllegalArgumentException("usage: SCENES RUNS THREADS MEMORY_MIB");
    }
    Path scenes = Path.of(arguments[0]);
    int runs = Integer.parseInt(arguments[1]);
    int threads = Integer.parseInt(arguments[2]);
    long memory = Long.parseLong(arguments[3]) << 20;
    Path folder = Files.createTempDirectory("sunqar-bench");
    try {
      measure(scenes, runs, threads, memory, folder);
    } finally {
      delete(folder);
    }
  }

  private static void measure(Path scenes, int runs, int threads, long memory, Path folder)
      throws IOException {
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    List<Item> items = items(scenes, folder);
    double started = system.getProcessCpuTime() / 1e9;
    Watch watch =
        new Watch(
            "bench",
            "bench",
            "ndvi",
            Optional.empty(),
            LocalDate.of(2022, 1, 1),
            new DetectorSettings.BfastMonitoring(BfastMonitorOptions.defaults()),
            AlertRule.defaults());
    double[] seconds = new double[runs];
    long pixels = 0;
    for (int run = 0; run < runs; run++) {
      Path out = Files.createDirectory(folder.resolve("run" + run));
      double before = system.getProcessCpuTime() / 1e9;
      long wall = System.nanoTime();
      WatchRun.Result result =
          new WatchRun(watch, threads, memory).run(items, out, Map.of(), (_, _) -> {});
      seconds[run] = system.getProcessCpuTime() / 1e9 - before;
      pixels = result.grid().window().pixels();
      System.out.printf(
          Locale.ROOT,
          "run %2d: %.2f CPU-s, %.2f s, %,.0f pixel series per CPU-second, %d alerts%n",
          run + 1,
          seconds[run],
          (System.nanoTime() - wall) / 1e9,
          pixels / seconds[run],
          result.alerts().size());
      delete(out);
    }
    Arrays.sort(seconds);
    System.out.printf(
        Locale.ROOT,
        "%d pixels x %d dates, %d threads: median %,.0f, best %,.0f pixel series per CPU-second;"
            + " start and import %.2f CPU-s%n",
        pixels,
        items.size(),
        threads,
        pixels / seconds[runs / 2],
        pixels / seconds[0],
        started);
  }

  private static List<Item> items(Path scenes, Path folder) {
    try (Database database =
        Database.open(
            folder.resolve("bench.sqlite"),
            Stream.concat(CatalogSchema.MIGRATIONS.stream(), WatchStore.MIGRATIONS.stream())
                .toList())) {
      SqliteItemStore store = new SqliteItemStore(database, folder);
      new Importer(store).run(List.of(scenes), ImportOptions.into("bench"), (_, _, _) -> {});
      return store.search(ItemQuery.all().in("bench"));
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> tree = Files.walk(folder)) {
      for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
