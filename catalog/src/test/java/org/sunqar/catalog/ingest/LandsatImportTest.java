// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sunqar.catalog.TestFolders;
import org.sunqar.catalog.stac.BandSource;
import org.sunqar.catalog.stac.ClearMask;
import org.sunqar.catalog.stac.Item;
import org.sunqar.catalog.stac.Json;
import org.sunqar.catalog.stac.MaskSource;
import org.sunqar.catalog.stac.StacSchemas;
import org.sunqar.catalog.stac.TimeInterval;
import org.sunqar.catalog.store.CatalogSchema;
import org.sunqar.catalog.store.Database;
import org.sunqar.catalog.store.ItemQuery;
import org.sunqar.catalog.store.SqliteItemStore;
import org.sunqar.raster.pixel.PixelBlock;
import org.sunqar.raster.tiff.GeoTiff;

/** Real scenes. */
class LandsatImportTest {

  private static final String ETHIOPIA_2000 = "LT05_L1TP_167055_20000309_20161214_01_T1";
  private static final String MARBURG_2013 = "LC08_L1TP_195025_20130707_20170503_01_T1";

  @TempDir Path folder;
  private Database database;
  private SqliteItemStore store;

  @BeforeEach
  void open() {
    database = Database.open(folder.resolve("w.db"), CatalogSchema.MIGRATIONS);
    store = new SqliteItemStore(database, folder);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void theSamplesBecomeItems() {
    ImportReport report = run(TestFolders.sample(""), ImportOptions.into("c"));
    assertThat(report.outcomes())
        .filteredOn(outcome -> outcome.status() == Outcome.Status.ADDED)
        .extracting(Outcome::itemId)
        .containsExactly(
            ETHIOPIA_2000,
            "LT51670552010352MLK00",
            "LE07_L1TP_195025_20010730_20170204_01_T1",
            MARBURG_2013);
    assertThat(report.outcomes())
        .filteredOn(outcome -> outcome.status() == Outcome.Status.REJECTED)
        .singleElement()
        .satisfies(outcome -> {
          assertThat(outcome.path().getFileName()).hasToString("L7_ETMs.tif");
          assertThat(outcome.reason()).contains("--date");
        });
    for (Item item : store.search(ItemQuery.all())) {
      assertThat(Item.fromJson(Json.parseObject(Json.write(item.toJson())))).isEqualTo(item);
    }
    ImportReport again = run(TestFolders.sample("ethiopia-167055"), ImportOptions.into("c"));
    assertThat(again.count(Outcome.Status.ALREADY_THERE)).isEqualTo(2);
    assertThat(again.outcomes()).hasSize(2);
  }

  @Test
  void theSamplesAreValidStac() {
    StacSchemas schemas = new StacSchemas();
    run(TestFolders.sample(""), ImportOptions.into("c"));
    for (Item item : store.search(ItemQuery.all())) {
      assertThat(schemas.problems(item.toJson())).as(item.id()).isEmpty();
    }
  }

  @Test
  void aSceneSaysWhatItsMtlSays() {
    run(TestFolders.sample("marburg-195025"), ImportOptions.into("c"));
    Item item = item(MARBURG_2013);
    assertThat(item.time()).isEqualTo(Instant.parse("2013-07-07T10:17:42.166196Z"));
    assertThat(item.properties())
        .hasEntrySatisfying("platform", v -> assertThat(v.asText()).isEqualTo("landsat-8"))
        .hasEntrySatisfying("eo:cloud_cover", v -> assertThat(v.asDouble()).isEqualTo(6.03))
        .hasEntrySatisfying(
            "view:sun_elevation", v -> assertThat(v.asDouble()).isEqualTo(58.9967518))
        .hasEntrySatisfying("gsd", v -> assertThat(v.asDouble()).isEqualTo(30))
        .hasEntrySatisfying("proj:code", v -> assertThat(v.asText()).isEqualTo("EPSG:32632"));
    BandSource red = item.band("red").orElseThrow();
    assertThat(red.scale()).isCloseTo(2e-5 / Math.sin(Math.toRadians(58.9967518)), within(1e-12));
    assertThat(red.offset()).isCloseTo(-0.1 / Math.sin(Math.toRadians(58.9967518)), within(1e-9));
    assertThat(item.band("nir").orElseThrow().assetKey()).isEqualTo("nir08");
    assertThat(item.band("B6").orElseThrow().assetKey()).isEqualTo("swir16");
    assertThat(item.grid("pan").orElseThrow().affine().a()).isEqualTo(15);
    assertThat(item.grid("pan").orElseThrow().width()).isEqualTo(82);
    assertThat(item.grid().orElseThrow().width()).isEqualTo(41);
    assertThat(item.band("lwir11").orElseThrow().scale()).isEqualTo(1);
    assertThat(item.toJson().at("/assets/lwir11/bands/0/sunqar:k1").asDouble()).isEqualTo(774.8853);
    assertThat(clearShare(item)).isEqualTo(1);
  }

  /** Vegetation reflects as vegetation does in both years, whichever way reflectance came about. */
  @Test
  void reflectanceIsThatOfLand() {
    run(TestFolders.sample("ethiopia-167055"), ImportOptions.into("c"));
    for (Item item : store.search(ItemQuery.all())) {
      assertThat(mean(item, "blue")).isBetween(0.05, 0.15);
      assertThat(mean(item, "red")).isBetween(0.03, 0.2);
      assertThat(mean(item, "nir")).isBetween(0.1, 0.4);
    }
    assertThat(clearShare(item(ETHIOPIA_2000))).isGreaterThan(0.9);
    assertThat(item("LT51670552010352MLK00").clearMask()).isEmpty();
  }

  @Test
  void anUndatedSceneIsTakenWithItsDateAndBandsGiven() {
    ImportOptions options =
        ImportOptions.into("olinda")
            .withDates(
                new ImportOptions.Dates(
                    Optional.of(TimeInterval.at(Instant.parse("2002-07-27T00:00:00Z"))),
                    Optional.empty()))
            .withBands(
                new ImportOptions.Bands(
                    List.of("blue", "green", "red", "nir", "swir16", "swir22"),
                    OptionalDouble.empty(),
                    OptionalDouble.empty(),
                    OptionalDouble.empty()));
    assertThat(run(TestFolders.sample("olinda"), options).count(Outcome.Status.ADDED)).isEqualTo(1);
    Item item = store.item("olinda", "L7_ETMs").orElseThrow();
    assertThat(item.band("swir2").orElseThrow().band()).isEqualTo(6);
    assertThat(item.grid().orElseThrow().width()).isEqualTo(349);
  }

  @Test
  void aBandThatIsNotThereIsReported() throws IOException {
    Path scene = copyOfSample("ethiopia-167055/2000");
    Files.delete(scene.resolve(ETHIOPIA_2000 + "_B6.TIF"));
    Files.delete(scene.resolve(ETHIOPIA_2000 + "_BQA.TIF"));
    Outcome outcome = run(scene, ImportOptions.into("c")).outcomes().getFirst();
    assertThat(outcome.status()).isEqualTo(Outcome.Status.ADDED);
    assertThat(outcome.reason()).isEqualTo("not there: " + ETHIOPIA_2000 + "_B6.TIF");
    try (Stream<Path> files = Files.list(scene)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".TIF")).toList()) {
        Files.delete(file);
      }
    }
    assertThat(run(scene, ImportOptions.into("d")).outcomes().getFirst().reason())
        .startsWith("none of the band files");
  }

  @Test
  void theSameSceneElsewhereIsTheSameScene() throws IOException {
    run(TestFolders.sample("ethiopia-167055/2000"), ImportOptions.into("c"));
    Path copy = copyOfSample("ethiopia-167055/2000");
    assertThat(run(copy, ImportOptions.into("c")).outcomes())
        .singleElement()
        .extracting(Outcome::status)
        .isEqualTo(Outcome.Status.ALREADY_THERE);
    // other pixels under the same id
    Files.copy(
        copy.resolve(ETHIOPIA_2000 + "_B1.TIF"),
        copy.resolve(ETHIOPIA_2000 + "_B2.TIF"),
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    assertThat(run(copy, ImportOptions.into("c")).outcomes().getFirst().reason())
        .contains("--replace");
    assertThat(run(copy, ImportOptions.into("c").replacing(true)).count(Outcome.Status.ADDED))
        .isEqualTo(1);
    assertThat(
            item(ETHIOPIA_2000).band("red").orElseThrow().path().startsWith(copy.toAbsolutePath()))
        .isTrue();
    assertThat(store.count(ItemQuery.all())).isEqualTo(1);
  }

  @Test
  void pixelsMayBeCopiedIntoTheWorkspace() throws IOException {
    Path scenes = folder.resolve("scenes");
    ImportOptions copying = ImportOptions.into("c").copyingInto(scenes);
    Path source = copyOfSample("ethiopia-167055/2000");
    run(source, copying);
    Path first = item(ETHIOPIA_2000).band("red").orElseThrow().path().getParent();
    assertThat(first).isNotNull().hasParent(scenes);
    assertThat(store.item("c", ETHIOPIA_2000).orElseThrow().relativeTo(folder).assets().values())
        .allSatisfy(asset -> assertThat(asset.href()).startsWith("./scenes/" + ETHIOPIA_2000));
    assertThat(first).isDirectoryContaining(file -> file.toString().endsWith("_MTL.txt"));
    Files.copy(
        source.resolve(ETHIOPIA_2000 + "_B1.TIF"),
        source.resolve(ETHIOPIA_2000 + "_B2.TIF"),
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    assertThat(run(source, copying).count(Outcome.Status.REJECTED)).isEqualTo(1);
    assertThat(folders(scenes)).containsExactly(first);
    run(source, copying.replacing(true));
    assertThat(folders(scenes)).hasSize(1).doesNotContain(first);
    assertThat(mean(item(ETHIOPIA_2000), "red")).isPositive();
  }

  @Test
  void scenesWithoutTheirMtlAreFoundByTheirNames() {
    Path scenes = TestFolders.shared("data/landsat8-newyork-2018-gdalcubes");
    ImportReport report = run(scenes, ImportOptions.into("ny"));
    assertThat(report.count(Outcome.Status.ADDED)).isEqualTo(19);
    assertThat(report.outcomes()).hasSize(19);
    Item item = store.item("ny", "LC08_L1TP_014032_20180311_20180320_01_T1").orElseThrow();
    assertThat(item.time()).isEqualTo(Instant.parse("2018-03-11T00:00:00Z"));
    assertThat(item.band("nir").orElseThrow().scale()).isEqualTo(2e-5);
    assertThat(item.clearMask().orElseThrow().rule()).isEqualTo(ClearMask.LANDSAT_C1_BQA);
    assertThat(clearShare(item)).isBetween(0.05, 0.95);
    assertThat(new StacSchemas().problems(item.toJson())).isEmpty();
  }

  @Test
  void anOldSceneWithoutItsMtlStaysInDigitalNumbers() throws IOException {
    Path scene = copyOfSample("ethiopia-167055/2010");
    Files.delete(scene.resolve("LT51670552010352MLK00_MTL.txt"));
    assertThat(run(scene, ImportOptions.into("c")).outcomes())
        .singleElement()
        .extracting(Outcome::reason)
        .isEqualTo("no MTL: digital numbers");
    Item item = item("LT51670552010352MLK00");
    assertThat(item.time()).isEqualTo(Instant.parse("2010-12-18T00:00:00Z"));
    assertThat(item.band("nir").orElseThrow().scale()).isEqualTo(1);
    assertThat(item.properties().get("platform")).hasToString("\"landsat-5\"");
  }

  @Test
  void aFolderOfOneSceneAndOfMuchElse() {
    Path scenes = TestFolders.shared("data/landsat5-amazon-1988-rstoolbox");
    ImportReport report = run(scenes, ImportOptions.into("amazon"));
    assertThat(report.outcomes())
        .filteredOn(outcome -> outcome.status() == Outcome.Status.ADDED)
        .singleElement()
        .satisfies(outcome -> assertThat(outcome.itemId()).isEqualTo("LT52240631988227CUB02"));
    Item item = store.item("amazon", "LT52240631988227CUB02").orElseThrow();
    assertThat(item.grid().orElseThrow().width()).isEqualTo(287);
    assertThat(mean(item, "nir") - mean(item, "red")).isBetween(0.1, 0.4);
  }

  @Test
  void compositesWithTwoDatesAreIntervals() {
    Path scenes = TestFolders.shared("data/landsat-netherlands-skmap/gappy");
    assertThat(run(scenes, ImportOptions.into("nl")).count(Outcome.Status.ADDED)).isEqualTo(24);
    List<Item> items = store.search(ItemQuery.all().in("nl"));
    assertThat(items.getFirst().interval())
        .isEqualTo(
            new TimeInterval(
                Instant.parse("2014-12-02T00:00:00Z"), Instant.parse("2015-03-20T23:59:59Z")));
    assertThat(items.getFirst().band("ndvi").orElseThrow().noData()).hasValue(255);
    // its CRS has no code in the file: the item spells it out
    try (GeoTiff tiff = GeoTiff.open(items.getFirst().band("ndvi").orElseThrow().path())) {
      assertThat(items.getFirst().grid()).contains(tiff.grid());
    }
    assertThat(items.getFirst().bbox().minX()).isCloseTo(5.6239, within(1e-3));
    assertThat(new StacSchemas().problems(items.getFirst().toJson())).isEmpty();
  }

  private ImportReport run(Path path, ImportOptions options) {
    return new Importer(store).run(List.of(path), options, (done, total, file) -> {});
  }

  private Item item(String id) {
    return store.item("c", id).orElseThrow();
  }

  private Path copyOfSample(String name) throws IOException {
    Path copy = Files.createDirectories(folder.resolve("copy"));
    try (Stream<Path> files = Files.list(TestFolders.sample(name))) {
      for (Path file : files.toList()) {
        Files.copy(file, copy.resolve(file.getFileName()));
      }
    }
    return copy;
  }

  private static List<Path> folders(Path area) throws IOException {
    try (Stream<Path> entries = Files.list(area)) {
      return entries.toList();
    }
  }

  /** The mean value of the samples of a band that are data. */
  private static double mean(Item item, String name) {
    BandSource band = item.band(name).orElseThrow();
    try (GeoTiff tiff = GeoTiff.open(band.path())) {
      PixelBlock block = tiff.read(tiff.grid().window(), band.band());
      double sum = 0;
      int n = 0;
      for (int i = 0; i < block.size(); i++) {
        if (block.get(i) != band.noData().orElse(Double.NaN)) {
          sum += block.get(i) * band.scale() + band.offset();
          n++;
        }
      }
      return sum / n;
    }
  }

  private static double clearShare(Item item) {
    MaskSource mask = item.clearMask().orElseThrow();
    try (GeoTiff tiff = GeoTiff.open(mask.path())) {
      PixelBlock block = tiff.read(tiff.grid().window(), mask.band());
      int clear = 0;
      for (int i = 0; i < block.size(); i++) {
        clear += mask.rule().isClear((int) block.get(i)) ? 1 : 0;
      }
      return (double) clear / block.size();
    }
  }
}
