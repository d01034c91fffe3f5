// SPDX-License-Identifier: Apache-2.0
package org.sunqar.bench;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.sunqar.analysis.alert.Alert;
import org.sunqar.analysis.alert.AlertRule;
import org.sunqar.analysis.tracking.AlertObject;
import org.sunqar.analysis.tracking.AlertTracking;
import org.sunqar.analysis.tracking.HistoryEntry;
import org.sunqar.analysis.tracking.MachineStatus;
import org.sunqar.analysis.tracking.Review;
import org.sunqar.analysis.watch.AlertOrder;
import org.sunqar.analysis.watch.AlertPage;
import org.sunqar.analysis.watch.AlertScan;
import org.sunqar.analysis.watch.AlertStore;
import org.sunqar.analysis.watch.DetectorSettings;
import org.sunqar.analysis.watch.Watch;
import org.sunqar.analysis.watch.WatchStore;
import org.sunqar.catalog.filter.Filter;
import org.sunqar.catalog.store.CatalogSchema;
import org.sunqar.catalog.store.Database;
import org.sunqar.catalog.store.Migration;

/**
 * Pages of alerts: how long each kind of list takes, in milliseconds of this thread's CPU time, the
 * median of 21 after as many to warm up. Alerts are random, with outlines of 24 corners on ten by
 * ten degrees, of four watches.
 *
 * <p>Idea graveyard: a virtual column generated from the document for the probability; SQLite does
 * not take an index with it for covering, and reads the rows. Not tried: an R*Tree, which would
 * find a small box among many alerts, but not the first hundred of them by probability.
 */
public final class AlertListBenchmark {

  private static final int CALLS = 21;

  private AlertListBenchmark() {}

  public static void main(String[] arguments) throws IOException {
    int count = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 20_000;
    Path folder =
        arguments.length > 1 ? Path.of(arguments[1]) : Files.createTempDirectory("alerts");
    List<Migration> migrations = new ArrayList<>(CatalogSchema.MIGRATIONS);
    migrations.addAll(WatchStore.MIGRATIONS);
    Path file = folder.resolve("alerts-" + count + ".sqlite");
    boolean made = Files.exists(file);
    try (Database database = Database.open(file, migrations)) {
      if (!made) {
        fill(database, count);
      }
      AlertStore store = new AlertStore(database);
      System.out.printf(Locale.ROOT, "%,d alerts, pages of 100%n", count);
      list(store, "as raised", scan(Optional.empty(), ""));
      list(store, "sortby=-probability", scan(Optional.empty(), "-probability"));
      list(store, "sortby=-area_ha", scan(Optional.empty(), "-area_ha"));
      list(store, "sortby=-updated", scan(Optional.empty(), "-updated"));
      list(store, "bbox, a hundredth", scan(Optional.of(new Envelope(63, 64, 53, 54)), ""));
      list(
          store,
          "status, review; sortby=-probability",
          scan("status = 'confirmed' AND review = 'new'", "-probability"));
      list(
          store,
          "watch, area, days",
          scan("watch = 'w2' AND area_ha > 5 AND first_date >= DATE('2024-06-01')", "-area_ha"));
      list(
          store,
          "S_INTERSECTS of a polygon",
          scan("S_INTERSECTS(geometry, POLYGON((63 53, 64 53, 63.5 54, 63 53)))", "-probability"));
      list(store, "what no column tells", scan("magnitude < -0.25", ""));
      list(store, "what no column tells, rare", scan("observations > 1000", ""));
    }
  }

  private static AlertScan scan(String filter, String order) {
    return new AlertScan(
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(Filter.parseText(filter)),
        AlertOrder.parse(order.isEmpty() ? "id" : order));
  }

  private static AlertScan scan(Optional<Envelope> box, String order) {
    return new AlertScan(
        box.stream().toList(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        order.isEmpty() ? List.of() : AlertOrder.parse(order));
  }

  private static void list(AlertStore store, String name, AlertScan scan) {
    AlertPage page = store.page(scan, Optional.empty(), 100);
    long[] times = new long[CALLS];
    for (int i = -CALLS; i < CALLS; i++) {
      long start = cpu();
      page = store.page(scan, Optional.empty(), 100);
      times[Math.max(0, i)] = cpu() - start;
    }
    Arrays.sort(times);
    System.out.printf(
        Locale.ROOT,
        "%-40s %7.2f ms  (%d on the page, %s in all)%n",
        name,
        times[CALLS / 2] / 1e6,
        page.features().size(),
        page.matched().map(n -> String.format(Locale.ROOT, "%,d", n)).orElse("not counted"));
  }

  private static long cpu() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static void fill(Database database, int count) {
    Random random = new Random(1);
    WatchStore watches = new WatchStore(database);
    for (int w = 1; w <= 4; w++) {
      String watch = "w" + w;
      watches.create(
          new Watch(
              watch,
              "land",
              "ndvi",
              Optional.empty(),
              LocalDate.of(2022, 1, 1),
              new DetectorSettings.TwoDates(3),
              AlertRule.defaults()));
      List<AlertTracking.Change> changes = new ArrayList<>();
      Instant at = Instant.parse("2025-01-01T00:00:00Z").plusSeconds(w);
      for (int n = 1; n <= count / 4; n++) {
        AlertObject alert = alert(watch, n, at, random);
        HistoryEntry entry =
            new HistoryEntry(
                alert.id(),
                1,
                at,
                HistoryEntry.Kind.CREATED,
                HistoryEntry.DETECTOR,
                JsonNodeFactory.instance.objectNode());
        changes.add(new AlertTracking.Change(alert, Optional.of(entry)));
      }
      watches.addRun(
          new WatchStore.Run(watch, "r", at, JsonNodeFactory.instance.objectNode()),
          _ -> new AlertTracking.Outcome(List.of(), List.of(), changes, 0));
    }
  }

  private static AlertObject alert(String watch, int n, Instant at, Random random) {
    LocalDate day = LocalDate.of(2024, 1, 1).plusDays(random.nextInt(360));
    double west = 60 + 10 * random.nextDouble();
    double south = 50 + 10 * random.nextDouble();
    Coordinate[] corners = new Coordinate[25];
    for (int i = 0; i < 24; i++) {
      double radius = 0.002 + 0.001 * random.nextDouble();
      corners[i] =
          new Coordinate(
              Math.rint((west + radius * Math.cos(i * Math.PI / 12)) * 1e7) / 1e7,
              Math.rint((south + radius * Math.sin(i * Math.PI / 12)) * 1e7) / 1e7);
    }
    corners[24] = corners[0];
    Geometry outline = new GeometryFactory().createPolygon(corners);
    double confidence = random.nextDouble();
    Alert finding =
        new Alert(
            "%s-%04d".formatted(watch, n),
            watch,
            day,
            day.plusDays(10),
            0.3 + 20 * Math.pow(random.nextDouble(), 4),
            10,
            -0.5 * random.nextDouble(),
            -5,
            20 + random.nextInt(10),
            3,
            confidence,
            west,
            south,
            1,
            1,
            outline,
            List.of("scene-of-a-usual-length-20240101", "scene-of-a-usual-length-20240106"));
    return new AlertObject(
        finding,
        new AlertObject.Machine(
            random.nextInt(3) > 0 ? MachineStatus.CONFIRMED : MachineStatus.PROVISIONAL,
            confidence,
            0.25,
            1,
            day,
            day,
            1,
            Optional.empty()),
        Review.NONE,
        new AlertObject.Evidence("r", "Sunqar"),
        at.plusSeconds(random.nextInt(100_000)),
        at.plusSeconds(random.nextInt(100_000)),
        1);
  }
}
