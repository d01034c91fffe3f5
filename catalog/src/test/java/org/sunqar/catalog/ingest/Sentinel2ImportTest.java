// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sunqar.catalog.stac.BandSource;
import org.sunqar.catalog.stac.ClearMask;
import org.sunqar.catalog.stac.Item;
import org.sunqar.catalog.stac.MaskSource;
import org.sunqar.catalog.stac.StacSchemas;
import org.sunqar.catalog.store.CatalogSchema;
import org.sunqar.catalog.store.Database;
import org.sunqar.catalog.store.SqliteItemStore;
import org.sunqar.raster.geo.Window;
import org.sunqar.raster.pixel.PixelType;
import org.sunqar.raster.pixel.Raster;
import org.sunqar.raster.reader.Rasters;

/** Made products, in the form in which real ones are published. */
class Sentinel2ImportTest {

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

  private Outcome only(Path path) {
    ImportReport report = run(path, ImportOptions.into("s2"));
    assertThat(report.outcomes()).hasSize(1);
    return report.outcomes().getFirst();
  }

  private Item imported(Path path) {
    Outcome outcome = only(path);
    assertThat(outcome.status()).as(outcome.reason()).isEqualTo(Outcome.Status.ADDED);
    return store.item("s2", outcome.itemId()).orElseThrow();
  }

  private static JsonNode property(Item item, String name) {
    JsonNode value = item.properties().get(name);
    assertThat(value).as(name).isNotNull();
    return java.util.Objects.requireNonNull(value);
  }

  private static double sample(BandSource band, int col, int row) {
    return sample(band.href(), band.band(), col, row);
  }

  private static double sample(String href, int band, int col, int row) {
    try (Raster raster = Rasters.open(href)) {
      return raster.read(new Window(col, row, 1, 1), band).getFirst().get(0);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aLevel2aProductIsReadFromItsFolderAndFromItsArchive(boolean zipped) throws IOException {
    TestSentinel2 product = TestSentinel2.l2a("05.09", "20230115");
    Item item = imported(zipped ? product.zipIn(folder) : product.folderIn(folder));
    assertThat(item.id()).isEqualTo(product.name());
    assertThat(item.time()).hasToString("2023-01-15T07:42:19.024Z");
    Map<String, String> expected =
        Map.ofEntries(
            Map.entry("platform", "\"sentinel-2b\""),
            Map.entry("constellation", "\"sentinel-2\""),
            Map.entry("instruments", "[\"msi\"]"),
            Map.entry("sat:orbit_state", "\"descending\""),
            Map.entry("sat:relative_orbit", "92"),
            Map.entry("sat:absolute_orbit", "30651"),
            Map.entry("grid:code", "\"MGRS-37NCE\""),
            Map.entry("processing:level", "\"L2A\""),
            Map.entry("processing:version", "\"05.09\""),
            Map.entry("eo:cloud_cover", "15.047897000000003"),
            Map.entry("eo:snow_cover", "0.25"),
            Map.entry("view:sun_elevation", "58.5"),
            Map.entry("view:sun_azimuth", "121.5"),
            Map.entry("view:incidence_angle", "8.5"),
            Map.entry("s2:datatake_id", "\"GS2B_20230115T074219_030651_N05.09\""),
            Map.entry("s2:nodata_pixel_percentage", "7.0E-6"),
            Map.entry("gsd", "10.0"));
    expected.forEach((name, value) -> assertThat(property(item, name)).as(name).hasToString(value));
    assertThat(property(item, "view:azimuth").doubleValue())
        .isCloseTo(1, org.assertj.core.api.Assertions.within(1e-3));

    assertThat(item.assets().keySet())
        .containsExactlyInAnyOrder(
            "coastal",
            "blue",
            "green",
            "red",
            "rededge1",
            "rededge2",
            "rededge3",
            "nir",
            "nir08",
            "nir09",
            "swir16",
            "swir22",
            "visual",
            "aot",
            "wvp",
            "scl",
            "thumbnail",
            "preview",
            "product_metadata",
            "granule_metadata",
            "safe_manifest");
    assertThat(item.grid("red")).contains(TestSentinel2.GRID_10);
    assertThat(item.grid("swir16")).contains(TestSentinel2.GRID_20);
    assertThat(item.grid("coastal")).contains(TestSentinel2.GRID_60);
    BandSource red = item.band("red").orElseThrow();
    assertThat(red.type()).isEqualTo(PixelType.UINT16);
    assertThat(red.noData()).isEqualTo(OptionalDouble.of(0));
    assertThat(red.scale()).isEqualTo(1e-4);
    assertThat(red.offset()).isEqualTo(-0.1);
    assertThat(sample(red, 7, 3)).isEqualTo(4007);
    assertThat(sample(item.band("B8A").orElseThrow(), 59, 59)).isEqualTo(9059);
    MaskSource mask = item.clearMask().orElseThrow();
    assertThat(mask.rule()).isEqualTo(ClearMask.SENTINEL2_SCL);
    assertThat(sample(mask.href(), mask.band(), 5, 0)).isEqualTo(9);
    assertThat(sample(mask.href(), mask.band(), 5, 1)).isEqualTo(4);
    assertThat(item.bbox().minX()).isEqualTo(37.1887);

    byte[] bytes =
        product.files.get(product.imageFolder() + "R10m/" + product.stem() + "_B04_10m.jp2");
    assertThat(java.util.Objects.requireNonNull(item.assets().get("red")).other())
        .hasEntrySatisfying(
            "file:checksum",
            value ->
                assertThat(value.textValue())
                    .isEqualTo(
                        "d50110" + TestSentinel2.md5(java.util.Objects.requireNonNull(bytes))))
        .hasEntrySatisfying(
            "file:size",
            value -> assertThat(value.intValue()).isEqualTo(bytes == null ? -1 : bytes.length));
    assertThat(new StacSchemas().problems(item.toJson())).isEmpty();
  }

  @Test
  void aProductIsOneContentInItsFolderAndInItsArchive() throws IOException {
    TestSentinel2 product = TestSentinel2.l2a("05.09", "20230115");
    imported(product.folderIn(folder.resolve("a")));
    assertThat(only(product.zipIn(folder.resolve("b"))).status())
        .isEqualTo(Outcome.Status.ALREADY_THERE);
  }

  @Test
  void beforeBaseline4SamplesHaveNoOffset() throws IOException {
    Item item = imported(TestSentinel2.l2a("03.01", "20210601").zipIn(folder));
    BandSource nir = item.band("nir").orElseThrow();
    assertThat(nir.scale()).isEqualTo(1e-4);
    assertThat(nir.offset()).isZero();
  }

  @Test
  void atLevel1cTheLayerOfOpaqueCloudsIsTheMask() throws IOException {
    Item item = imported(TestSentinel2.l1c("05.09", "20230115", true).zipIn(folder));
    assertThat(item.band("cirrus").orElseThrow().offset()).isEqualTo(-0.1);
    MaskSource mask = item.clearMask().orElseThrow();
    assertThat(mask.band()).isEqualTo(1);
    assertThat(mask.rule()).isEqualTo(ClearMask.ZERO_IS_CLEAR);
    assertThat(sample(mask.href(), 1, 3, 0)).isEqualTo(1);
    assertThat(property(item, "processing:level")).hasToString("\"L1C\"");
    assertThat(new StacSchemas().problems(item.toJson())).isEmpty();
  }

  @Test
  void whereCloudsAreOnlyOutlinesThereIsNoMask() throws IOException {
    Path zip = TestSentinel2.l1c("02.09", "20200601", false).zipIn(folder);
    Outcome outcome = only(zip);
    assertThat(outcome.reason()).contains("without a clear mask");
    assertThat(store.item("s2", outcome.itemId()).orElseThrow().clearMask()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void productsOfBefore2017HaveSeveralTiles(boolean zipped) throws IOException {
    String name = "S2B_OPER_PRD_MSIL1C_PDMC_20160905T103000_R092_V20160905T074219";
    Map<String, byte[]> files = TestSentinel2.withOldNames();
    Path product =
        zipped ? TestSentinel2.zip(folder, name, files) : TestSentinel2.folder(folder, name, files);
    ImportReport report = run(product, ImportOptions.into("s2"));
    assertThat(report.outcomes())
        .extracting(Outcome::itemId)
        .containsExactly(
            "S2B_OPER_MSI_L1C_TL_SGS__20160905T103000_A030651_T37NCE_N02.04",
            "S2B_OPER_MSI_L1C_TL_SGS__20160905T103000_A030651_T37NCF_N02.04");
    Item second = store.item("s2", report.outcomes().getLast().itemId()).orElseThrow();
    assertThat(property(second, "grid:code")).hasToString("\"MGRS-37NCF\"");
    assertThat(sample(second.band("B8A").orElseThrow(), 59, 59)).isEqualTo(9059);
    assertThat(second.band("B04").orElseThrow().href()).contains("_T37NCF_B04.jp2");
  }

  @Test
  void aProductThatIsStillFilledIsNotTaken() throws IOException {
    TestSentinel2 product = TestSentinel2.l2a("05.09", "20230115");
    String red = product.imageFolder() + "R10m/" + product.stem() + "_B04_10m.jp2";
    Path in = folder.resolve("in");
    Path root = TestSentinel2.folder(in, product.name(), without(product.files, red));
    FolderFollower follower =
        new FolderFollower(
            new Importer(store),
            List.of(in),
            ImportOptions.into("s2"),
            new FolderFollower.Patience(Duration.ofSeconds(10), Duration.ofHours(1)));
    Instant start = Instant.parse("2023-01-16T00:00:00Z");
    assertThat(follower.look(start).outcomes()).isEmpty();
    FolderFollower.Look incomplete = follower.look(start.plusSeconds(20));
    assertThat(incomplete.outcomes()).isEmpty();
    assertThat(incomplete.waiting())
        .singleElement()
        .satisfies(waiting -> assertThat(waiting.reason()).contains("_B04_10m.jp2"));
    Files.write(root.resolve(red), java.util.Objects.requireNonNull(product.files.get(red)));
    assertThat(follower.look(start.plusSeconds(40)).outcomes()).isEmpty();
    assertThat(follower.look(start.plusSeconds(60)).outcomes())
        .singleElement()
        .satisfies(outcome -> assertThat(outcome.status()).isEqualTo(Outcome.Status.ADDED));
    assertThat(follower.look(start.plusSeconds(80)).outcomes()).isEmpty();
  }

  @Test
  void linksInAProductAreNoPartOfIt() throws IOException {
    TestSentinel2 product = TestSentinel2.l2a("05.09", "20230115");
    Path root = product.folderIn(folder);
    Path secret = Files.writeString(folder.resolve("secret"), "secret");
    Path picture = root.resolve(product.name() + "-ql.jpg");
    Files.delete(picture);
    Files.createSymbolicLink(picture, secret);
    assertThat(imported(root).assets()).doesNotContainKey("thumbnail");
  }

  @Test
  void aCopyIsComplete() throws IOException {
    for (boolean zipped : new boolean[] {true, false}) {
      TestSentinel2 product = TestSentinel2.l2a("05.09", zipped ? "20230115" : "20230120");
      Path original = zipped ? product.zipIn(folder) : product.folderIn(folder);
      Path copies = folder.resolve("copies");
      Outcome outcome =
          run(original, ImportOptions.into("s2").copyingInto(copies)).outcomes().getFirst();
      assertThat(outcome.status()).as(outcome.reason()).isEqualTo(Outcome.Status.ADDED);
      Item item = store.item("s2", outcome.itemId()).orElseThrow();
      try (var files = Files.walk(original)) {
        for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
      assertThat(item.band("red").orElseThrow().href()).contains("/copies/");
      assertThat(sample(item.band("red").orElseThrow(), 7, 3)).isEqualTo(4007);
      assertThat(sample(item.clearMask().orElseThrow().href(), 1, 5, 0)).isEqualTo(9);
    }
  }

  @Test
  void aFolderOfProductsIsImportedWhole() throws IOException {
    TestSentinel2.l2a("05.09", "20230115").zipIn(folder.resolve("in"));
    TestSentinel2.l2a("05.09", "20230120").folderIn(folder.resolve("in/deeper"));
    Files.writeString(folder.resolve("in/notes.zip"), "not a product's name, so not looked at");
    Path broken = TestSentinel2.l2a("05.09", "20230125").zipIn(folder.resolve("in"));
    byte[] bytes = Files.readAllBytes(broken);
    Files.write(broken, java.util.Arrays.copyOf(bytes, bytes.length / 2));
    ImportReport report = run(folder.resolve("in"), ImportOptions.into("s2"));
    assertThat(report.count(Outcome.Status.ADDED)).isEqualTo(2);
    assertThat(report.outcomes()).hasSize(3);
    assertThat(report.outcomes())
        .filteredOn(outcome -> outcome.status() == Outcome.Status.REJECTED)
        .singleElement()
        .satisfies(outcome -> {
          assertThat(outcome.path()).isEqualTo(broken);
          assertThat(outcome.reason()).contains("has no ZIP directory at its end");
        });
    assertThat(
            run(folder.resolve("in"), ImportOptions.into("s2")).count(Outcome.Status.ALREADY_THERE))
        .isEqualTo(2);
  }

  @Test
  void anIncompleteProductIsRefusedWithTheReason() throws IOException {
    TestSentinel2 product = TestSentinel2.l2a("05.09", "20230115");
    String red = product.imageFolder() + "R10m/" + product.stem() + "_B04_10m.jp2";
    byte[] whole = java.util.Objects.requireNonNull(product.files.get(red));

    assertThat(reason(product, files -> without(files, red)))
        .contains("incomplete")
        .contains("_B04_10m.jp2");
    assertThat(
            reason(
                product,
                files -> with(files, red, java.util.Arrays.copyOf(whole, whole.length - 9))))
        .contains("is cut short: it has " + (whole.length - 9) + " of " + whole.length + " bytes");
    assertThat(
            reason(
                product,
                files ->
                    without(
                        with(files, red, java.util.Arrays.copyOf(whole, whole.length / 3)),
                        "manifest.safe")))
        .isNotEmpty();
    assertThat(reason(product, files -> without(files, product.granule() + "MTD_TL.xml")))
        .contains("0 GRANULE/*/MTD_TL.xml");
    assertThat(
            reason(
                product,
                files ->
                    with(
                        files,
                        "MTD_MSIL2A.xml",
                        TestSentinel2.text(files, "MTD_MSIL2A.xml")
                            .replaceAll("<BOA_ADD_OFFSET band.*?</BOA_ADD_OFFSET>", "")
                            .getBytes(StandardCharsets.UTF_8))))
        .contains("no BOA_ADD_OFFSET, which baseline 05.09 must have");
    assertThat(
            reason(
                product,
                files ->
                    with(
                        files,
                        product.granule() + "MTD_TL.xml",
                        TestSentinel2.text(files, product.granule() + "MTD_TL.xml")
                            .replace("<NCOLS>120<", "<NCOLS>10980<")
                            .getBytes(StandardCharsets.UTF_8))))
        .contains("has 120 x 120 pixels, but the tile's metadata say 10980 x 120");
    assertThat(reason(product, files -> Map.of("readme.txt", new byte[3])))
        .contains("it is neither a Sentinel-1 GRD product");
    assertThat(store.item("s2", product.name())).isEmpty();
  }

  /** Why a product is rejected, in its folder and in its archive. */
  private String reason(TestSentinel2 product, UnaryOperator<Map<String, byte[]>> change)
      throws IOException {
    Map<String, byte[]> changed = change.apply(product.files);
    Path inFolder =
        TestSentinel2.folder(Files.createTempDirectory(folder, "f"), product.name(), changed);
    Path inZip = TestSentinel2.zip(Files.createTempDirectory(folder, "z"), product.name(), changed);
    Outcome first = only(inFolder);
    Outcome second = only(inZip);
    assertThat(first.status()).isEqualTo(Outcome.Status.REJECTED);
    assertThat(second.status()).isEqualTo(Outcome.Status.REJECTED);
    return first.reason();
  }

  private static Map<String, byte[]> without(Map<String, byte[]> files, String name) {
    Map<String, byte[]> fewer = new LinkedHashMap<>(files);
    fewer.remove(name);
    return fewer;
  }

  private static Map<String, byte[]> with(Map<String, byte[]> files, String name, byte[] content) {
    Map<String, byte[]> other = new LinkedHashMap<>(files);
    other.put(name, content);
    return other;
  }
}
