// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.geo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sunqar.raster.Gdal;

/** The size and resolution that gdalwarp chooses when it is given none. */
@Tag("gdal")
class GdalSuggestedGridTest {

  private static final Pattern SIZE =
      Pattern.compile("rasterXSize=\"(\\d+)\" rasterYSize=\"(\\d+)\"");
  private static final Pattern TRANSFORM = Pattern.compile("<GeoTransform>([^<]*)<");

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "32633, 3857, 399960, 5300040, 30, 3660, 3660",
    "32633, 4326, 399960, 5300040, 30, 3660, 3660",
    "32633, 3035, 399960, 5300040, 10, 5000, 4000",
    "32633, 32634, 399960, 5300040, 30, 1000, 2000",
    "32642, 28412, 399960, 5600040, 30, 2000, 2000",
    "3413, 32621, -500000, -2500000, 100, 1500, 1200",
    "4326, 3857, 10, 50, 0.001, 3000, 2000",
    "4326, 3035, 0, 60, 0.01, 2000, 1500",
    "3857, 4326, 1000000, 7000000, 100, 2000, 3000",
    "5070, 4326, -2000000, 3000000, 1000, 4000, 2500",
    "2154, 3857, 600000, 6900000, 50, 1000, 800",
    "3031, 3857, 500000, 1500000, 500, 1000, 700"
  })
  void isThatOfGdalwarp(
      int from, int to, double west, double north, double resolution, int width, int height)
      throws IOException {
    Grid source =
        new Grid(
            Crs.ofEpsg(from), Affine.northUp(west, north, resolution, resolution), width, height);
    Path input = folder.resolve("in.vrt");
    Files.writeString(
        input,
        "<VRTDataset rasterXSize=\"%d\" rasterYSize=\"%d\"><SRS dataAxisToSRSAxisMapping=\"%s\">EPSG:%d</SRS><GeoTransform>%s,%s,0,%s,0,%s</GeoTransform><VRTRasterBand dataType=\"Byte\" band=\"1\"/></VRTDataset>"
            .formatted(
                width,
                height,
                from == 4326 ? "2,1" : "1,2",
                from,
                west,
                resolution,
                north,
                -resolution));
    Path output = folder.resolve("out.vrt");
    Gdal.run(
        "",
        "gdalwarp",
        "-q",
        "-et",
        "0",
        "-of",
        "VRT",
        "-t_srs",
        "EPSG:" + to,
        input.toString(),
        output.toString());
    String vrt = Files.readString(output);
    Matcher size = SIZE.matcher(vrt);
    Matcher transform = TRANSFORM.matcher(vrt);
    assertThat(size.find() && transform.find()).isTrue();
    Grid ours = Grid.suggested(source, Crs.ofEpsg(to));
    assertThat(ours.width() + " x " + ours.height())
        .isEqualTo(size.group(1) + " x " + size.group(2));
    String[] numbers = transform.group(1).split(",");
    double pixel = Double.parseDouble(numbers[1]);
    // its points on the edges are others than ours, so a curved edge ends elsewhere
    assertThat(ours.affine().a() / pixel).isCloseTo(1, within(1e-6));
    assertThat(ours.affine().c()).isCloseTo(Double.parseDouble(numbers[0]), within(pixel * 0.1));
    assertThat(ours.affine().f()).isCloseTo(Double.parseDouble(numbers[3]), within(pixel * 0.1));
  }
}
