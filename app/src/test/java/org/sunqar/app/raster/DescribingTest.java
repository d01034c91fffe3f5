// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app.raster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sunqar.app.Answer;
import org.sunqar.app.console.ExitCode;
import org.sunqar.raster.pixel.PixelType;

/** The commands that look at rasters: info, checksum, stats, validate. */
class DescribingTest {

  @TempDir Path folder;

  static Stream<Path> samples() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("..", "samples").toAbsolutePath().normalize())) {
      List<Path> images =
          files.filter(f -> f.toString().matches("(?i).*\\.tiff?")).sorted().toList();
      assertThat(images).hasSizeGreaterThan(30);
      List<Path> some = new ArrayList<>();
      for (int i = 0; i < images.size(); i += 6) {
        some.add(images.get(i));
      }
      return some.stream();
    }
  }

  /** Everything that both say is the same. */
  @ParameterizedTest
  @MethodSource("samples")
  void infoSaysWhatGdalinfoSays(Path file) throws Exception {
    JsonNode expected = GdalPrograms.info(file);
    JsonNode info = Answer.of("raster", "info", file).done().json();
    assertThat(info.get("description").asText()).isEqualTo(file.toString());
    assertThat(info.get("size")).isEqualTo(expected.get("size"));
    assertNumbers(info.get("geoTransform"), expected.get("geoTransform"), 1e-9);
    expected
        .get("cornerCoordinates")
        .properties()
        .forEach(corner ->
            assertNumbers(
                info.get("cornerCoordinates").get(corner.getKey()), corner.getValue(), 1e-3));
    JsonNode outline = expected.at("/wgs84Extent/coordinates/0");
    for (int i = 0; i < outline.size(); i++) {
      assertNumbers(info.at("/wgs84Extent/coordinates/0").get(i), outline.get(i), 2e-7);
    }
    assertThat(info.get("bands")).hasSameSizeAs(expected.get("bands"));
    for (int i = 0; i < expected.get("bands").size(); i++) {
      assertBand(info.get("bands").get(i), expected.get("bands").get(i));
    }
    ((ObjectNode) expected.at("/metadata/")).remove("METADATATYPE"); // of the MTL beside the file
    assertThat(info.at("/metadata/")).isEqualTo(expected.at("/metadata/"));
  }

  private static void assertBand(JsonNode band, JsonNode expected) {
    for (String name :
        List.of("band", "block", "type", "colorInterpretation", "noDataValue", "overviews")) {
      assertThat(band.path(name)).as(name).isEqualTo(expected.path(name));
    }
    assertThat(band.at("/metadata/")).isEqualTo(expected.at("/metadata/"));
  }

  private static void assertNumbers(JsonNode actual, JsonNode expected, double tolerance) {
    assertThat(actual).hasSameSizeAs(expected);
    for (int i = 0; i < expected.size(); i++) {
      double number = expected.get(i).asDouble();
      assertThat(actual.get(i).asDouble())
          .isCloseTo(number, within(tolerance * Math.max(1, Math.abs(number) * 1e-6)));
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void checksumsAreThoseOfGdalinfo(Path file) throws Exception {
    JsonNode bands = GdalPrograms.info(file, "-checksum").get("bands");
    JsonNode rows = Answer.of("raster", "checksum", file).done().json();
    assertThat(rows).hasSameSizeAs(bands);
    for (int i = 0; i < bands.size(); i++) {
      assertThat(rows.get(i).get("checksum")).isEqualTo(bands.get(i).get("checksum"));
    }
  }

  @Test
  void infoInEveryForm() {
    Path file = MadeRasters.ramps(folder.resolve("ramps.tif"));
    assertThat(Answer.onTerminal("raster", "info", file).done().lines())
        .contains("Size          300 x 200")
        .contains("CRS           EPSG:32633 WGS 84 / UTM zone 33N")
        .contains("Bounds        500000.0, 5398000.0, 503000.0, 5400000.0")
        .anyMatch(line -> line.startsWith("Band 3: Int16, block 64 x 64"))
        .anyMatch(line -> line.startsWith("  overviews 150 x 100, 75 x 50"));
    assertThat(Answer.of("raster", "info", file, "--format", "ndjson").done().lines()).hasSize(1);
    JsonNode feature = Answer.of("raster", "info", file, "--format", "geojson").done().json();
    assertThat(feature.get("type").asText()).isEqualTo("Feature");
    assertThat(feature.at("/geometry/coordinates/0")).hasSize(5);
    assertThat(feature.at("/properties/size/0").asInt()).isEqualTo(300);
    Answer.of("raster", "info", file, "--format", "csv").usage().says("json");
  }

  @Test
  void statisticsOfAllPixelsWithAValue() {
    Path file = MadeRasters.ramps(folder.resolve("ramps.tif"));
    JsonNode rows = Answer.of("raster", "stats", file, "--percentiles", "0,50,100").done().json();
    assertThat(rows).hasSize(3);
    double sum = 0;
    int count = 0;
    for (int i = 0; i < 300 * 200; i++) {
      boolean missing = i % 300 < 20 && i / 300 < 20;
      sum += missing ? 0 : 2000 + 3 * (i % 300) + i / 300;
      count += missing ? 0 : 1;
    }
    JsonNode second = rows.get(1);
    assertThat(second.get("band").asInt()).isEqualTo(2);
    assertThat(second.get("count").asInt()).isEqualTo(count).isEqualTo(59_600);
    assertThat(second.get("min").asInt()).isEqualTo(2020); // column 0, row 20
    assertThat(second.get("max").asInt()).isEqualTo(2000 + 3 * 299 + 199);
    assertThat(second.get("mean").asDouble()).isCloseTo(sum / count, within(1e-9));
    assertThat(second.get("percentile_0")).isEqualTo(second.get("min"));
    assertThat(second.get("percentile_50")).isEqualTo(second.get("median"));
    assertThat(second.get("exact").asBoolean()).isTrue();
  }

  @Test
  void statisticsOfAPart() {
    Path file = MadeRasters.ramps(folder.resolve("ramps.tif"));
    JsonNode pixel =
        Answer.of("raster", "stats", file, "-b", 3, "--window", 100, 50, 1, 1).done().json().get(0);
    assertThat(pixel.get("max").asInt()).isEqualTo(3350);
    JsonNode there =
        Answer.of("raster", "stats", file, "-b", 3, "--bbox", "501000,5399490,501010,5399500")
            .done()
            .json()
            .get(0);
    assertThat(there.get("min").asInt()).isEqualTo(3350);
    JsonNode missing =
        Answer.of("raster", "stats", file, "--window", "0,0,5,5", "--histogram", 4)
            .done()
            .json()
            .get(0);
    assertThat(missing.get("count").asInt()).isZero();
    assertThat(missing.get("mean").isNull()).isTrue();
  }

  @Test
  void histogramsAndCategories() {
    Path file =
        MadeRasters.write(
            folder.resolve("classes.tif"),
            MadeRasters.GRID,
            PixelType.UINT8,
            1,
            Double.NaN,
            (band, col, row) -> col < 100 ? 1 : col < 150 ? 4 : 9);
    JsonNode row =
        Answer.of(
                "raster",
                "stats",
                file,
                "--categorical",
                "--histogram",
                2,
                "--histogram-range",
                0,
                10)
            .done()
            .json()
            .get(0);
    assertThat(row.get("categories").toString()).isEqualTo("{\"1\":20000,\"4\":10000,\"9\":30000}");
    assertThat(row.at("/histogram/counts").toString()).isEqualTo("[30000.0,30000.0]");
    assertThat(row.get("unique").asInt()).isEqualTo(3);
    assertThat(row.get("majority").asInt()).isEqualTo(9);
    Answer.of("raster", "stats", file, "--percentiles", "101").usage();
    Answer.of("raster", "stats", file, "--percentiles", "half").usage().says("'half'");
  }

  @Test
  void statisticsAreThoseOfGdalinfo() throws Exception {
    Path file = MadeRasters.ramps(folder.resolve("ramps.tif"));
    JsonNode rows = Answer.of("raster", "stats", file).done().json();
    JsonNode bands = GdalPrograms.info(file, "-stats").get("bands");
    for (int i = 0; i < 3; i++) {
      JsonNode items = bands.get(i).at("/metadata/");
      assertThat(rows.get(i).get("mean").asDouble())
          .isCloseTo(items.get("STATISTICS_MEAN").asDouble(), within(1e-9));
      assertThat(rows.get(i).get("std").asDouble())
          .isCloseTo(items.get("STATISTICS_STDDEV").asDouble(), within(1e-9));
      assertThat(rows.get(i).get("valid_percent").asDouble())
          .isCloseTo(items.get("STATISTICS_VALID_PERCENT").asDouble(), within(0.01));
    }
  }

  @Test
  void statisticsWithinPolygons() throws IOException {
    Path file = MadeRasters.ramps(folder.resolve("ramps.tif"));
    Path zones =
        Files.writeString(
            folder.resolve("zones.geojson"),
            """
            {"type":"FeatureCollection",
             "crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::32633"}},
             "features":[
              {"type":"Feature","properties":{"name":"two and a half"},"geometry":{"type":"Polygon",
               "coordinates":[[[501000,5399000],[501025,5399000],[501025,5399010],[501000,5399010],
                [501000,5399000]]]}},
              {"type":"Feature","properties":{"id":8},"geometry":{"type":"Polygon",
               "coordinates":[[[9000,9000],[9010,9000],[9010,9010],[9000,9000]]]}}]}
            """);
    JsonNode rows = Answer.of("raster", "stats", file, "-b", 1, "--zones", zones).done().json();
    assertThat(rows).hasSize(2);
    assertThat(rows.get(0).get("zone").asText()).isEqualTo("two and a half");
    assertThat(rows.get(0).get("count").asDouble()).isCloseTo(2.5, within(1e-4));
    double mean = (1399 + 1402 + 0.5 * 1405) / 2.5; // row 99, columns 100 to 102
    assertThat(rows.get(0).get("mean").asDouble()).isCloseTo(mean, within(1e-3));
    assertThat(rows.get(1).get("zone").asText()).isEqualTo("8");
    assertThat(rows.get(1).get("count").asInt()).isZero();
    Answer.of("raster", "stats", file, "--zones", zones, "--approx").usage();
  }

  @Test
  void infoWithChecksumsAndStatistics() throws Exception {
    Path file = MadeRasters.ramps(folder.resolve("ramps.tif"));
    JsonNode bands =
        Answer.of("raster", "info", file, "--checksum", "--stats").done().json().get("bands");
    JsonNode expected = GdalPrograms.info(file, "-checksum").get("bands");
    for (int i = 0; i < 3; i++) {
      assertThat(bands.get(i).get("checksum")).isEqualTo(expected.get(i).get("checksum"));
      assertThat(bands.get(i).get("maximum").asInt()).isEqualTo(1000 * (i + 1) + 3 * 299 + 199);
    }
  }

  @Test
  void whatIsCloudOptimizedAndWhatNot() throws Exception {
    Path cog = MadeRasters.ramps(folder.resolve("ramps.tif"));
    JsonNode good = Answer.of("raster", "validate", cog).done().json().get(0);
    assertThat(good.get("valid").asBoolean()).isTrue();
    assertThat(good.get("errors")).isEmpty();
    Path strips = folder.resolve("strips.tif");
    GdalPrograms.run(
        "gdal_translate", "-q", "-outsize", "1000", "1000", cog.toString(), strips.toString());
    Answer bad = Answer.onTerminal("raster", "validate", cog, strips);
    assertThat(bad.code()).isEqualTo(ExitCode.NOT_VALID);
    assertThat(bad.lines().get(0)).isEqualTo(cog + ": a Cloud-Optimized GeoTIFF");
    assertThat(bad.lines().get(1)).isEqualTo(strips + ": not a Cloud-Optimized GeoTIFF");
    assertThat(bad.lines().get(2)).startsWith("  error: ");
  }
}
