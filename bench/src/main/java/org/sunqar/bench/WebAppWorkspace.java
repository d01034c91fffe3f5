// SPDX-License-Identifier: Apache-2.0
package org.sunqar.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.sunqar.analysis.alert.Alert;
import org.sunqar.analysis.alert.AlertRule;
import org.sunqar.analysis.tracking.AlertObject;
import org.sunqar.analysis.tracking.AlertTracking;
import org.sunqar.analysis.tracking.HistoryEntry;
import org.sunqar.analysis.tracking.MachineStatus;
import org.sunqar.analysis.tracking.Review;
import org.sunqar.analysis.watch.DetectorSettings;
import org.sunqar.analysis.watch.Watch;
import org.sunqar.analysis.watch.WatchStore;
import org.sunqar.catalog.overview.OverviewMosaic;
import org.sunqar.catalog.stac.Collection;
import org.sunqar.catalog.stac.Item;
import org.sunqar.catalog.stac.TimeInterval;
import org.sunqar.catalog.store.CatalogSchema;
import org.sunqar.catalog.store.Database;
import org.sunqar.catalog.store.ItemStore;
import org.sunqar.catalog.store.ItemStores;
import org.sunqar.catalog.store.Migration;

/**
 * A workspace for the benchmarks of the web app: a collection "many" of 20 scenes side by side
 * ({@link TileScenes}), a collection "dates" of one file on 3,000 days in a row, and a watch "land"
 * with 20,000 alerts, one to a cell of a grid of half a degree by a quarter, in Central Asia. The
 * same each time. Argument: the folder.
 */
public final class WebAppWorkspace {

  private static final int SCENES = 20;
  private static final int DAYS = 3000;
  private static final int ALERTS = 20_000;
  private static final Instant NOW = Instant.parse("2024-06-01T00:00:00Z");

  private static final List<Migration> MIGRATIONS =
      Stream.concat(CatalogSchema.MIGRATIONS.stream(), WatchStore.MIGRATIONS.stream()).toList();

  private WebAppWorkspace() {}

  public static void main(String[] arguments) throws Exception {
    Path workspace = Path.of(arguments[0]).toAbsolutePath();
    Files.createDirectories(workspace.resolve("files"));
    try (Database database = Database.open(workspace.resolve("sunqar.sqlite"), MIGRATIONS);
        ItemStore store = ItemStores.open(ItemStores.SQLITE, workspace, database)) {
      store.putCollection(Collection.of("many", SCENES + " scenes"));
      store.putCollection(Collection.of("dates", DAYS + " days"));
      List<Item> items = new ArrayList<>();
      for (int i = 0; i < SCENES; i++) {
        double x = 300_000 + i % 5 * 4608;
        double y = 5_300_000 + i / 5 * 4608;
        items.add(TileScenes.scene(workspace, "many", "s" + i, x, y, 512, i).relativeTo(workspace));
      }
      store.add(items, true);
      new OverviewMosaic(store, workspace.resolve("overviews")).rebuild("many");
      store.add(days(workspace), true);
      alerts(database);
    }
  }

  private static List<Item> days(Path workspace) {
    Item scene =
        TileScenes.scene(workspace, "dates", "d", 300_000, 5_400_000, 512, 1).relativeTo(workspace);
    List<Item> items = new ArrayList<>();
    LocalDate first = LocalDate.of(2015, 1, 1);
    Random random = new Random(3);
    for (int i = 0; i < DAYS; i++) {
      Instant time = first.plusDays(i).atTime(9, 0).toInstant(ZoneOffset.UTC);
      Map<String, JsonNode> fields = new LinkedHashMap<>(scene.properties());
      fields.remove("datetime"); // the day's own is written instead
      fields.put("eo:cloud_cover", JsonNodeFactory.instance.numberNode(random.nextInt(101)));
      items.add(
          Item.of(
              "d%04d".formatted(i),
              "dates",
              scene.footprint(),
              TimeInterval.at(time),
              fields,
              scene.assets()));
    }
    return items;
  }

  private static void alerts(Database database) {
    WatchStore watches = new WatchStore(database);
    watches.create(
        new Watch(
            "land",
            "dates",
            "ndvi",
            Optional.empty(),
            LocalDate.of(2023, 1, 1),
            new DetectorSettings.TwoDates(3),
            AlertRule.defaults()));
    List<AlertObject> raised = new ArrayList<>();
    List<AlertTracking.Change> changes = new ArrayList<>();
    Random random = new Random(4);
    for (int n = 1; n <= ALERTS; n++) {
      AlertObject alert = alert(n, random);
      raised.add(alert);
      var detail = JsonNodeFactory.instance.objectNode().put("run", "bench");
      changes.add(
          new AlertTracking.Change(
              alert,
              Optional.of(
                  new HistoryEntry(
                      alert.id(),
                      1,
                      NOW,
                      HistoryEntry.Kind.CREATED,
                      HistoryEntry.DETECTOR,
                      detail))));
    }
    watches.addRun(
        new WatchStore.Run("land", "bench", NOW, JsonNodeFactory.instance.objectNode()),
        _ -> new AlertTracking.Outcome(raised, List.of(), changes, 0));
  }

  private static AlertObject alert(int n, Random random) {
    LocalDate day = LocalDate.of(2023, 1, 1).plusDays(random.nextInt(500));
    double west = 50 + n % 100 * 0.5 + random.nextDouble() * 0.4;
    double south = 5 + Math.floorDiv(n, 100) * 0.25 + random.nextDouble() * 0.2;
    double hectares = Math.exp(random.nextDouble() * 6);
    double side = Math.sqrt(hectares) * 100 / 111_320;
    Geometry shape =
        new GeometryFactory()
            .createPolygon(
                new Coordinate[] {
                  new Coordinate(west, south),
                  new Coordinate(west + side, south),
                  new Coordinate(west + side, south + side),
                  new Coordinate(west + side / 2, south + side * 0.7),
                  new Coordinate(west, south + side),
                  new Coordinate(west, south)
                });
    Alert finding =
        new Alert(
            "land-%05d".formatted(n),
            "land",
            day,
            day.plusDays(10),
            hectares,
            (int) Math.ceil(hectares * 10),
            random.nextBoolean() ? -0.3 : 0.2,
            -5,
            20,
            3 + random.nextInt(8),
            0.5 + random.nextDouble() / 2,
            west + side / 2,
            south + side / 2,
            1,
            1,
            shape,
            List.of("d0000", "d2999"));
    return new AlertObject(
        finding,
        new AlertObject.Machine(
            random.nextBoolean() ? MachineStatus.PROVISIONAL : MachineStatus.CONFIRMED,
            0.5 + random.nextDouble() / 2,
            0.25,
            n,
            day.plusDays(12),
            day.plusDays(12),
            1,
            Optional.empty()),
        Review.NONE,
        new AlertObject.Evidence("bench", "Sunqar bench"),
        NOW,
        NOW,
        1);
  }
}
