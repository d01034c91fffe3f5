// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sunqar.catalog.stac.BandSource;
import org.sunqar.catalog.stac.ClearMask;
import org.sunqar.catalog.stac.Item;
import org.sunqar.catalog.stac.StacSchemas;
import org.sunqar.catalog.stac.TimeInterval;
import org.sunqar.catalog.store.CatalogSchema;
import org.sunqar.catalog.store.Database;
import org.sunqar.catalog.store.ItemQuery;
import org.sunqar.catalog.store.SqliteItemStore;
import org.sunqar.raster.geo.Affine;
import org.sunqar.raster.geo.Crs;
import org.sunqar.raster.geo.Grid;
import org.sunqar.raster.pixel.BandInfo;
import org.sunqar.raster.pixel.PixelType;

class DatedGeoTiffTest {

  private static final ImportOptions USUAL = ImportOptions.into("c");
  private static final BandInfo BYTE = BandInfo.of("", PixelType.UINT8);

  @TempDir Path folder;
  private Path scenes;
  private Database database;
  private SqliteItemStore store;

  @BeforeEach
  void open() throws IOException {
    scenes = Files.createDirectory(folder.resolve("scenes"));
    database = Database.open(folder.resolve("workspace/w.db"), CatalogSchema.MIGRATIONS);
    store = new SqliteItemStore(database, folder.resolve("workspace"));
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void aFolderBecomesItems() throws IOException {
    TestTiff.write(scenes.resolve("ndvi_20200101.tif"), 1);
    TestTiff.write(
        Files.createDirectories(scenes.resolve("deep")).resolve("ndvi_20200117.TIFF"), 2);
    TestTiff.write(
        Files.createDirectories(scenes.resolve(".hidden")).resolve("ndvi_20200201.tif"), 3);
    Files.writeString(scenes.resolve("ndvi_20200301.tif.tmp"), "half");
    Files.writeString(scenes.resolve("readme.txt"), "nothing");
    Files.createSymbolicLink(scenes.resolve("loop"), scenes);
    assertThat(run(USUAL).outcomes())
        .extracting(Outcome::itemId, Outcome::status)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("ndvi_20200117", Outcome.Status.ADDED),
            org.assertj.core.groups.Tuple.tuple("ndvi_20200101", Outcome.Status.ADDED));
    Item item = item("ndvi_20200101");
    assertThat(item.time()).isEqualTo(Instant.parse("2020-01-01T00:00:00Z"));
    assertThat(item.grid()).contains(TestTiff.GRID);
    assertThat(item.properties().get("gsd")).hasToString("30.0");
    assertThat(item.band("ndvi").orElseThrow().path())
        .isEqualTo(scenes.resolve("ndvi_20200101.tif").toAbsolutePath());
    assertThat(new StacSchemas().problems(item.toJson())).isEmpty();
    assertThat(new StacSchemas().problems(store.collection("c").orElseThrow().toJson())).isEmpty();
  }

  @Test
  void anIndexInWholeNumbersIsScaledAndTheReportSaysSo() {
    TestTiff.write(scenes.resolve("ndvi_20200101.tif"), 1);
    TestTiff.write(scenes.resolve("dem_20200101.tif"), 2);
    TestTiff.write(scenes.resolve("evi_20200102.tif"), 3, TestTiff.GRID, Map.of(), BYTE);
    TestTiff.write(
        scenes.resolve("nbr_20200102.tif"),
        4,
        TestTiff.GRID,
        Map.of(),
        BandInfo.of("", PixelType.INT16).withScale(0.001, 2));
    assertThat(run(USUAL).outcomes())
        .extracting(Outcome::reason)
        .containsExactly("", "", "", "scale 0.0001 assumed for ndvi");
    assertThat(band("ndvi_20200101", "ndvi").scale()).isEqualTo(1e-4);
    assertThat(band("ndvi_20200101", "ndvi").noData()).hasValue(-32768);
    assertThat(band("dem_20200101", "b1").scale()).isEqualTo(1);
    assertThat(band("evi_20200102", "evi").scale()).isEqualTo(1);
    assertThat(band("nbr_20200102", "nbr"))
        .extracting(BandSource::scale, BandSource::offset)
        .containsExactly(0.001, 2.0);
  }

  @Test
  void bandsAreNamedByTheFileOrByTheUser() {
    TestTiff.write(
        scenes.resolve("a_20200101.tif"),
        1,
        TestTiff.GRID,
        Map.of(),
        BandInfo.of("Red", PixelType.UINT8),
        BandInfo.of("swir1", PixelType.UINT8),
        BandInfo.of("mask", PixelType.UINT8));
    TestTiff.write(scenes.resolve("b_20200101.tif"), 2, TestTiff.GRID, Map.of(), BYTE, BYTE);
    run(USUAL);
    assertThat(item("a_20200101").band("swir16").orElseThrow().band()).isEqualTo(2);
    assertThat(item("a_20200101").band("red").orElseThrow().band()).isEqualTo(1);
    assertThat(item("a_20200101").clearMask().orElseThrow())
        .satisfies(mask -> {
          assertThat(mask.band()).isEqualTo(3);
          assertThat(mask.rule()).isEqualTo(ClearMask.ZERO_IS_CLEAR);
        });
    assertThat(item("b_20200101").bandNames()).containsExactly("b1", "b2");
    ImportOptions named =
        USUAL.withBands(
            new ImportOptions.Bands(
                List.of("red", "nir"),
                OptionalDouble.of(0.01),
                OptionalDouble.of(-1),
                OptionalDouble.of(0)));
    assertThat(run(named).outcomes())
        .extracting(Outcome::reason)
        .containsExactly(
            "--bands names 2 bands but the file has 3",
            "the collection has another scene named b_20200101; say --replace to put this one in"
                + " its place");
    assertThat(run(named.replacing(true)).outcomes().get(1).reason()).isEqualTo("replaced");
    assertThat(band("b_20200101", "nir"))
        .isEqualTo(
            new BandSource(
                "data",
                band("b_20200101", "nir").href(),
                2,
                PixelType.UINT8,
                OptionalDouble.of(0),
                0.01,
                -1));
  }

  @Test
  void aDateInTheFileGoesBeforeTheName() {
    tagged("a_20200101.tif", "acquisition_date", "2019-05-06");
    tagged("b_20200101.tif", "TIFFTAG_DATETIME", "2019:05:06 07:08:09");
    tagged("c_20200101.tif", "ACQUISITION_DATE", "unknown");
    tagged("d.tif", "DATE_ACQUIRED", "20190506");
    run(USUAL);
    assertThat(item("a_20200101").time()).isEqualTo(Instant.parse("2019-05-06T00:00:00Z"));
    assertThat(item("b_20200101").time()).isEqualTo(Instant.parse("2019-05-06T07:08:09Z"));
    assertThat(item("c_20200101").time()).isEqualTo(Instant.parse("2020-01-01T00:00:00Z"));
    assertThat(item("d").time()).isEqualTo(Instant.parse("2019-05-06T00:00:00Z"));
  }

  @Test
  void aDateMayBeGiven() {
    TestTiff.write(scenes.resolve("x_of070y2018.tif"), 1);
    assertThat(run(USUAL).outcomes())
        .first()
        .satisfies(outcome -> {
          assertThat(outcome.status()).isEqualTo(Outcome.Status.REJECTED);
          assertThat(outcome.reason()).contains("--date-pattern");
        });
    ImportOptions pattern =
        USUAL.withDates(
            new ImportOptions.Dates(
                Optional.empty(), Optional.of(DatePattern.of("of(?<doy>\\d{3})y(?<year>\\d{4})"))));
    assertThat(run(pattern).count(Outcome.Status.ADDED)).isEqualTo(1);
    assertThat(item("x_of070y2018").time()).isEqualTo(Instant.parse("2018-03-11T00:00:00Z"));
    Instant day = Instant.parse("1999-07-30T00:00:00Z");
    run(
        USUAL
            .withDates(new ImportOptions.Dates(Optional.of(TimeInterval.at(day)), Optional.empty()))
            .replacing(true));
    assertThat(item("x_of070y2018").time()).isEqualTo(day);
  }

  @ParameterizedTest
  @ValueSource(strings = {"mask", "cloudmask", "clear", "qa"})
  void aFileBesideTheSceneIsItsMask(String suffix) {
    TestTiff.write(scenes.resolve("ndvi_20200101.tif"), 1);
    TestTiff.write(
        scenes.resolve("ndvi_20200101_" + suffix + ".tif"), 2, TestTiff.GRID, Map.of(), BYTE);
    assertThat(run(USUAL).outcomes()).hasSize(1);
    Item item = item("ndvi_20200101");
    assertThat(item.clearMask())
        .hasValueSatisfying(mask -> {
          assertThat(mask.path().getFileName()).hasToString("ndvi_20200101_" + suffix + ".tif");
          assertThat(mask.rule())
              .isEqualTo(suffix.equals("clear") ? ClearMask.ONE_IS_CLEAR : ClearMask.ZERO_IS_CLEAR);
        });
    assertThat(new StacSchemas().problems(item.toJson())).isEmpty();
  }

  @Test
  void masksMayBeNamedOtherwise() {
    TestTiff.write(scenes.resolve("ndvi_20200101.tif"), 1);
    TestTiff.write(scenes.resolve("fmask4_ndvi_20200101.tif"), 2, TestTiff.GRID, Map.of(), BYTE);
    run(
        USUAL.withMasks(
            ImportOptions.Masks.of("fmask4_(?<scene>.+)", Optional.of(ClearMask.ONE_IS_CLEAR))));
    assertThat(item("ndvi_20200101").clearMask().orElseThrow().rule())
        .isEqualTo(ClearMask.ONE_IS_CLEAR);
    assertThat(store.count(ItemQuery.all())).isEqualTo(1);
  }

  @Test
  void aMaskOfOtherPixelsIsRefused() {
    TestTiff.write(scenes.resolve("ndvi_20200101.tif"), 1);
    TestTiff.write(
        scenes.resolve("ndvi_20200101_mask.tif"), 2, TestTiff.GRID.coarsened(2), Map.of(), BYTE);
    assertThat(run(USUAL).outcomes())
        .singleElement()
        .extracting(Outcome::reason)
        .asString()
        .contains("its mask ndvi_20200101_mask.tif has other pixels");
  }

  @Test
  void whatCannotBeReadIsRejectedAndTheOthersGoOn() throws IOException {
    Path good = TestTiff.write(scenes.resolve("good_20200101.tif"), 1);
    byte[] bytes = Files.readAllBytes(good);
    Files.write(
        scenes.resolve("cut_20200102.tif"), java.util.Arrays.copyOf(bytes, bytes.length * 7 / 10));
    Files.writeString(scenes.resolve("text_20200103.tif"), "not a TIFF at all, this");
    Files.createFile(scenes.resolve("empty_20200104.tif"));
    TestTiff.write(
        scenes.resolve("nowhere_20200105.tif"),
        2,
        new Grid(Crs.UNKNOWN, Affine.northUp(0, 30, 1, 1), 40, 30),
        Map.of(),
        BYTE);
    TestTiff.write(scenes.resolve("undated.tif"), 3);
    Files.writeString(scenes.resolve("note.txt"), "x");
    ImportReport report =
        new Importer(store)
            .run(
                List.of(scenes, scenes.resolve("note.txt"), scenes.resolve("gone.tif")),
                USUAL,
                (done, total, path) -> {});
    assertThat(report.count(Outcome.Status.ADDED)).isEqualTo(1);
    assertThat(report.outcomes())
        .filteredOn(outcome -> outcome.status() == Outcome.Status.REJECTED)
        .hasSize(7)
        .allSatisfy(outcome -> assertThat(outcome.reason()).isNotEmpty());
    assertThat(report.outcomes())
        .filteredOn(outcome -> outcome.path().endsWith("nowhere_20200105.tif"))
        .singleElement()
        .extracting(Outcome::reason)
        .asString()
        .contains("no coordinate reference system");
    assertThat(store.count(ItemQuery.all())).isEqualTo(1);
  }

  private void tagged(String name, String tag, String value) {
    TestTiff.write(scenes.resolve(name), name.hashCode(), TestTiff.GRID, Map.of(tag, value), BYTE);
  }

  private ImportReport run(ImportOptions options) {
    return new Importer(store).run(List.of(scenes), options, (done, total, path) -> {});
  }

  private Item item(String id) {
    return store.item("c", id).orElseThrow();
  }

  private BandSource band(String id, String name) {
    return item(id).band(name).orElseThrow();
  }
}
