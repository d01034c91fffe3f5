// SPDX-License-Identifier: Apache-2.0
package org.sunqar.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.sunqar.catalog.stac.Collection;
import org.sunqar.catalog.stac.Item;
import org.sunqar.catalog.stac.Json;
import org.sunqar.catalog.stac.TimeInterval;
import org.sunqar.catalog.store.Aggregation;
import org.sunqar.catalog.store.CatalogSchema;
import org.sunqar.catalog.store.Database;
import org.sunqar.catalog.store.ItemConditions;
import org.sunqar.catalog.store.ItemQuery;
import org.sunqar.catalog.store.ItemRow;
import org.sunqar.catalog.store.ItemStore;
import org.sunqar.catalog.store.ItemStores;
import org.sunqar.raster.geo.Bounds;

/**
 * A store of items at size: load from JSON by two threads, searches by size of the box, single
 * inserts, counts and aggregations, opening. {@code bench/catalog} runs it.
 */
final class CatalogBenchmark {

  private static final int BATCH = 2_000;
  private static final int LIMIT = 100;
  private static final int QUERIES = 300;

  private static final OperatingSystemMXBean PROCESS =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final ItemStore store;

  private CatalogBenchmark(ItemStore store) {
    this.store = store;
  }

  /**
   * @param args number of items, folder of the workspace, setting of the store; a folder that has a
   *     catalogue already is measured without a load
   */
  public static void main(String[] args) throws Exception {
    int items = Integer.parseInt(args[0]);
    Path folder = Path.of(args[1]);
    Files.createDirectories(folder);
    long opened = System.nanoTime();
    try (Database database =
            Database.open(folder.resolve("sunqar.sqlite"), CatalogSchema.MIGRATIONS);
        ItemStore store = ItemStores.open(args[2], folder, database)) {
      CatalogBenchmark benchmark = new CatalogBenchmark(store);
      long there = store.count(ItemQuery.all());
      if (there == 0) {
        benchmark.load(items);
        size(folder);
      } else {
        System.out.printf(
            Locale.ROOT, "opened with %,d items: %.0f ms%n", there, millisSince(opened));
        benchmark.first();
      }
      benchmark.search();
      benchmark.insert(items);
      benchmark.count();
      benchmark.aggregate();
    }
  }

  private void load(int items) throws Exception {
    for (int i = 0; i < CatalogItems.COLLECTIONS; i++) {
      store.putCollection(Collection.of(CatalogItems.collection(i), "Scenes"));
    }
    System.out.printf(Locale.ROOT, "an item: %,d bytes%n", CatalogItems.json(1).length);
    AtomicInteger next = new AtomicInteger();
    AtomicInteger done = new AtomicInteger();
    long start = System.nanoTime();
    long cpu = PROCESS.getProcessCpuTime();
    try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
      List<Future<Integer>> loaders = new ArrayList<>();
      for (int t = 0; t < 2; t++) {
        loaders.add(
            threads.submit(() -> {
              int from;
              while ((from = next.getAndAdd(BATCH)) < items) {
                List<ItemRow> batch = new ArrayList<>();
                for (int i = from; i < Math.min(items, from + BATCH); i++) {
                  batch.add(store.row(Item.fromJson(Json.parseObject(CatalogItems.json(i)))));
                }
                store.upsertRows(batch);
                int now = done.addAndGet(batch.size());
                if (now / 100_000 != (now - batch.size()) / 100_000) {
                  System.out.printf(
                      Locale.ROOT,
                      "  %,d after %.1f s, %.1f CPU-seconds%n",
                      now,
                      millisSince(start) / 1000,
                      (PROCESS.getProcessCpuTime() - cpu) / 1e9);
                }
              }
              return 0;
            }));
      }
      for (Future<Integer> loader : loaders) {
        loader.get();
      }
    }
    double seconds = millisSince(start) / 1000;
    double cpuSeconds = (PROCESS.getProcessCpuTime() - cpu) / 1e9;
    System.out.printf(
        Locale.ROOT,
        "load: %,d items in %.1f s, %,.0f items/s, %,.0f items per CPU-second%n",
        items,
        seconds,
        items / seconds,
        items / cpuSeconds);
  }

  private static void size(Path folder) throws IOException {
    System.out.printf(
        Locale.ROOT, "file: %,d MB%n", Files.size(folder.resolve("sunqar.sqlite")) >> 20);
  }

  private void first() throws Exception {
    Random random = new Random(5);
    System.out.printf(
        Locale.ROOT,
        "first search: %.1f ms, first aggregation: %.1f ms%n",
        time(() -> store.page(query(random, 3, true, true)))[0],
        time(() -> store.aggregate(ItemConditions.NONE, List.of(new Aggregation.ByCollection())))[
            0]);
  }

  private void search() throws Exception {
    List<double[]> all = new ArrayList<>();
    System.out.println("search, limit 100: p50 ms, p99 ms; of CPU of the thread; items");
    for (double size : new double[] {0.1, 1, 3, 10, 30, 90, 360}) {
      all.addAll(search("  " + size + " degrees, time, collection", size, true, true));
    }
    report("  all of these", all, -1);
    for (double size : new double[] {0.1, 3, 10, 30, 360}) {
      search("  " + size + " degrees", size, false, false);
    }
  }

  private List<double[]> search(String name, double size, boolean timed, boolean inCollection)
      throws Exception {
    Random random = new Random(17);
    for (int i = 0; i < 60; i++) {
      store.page(query(random, size, timed, inCollection));
    }
    List<double[]> times = new ArrayList<>();
    long[] found = new long[1];
    for (int i = 0; i < QUERIES; i++) {
      ItemQuery query = query(random, size, timed, inCollection);
      times.add(time(() -> found[0] += store.page(query).items().size()));
    }
    report(name, times, found[0]);
    return times;
  }

  private static ItemQuery query(Random random, double size, boolean timed, boolean inCollection) {
    double x = CatalogItems.WEST + random.nextDouble() * (CatalogItems.EAST - CatalogItems.WEST);
    double y = CatalogItems.SOUTH + random.nextDouble() * (CatalogItems.NORTH - CatalogItems.SOUTH);
    double west = Math.max(-180, x - size / 2);
    double east = Math.min(180, x + size / 2);
    ItemConditions where =
        ItemConditions.NONE.touching(
            new Bounds(west, Math.max(-90, y - size / 2), east, Math.min(90, y + size / 2)));
    if (timed) {
      Instant start =
          CatalogItems.START.plusSeconds((long) (random.nextDouble() * CatalogItems.SECONDS));
      Duration length = Duration.ofDays(random.nextInt(3) == 0 ? 1000 : 10 + random.nextInt(180));
      where = where.during(new TimeInterval(start, start.plus(length)));
    }
    if (inCollection) {
      where = where.in(List.of(CatalogItems.collection(random.nextInt(CatalogItems.COLLECTIONS))));
    }
    return ItemQuery.where(where).newestFirst(true).atMost(LIMIT);
  }

  private void insert(int items) throws Exception {
    List<double[]> times = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      Item item = Item.fromJson(Json.parseObject(CatalogItems.json(items + i)));
      times.add(time(() -> store.upsert(List.of(item))));
    }
    report("insert of one item", times, -1);
    List<double[]> changes = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      Item item = Item.fromJson(Json.parseObject(CatalogItems.json(items + i)));
      changes.add(time(() -> store.deleteItem(item.collection(), item.id())));
    }
    report("delete of one item", changes, -1);
    for (int i = 300; i < 1000; i++) {
      Item item = Item.fromJson(Json.parseObject(CatalogItems.json(items + i)));
      store.deleteItem(item.collection(), item.id());
    }
  }

  private void count() throws Exception {
    Random random = new Random(23);
    store.count(query(random, 30, false, false));
    System.out.printf(
        Locale.ROOT, "count of all: %.2f ms%n", time(() -> store.count(ItemQuery.all()))[0]);
    for (double size : new double[] {1, 10, 30, 360}) {
      List<double[]> times = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        ItemQuery query = query(random, size, true, true);
        times.add(time(() -> store.count(query)));
      }
      report("count, " + size + " degrees, time, collection", times, -1);
    }
  }

  private void aggregate() throws Exception {
    List<Aggregation> questions =
        List.of(
            new Aggregation.Count(),
            new Aggregation.FirstTime(),
            new Aggregation.LastTime(),
            new Aggregation.ByTime(Aggregation.Period.DAY),
            new Aggregation.ByTime(Aggregation.Period.MONTH),
            new Aggregation.ByTime(Aggregation.Period.YEAR),
            new Aggregation.ByCollection(),
            new Aggregation.ByText("platform"),
            new Aggregation.ByText("grid:code"),
            new Aggregation.ByNumber("eo:cloud_cover", List.of(0.0, 5.0, 25.0, 50.0, 75.0, 100.0)),
            new Aggregation.ByTile(6));
    System.out.println("aggregation: question, p50 ms, p99 ms");
    for (Aggregation question : questions) {
      aggregate("  " + question, ItemConditions.NONE, List.of(question));
    }
    aggregate("  all of them", ItemConditions.NONE, questions);
    ItemConditions some = query(new Random(3), 40, true, true).where();
    aggregate("  all of them, 40 degrees, time, collection", some, questions);
  }

  private void aggregate(String name, ItemConditions where, List<Aggregation> questions)
      throws Exception {
    List<double[]> times = new ArrayList<>();
    for (int i = 0; i < 23; i++) {
      double[] millis = time(() -> store.aggregate(where, questions));
      if (i >= 3) {
        times.add(millis);
      }
    }
    report(name, times, -1);
  }

  private static void report(String name, List<double[]> times, long found) {
    double[] wall = times.stream().mapToDouble(time -> time[0]).sorted().toArray();
    double[] cpu = times.stream().mapToDouble(time -> time[1]).sorted().toArray();
    System.out.printf(
        Locale.ROOT,
        "%-60s %8.2f %8.2f  cpu %8.2f %8.2f%s%n",
        name,
        wall[wall.length / 2],
        wall[(int) (wall.length * 0.99)],
        cpu[cpu.length / 2],
        cpu[(int) (cpu.length * 0.99)],
        found < 0 ? "" : String.format(Locale.ROOT, " %7d", found));
  }

  /** Milliseconds by the clock, and of CPU of this thread. */
  private static double[] time(Callable<?> work) throws Exception {
    long cpu = THREADS.getCurrentThreadCpuTime();
    long start = System.nanoTime();
    work.call();
    return new double[] {millisSince(start), (THREADS.getCurrentThreadCpuTime() - cpu) / 1e6};
  }

  private static double millisSince(long start) {
    return (System.nanoTime() - start) / 1e6;
  }
}
