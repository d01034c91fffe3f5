// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sunqar.catalog.stac.Item;
import org.sunqar.catalog.stac.StacSchemas;
import org.sunqar.catalog.store.CatalogSchema;
import org.sunqar.catalog.store.Database;
import org.sunqar.catalog.store.SqliteItemStore;
import org.sunqar.raster.geo.Affine;
import org.sunqar.raster.geo.Crs;
import org.sunqar.raster.geo.Grid;
import org.sunqar.raster.pixel.BandInfo;
import org.sunqar.raster.pixel.PixelType;
import org.sunqar.raster.pixel.Raster;
import org.sunqar.raster.reader.Rasters;

/** Made GRD products, in the form in which real ones are published. */
class Sentinel1ImportTest {

  private static final String NAME =
      "S1A_IW_GRDH_1SDV_20210809T173953_20210809T174018_039156_049F13_6FF8";

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

  private Outcome only(Path path) {
    ImportReport report =
        new Importer(store).run(List.of(path), ImportOptions.into("s1"), (done, total, p) -> {});
    assertThat(report.outcomes()).hasSize(1);
    return report.outcomes().getFirst();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aGrdProductIsReadFromItsFolderAndFromItsArchive(boolean zipped) throws IOException {
    Map<String, byte[]> files = product("GRD");
    Outcome outcome =
        only(
            zipped
                ? TestSentinel2.zip(folder, NAME, files)
                : TestSentinel2.folder(folder, NAME, files));
    assertThat(outcome.status()).as(outcome.reason()).isEqualTo(Outcome.Status.ADDED);
    Item item = store.item("s1", NAME).orElseThrow();
    Map<String, String> expected =
        Map.ofEntries(
            Map.entry("datetime", "\"2021-08-09T17:40:05.653288Z\""),
            Map.entry("start_datetime", "\"2021-08-09T17:39:53.153776Z\""),
            Map.entry("end_datetime", "\"2021-08-09T17:40:18.152800Z\""),
            Map.entry("platform", "\"sentinel-1a\""),
            Map.entry("constellation", "\"sentinel-1\""),
            Map.entry("sar:instrument_mode", "\"IW\""),
            Map.entry("sar:frequency_band", "\"C\""),
            Map.entry("sar:center_frequency", "5.405"),
            Map.entry("sar:polarizations", "[\"VV\",\"VH\"]"),
            Map.entry("sar:product_type", "\"GRD\""),
            Map.entry("sar:resolution_range", "20.0"),
            Map.entry("sar:resolution_azimuth", "22.0"),
            Map.entry("sar:looks_equivalent_number", "4.4"),
            Map.entry("sar:looks_range", "5"),
            Map.entry("sar:looks_azimuth", "1"),
            Map.entry("sar:pixel_spacing_range", "10.0"),
            Map.entry("sar:pixel_spacing_azimuth", "10.0"),
            Map.entry("sat:orbit_state", "\"ascending\""),
            Map.entry("sat:absolute_orbit", "39156"),
            Map.entry("sat:relative_orbit", "59"),
            Map.entry("sat:orbit_cycle", "238"),
            Map.entry("sat:platform_international_designator", "\"2014-016A\""),
            Map.entry("view:incidence_angle", "38.9"),
            Map.entry("processing:software", "{\"Sentinel-1 IPF\":\"003.31\"}"),
            Map.entry("proj:shape", "[30,40]"),
            Map.entry("s1:slice_number", "\"7\""));
    expected.forEach((name, value) ->
        assertThat(Objects.requireNonNull(item.properties().get(name), name))
            .as(name)
            .hasToString(value));
    assertThat(item.assets().keySet())
        .containsExactlyInAnyOrder(
            "vv",
            "vh",
            "product_vv",
            "product_vh",
            "calibration_vv",
            "calibration_vh",
            "noise_vv",
            "noise_vh",
            "thumbnail",
            "safe_manifest");
    assertThat(item.bandNames()).containsExactly("VV", "VH");
    assertThat(item.grid()).isEmpty();
    assertThat(item.footprint().geometry())
        .hasToString(
            "{\"type\":\"Polygon\",\"coordinates\":[[[1.512143,46.03389],[1.937196,44.536255],"
                + "[5.188996,44.938713],[4.85136,46.436539],[1.512143,46.03389]]]}");
    try (Raster raster = Rasters.open(item.band("VH").orElseThrow().href())) {
      assertThat(raster.groundControl()).isPresent();
      assertThat(raster.bands().getFirst().type()).isEqualTo(PixelType.UINT16);
    }
    assertThat(new StacSchemas().problems(item.toJson())).isEmpty();
  }

  @Test
  void whatIsNotAWholeGrdIsRefusedWithTheReason() throws IOException {
    assertThat(reason(product("SLC"))).contains("type SLC; of Sentinel-1, GRD is taken");
    Map<String, byte[]> files = product("GRD");
    String image = measurement("vh");
    byte[] whole = Objects.requireNonNull(files.get(image));
    Map<String, byte[]> fewer = new LinkedHashMap<>(files);
    fewer.remove(image);
    assertThat(reason(fewer)).contains("incomplete: it has no file for measurement vh");
    Map<String, byte[]> cut = new LinkedHashMap<>(files);
    cut.put(image, Arrays.copyOf(whole, whole.length - 1));
    assertThat(reason(cut)).contains("is cut short: it has " + (whole.length - 1));
    Map<String, byte[]> outside = new LinkedHashMap<>(files);
    outside.put(
        "manifest.safe",
        new String(Objects.requireNonNull(files.get("manifest.safe")), StandardCharsets.UTF_8)
            .replace("46.033890,1.512143", "146.0,1.5")
            .getBytes(StandardCharsets.UTF_8));
    assertThat(reason(outside)).contains("a footprint needs three or more points");
  }

  private String reason(Map<String, byte[]> files) throws IOException {
    Outcome outcome =
        only(TestSentinel2.folder(Files.createTempDirectory(folder, "x"), NAME, files));
    assertThat(outcome.status()).isEqualTo(Outcome.Status.REJECTED);
    return outcome.reason();
  }

  private static String stem(String polarization) {
    return "s1a-iw-grd-"
        + polarization
        + "-20210809t173953-20210809t174018-039156-049f13-00"
        + (polarization.equals("vv") ? 1 : 2);
  }

  private static String measurement(String polarization) {
    return "measurement/" + stem(polarization) + ".tiff";
  }

  private Map<String, byte[]> product(String type) throws IOException {
    Map<String, byte[]> files = new LinkedHashMap<>();
    for (String polarization : List.of("vh", "vv")) {
      files.put(measurement(polarization), image());
      files.put("annotation/" + stem(polarization) + ".xml", bytes(ANNOTATION));
      files.put(
          "annotation/calibration/calibration-" + stem(polarization) + ".xml",
          bytes("<calibration/>"));
      files.put("annotation/calibration/noise-" + stem(polarization) + ".xml", bytes("<noise/>"));
    }
    files.put("preview/quick-look.png", new byte[] {(byte) 0x89, 'P', 'N', 'G'});
    StringBuilder objects = new StringBuilder();
    files.forEach((file, content) ->
        objects.append(
            """
            <dataObject ID="x"><byteStream mimeType="x" size="%d">
              <fileLocation locatorType="URL" href="./%s"/>
              <checksum checksumName="MD5">%s</checksum>
            </byteStream></dataObject>
            """
                .formatted(content.length, file, TestSentinel2.md5(content))));
    files.put(
        "manifest.safe", bytes(MANIFEST.replace("{type}", type).replace("{objects}", objects)));
    return files;
  }

  /** Amplitudes on four ground control points. */
  private byte[] image() throws IOException {
    Path flat = folder.resolve("flat.tif");
    Path warped = folder.resolve("warped.tif");
    Grid grid = new Grid(Crs.ofEpsg(4326), Affine.northUp(0, 0, 1, 1), 40, 30);
    TestTiff.write(flat, 1, grid, Map.of(), BandInfo.of("", PixelType.UINT16));
    TestJp2.translate(
        flat,
        warped,
        "-a_srs",
        "EPSG:4326",
        "-gcp",
        "0",
        "0",
        "1.512143",
        "46.03389",
        "-gcp",
        "40",
        "0",
        "4.85136",
        "46.436539",
        "-gcp",
        "40",
        "30",
        "5.188996",
        "44.938713",
        "-gcp",
        "0",
        "30",
        "1.937196",
        "44.536255");
    byte[] bytes = Files.readAllBytes(warped);
    Files.delete(flat);
    Files.delete(warped);
    return bytes;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static final String ANNOTATION =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <product>
        <adsHeader><missionId>S1A</missionId><productType>GRD</productType><mode>IW</mode></adsHeader>
        <generalAnnotation><productInformation>
          <pass>Ascending</pass><radarFrequency>5.405000454334350e+09</radarFrequency>
        </productInformation></generalAnnotation>
        <imageAnnotation>
          <imageInformation>
            <rangePixelSpacing>1.000000e+01</rangePixelSpacing>
            <azimuthPixelSpacing>1.000000e+01</azimuthPixelSpacing>
            <numberOfSamples>40</numberOfSamples><numberOfLines>30</numberOfLines>
            <incidenceAngleMidSwath>3.890000e+01</incidenceAngleMidSwath>
          </imageInformation>
          <processingInformation><swathProcParamsList count="3">
            <swathProcParams><swath>IW1</swath>
              <rangeProcessing><numberOfLooks>5</numberOfLooks></rangeProcessing>
              <azimuthProcessing><numberOfLooks>1</numberOfLooks></azimuthProcessing>
            </swathProcParams>
          </swathProcParamsList></processingInformation>
        </imageAnnotation>
      </product>
      """;

  private static final String MANIFEST =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <xfdu:XFDU xmlns:gml="http://www.opengis.net/gml" xmlns:xfdu="urn:ccsds:schema:xfdu:1"
          xmlns:safe="http://www.esa.int/safe/sentinel-1.0"
          xmlns:s1="http://www.esa.int/safe/sentinel-1.0/sentinel-1"
          xmlns:s1sarl1="http://www.esa.int/safe/sentinel-1.0/sentinel-1/sar/level-1"
          version="esa/safe/sentinel-1.0/sentinel-1/sar/level-1/grd/standard/iwdp">
        <metadataSection>
          <metadataObject ID="processing"><metadataWrap><xmlData>
            <safe:processing name="GRD Post Processing" start="2021-08-09T20:08:52.914621">
              <safe:facility name="Copernicus S1 Core Ground Segment"><safe:software name="Sentinel-1 IPF" version="003.31"/></safe:facility>
              <safe:resource name="x" role="Level-1 Intermediate SLC Product">
                <safe:processing name="SLC Processing"><safe:facility name="other"/></safe:processing>
              </safe:resource>
            </safe:processing>
          </xmlData></metadataWrap></metadataObject>
          <metadataObject ID="platform"><metadataWrap><xmlData><safe:platform>
            <safe:nssdcIdentifier>2014-016A</safe:nssdcIdentifier>
            <safe:familyName>SENTINEL-1</safe:familyName><safe:number>A</safe:number>
            <safe:instrument><safe:familyName abbreviation="SAR">Synthetic Aperture Radar</safe:familyName>
              <safe:extension><s1sarl1:instrumentMode>
                <s1sarl1:mode>IW</s1sarl1:mode><s1sarl1:swath>IW</s1sarl1:swath>
              </s1sarl1:instrumentMode></safe:extension></safe:instrument>
          </safe:platform></xmlData></metadataWrap></metadataObject>
          <metadataObject ID="measurementOrbitReference"><metadataWrap><xmlData><safe:orbitReference>
            <safe:orbitNumber type="start">39156</safe:orbitNumber>
            <safe:orbitNumber type="stop">39157</safe:orbitNumber>
            <safe:relativeOrbitNumber type="start">59</safe:relativeOrbitNumber>
            <safe:relativeOrbitNumber type="stop">60</safe:relativeOrbitNumber>
            <safe:cycleNumber>238</safe:cycleNumber>
            <safe:extension><s1:orbitProperties><s1:pass>ASCENDING</s1:pass>
              <s1:ascendingNodeTime>2021-08-09T17:27:46.469908</s1:ascendingNodeTime>
            </s1:orbitProperties></safe:extension>
          </safe:orbitReference></xmlData></metadataWrap></metadataObject>
          <metadataObject ID="generalProductInformation"><metadataWrap><xmlData><s1sarl1:standAloneProductInformation>
            <s1sarl1:instrumentConfigurationID>7</s1sarl1:instrumentConfigurationID>
            <s1sarl1:missionDataTakeID>302867</s1sarl1:missionDataTakeID>
            <s1sarl1:transmitterReceiverPolarisation>VV</s1sarl1:transmitterReceiverPolarisation>
            <s1sarl1:transmitterReceiverPolarisation>VH</s1sarl1:transmitterReceiverPolarisation>
            <s1sarl1:productType>{type}</s1sarl1:productType>
            <s1sarl1:sliceNumber>7</s1sarl1:sliceNumber><s1sarl1:totalSlices>20</s1sarl1:totalSlices>
          </s1sarl1:standAloneProductInformation></xmlData></metadataWrap></metadataObject>
          <metadataObject ID="acquisitionPeriod"><metadataWrap><xmlData><safe:acquisitionPeriod>
            <safe:startTime>2021-08-09T17:39:53.153776</safe:startTime>
            <safe:stopTime>2021-08-09T17:40:18.152800</safe:stopTime>
          </safe:acquisitionPeriod></xmlData></metadataWrap></metadataObject>
          <metadataObject ID="measurementFrameSet"><metadataWrap><xmlData><safe:frameSet><safe:frame>
            <safe:footPrint srsName="http://www.opengis.net/gml/srs/epsg.xml#4326">
              <gml:coordinates>46.033890,1.512143 46.436539,4.851360 44.938713,5.188996 44.536255,1.937196</gml:coordinates>
            </safe:footPrint>
          </safe:frame></safe:frameSet></xmlData></metadataWrap></metadataObject>
        </metadataSection>
        <dataObjectSection>
      {objects}  </dataObjectSection>
      </xfdu:XFDU>
      """;
}
