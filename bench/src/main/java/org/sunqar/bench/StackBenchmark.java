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
import org.sunqar.analysis.detect.online.OnlineDetectors;
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
 * A watch end to end, from a folder of dated COGs to its maps as COGs and its alerts, several times
 * in one process: BFAST Monitor or a detector that takes one more scene at a time, whose state each
 * run makes anew. Counted is the CPU time of the whole process: decoding, detection, state,
 * writing, garbage collection and what the JIT still compiles. The first runs, in which it compiles
 * most, are printed and not counted.
 */
public final class StackBenchmark {

  private StackBenchmark() {}

  /**
   * Runs the benchmark.
   *
   * @param arguments folder of scenes, number of runs that count, threads, memory in MiB; then, for
   *     other than bfast-monitor over the whole archive, a detector's name, and the runs before
   *     those that count
   */
  public static void main(String[] arguments) throws IOException {
    if (arguments.length < 4 || arguments.length > 6) {
      throw new IllegalArgumentException(
          "usage: SCENES RUNS THREADS MEMORY_MIB [DETECTOR [WARM_UP]]");
    }
    Path scenes = Path.of(arguments[0]);
    int runs = Integer.parseInt(arguments[1]);
    int threads = Integer.parseInt(arguments[2]);
    long memory = Long.parseLong(arguments[3]) << 20;
    DetectorSettings detector =
        arguments.length > 4
            ? new DetectorSettings.Online(OnlineDetectors.of(arguments[4], Map.of()))
            : new DetectorSettings.BfastMonitoring(BfastMonitorOptions.defaults());
    int warmUp = arguments.length > 5 ? Integer.parseInt(arguments[5]) : 0;
    Path folder = Files.createTempDirectory("sunqar-bench");
    try {
      measure(scenes, detector, warmUp, runs, threads, memory, folder);
    } finally {
      delete(folder);
    }
  }

  private static void measure(
      Path scenes,
      DetectorSettings detector,
      int warmUp,
      int runs,
      int threads,
      long memory,
      Path folder)
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
            detector,
            AlertRule.defaults());
    double[] seconds = new double[runs];
    double[] warm = new double[runs];
    long pixels = 0;
    for (int run = -warmUp; run < runs; run++) {
      Path out = Files.createDirectory(folder.resolve("run" + run));
      double before = system.getProcessCpuTime() / 1e9;
      double compiledBefore = compilers();
      long wall = System.nanoTime();
      WatchRun.Result result =
          new WatchRun(watch, threads, memory).run(items, out, Map.of(), (_, _) -> {});
      double used = system.getProcessCpuTime() / 1e9 - before;
      pixels = result.grid().window().pixels();
      double compiled = compilers() - compiledBefore;
      if (run >= 0) {
        seconds[run] = used;
        warm[run] = used - compiled;
      }
      System.out.printf(
          Locale.ROOT,
          "run %3d: %.2f CPU-s (the JIT %.2f), %.2f s, %,.0f pixel series per CPU-second, %d"
              + " alerts%n",
          run + 1,
          used,
          compiled,
          (System.nanoTime() - wall) / 1e9,
          pixels / used,
          result.alerts().size());
      delete(out);
    }
    Arrays.sort(seconds);
    Arrays.sort(warm);
    System.out.printf(
        Locale.ROOT,
        "%s, %d pixels x %d dates, %d threads: median %,.0f, best %,.0f pixel series per"
            + " CPU-second; median without the JIT's threads %,.0f; start and import %.2f CPU-s%n",
        detector.name(),
        pixels,
        items.size(),
        threads,
        pixels / seconds[runs / 2],
        pixels / seconds[0],
        pixels / warm[runs / 2],
        started);
  }

  /** CPU seconds of the JIT's threads so far; 0 where the system does not tell. */
  private static double compilers() throws IOException {
    Path tasks = Path.of("/proc/self/task");
    if (!Files.isDirectory(tasks)) {
      return 0;
    }
    double nanoseconds = 0;
    try (Stream<Path> threads = Files.list(tasks)) {
      for (Path thread : threads.toList()) {
        nanoseconds += compiler(thread);
      }
    }
    return nanoseconds / 1e9;
  }

  private static double compiler(Path thread) {
    try {
      String name = Files.readString(thread.resolve("comm"));
      if (name.startsWith("C1 Comp") || name.startsWith("C2 Comp")) {
        String times = Files.readString(thread.resolve("schedstat"));
        return Double.parseDouble(times.substring(0, times.indexOf(' ')));
      }
    } catch (IOException _) {
      // it has just ended, which the JIT's threads do not
    }
    return 0;
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
