// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sunqar.catalog.TestFolders;
import org.sunqar.catalog.stac.Asset;
import org.sunqar.catalog.stac.BandSource;
import org.sunqar.catalog.stac.Item;
import org.sunqar.catalog.stac.StacSchemas;
import org.sunqar.catalog.store.CatalogSchema;
import org.sunqar.catalog.store.Database;
import org.sunqar.catalog.store.ItemQuery;
import org.sunqar.catalog.store.SqliteItemStore;
import org.sunqar.raster.geo.Bounds;
import org.sunqar.raster.pixel.Raster;
import org.sunqar.raster.reader.Rasters;

/** DIMAP products of both versions, made in the test, and parts of real ones. */
class DimapImportTest {

  @TempDir Path folder;
  private Path product;
  private Database database;
  private SqliteItemStore store;

  @BeforeEach
  void open() throws IOException {
    product = Files.createDirectory(folder.resolve("product"));
    database = Database.open(folder.resolve("w.db"), CatalogSchema.MIGRATIONS);
    store = new SqliteItemStore(database, folder);
  }

  @AfterEach
  void close() {
    database.close();
  }

  private ImportReport run() {
    return new Importer(store)
        .run(
            List.of(product),
            ImportOptions.into("c").drawingInto(folder.resolve("thumbnails")),
            (done, total, file) -> {});
  }

  private Item imported() {
    ImportReport report = run();
    assertThat(report.outcomes())
        .extracting(Outcome::status)
        .as(report.toString())
        .containsExactly(Outcome.Status.ADDED);
    Item item = store.search(ItemQuery.all()).getFirst();
    assertThat(new StacSchemas().problems(item.toJson())).isEmpty();
    return item;
  }

  private static String text(Item item, String property) {
    return Objects.requireNonNull(item.properties().get(property), property).asText();
  }

  private static Asset asset(Item item, String key) {
    return Objects.requireNonNull(item.assets().get(key), key);
  }

  @Test
  void tilesAreOneItem() {
    TestDimap.pleiadesOrtho(product, "BASIC");
    Item item = imported();
    assertThat(item.id()).isEqualTo("PHR1B_MS_X_ORT");
    assertThat(item.assets())
        .containsKeys("ms_r1c1", "ms_r1c2", "ms_r2c1", "ms_r2c2", "metadata", "thumbnail");
    assertThat(item.grid()).contains(TestDimap.WHOLE);
    assertThat(item.grid("ms_r2c2").orElseThrow().width()).isEqualTo(17);
    assertThat(asset(item, "ms_r1c2").roles()).containsExactly("data", "tile");
    assertThat(item.bandNames()).containsExactly("B2", "B1", "B0", "B3");
    assertThat(item.parts("red")).hasSize(4).allMatch(part -> part.band() == 1);
    assertThat(item.parts("nir")).hasSize(4).allMatch(part -> part.band() == 4);
    // what takes one file says so, and does not take a quarter of the scene for it
    assertThatThrownBy(() -> item.band("red")).hasMessageContaining("4 tiles");
  }

  @Test
  void itSaysWhatTheMetadataSay() {
    TestDimap.pleiadesOrtho(product, "BASIC");
    Item item = imported();
    assertThat(item.time()).isEqualTo(Instant.parse("2013-08-05T10:42:20.500Z"));
    assertThat(item.interval().start()).isEqualTo(Instant.parse("2013-08-05T10:42:19Z"));
    assertThat(item.interval().end()).isEqualTo(Instant.parse("2013-08-05T10:42:22Z"));
    assertThat(text(item, "platform")).isEqualTo("pleiades-1b");
    assertThat(text(item, "constellation")).isEqualTo("pleiades");
    assertThat(text(item, "eo:cloud_cover")).isEqualTo("7.0");
    assertThat(text(item, "view:incidence_angle")).isEqualTo("11.5");
    assertThat(text(item, "view:off_nadir")).isEqualTo("10.0");
    assertThat(text(item, "view:sun_elevation")).isEqualTo("30.0");
    // lines go south, the satellite looks to their left: it stands in the east
    assertThat(Double.parseDouble(text(item, "view:azimuth"))).isCloseTo(90, within(1e-9));
    assertThat(text(item, "processing:level")).isEqualTo("ORTHO");
    assertThat(text(item, "product:type")).isEqualTo("PHR_ORTHO");
  }

  /** DN / GAIN + BIAS is radiance; pi d^2 / (E0 sin h) makes it reflectance. */
  @Test
  void samplesOfLevelBasicBecomeReflectance() {
    TestDimap.pleiadesOrtho(product, "BASIC");
    BandSource red = imported().parts("red").getFirst();
    double d = SunDistance.on(LocalDate.parse("2013-08-05"));
    assertThat(d).isCloseTo(1.0143, within(0.0005)); // almanac: 1.0144
    double factor = Math.PI * d * d / (1600 * 0.5);
    assertThat(red.scale()).isCloseTo(factor / 12.5, within(1e-12));
    assertThat(red.offset()).isCloseTo(factor * 0.5, within(1e-12));
    assertThat(red.noData()).hasValue(0);
  }

  @ParameterizedTest
  @CsvSource({"REFLECTANCE, 0.0001, 0, ''", "LINEAR_STRETCH, 1, 0, digital numbers"})
  void otherRadiometry(String processing, double scale, double offset, String note) {
    TestDimap.pleiadesOrtho(product, processing);
    assertThat(run().outcomes().getFirst().reason()).isEqualTo(note);
    BandSource blue = store.search(ItemQuery.all()).getFirst().parts("blue").getFirst();
    assertThat(blue.band()).isEqualTo(3);
    assertThat(blue.scale()).isCloseTo(scale, within(1e-15));
    assertThat(blue.offset()).isEqualTo(offset);
  }

  @Test
  void sixBandsInTwoFiles() {
    TestDimap.neo(product);
    Item item = imported();
    assertThat(item.assets()).containsKeys("ms-fs_rgb", "ms-fs_nrd");
    assertThat(item.band("rededge").orElseThrow().band()).isEqualTo(2);
    assertThat(item.band("coastal").orElseThrow().assetKey()).isEqualTo("ms-fs_nrd");
    assertThat(item.band("green").orElseThrow().assetKey()).isEqualTo("ms-fs_rgb");
    assertThat(text(item, "platform")).isEqualTo("pleiades-neo-3");
  }

  @Test
  void aSpotSceneHasItsBandsWhereTheFileHasThem() {
    TestDimap.spot5(product);
    Item item = imported();
    assertThat(item.id()).isEqualTo("SCENE_5_160-229_04_07_09_07_12_30_1_J");
    assertThat(item.time()).isEqualTo(Instant.parse("2004-07-09T07:12:30Z"));
    assertThat(item.bandNames()).containsExactly("XS3", "XS2", "XS1", "SWIR");
    assertThat(item.band("nir").orElseThrow().band()).isEqualTo(1);
    assertThat(item.band("green").orElseThrow().band()).isEqualTo(3);
    BandSource green = item.band("green").orElseThrow();
    assertThat(green.scale()).isEqualTo(0.5); // no irradiance is told: radiance
    assertThat(green.offset()).isEqualTo(0.25);
    assertThat(item.grid()).contains(TestDimap.WHOLE);
    assertThat(text(item, "view:incidence_angle")).isEqualTo("12.5");
    assertThat(text(item, "platform")).isEqualTo("spot-5");
  }

  /** Pixels and coefficients of a real product; its metadata are made. */
  @Test
  void anImageInTheGeometryOfItsSensor() throws IOException {
    Path real = TestFolders.shared("data/rpc-stereo-ventoux-shareloc");
    Path image = real.resolve("left_image.tif");
    try (Raster raster = Rasters.open(image)) {
      TestDimap.pleiadesSensor(
          product,
          image,
          real.resolve("rpc/RPC_PHR1B_P_201308051042194_SEN_690908101-001.XML"),
          raster.grid().width(),
          raster.grid().height());
    }
    Item item = imported();
    assertThat(item.grid()).isEmpty();
    assertThat(item.assets()).containsKeys("p", "rpc", "metadata", "thumbnail");
    assertThat(asset(item, "rpc").roles()).contains("rpc");
    assertThat(Double.parseDouble(text(item, "gsd"))).isCloseTo(Math.sqrt(0.4), within(1e-12));
    assertThat(item.band("pan").orElseThrow().band()).isEqualTo(1);
    Bounds told = TestDimap.WHOLE.lonLatBounds();
    assertThat(item.bbox().minX()).isCloseTo(told.minX(), within(1e-6));
    assertThat(item.bbox().maxY()).isCloseTo(told.maxY(), within(1e-6));
    assertThat(run().count(Outcome.Status.ALREADY_THERE)).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "R2C1.TIF|R2C1.JP2|is not there",
        "IMG_PHR1B_MS_X_ORT_R2C1|../../secret|is not in the folder",
        "IMG_PHR1B_MS_X_ORT_R2C1.TIF|/etc/passwd|is not in the folder",
        "<NBANDS>4|<NBANDS>3|tell of",
        "tile_R=\"2\"|tile_R=\"-2\"|number from 1",
        "<METADATA_PROFILE>PHR_ORTHO|<METADATA_PROFILE>BEAM-DATAMODEL-V1|not the metadata",
        "<MISSION>PHR</MISSION>|<X/>|MISSION",
        "<NBANDS>4|<NBANDS>1e30|1.0E30",
      })
  void aBrokenProductIsRefusedWithTheReason(String what, String instead, String reason)
      throws IOException {
    Path metadata = TestDimap.pleiadesOrtho(product, "BASIC");
    Files.writeString(metadata, Files.readString(metadata).replace(what, instead));
    assertThat(run().outcomes())
        .filteredOn(outcome -> outcome.path().equals(metadata))
        .singleElement()
        .satisfies(outcome -> {
          assertThat(outcome.status()).isEqualTo(Outcome.Status.REJECTED);
          assertThat(outcome.reason()).contains(reason);
        });
  }

  /** Metadata of the producer's own system, which are not of a product. */
  @Test
  void realMetadataOfAnotherKindAreRefused() throws IOException {
    Path real = TestFolders.shared("data/rpc-stereo-ventoux-shareloc/rpc");
    Files.copy(real.resolve("PHRDIMAP_P1BP--2017030824934340CP.XML"), product.resolve("DIM_X.XML"));
    Files.copy(
        TestFolders.shared("data/rpc-metadata-rpcm").resolve("rpc_SPOT6.xml"),
        product.resolve("DIM_RPC.XML"));
    assertThat(run().outcomes())
        .hasSize(2)
        .allSatisfy(outcome -> assertThat(outcome.status()).isEqualTo(Outcome.Status.REJECTED));
  }
}
