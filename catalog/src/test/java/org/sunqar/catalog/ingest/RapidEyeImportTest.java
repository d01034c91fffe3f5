// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sunqar.catalog.stac.BandSource;
import org.sunqar.catalog.stac.ClearMask;
import org.sunqar.catalog.stac.Item;
import org.sunqar.catalog.stac.MaskSource;
import org.sunqar.catalog.stac.StacSchemas;
import org.sunqar.catalog.store.CatalogSchema;
import org.sunqar.catalog.store.Database;
import org.sunqar.catalog.store.ItemQuery;
import org.sunqar.catalog.store.SqliteItemStore;
import org.sunqar.raster.pixel.BandInfo;
import org.sunqar.raster.pixel.PixelType;

/** RapidEye products, made in the test. */
class RapidEyeImportTest {

  private static final String STEM = "4150917_2012-05-14_RE3_3A_123456";

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

  private Path product(String satellite) throws IOException {
    BandInfo[] bands = new BandInfo[5];
    java.util.Arrays.fill(bands, BandInfo.of("", PixelType.UINT16));
    TestTiff.write(product.resolve(STEM + ".tif"), 1, TestTiff.GRID, Map.of(), bands);
    BandInfo mask = BandInfo.of("", PixelType.UINT8);
    TestTiff.write(product.resolve(STEM + "_udm.tif"), 2, TestTiff.GRID, Map.of(), mask);
    TestTiff.write(product.resolve(STEM + "_browse.tif"), 3, TestTiff.GRID, Map.of(), mask);
    StringBuilder perBand = new StringBuilder();
    for (int band = 5; band >= 1; band--) { // by number, not by place
      perBand.append(
          """
          <re:bandSpecificMetadata><re:bandNumber>%d</re:bandNumber>
          <re:radiometricScaleFactor>%s</re:radiometricScaleFactor></re:bandSpecificMetadata>
          """
              .formatted(band, 0.01 * band));
    }
    return Files.writeString(
        product.resolve(STEM + "_metadata.xml"),
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <re:EarthObservation xmlns:re="http://schemas.example/re" xmlns:eop="urn:eop"
          xmlns:opt="urn:opt" xmlns:gml="urn:gml" version="1.2.1">
        <gml:metaDataProperty><re:EarthObservationMetaData>
        <eop:identifier>%s</eop:identifier><eop:productType>L3A</eop:productType>
        <re:tileId>4150917</re:tileId></re:EarthObservationMetaData></gml:metaDataProperty>
        <gml:using><eop:EarthObservationEquipment><eop:platform><eop:Platform>
        <eop:shortName>RapidEye</eop:shortName>
        <eop:serialIdentifier>%s</eop:serialIdentifier></eop:Platform></eop:platform>
        <eop:instrument><eop:Instrument><eop:shortName>MSI</eop:shortName></eop:Instrument>
        </eop:instrument><eop:acquisitionParameters><re:Acquisition>
        <eop:orbitDirection>DESCENDING</eop:orbitDirection>
        <eop:incidenceAngle uom="deg">6.5</eop:incidenceAngle>
        <opt:illuminationAzimuthAngle uom="deg">164.5</opt:illuminationAzimuthAngle>
        <opt:illuminationElevationAngle uom="deg">30</opt:illuminationElevationAngle>
        <re:azimuthAngle uom="deg">277.5</re:azimuthAngle>
        <re:spaceCraftViewAngle uom="deg">-5.75</re:spaceCraftViewAngle>
        <re:acquisitionDateTime>2012-05-14T11:23:45.5Z</re:acquisitionDateTime>
        </re:Acquisition></eop:acquisitionParameters></eop:EarthObservationEquipment></gml:using>
        <gml:resultOf><re:EarthObservationResult><eop:product><re:ProductInformation>
        <eop:fileName>%s.tif</eop:fileName></re:ProductInformation></eop:product>
        <eop:mask><re:MaskInformation><eop:fileName>%s_udm.tif</eop:fileName>
        </re:MaskInformation></eop:mask>
        <opt:cloudCoverPercentage uom="percentage">12.5</opt:cloudCoverPercentage>
        %s</re:EarthObservationResult></gml:resultOf>
        </re:EarthObservation>
        """
            .formatted(STEM, satellite, STEM, STEM, perBand));
  }

  private ImportReport run() {
    return new Importer(store)
        .run(List.of(product), ImportOptions.into("c"), (done, total, file) -> {});
  }

  private Item imported() {
    ImportReport report = run();
    assertThat(report.outcomes()).as(report.toString()).hasSize(1);
    assertThat(report.count(Outcome.Status.ADDED)).as(report.toString()).isEqualTo(1);
    Item item = store.search(ItemQuery.all()).getFirst();
    assertThat(new StacSchemas().problems(item.toJson())).isEmpty();
    return item;
  }

  private static String text(Item item, String property) {
    return Objects.requireNonNull(item.properties().get(property), property).asText();
  }

  @Test
  void aSceneSaysWhatItsMetadataSay() throws IOException {
    product("RE-3");
    Item item = imported();
    assertThat(item.id()).isEqualTo(STEM);
    assertThat(item.time()).isEqualTo(Instant.parse("2012-05-14T11:23:45.500Z"));
    assertThat(text(item, "platform")).isEqualTo("rapideye-3");
    assertThat(text(item, "constellation")).isEqualTo("rapideye");
    assertThat(text(item, "eo:cloud_cover")).isEqualTo("12.5");
    assertThat(text(item, "view:off_nadir")).isEqualTo("5.75");
    assertThat(text(item, "sat:orbit_state")).isEqualTo("descending");
    assertThat(item.bandNames()).startsWith("blue", "green", "red", "rededge", "nir");
    assertThat(item.grid()).contains(TestTiff.GRID);
    assertThat(item.clearMask().map(MaskSource::rule)).contains(ClearMask.RAPIDEYE_UDM);
    BandSource red = item.band("red").orElseThrow();
    assertThat(red.band()).isEqualTo(3);
    double d = SunDistance.on(LocalDate.parse("2012-05-14"));
    assertThat(red.scale()).isCloseTo(0.03 * Math.PI * d * d / (1560.4 * 0.5), within(1e-12));
  }

  @Test
  void kazEoSat2IsRadiance() throws IOException {
    product("KazEOSat-2");
    Item item = imported();
    assertThat(text(item, "platform")).isEqualTo("kazeosat-2");
    assertThat(item.band("nir").orElseThrow().scale()).isEqualTo(0.05);
  }

  @ParameterizedTest
  @CsvSource({"0, true", "1, false", "2, false", "4, false", "64, false", "128, true", "3, false"})
  void theUnusableDataMask(int value, boolean clear) {
    assertThat(ClearMask.RAPIDEYE_UDM.isClear(value)).isEqualTo(clear);
  }

  @Test
  void withoutItsImageOrWithOtherMetadataItIsRefused() throws IOException {
    Path metadata = product("RE-3");
    Files.delete(product.resolve(STEM + ".tif"));
    assertThat(run().outcomes().getFirst().reason()).contains("is not there");
    Files.writeString(metadata, "<other/>");
    assertThat(run().outcomes())
        .filteredOn(outcome -> outcome.path().equals(metadata))
        .extracting(Outcome::reason)
        .singleElement()
        .asString()
        .contains("<other>");
  }
}
