// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sunqar.catalog.TestFolders;
import org.sunqar.catalog.stac.BandSource;
import org.sunqar.catalog.stac.ClearMask;
import org.sunqar.catalog.stac.Item;
import org.sunqar.catalog.stac.StacSchemas;
import org.sunqar.catalog.store.CatalogSchema;
import org.sunqar.catalog.store.Database;
import org.sunqar.catalog.store.SqliteItemStore;
import org.sunqar.raster.geo.Affine;
import org.sunqar.raster.geo.Crs;
import org.sunqar.raster.geo.Grid;
import org.sunqar.raster.geo.Window;
import org.sunqar.raster.pixel.BandInfo;
import org.sunqar.raster.pixel.PixelType;
import org.sunqar.raster.pixel.Raster;
import org.sunqar.raster.reader.Rasters;

class ModisExportTest {

  private static final Grid GRID =
      new Grid(Crs.ofEpsg(32721), Affine.northUp(600_000, 8_700_000, 250, 250), 40, 30);

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

  private ImportReport run(Path path, ImportOptions options) {
    return new Importer(store).run(List.of(path), options, (done, total, p) -> {});
  }

  private Item item(String id) {
    return store.item("modis", id).orElseThrow();
  }

  private static void layer(Path file, PixelType type) {
    TestTiff.write(file, 1, GRID, Map.of(), BandInfo.of("", type));
  }

  @ParameterizedTest
  @CsvSource({
    "MOD13Q1.A2018001.h12v10.061.2021301234567.NDVI, MOD13Q1, 061, terra, h12v10, NDVI,"
        + " 2018-01-01T00:00:00Z, 2018-01-16T23:59:59Z",
    "MYD13Q1.A2018009.h12v10.006._250m_16_days_EVI, MYD13Q1, 006, aqua, h12v10,"
        + " 250m_16_days_EVI, 2018-01-09T00:00:00Z, 2018-01-24T23:59:59Z",
    "MOD13Q1_A2018001_h12v10_061_2021301234567_NDVI, MOD13Q1, 061, terra, h12v10, NDVI,"
        + " 2018-01-01T00:00:00Z, 2018-01-16T23:59:59Z",
    "MOD13Q1.061__250m_16_days_NDVI_doy2018001_aid0001, MOD13Q1, 061, terra, '',"
        + " 250m_16_days_NDVI, 2018-01-01T00:00:00Z, 2018-01-16T23:59:59Z",
    "MOD13A3.061__1_km_monthly_NDVI_doy2020032000000_aid0001, MOD13A3, 061, terra, '',"
        + " 1_km_monthly_NDVI, 2020-02-01T00:00:00Z, 2020-02-29T23:59:59Z",
    "MCD43A4.061_Nadir_Reflectance_Band1_doy2018032_aid0001, MCD43A4, 061, '', '',"
        + " Nadir_Reflectance_Band1, 2018-02-01T00:00:00Z, 2018-02-01T23:59:59Z",
    "TERRA_MODIS_012010_NDVI_2013-09-14, '', '', terra, h12v10, NDVI, 2013-09-14T00:00:00Z,"
        + " 2013-09-14T00:00:00Z"
  })
  void namesTellTheLayer(
      String stem,
      String product,
      String version,
      String satellite,
      String tile,
      String layer,
      String start,
      String end) {
    ModisName name = ModisName.of(stem).orElseThrow();
    assertThat(name.product()).isEqualTo(product);
    assertThat(name.version()).isEqualTo(version);
    assertThat(name.satellite()).isEqualTo(satellite);
    assertThat(name.tile()).isEqualTo(tile);
    assertThat(name.layer()).isEqualTo(layer);
    assertThat(name.time().start()).hasToString(start);
    assertThat(name.time().end()).hasToString(end);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "MOD13Q1",
        "MOD13Q1.A2018367.h12v10.061.NDVI",
        "TERRA_MODIS_012010_NDVI_2013-02-30",
        "LC08_L1TP_014032_20180311_B4",
        "ndvi_2018001"
      })
  void otherNamesAreNotTaken(String stem) {
    assertThat(ModisName.of(stem)).isEmpty();
  }

  @Test
  void layersOfADayAreOneScene() {
    String stem = "MOD13Q1.061__250m_16_days_%s_doy2018001_aid0001.tif";
    assertThat(folder.resolve("in").toFile().mkdirs()).isTrue();
    layer(folder.resolve("in").resolve(stem.formatted("NDVI")), PixelType.INT16);
    layer(folder.resolve("in").resolve(stem.formatted("NIR_reflectance")), PixelType.INT16);
    layer(folder.resolve("in").resolve(stem.formatted("pixel_reliability")), PixelType.UINT8);
    layer(folder.resolve("in").resolve(stem.formatted("VI_Quality")), PixelType.UINT16);
    ImportReport report = run(folder.resolve("in"), ImportOptions.into("modis"));
    assertThat(report.outcomes())
        .singleElement()
        .satisfies(outcome ->
            assertThat(outcome.status()).as(outcome.reason()).isEqualTo(Outcome.Status.ADDED));
    Item item = item("MOD13Q1.061_doy2018001_aid0001");
    assertThat(item.assets().keySet())
        .containsExactlyInAnyOrder("ndvi", "nir", "pixel_reliability", "vi_quality");
    assertThat(item.interval().end()).hasToString("2018-01-16T23:59:59Z");
    BandSource ndvi = item.band("NDVI").orElseThrow();
    assertThat(ndvi.scale()).isEqualTo(1e-4);
    assertThat(ndvi.noData()).isEqualTo(OptionalDouble.of(-3000));
    assertThat(item.band("nir").orElseThrow().noData()).isEqualTo(OptionalDouble.of(-1000));
    assertThat(item.clearMask().orElseThrow().rule()).isEqualTo(ClearMask.MODIS_PIXEL_RELIABILITY);
    assertThat(Objects.requireNonNull(item.properties().get("platform"))).hasToString("\"terra\"");
    assertThat(new StacSchemas().problems(item.toJson())).isEmpty();
  }

  @Test
  void whatTheImportSaysGoesBeforeNames() {
    Path file = folder.resolve("MOD13Q1.061__250m_16_days_NDVI_doy2018001_aid0001.tif");
    layer(file, PixelType.INT16);
    run(
        file,
        ImportOptions.into("modis")
            .withBands(
                new ImportOptions.Bands(
                    List.of("mine"),
                    OptionalDouble.of(0.5),
                    OptionalDouble.empty(),
                    OptionalDouble.empty())));
    Item item = item("MOD13Q1.061__250m_16_days_NDVI_doy2018001_aid0001");
    assertThat(item.band("mine").orElseThrow().scale()).isEqualTo(0.5);
  }

  /** Twelve real files. */
  @Test
  void theJpeg2000FilesOfSinopAreAYear() throws Exception {
    Path sinop = TestFolders.shared("data/modis-sinop-sits/mod13q1");
    ImportReport report = run(sinop, ImportOptions.into("modis"));
    assertThat(report.count(Outcome.Status.ADDED)).isEqualTo(12);
    assertThat(report.outcomes()).hasSize(12);
    Item item = item("TERRA_MODIS_h12v10_2013-09-14");
    assertThat(item.time()).hasToString("2013-09-14T00:00:00Z");
    BandSource ndvi = item.band("ndvi").orElseThrow();
    assertThat(ndvi.type()).isEqualTo(PixelType.INT16);
    assertThat(ndvi.scale()).isEqualTo(1e-4);
    assertThat(ndvi.noData()).isEqualTo(OptionalDouble.of(-3000));
    Grid grid = item.grid().orElseThrow();
    assertThat(grid.width()).isEqualTo(255);
    assertThat(grid.height()).isEqualTo(147);
    assertThat(item.bbox().minX()).isBetween(-55.81, -55.79);
    assertThat(item.bbox().maxY()).isBetween(-11.50, -11.49);
    try (Raster raster = Rasters.open(ndvi.href())) {
      double sample = raster.read(new Window(100, 70, 1, 1), 1).getFirst().get(0);
      assertThat(sample * ndvi.scale()).isBetween(0.05, 1.0);
    }
    assertThat(new StacSchemas().problems(item.toJson())).isEmpty();
    try (var files = Files.list(sinop)) {
      assertThat(files.filter(f -> f.toString().endsWith(".xml"))).isEmpty();
    }
  }
}
