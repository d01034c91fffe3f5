// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKTReader;
import org.sunqar.analysis.AnalysisException;
import org.sunqar.analysis.alert.AlertRule;
import org.sunqar.analysis.detect.BfastMonitorOptions;
import org.sunqar.analysis.detect.History;
import org.sunqar.analysis.detect.ProcessType;
import org.sunqar.analysis.tracking.AlertObject;
import org.sunqar.catalog.store.CatalogSchema;
import org.sunqar.catalog.store.Database;
import org.sunqar.catalog.store.Migration;

class WatchStoreTest {

  private static final String SQUARE_WITH_HOLE =
      "POLYGON ((14 45, 15 45, 15 46, 14 46, 14 45), (14.2 45.2, 14.2 45.3, 14.3 45.3, 14.2 45.2))";

  @TempDir Path folder;
  private Database database;
  private WatchStore store;

  @BeforeEach
  void open() {
    List<Migration> migrations = new ArrayList<>(CatalogSchema.MIGRATIONS);
    migrations.addAll(WatchStore.MIGRATIONS);
    database = Database.open(folder.resolve("w.db"), migrations);
    store = new WatchStore(database);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void watchesComeBackAsTheyWere() throws ParseException {
    List<Watch> watches =
        List.of(
            watch("a", Optional.of(geometry(SQUARE_WITH_HOLE)), new DetectorSettings.TwoDates(4.5)),
            watch("b", Optional.empty(), bfast(BfastMonitorOptions.defaults())),
            watch(
                "c",
                Optional.of(
                    geometry(
                        "MULTIPOLYGON (((0 0, 1 0, 1 1, 0 0)), ((-179.5 -80, -3 -80, -3 -9,"
                            + " -179.5 -80)))")),
                bfast(
                    new BfastMonitorOptions(
                        History.ROC, 1, false, 0.5, 0.01, ProcessType.OLS_MOSUM))),
            watch(
                "d",
                Optional.empty(),
                bfast(
                    new BfastMonitorOptions(History.BP, 4, true, 1, 0.001, ProcessType.OLS_CUSUM))),
            new Watch(
                "e",
                "forest",
                "ndvi",
                Optional.empty(),
                LocalDate.of(2022, 1, 31),
                new DetectorSettings.TwoDates(3),
                new AlertRule(0.7, 4, 1.5, 0.05, AlertRule.Direction.DECREASE, 0.25, 30),
                List.of(
                    new LandMask.Polygons(geometry(SQUARE_WITH_HOLE)),
                    new LandMask.RasterFile(Path.of("/data/forest.tif")))));
    watches.reversed().forEach(store::create);
    assertThat(store.watches()).extracting(Watch::name).containsExactly("a", "b", "c", "d", "e");
    for (Watch watch : watches) {
      assertSame(store.watch(watch.name()), watch);
    }
  }

  private static void assertSame(Watch actual, Watch expected) {
    assertThat(actual.name()).isEqualTo(expected.name());
    assertThat(actual.collection()).isEqualTo(expected.collection());
    assertThat(actual.variable()).isEqualTo(expected.variable());
    assertThat(actual.detector()).isEqualTo(expected.detector());
    assertThat(actual.rule()).isEqualTo(expected.rule());
    assertThat(actual.monitorFrom()).isEqualTo(expected.monitorFrom());
    assertThat(actual.masks()).hasSameSizeAs(expected.masks());
    for (int i = 0; i < actual.masks().size(); i++) {
      switch (expected.masks().get(i)) {
        case LandMask.RasterFile file -> assertThat(actual.masks().get(i)).isEqualTo(file);
        case LandMask.Polygons(Geometry land) ->
            assertThat(((LandMask.Polygons) actual.masks().get(i)).area().equalsExact(land))
                .isTrue();
      }
    }
    assertThat(actual.area().map(Geometry::norm)).isEqualTo(expected.area().map(Geometry::norm));
  }

  /** Its corners are closer than a centimetre: rounding would make it cross itself. */
  @Test
  void anAreaWithAFineSpikeComesBack() throws ParseException {
    Geometry spike =
        geometry(
            "POLYGON ((14 45, 15 45, 14.50000001 45.00000001, 14.50000002 45.5, 14.49999999"
                + " 45.00000002, 14 45))");
    assertThat(spike.isValid()).isTrue();
    Watch watch = watch("spike", Optional.of(spike), new DetectorSettings.TwoDates(3));
    store.create(watch);
    assertSame(store.watch("spike"), watch);
  }

  @Test
  void theSameWatchAgainIsNoConflictButAnotherOneIs() {
    Watch watch = watch("north", Optional.empty(), new DetectorSettings.TwoDates(3));
    store.create(watch);
    store.create(watch);
    assertThat(store.watches()).hasSize(1);
    Watch other = watch("north", Optional.empty(), new DetectorSettings.TwoDates(4));
    assertThatThrownBy(() -> store.create(other))
        .isInstanceOf(AnalysisException.class)
        .hasMessage(
            "a watch 'north' exists with other settings; delete it first or choose another name")
        .extracting("key")
        .isEqualTo(AnalysisException.Key.CONFLICT);
    assertThat(store.watch("north").detector()).isEqualTo(new DetectorSettings.TwoDates(3));
  }

  @Test
  void whatIsNotThereIsNotFound() {
    for (org.assertj.core.api.ThrowableAssert.ThrowingCallable call :
        List.<org.assertj.core.api.ThrowableAssert.ThrowingCallable>of(
            () -> store.watch("north"),
            () -> store.delete("north"),
            () -> addRun("north", "r1", 5, "A"))) {
      assertThatThrownBy(call)
          .isInstanceOf(AnalysisException.class)
          .hasMessageStartingWith("there is no watch 'north'")
          .extracting("key")
          .isEqualTo(AnalysisException.Key.NOT_FOUND);
    }
    assertThat(store.latestRun("north")).isEmpty();
    assertThat(ids("north")).isEmpty();
  }

  @Test
  void alertsAreThoseOfTheLatestRunOfEachWatch() {
    store.create(watch("north", Optional.empty(), new DetectorSettings.TwoDates(3)));
    store.create(watch("south", Optional.empty(), new DetectorSettings.TwoDates(3)));
    addRun("south", "s1", 1, "AA.");
    addRun("north", "n1", 2, "A.B");
    addRun("north", "n2", 3, "..B");
    assertThat(ids("north")).containsExactly("north-0002");
    assertThat(ids("south")).containsExactly("south-0001");
    assertThat(ids("east")).isEmpty();
    assertThat(store.latestRun("north")).contains(run("north", "n2", 3));
    assertThat(store.latestRun("south")).contains(run("south", "s1", 1));
    addRun("north", "n3", 4, "...");
    assertThat(ids("north")).isEmpty();
  }

  @Test
  void aRunIsThereOnceAndWhole() {
    store.create(watch("north", Optional.empty(), new DetectorSettings.TwoDates(3)));
    addRun("north", "n1", 2, "A..");
    assertThatThrownBy(() -> addRun("north", "n1", 3, "A.B"))
        .isInstanceOf(AnalysisException.class)
        .hasMessage("watch 'north' has a run 'n1' already")
        .extracting("key")
        .isEqualTo(AnalysisException.Key.CONFLICT);
    assertThat(ids("north")).containsExactly("north-0001");
  }

  @Test
  void deletingAWatchDeletesItsRunsAndAlerts() throws Exception {
    for (String name : List.of("north", "south")) {
      store.create(watch(name, Optional.empty(), new DetectorSettings.TwoDates(3)));
      addRun(name, "r1", 1, "A.B");
    }
    store.delete("north");
    assertThat(store.watches()).extracting(Watch::name).containsExactly("south");
    assertThat(store.latestRun("north")).isEmpty();
    assertThat(ids("south")).containsExactly("south-0001", "south-0002");
    assertThat(count("run")).isEqualTo(1);
    assertThat(count("alert")).isEqualTo(2);
    assertThat(count("alert_history")).isEqualTo(2);
    store.create(watch("north", Optional.empty(), new DetectorSettings.TwoDates(5)));
    assertThat(store.latestRun("north")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"''", "../x", "a b", ".a", "a/b", "é"})
  void namesThatCannotBeFoldersAreRefused(String name) {
    assertThatThrownBy(() -> watch(name, Optional.empty(), new DetectorSettings.TwoDates(3)))
        .isInstanceOf(AnalysisException.class)
        .hasMessageContaining("not '" + name + "'")
        .extracting("key")
        .isEqualTo(AnalysisException.Key.SETTING);
  }

  private int count(String table) {
    return database.read(c -> {
      try (var statement = c.createStatement();
          var rows = statement.executeQuery("SELECT count(*) FROM " + table)) {
        rows.next();
        return rows.getInt(1);
      }
    });
  }

  private List<String> ids(String watch) {
    return new AlertStore(database).ofLatestRun(watch).stream().map(AlertObject::id).toList();
  }

  private void addRun(String watch, String id, int second, String picture) {
    MadeWatch.addRun(store, watch, id, second, picture, run(watch, id, second).summary());
  }

  private static DetectorSettings bfast(BfastMonitorOptions options) {
    return new DetectorSettings.BfastMonitoring(options);
  }

  private static Watch watch(String name, Optional<Geometry> area, DetectorSettings detector) {
    return new Watch(
        name,
        "forest",
        "ndvi",
        area,
        LocalDate.of(2022, 1, 31),
        detector,
        new AlertRule(0.7, 4, 1.5, 0.05, AlertRule.Direction.DECREASE));
  }

  private static WatchStore.Run run(String watch, String id, int second) {
    ObjectNode summary = JsonNodeFactory.instance.objectNode().put("alerts", second);
    return new WatchStore.Run(watch, id, Instant.ofEpochSecond(second), summary);
  }

  private static Geometry geometry(String wkt) throws ParseException {
    return new WKTReader().read(wkt);
  }
}
