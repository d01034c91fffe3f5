// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app.raster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sunqar.app.Answer;
import org.sunqar.raster.geo.Window;
import org.sunqar.raster.pixel.PixelBlock;
import org.sunqar.raster.pixel.PixelType;
import org.sunqar.raster.tiff.GeoTiff;

/** The commands that write rasters: convert, overview, warp, clip, calc. */
class WritingTest {

  @TempDir Path folder;
  private Path ramps;
  private Path out;

  @BeforeEach
  void name() {
    ramps = MadeRasters.ramps(folder.resolve("ramps.tif"));
    out = folder.resolve("out.tif");
  }

  // ---- convert

  @Test
  void aCopyHasTheSamePixelsAndIsCloudOptimized() {
    Answer answer = Answer.of("raster", "convert", ramps, out, "--compress", "zstd").done();
    assertThat(answer.out()).isEmpty();
    assertThat(answer.err()).contains("300 x 200 pixels, 3 bands of int16");
    assertThat(checksums(out)).isEqualTo(checksums(ramps));
    assertThat(Answer.of("raster", "validate", out).done().json().at("/0/valid").asBoolean())
        .isTrue();
    assertThat(info(out).at("/metadata/IMAGE_STRUCTURE/COMPRESSION").asText()).isEqualTo("ZSTD");
    assertThat(partials()).isEmpty();
  }

  @Test
  void bandsOfAPartRescaledToBytes() {
    Answer.of(
            "raster",
            "convert",
            ramps,
            "--out",
            out,
            "-b",
            "3,1",
            "-srcwin",
            10,
            10,
            50,
            40,
            "-ot",
            "Byte",
            "-scale",
            "1000,3700,0,254",
            "--dst-nodata",
            255)
        .done();
    JsonNode info = info(out);
    assertThat(info.get("size").toString()).isEqualTo("[50,40]");
    assertThat(info.at("/geoTransform/0").asDouble()).isEqualTo(500_100);
    assertThat(info.at("/bands/0/type").asText()).isEqualTo("Byte");
    assertThat(info.at("/bands/0/description").asText()).isEqualTo("b3");
    try (GeoTiff tiff = GeoTiff.open(out)) {
      assertThat(tiff.read(new Window(0, 0, 1, 1), 1).get(0)).isEqualTo(255); // no value
      double value = 3000 + 3 * 40 + 35;
      assertThat(tiff.read(new Window(30, 25, 1, 1), 1).get(0))
          .isEqualTo(Math.rint((value - 1000) / 2700 * 254));
    }
  }

  @Test
  void noDataIsAssignedOrConverted() {
    Answer.of("raster", "convert", ramps, out, "-a_nodata", "none").done();
    assertThat(info(out).at("/bands/0").has("noDataValue")).isFalse();
    assertThat(pixel(out, 1, 5, 5)).isEqualTo(-1);
    Answer.of("raster", "convert", ramps, out, "--dst-nodata", "-9999", "--overwrite").done();
    assertThat(info(out).at("/bands/0/noDataValue").asDouble()).isEqualTo(-9999);
    assertThat(pixel(out, 1, 5, 5)).isEqualTo(-9999);
    assertThat(pixel(out, 1, 50, 5)).isEqualTo(1155);
  }

  @Test
  void physicalValues() {
    Path scaled = folder.resolve("scaled.tif");
    Answer.of("raster", "convert", ramps, scaled, "-ot", "uint8", "--rescale", "1000,3550").done();
    Answer.of("raster", "convert", scaled, out, "--unscale").done();
    assertThat(info(out).at("/bands/0/type").asText()).isEqualTo("Float32");
    assertThat(Math.abs(pixel(out, 2, 100, 100) - 2400)).isLessThanOrEqualTo(5.001);
    assertThat(pixel(out, 2, 5, 5)).isNaN();
  }

  @Test
  void aDryRunWritesNothing() {
    Answer answer = Answer.of("raster", "convert", ramps, out, "-b", 2, "--dry-run").done();
    assertThat(answer.json().get("size").toString()).isEqualTo("[300,200]");
    assertThat(answer.json().get("bands")).hasSize(1);
    assertThat(answer.json().get("uncompressedBytes").asInt()).isEqualTo(120_000);
    assertThat(out).doesNotExist();
  }

  @Test
  void progressIsOnStandardError() {
    Answer answer = Answer.of("raster", "convert", ramps, out, "--progress", "plain").done();
    assertThat(answer.err()).containsPattern("out\\.tif (\\d+)/\\1\\s");
  }

  // ---- overview

  @Test
  void overviewsAreMadeInPlaceAndPixelsStay() {
    Path bare = folder.resolve("bare.tif");
    Answer.of("raster", "convert", ramps, bare, "--overviews", "none").done();
    assertThat(info(bare).at("/bands/0").has("overviews")).isFalse();
    List<Integer> before = checksums(bare);
    Answer.of("raster", "overview", bare, "--overviews", "nearest", "--blocksize", 64).done();
    assertThat(info(bare).at("/bands/0/overviews")).hasSize(3);
    assertThat(checksums(bare)).isEqualTo(before);
    try (GeoTiff tiff = GeoTiff.open(bare)) {
      assertThat(tiff.overviews().getFirst().read(new Window(50, 50, 1, 1), 1).get(0))
          .isEqualTo(1400); // column 100, row 100 of the image
    }
    Answer.of("raster", "overview", bare, "--out", out, "--overview-count", 1).done();
    assertThat(info(out).at("/bands/0/overviews")).hasSize(1);
    assertThat(info(bare).at("/bands/0/overviews")).hasSize(3);
  }

  // ---- warp

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-t_srs EPSG:4326",
        "-t_srs EPSG:3857",
        "-t_srs EPSG:3035 -r bilinear",
        "-t_srs EPSG:4326 -tr 0.001 0.001",
        "-tr 25 40",
        "-ts 100 0",
        "-ts 0 77 -t_srs EPSG:32632",
        "-tr 30 30 -tap",
        "-te 500500 5398500 502000 5399500",
        "-t_srs EPSG:4326 -te 15.005 48.745 15.03 48.755 -ts 500 200",
      })
  void theGridIsTheOneThatGdalwarpChooses(String options) throws Exception {
    Path expected = folder.resolve("gdal.tif");
    String[] words = options.split(" ");
    List<String> gdal = new ArrayList<>(List.of("gdalwarp", "-q"));
    gdal.addAll(List.of(words));
    gdal.addAll(List.of(ramps.toString(), expected.toString()));
    GdalPrograms.run(gdal.toArray(String[]::new));
    Answer.of(Stream.concat(Stream.of("raster", "warp", ramps, out), Stream.of(words)).toArray())
        .done();
    JsonNode theirs = GdalPrograms.info(expected);
    JsonNode ours = GdalPrograms.info(out);
    assertThat(ours.get("size")).isEqualTo(theirs.get("size"));
    for (int i = 0; i < 6; i++) {
      double number = theirs.get("geoTransform").get(i).asDouble();
      assertThat(ours.get("geoTransform").get(i).asDouble())
          .isCloseTo(
              number, org.assertj.core.data.Offset.offset(1e-9 * Math.max(1, Math.abs(number))));
    }
  }

  @Test
  void warpedValues() {
    Answer.of("raster", "warp", ramps, out, "--tr", 20, "-r", "average", "-b", 2).done();
    assertThat(info(out).get("bands")).hasSize(1);
    assertThat(pixel(out, 1, 50, 50)).isEqualTo(2402); // 2400, 2403, 2401, 2404
    assertThat(pixel(out, 1, 0, 0)).isEqualTo(-1);
    Path same = folder.resolve("same.tif");
    Answer.of("raster", "warp", ramps, same, "--like", out, "--exact", "-r", "near").done();
    assertThat(info(same).get("geoTransform")).isEqualTo(info(out).get("geoTransform"));
    assertThat(info(same).get("bands")).hasSize(3);
  }

  // ---- clip

  @Test
  void rectangles() {
    Answer.of("raster", "clip", ramps, out, "--bbox", 501_000, 5_398_500, 501_500, 5_399_000)
        .done();
    assertThat(info(out).get("bounds").toString())
        .isEqualTo("[501000.0,5398500.0,501500.0,5399000.0]");
    assertThat(pixel(out, 1, 0, 0)).isEqualTo(1000 + 300 + 100);
  }

  @ParameterizedTest
  @CsvSource({"32633, native", "4326, lonlat"})
  void polygonsMaskWhatIsOutside(String code, String kind) throws Exception {
    Path mask = folder.resolve("mask.tif");
    MadeRasters.write(
        mask,
        MadeRasters.GRID,
        PixelType.UINT8,
        1,
        0,
        (band, col, row) ->
            col >= 50 && col < 90 && row >= 60 && row < 70 + (col - 50) / 2 ? 1 : 0);
    Path outline = folder.resolve(code + ".geojson");
    Answer.of("raster", "vectorize", mask, outline, "--crs", kind).done();
    Answer.of("raster", "clip", ramps, out, "--cutline", outline).done();
    JsonNode info = info(out);
    assertThat(info.get("size").toString()).isEqualTo("[40,29]");
    for (int row = 0; row < 29; row++) {
      for (int col = 0; col < 40; col++) {
        boolean inside = row < 10 + col / 2;
        assertThat(pixel(out, 1, col, row))
            .isEqualTo(inside ? 1000 + 3 * (col + 50) + row + 60 : -1);
      }
    }
    Answer.of(
            "raster",
            "clip",
            ramps,
            out,
            "--cutline",
            outline,
            "--no-crop",
            "--overwrite",
            "--dst-nodata",
            "none")
        .done();
    assertThat(info(out).get("size").toString()).isEqualTo("[300,200]");
    assertThat(info(out).at("/bands/0/mask/flags/0").asText()).isEqualTo("PER_DATASET");
  }

  // ---- mosaic

  @Test
  void partsPutTogetherAreTheWhole() {
    Path left = folder.resolve("left.tif");
    Path right = folder.resolve("right.tif");
    Answer.of("raster", "convert", ramps, left, "--window", 0, 0, 180, 200).done();
    Answer.of("raster", "convert", ramps, right, "--window", 120, 0, 180, 200).done();
    Answer.of("raster", "mosaic", right, left, out).done();
    assertThat(info(out).get("geoTransform")).isEqualTo(info(ramps).get("geoTransform"));
    assertThat(checksums(out)).isEqualTo(checksums(ramps));
  }

  @Test
  void methodsWhereInputsOverlap() {
    Path low = constant("low.tif", 10);
    Path high = constant("high.tif", 30);
    Path highest = constant("highest.tif", 50);
    assertThat(mosaic(low, high, highest, "--method", "first")).isEqualTo(10);
    assertThat(mosaic(low, high, highest, "--method", "last")).isEqualTo(50);
    assertThat(mosaic(low, high, highest, "--method", "mean")).isEqualTo(30);
    assertThat(mosaic(low, highest, high, "--method", "median")).isEqualTo(30);
    assertThat(mosaic(high, low, highest, "--method", "min")).isEqualTo(10);
    assertThat(mosaic(high, low, highest, "--method", "max")).isEqualTo(50);
    assertThat(
            mosaic(
                low,
                high,
                highest,
                "--method",
                "closest",
                "--date",
                "2024-07-01",
                "--dates",
                "2024-01-01,2024-06-20,2024-07-20"))
        .isEqualTo(30);
    assertThat(mosaic(low, high, highest, "--method", "least-cloudy", "--cloud", "9,8,7.5"))
        .isEqualTo(50);
    assertThat(mosaic(low, high, highest, "--src-nodata", "10")).isEqualTo(30);
  }

  private Path constant(String name, double value) {
    return MadeRasters.write(
        folder.resolve(name), MadeRasters.GRID, PixelType.UINT8, 1, Double.NaN, (b, c, r) -> value);
  }

  private double mosaic(Object... words) {
    Stream<Object> fixed = Stream.of("raster", "mosaic", "--out", out, "--overwrite");
    Answer.of(Stream.concat(fixed, Stream.of(words)).toArray()).done();
    return pixel(out, 1, 150, 100);
  }

  // ---- calc

  @Test
  void formulasOverBandsAndLetters() {
    Answer.of("raster", "calc", "(b2-b1)/(b2+b1); b3*2", ramps, "--out", out).done();
    assertThat(info(out).at("/bands/0/type").asText()).isEqualTo("Float32");
    assertThat(pixel(out, 1, 100, 50)).isEqualTo((float) (1000.0 / 3700));
    assertThat(pixel(out, 2, 100, 50)).isEqualTo(6700);
    assertThat(pixel(out, 1, 5, 5)).isNaN();
    Path letters = folder.resolve("letters.tif");
    Answer.of(
            "raster",
            "calc",
            "where(A>1500,B.b2,7)",
            "-A",
            ramps,
            "-B",
            ramps,
            "-o",
            letters,
            "-ot",
            "uint16",
            "--nodata",
            0)
        .done();
    assertThat(pixel(letters, 1, 299, 199)).isEqualTo(3096);
    assertThat(pixel(letters, 1, 100, 50)).isEqualTo(7);
    assertThat(pixel(letters, 1, 5, 5)).isZero();
  }

  // ---- what was written

  private static JsonNode info(Path file) {
    return Answer.of("raster", "info", file).done().json();
  }

  private static List<Integer> checksums(Path file) {
    List<Integer> sums = new ArrayList<>();
    Answer.of("raster", "checksum", file)
        .done()
        .json()
        .forEach(row -> sums.add(row.get("checksum").asInt()));
    return sums;
  }

  private static double pixel(Path file, int band, int col, int row) {
    try (GeoTiff tiff = GeoTiff.open(file)) {
      PixelBlock one = tiff.read(new Window(col, row, 1, 1), band);
      return one.get(0);
    }
  }

  private List<Path> partials() {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(f -> String.valueOf(f.getFileName()).startsWith(".")).toList();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
