// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.warp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sunqar.raster.Gdal;
import org.sunqar.raster.RasterException;
import org.sunqar.raster.geo.Affine;
import org.sunqar.raster.geo.Crs;
import org.sunqar.raster.geo.Grid;
import org.sunqar.raster.geo.GroundControl;
import org.sunqar.raster.geo.Rpc;

/** Ground control points and rational polynomials against GDAL's gdaltransform. */
class SensorMappingTest {

  @TempDir Path folder;

  private static final Grid TARGET =
      new Grid(Crs.ofEpsg(32632), Affine.northUp(500_000, 5_300_000, 10, 10), 300, 300);

  /** A lattice of points with some curvature and noise. */
  private static GroundControl control() {
    Random random = new Random(4);
    List<GroundControl.Point> points = new ArrayList<>();
    for (int i = 0; i < 25; i++) {
      double col = i % 5 * 100;
      double row = Math.floorDiv(i, 5) * 90;
      double x = 500_000 + 7.3 * col + 1.1 * row + 0.002 * col * row + random.nextGaussian() * 4;
      double y = 5_300_000 - 8.1 * row + 0.9 * col - 0.003 * col * col + random.nextGaussian() * 4;
      points.add(new GroundControl.Point(col, row, x, y, 0));
    }
    return new GroundControl(TARGET.crs(), points);
  }

  @Tag("gdal")
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void placesAreThoseOfGdal(int order) {
    List<String> command = new ArrayList<>(List.of("gdaltransform", "-i", "-output_xy"));
    command.addAll(order == 0 ? List.of("-tps") : List.of("-order", Integer.toString(order)));
    for (GroundControl.Point point : control().points()) {
      command.add("-gcp");
      for (double number : new double[] {point.col(), point.row(), point.x(), point.y()}) {
        command.add(String.format(Locale.ROOT, "%.9f", number));
      }
    }
    double[] places = new double[2 * 40];
    StringBuilder input = new StringBuilder();
    for (int i = 0; i < 40; i++) {
      places[2 * i] = 7.5 * (i % 8) * 5;
      places[2 * i + 1] = Math.floorDiv(i, 8) * 55;
      input.append(
          String.format(
              Locale.ROOT,
              "%.6f %.6f%n",
              TARGET.affine().xOf(places[2 * i], places[2 * i + 1]),
              TARGET.affine().yOf(places[2 * i], places[2 * i + 1])));
    }
    String[] lines = Gdal.run(input.toString(), command.toArray(String[]::new)).strip().split("\n");
    PixelMapping mapping =
        order == 0
            ? PixelMapping.thinPlateSpline(TARGET, control())
            : PixelMapping.polynomial(TARGET, control(), order);
    mapping.toSource(places, 40);
    assertThat(lines).hasSize(40);
    for (int i = 0; i < 40; i++) {
      String[] numbers = lines[i].split(" ");
      assertThat(places[2 * i]).isCloseTo(Double.parseDouble(numbers[0]), within(1e-5));
      assertThat(places[2 * i + 1]).isCloseTo(Double.parseDouble(numbers[1]), within(1e-5));
    }
  }

  /** A spline goes through its points, to the pixel. */
  @Test
  void splinesMeetTheirPoints() {
    PixelMapping mapping = PixelMapping.thinPlateSpline(TARGET, control());
    for (GroundControl.Point point : control().points()) {
      double[] place = {
        TARGET.affine().colOf(point.x(), point.y()), TARGET.affine().rowOf(point.x(), point.y())
      };
      mapping.toSource(place, 1);
      assertThat(place[0]).isCloseTo(point.col(), within(1e-6));
      assertThat(place[1]).isCloseTo(point.row(), within(1e-6));
    }
  }

  @Test
  void refusesPointsThatDetermineNothing() {
    List<GroundControl.Point> line = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      line.add(new GroundControl.Point(i, 2 * i, 500_000 + i, 5_300_000 + 3 * i, 0));
    }
    GroundControl control = new GroundControl(TARGET.crs(), line);
    GroundControl few = new GroundControl(TARGET.crs(), line.subList(0, 2));
    assertThatThrownBy(() -> PixelMapping.polynomial(TARGET, control, 1))
        .isInstanceOf(RasterException.class)
        .hasMessageContaining("do not determine");
    assertThatThrownBy(() -> PixelMapping.thinPlateSpline(TARGET, control))
        .isInstanceOf(RasterException.class);
    assertThatThrownBy(() -> PixelMapping.polynomial(TARGET, few, 1))
        .isInstanceOf(RasterException.class)
        .hasMessageContaining("needs 3");
  }

  private static Rpc rpc() {
    Random random = new Random(9);
    return new Rpc(
        -1,
        -1,
        2500.5,
        3000.25,
        47.5,
        10.5,
        600,
        2500,
        3000,
        0.1,
        0.15,
        500,
        coefficients(random, 2, -1, 0.02),
        coefficients(random, 0, 1, 0.001),
        coefficients(random, 1, 1, 0.02),
        coefficients(random, 0, 1, 0.001));
  }

  /** Small numbers, but for one. */
  private static List<Double> coefficients(Random random, int large, double value, double small) {
    List<Double> coefficients = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      coefficients.add(i == large ? value : (random.nextDouble() - 0.5) * small);
    }
    return coefficients;
  }

  @Tag("gdal")
  @Test
  void rationalPolynomialsAreThoseOfGdal() throws IOException {
    Rpc rpc = rpc();
    Map<String, Object> items = new LinkedHashMap<>();
    items.put("LINE_OFF", rpc.rowOffset());
    items.put("SAMP_OFF", rpc.colOffset());
    items.put("LAT_OFF", rpc.latOffset());
    items.put("LONG_OFF", rpc.lonOffset());
    items.put("HEIGHT_OFF", rpc.heightOffset());
    items.put("LINE_SCALE", rpc.rowScale());
    items.put("SAMP_SCALE", rpc.colScale());
    items.put("LAT_SCALE", rpc.latScale());
    items.put("LONG_SCALE", rpc.lonScale());
    items.put("HEIGHT_SCALE", rpc.heightScale());
    items.put("LINE_NUM_COEFF", text(rpc.rowNumerator()));
    items.put("LINE_DEN_COEFF", text(rpc.rowDenominator()));
    items.put("SAMP_NUM_COEFF", text(rpc.colNumerator()));
    items.put("SAMP_DEN_COEFF", text(rpc.colDenominator()));
    StringBuilder vrt =
        new StringBuilder(
            "<VRTDataset rasterXSize=\"6000\" rasterYSize=\"5000\"><Metadata domain=\"RPC\">");
    items.forEach((key, value) ->
        vrt.append("<MDI key=\"").append(key).append("\">").append(value).append("</MDI>"));
    vrt.append("</Metadata><VRTRasterBand dataType=\"Byte\" band=\"1\"/></VRTDataset>");
    Path file = folder.resolve("rpc.vrt");
    Files.writeString(file, vrt);
    Grid lonLat = new Grid(Crs.ofEpsg(4326), Affine.northUp(10.4, 47.58, 0.01, 0.01), 20, 16);
    double[] places = new double[2 * 40];
    StringBuilder input = new StringBuilder();
    for (int i = 0; i < 40; i++) {
      places[2 * i] = i % 8 * 2.5;
      places[2 * i + 1] = Math.floorDiv(i, 8) * 3;
      double lon = lonLat.affine().xOf(places[2 * i], places[2 * i + 1]);
      double lat = lonLat.affine().yOf(places[2 * i], places[2 * i + 1]);
      input.append(String.format(Locale.ROOT, "%.9f %.9f 0%n", lon, lat));
    }
    String[] lines =
        Gdal.run(
                input.toString(),
                "gdaltransform",
                "-i",
                "-rpc",
                "-to",
                "RPC_HEIGHT=750",
                "-output_xy",
                file.toString())
            .strip()
            .split("\n");
    PixelMapping.rational(lonLat, rpc, 750).toSource(places, 40);
    assertThat(lines).hasSize(40);
    for (int i = 0; i < 40; i++) {
      String[] numbers = lines[i].split(" ");
      assertThat(places[2 * i]).isCloseTo(Double.parseDouble(numbers[0]), within(1e-5));
      assertThat(places[2 * i + 1]).isCloseTo(Double.parseDouble(numbers[1]), within(1e-5));
    }
  }

  private static String text(List<Double> coefficients) {
    return coefficients.stream().map(String::valueOf).collect(Collectors.joining(" "));
  }
}
