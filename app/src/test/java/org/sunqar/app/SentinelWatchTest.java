// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntBinaryOperator;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sunqar.app.console.ExitCode;
import org.sunqar.raster.geo.Affine;
import org.sunqar.raster.geo.Crs;
import org.sunqar.raster.geo.Grid;
import org.sunqar.raster.geo.Window;
import org.sunqar.raster.pixel.BandInfo;
import org.sunqar.raster.pixel.PixelBlock;
import org.sunqar.raster.pixel.PixelType;
import org.sunqar.raster.tiff.CogWriter;
import org.sunqar.raster.tiff.GeoTiff;

/**
 * A watch over Sentinel-2 products as they are downloaded: JPEG 2000 in archives, offsets from 2019
 * on, a scene classification of 20 m beside bands of 10 m. A forest of 120 x 120 pixels; a clearing
 * of 20 x 20 pixels from May 2020 on; from July 2020 on clouds over the northern third.
 */
class SentinelWatchTest {

  private static final Window CLEARING = new Window(40, 60, 20, 20);
  private static final int CLOUDY_ROWS = 40;
  private static final LocalDate CLEARED = LocalDate.of(2020, 5, 1);
  private static final LocalDate CLOUDS = LocalDate.of(2020, 7, 1);
  private static final LocalDate OFFSETS = LocalDate.of(2019, 1, 1);

  @TempDir Path folder;
  private final Map<String, byte[]> made = new HashMap<>();

  @Test
  void theClearingIsFoundAndTheCloudsAreNot() throws IOException {
    Path scenes = Files.createDirectories(folder.resolve("scenes"));
    int count = 0;
    for (LocalDate day = LocalDate.of(2017, 1, 5); day.getYear() < 2021; day = day.plusDays(40)) {
      product(scenes, day, count++);
    }
    Path workspace = folder.resolve("w");
    Answer imported = Answer.of("import", scenes, "--collection", "s2", "--workspace", workspace);
    assertThat(imported.done().err()).contains(count + " added, 0 already there, 0 rejected");
    Answer again = Answer.of("import", scenes, "--collection", "s2", "--workspace", workspace);
    assertThat(again.done().err()).contains("0 added, " + count + " already there, 0 rejected");
    Answer.of(
            "watch",
            "create",
            "north",
            "--collection",
            "s2",
            "--index",
            "ndvi",
            "--monitor-from",
            "2020-01-01",
            "--order",
            "1",
            "--workspace",
            workspace)
        .done();
    JsonNode run = Answer.of("watch", "run", "north", "--workspace", workspace).json().get(0);
    assertThat(run.get("scenes").asInt()).isEqualTo(count);
    assertThat(run.get("alerts").asInt()).isEqualTo(1);
    // 4 ha, without or with some pixels of its edge
    assertThat(run.get("alert_area_ha").asDouble()).isBetween(3.5, 4.1);
    Answer.of(
            "watch",
            "create",
            "same",
            "--collection",
            "s2",
            "--index",
            " (nir - red) / (nir + red)",
            "--monitor-from",
            "2020-01-01",
            "--order",
            "1",
            "--workspace",
            workspace)
        .done();
    JsonNode same = Answer.of("watch", "run", "same", "--workspace", workspace).json().get(0);
    for (String map : new String[] {"break_date", "magnitude", "valid_count"}) {
      assertThat(pixels(same, map)).as(map).isEqualTo(pixels(run, map));
    }
    Answer.of(
            "watch",
            "create",
            "wet",
            "--collection",
            "s2",
            "--index",
            "nbr",
            "--monitor-from",
            "2020-01-01",
            "--workspace",
            workspace)
        .failed(ExitCode.NOT_FOUND, "analysis.NO_BAND")
        .says("needs the band 'swir22'");
  }

  private static List<Double> pixels(JsonNode run, String map) {
    Path file = Path.of(run.get("folder").asText()).resolve(map + ".tif");
    try (GeoTiff tiff = GeoTiff.open(file)) {
      PixelBlock block = tiff.read(tiff.grid().window(), 1);
      return IntStream.range(0, block.size()).mapToObj(block::get).toList();
    }
  }

  private static double reflectance(String band, LocalDate day, int variant, int col, int row) {
    boolean nir = band.equals("B08");
    if (!day.isBefore(CLOUDS) && row < CLOUDY_ROWS) {
      return nir ? 0.62 : 0.6;
    }
    if (!day.isBefore(CLEARED) && CLEARING.contains(new Window(col, row, 1, 1))) {
      return nir ? 0.2 : 0.12;
    }
    return nir ? 0.4 + 0.02 * variant : 0.05;
  }

  private void product(Path scenes, LocalDate day, int number) throws IOException {
    boolean offsets = !day.isBefore(OFFSETS);
    String baseline = offsets ? "05.00" : "02.07";
    String date = day.toString().replace("-", "");
    String name =
        "S2A_MSIL2A_%sT075211_N%s_R092_T35LNE_%sT100000"
            .formatted(date, baseline.replace(".", ""), date);
    String granule = "GRANULE/L2A_T35LNE_A009000_" + date + "T075211/";
    String state = " " + offsets + " " + day.isBefore(CLEARED) + " " + day.isBefore(CLOUDS) + " ";
    Map<String, byte[]> files = new LinkedHashMap<>();
    for (String band : List.of("B04", "B08")) {
      int variant = band.equals("B08") ? number % 3 : 0;
      files.put(
          granule + "IMG_DATA/R10m/T35LNE_" + date + "T075211_" + band + "_10m.jp2",
          jp2(
              band + state + variant,
              10,
              PixelType.UINT16,
              (col, row) ->
                  (int)
                      Math.round(
                          reflectance(band, day, variant, col, row) * 10_000
                              + (offsets ? 1000 : 0))));
    }
    files.put(
        granule + "IMG_DATA/R20m/T35LNE_" + date + "T075211_SCL_20m.jp2",
        jp2(
            "SCL" + state,
            20,
            PixelType.UINT8,
            (col, row) -> !day.isBefore(CLOUDS) && row < CLOUDY_ROWS / 2 ? 9 : 4));
    files.put("MTD_MSIL2A.xml", bytes(productXml(day, baseline, offsets)));
    files.put(granule + "MTD_TL.xml", bytes(TILE));
    Path zip = scenes.resolve(name + ".SAFE.zip");
    try (OutputStream out = Files.newOutputStream(zip);
        ZipOutputStream archive = new ZipOutputStream(out)) {
      archive.setLevel(0);
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        archive.putNextEntry(new ZipEntry(name + ".SAFE/" + file.getKey()));
        archive.write(file.getValue());
        archive.closeEntry();
      }
    }
  }

  private byte[] jp2(String key, int resolution, PixelType type, IntBinaryOperator pixels)
      throws IOException {
    byte[] known = made.get(key);
    if (known != null) {
      return known;
    }
    int size = 1200 / resolution;
    Grid grid =
        new Grid(
            Crs.ofEpsg(32735),
            Affine.northUp(600_000, 8_500_000, resolution, resolution),
            size,
            size);
    Path tiff = folder.resolve("in.tif");
    Path jp2 = folder.resolve("out.jp2");
    try (CogWriter writer =
        CogWriter.create(
            tiff,
            grid,
            List.of(BandInfo.of("", type)),
            Map.of(),
            CogWriter.Options.defaults().withBlockSize(64))) {
      PixelBlock block = PixelBlock.of(type, size, size);
      for (int i = 0; i < block.size(); i++) {
        block.set(i, pixels.applyAsInt(i % size, i / size));
      }
      writer.write(grid.window(), 1, block);
      writer.finish();
    }
    translate(tiff, jp2);
    byte[] bytes = Files.readAllBytes(jp2);
    made.put(key, bytes);
    return bytes;
  }

  private static void translate(Path from, Path to) throws IOException {
    Process process;
    try {
      process =
          new ProcessBuilder(
                  "gdal_translate",
                  "-q",
                  "-of",
                  "JP2OpenJPEG",
                  "-co",
                  "QUALITY=100",
                  "-co",
                  "REVERSIBLE=YES",
                  from.toString(),
                  to.toString())
              .inheritIO()
              .start();
    } catch (IOException e) {
      Assumptions.abort("gdal_translate is absent (package gdal-bin)");
      throw e;
    }
    assertThat(process.onExit().join().exitValue()).isZero();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String productXml(LocalDate day, String baseline, boolean offsets) {
    return """
    <n1:Level-2A_User_Product xmlns:n1="https://psd-14.sentinel2.eo.esa.int/PSD/User_Product_Level-2A.xsd">
      <n1:General_Info>
        <Product_Info>
          <PROCESSING_BASELINE>%s</PROCESSING_BASELINE>
          <Datatake datatakeIdentifier="x">
            <SPACECRAFT_NAME>Sentinel-2A</SPACECRAFT_NAME>
            <DATATAKE_SENSING_START>%sT07:52:11.024Z</DATATAKE_SENSING_START>
          </Datatake>
        </Product_Info>
        <Product_Image_Characteristics>
          <QUANTIFICATION_VALUES_LIST>
            <BOA_QUANTIFICATION_VALUE unit="none">10000</BOA_QUANTIFICATION_VALUE>
          </QUANTIFICATION_VALUES_LIST>
          %s
        </Product_Image_Characteristics>
      </n1:General_Info>
    </n1:Level-2A_User_Product>
    """
        .formatted(
            baseline,
            day,
            offsets
                ? """
                <BOA_ADD_OFFSET_VALUES_LIST>
                  <BOA_ADD_OFFSET band_id="3">-1000</BOA_ADD_OFFSET>
                  <BOA_ADD_OFFSET band_id="7">-1000</BOA_ADD_OFFSET>
                </BOA_ADD_OFFSET_VALUES_LIST>
                """
                : "");
  }

  private static final String TILE =
      """
      <n1:Level-2A_Tile_ID xmlns:n1="https://psd-14.sentinel2.eo.esa.int/PSD/S2_PDI_Level-2A_Tile_Metadata.xsd">
        <n1:General_Info>
          <TILE_ID metadataLevel="Brief">S2A_OPER_MSI_L2A_TL_2APS_20200101T100000_A009000_T35LNE_N02.07</TILE_ID>
        </n1:General_Info>
        <n1:Geometric_Info>
          <Tile_Geocoding metadataLevel="Brief">
            <HORIZONTAL_CS_CODE>EPSG:32735</HORIZONTAL_CS_CODE>
            <Size resolution="10"><NROWS>120</NROWS><NCOLS>120</NCOLS></Size>
            <Size resolution="20"><NROWS>60</NROWS><NCOLS>60</NCOLS></Size>
            <Geoposition resolution="10">
              <ULX>600000</ULX><ULY>8500000</ULY><XDIM>10</XDIM><YDIM>-10</YDIM>
            </Geoposition>
            <Geoposition resolution="20">
              <ULX>600000</ULX><ULY>8500000</ULY><XDIM>20</XDIM><YDIM>-20</YDIM>
            </Geoposition>
          </Tile_Geocoding>
        </n1:Geometric_Info>
      </n1:Level-2A_Tile_ID>
      """;
}
