// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app.raster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sunqar.app.Answer;
import org.sunqar.app.console.ExitCode;
import org.sunqar.raster.geo.Affine;
import org.sunqar.raster.geo.Crs;
import org.sunqar.raster.geo.Grid;
import org.sunqar.raster.pixel.PixelType;

/** What is wrong is refused with one sentence and the documented exit code; nothing is written. */
class WrongRasterInputTest {

  @TempDir Path folder;
  private Path ramps;

  @BeforeEach
  void make() {
    ramps = MadeRasters.ramps(folder.resolve("ramps.tif"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"info", "stats", "checksum", "validate", "convert", "warp", "preview"})
  void inputsThatAreNone(String command) throws IOException {
    Path text = Files.writeString(folder.resolve("text.tif"), "This is no image, but text.");
    Path out = folder.resolve("out.png");
    boolean writes = !Stream.of("info", "stats", "checksum", "validate").toList().contains(command);
    run(command, writes, folder.resolve("gone.tif"), out)
        .failed(ExitCode.NOT_FOUND, "raster.NOT_FOUND")
        .says("gone.tif");
    run(command, writes, text, out).failed(ExitCode.FAILED, "raster.NOT_A_TIFF").says("text.tif");
    run(command, writes, folder, out).says(folder.toString());
    assertThat(out).doesNotExist();
  }

  private static Answer run(String command, boolean writes, Path input, Path out) {
    return writes ? Answer.of("raster", command, input, out) : Answer.of("raster", command, input);
  }

  @Test
  void aFileThatEndsTooEarly() throws IOException {
    byte[] whole = Files.readAllBytes(ramps);
    Path out = folder.resolve("out.tif");
    for (int tenth = 1; tenth < 10; tenth++) {
      Path cut = folder.resolve("cut.tif");
      Files.write(cut, Arrays.copyOf(whole, whole.length * tenth / 10));
      Answer answer = Answer.of("raster", "convert", cut, out);
      assertThat(answer.code()).isEqualTo(ExitCode.FAILED);
      assertThat(answer.err()).startsWith("sunqar: ").contains("cut.tif").contains("[raster.");
      assertThat(answer.err()).doesNotContain("Exception");
      assertThat(out).doesNotExist();
    }
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left.map(file -> String.valueOf(file.getFileName())))
          .containsExactlyInAnyOrder("ramps.tif", "cut.tif");
    }
  }

  @Test
  void outputsThatAreInTheWayOrHaveNoPlace() {
    Path there = MadeRasters.ramps(folder.resolve("there.tif"));
    Answer.of("raster", "convert", ramps, there)
        .failed(ExitCode.CONFLICT, "file.EXISTS")
        .says("--overwrite");
    Answer.of("raster", "convert", ramps, folder).failed(ExitCode.CONFLICT, "file.EXISTS");
    Answer.of("raster", "convert", ramps, folder.resolve("no/out.tif"))
        .failed(ExitCode.NOT_FOUND, "file.NOT_FOUND")
        .says("folder");
    Answer.of("raster", "convert", ramps, "s3://bucket/out.tif").usage().says("not written to");
    Answer.of("raster", "warp", ramps, folder.resolve("x.webp")).usage().says("name of a picture");
    Answer.of("raster", "convert", ramps).usage().says("what is read comes first");
    Answer.of("raster", "convert", ramps, there, folder.resolve("x.tif")).usage().says("one input");
    Answer.of("raster", "convert", ramps, there, "--overwrite").done();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "convert | -b 4 | there is no band 4",
        "convert | -b 0 | there is no band 0",
        "convert | -b one | not 'one'",
        "convert | --window 0 0 0 5 | is empty",
        "convert | --window 0 0 5 | takes 4 numbers",
        "convert | --window 0.5 0 5 5 | whole pixels",
        "convert | --bbox 1 2 1 2 | is empty",
        "convert | --window 0 0 5 5 --bbox 1 2 3 4 | exclude each other",
        "convert | --bbox-crs EPSG:4326 | there is none",
        "convert | --type int12 | is not a type",
        "convert | --rescale 5 | LOW,HIGH",
        "convert | --rescale 5,5 | two different numbers",
        "convert | --rescale 0,1 --rescale 0,1 | for 3 bands",
        "convert | --rescale 0,1 --unscale | exclude each other",
        "convert | --dst-nodata x | takes a number",
        "convert | --type uint8 --dst-nodata 300 | not a value of uint8",
        "convert | --compress zip | is not a compression",
        "convert | --compress deflate --level 10 | must be 1 to 9",
        "convert | --blocksize 100 | multiple of 16",
        "convert | --overviews sharpest | sharpest",
        "convert | --overviews none --overview-count 2 | exclude each other",
        "convert | -a_srs EPSG:99999999 | 99999999",
        "convert | --tr 10 | Unknown option",
        "warp | -t_srs nonsense | nonsense",
        "warp | --tr 0 | must be above 0",
        "warp | --tr 10 --ts 5 5 | exclude each other",
        "warp | --ts 0 0 | whole numbers",
        "warp | --tap | --tr, which is missing",
        "warp | --te 5 5 1 1 --tr 1 | is empty",
        "warp | --te-crs EPSG:4326 | there is none",
        "warp | -r sharpest | is not a resampling",
        "warp | --exact -et 0.5 | exclude each other",
        "warp | -et -1 | error",
        "warp | --ovr first | auto, none or a number",
        "warp | --tr 1e-9 | too small",
        "mosaic | --method best | is no method",
        "mosaic | --method closest | wants a --date",
        "mosaic | --method closest --date 2020-01-01 --dates 2020-01-01,2020-01-02 | for 1 inputs",
        "mosaic | --method closest --date 2020-01-01 --dates soon | is not a date",
        "mosaic | --method least-cloudy | wants --cloud",
        "mosaic | --method least-cloudy --cloud 101 | 0 to 100",
        "mosaic | --dates 2020-01-01 | for --method closest",
        "clip | --all-touched | is not said",
        "vectorize | --connectivity 6 | 4 or 8",
        "vectorize | -b 7 | there is no band 7",
        "vectorize | --crs mine | lonlat or native",
      })
  void optionsThatCannotBe(String command, String options, String says) {
    Path out = folder.resolve("out.tif");
    Object[] words =
        Stream.concat(
                Stream.of("raster", command, ramps, out), Stream.of(options.strip().split(" ")))
            .toArray();
    Answer.of(words).usage().says(says);
    assertThat(out).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "convert | --window 300 0 5 5",
        "convert | --bbox 0 0 10 10",
        "convert | --bbox 100 10 101 11 --bbox-crs EPSG:4326",
        "clip | --bbox 0 0 10 10",
        "stats | --bbox 0 0 10 10",
      })
  void partsBesideTheRaster(String command, String options) {
    Stream<Object> files =
        command.equals("stats") ? Stream.of(ramps) : Stream.of(ramps, folder.resolve("out.tif"));
    Object[] words =
        Stream.concat(
                Stream.concat(Stream.of("raster", command), files),
                Stream.of(options.strip().split(" ")))
            .toArray();
    Answer.of(words).failed(ExitCode.NOT_VALID, "input.INVALID").says("300 x 200 pixels");
  }

  @Test
  void whatHasNoPlaceIsNotWarped() {
    Grid nowhere = new Grid(Crs.UNKNOWN, new Affine(1, 0, 0, 0, 1, 0), 20, 10);
    Path plain =
        MadeRasters.write(
            folder.resolve("plain.tif"), nowhere, PixelType.UINT8, 1, Double.NaN, (b, c, r) -> c);
    Path out = folder.resolve("out.tif");
    Answer.of("raster", "warp", plain, out, "-t_srs", "EPSG:3857")
        .failed(ExitCode.FAILED, "raster.CRS");
    Answer.of("raster", "mosaic", plain, ramps, out).failed(ExitCode.NOT_VALID, "input.INVALID");
    Answer.of("raster", "tile", plain, "0/0/0", folder.resolve("t.png"))
        .failed(ExitCode.FAILED, "raster.CRS");
    Answer.of("raster", "info", plain).done();
    Answer.of("raster", "preview", plain, folder.resolve("p.png"), "--max-size", 5).done();
    assertThat(Answer.of("raster", "vectorize", plain).done().json().get("features")).hasSize(20);
  }

  @Test
  void formulasThatCannotBe() {
    Path out = folder.resolve("out.tif");
    Answer.of("raster", "calc", "b1+", ramps, "-o", out)
        .failed(ExitCode.USAGE, "raster.EXPRESSION")
        .says("column 4");
    Answer.of("raster", "calc", "b9", ramps, "-o", out)
        .failed(ExitCode.USAGE, "raster.EXPRESSION")
        .says("b9");
    Answer.of("raster", "calc", "A", "-o", out).usage().says("no raster");
    Answer.of("raster", "calc", "A", ramps, "-A", ramps, "-o", out).usage().says("exclude");
    Answer.of("raster", "calc", "b1", ramps, "-o", out, "-ot", "uint8", "--nodata", 256).usage();
    Path part = folder.resolve("part.tif");
    Answer.of("raster", "convert", ramps, part, "--window", 0, 0, 50, 50).done();
    Answer.of("raster", "calc", "A+B", "-A", ramps, "-B", part, "-o", out)
        .failed(ExitCode.NOT_VALID, "raster.MISALIGNED");
    assertThat(out).doesNotExist();
  }
}
