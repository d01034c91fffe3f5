// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.terrain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sunqar.raster.Gdal;
import org.sunqar.raster.MemoryRaster;
import org.sunqar.raster.geo.Affine;
import org.sunqar.raster.geo.Crs;
import org.sunqar.raster.geo.Grid;
import org.sunqar.raster.geo.Window;
import org.sunqar.raster.pixel.BandInfo;
import org.sunqar.raster.pixel.PixelBlock;
import org.sunqar.raster.pixel.PixelType;
import org.sunqar.raster.pixel.Pixels;
import org.sunqar.raster.pixel.Raster;
import org.sunqar.raster.tiff.CogWriter;
import org.sunqar.raster.tiff.GeoTiff;
import org.sunqar.raster.tiff.RasterCopy;

class TerrainRasterTest {

  private static final Crs UTM = Crs.ofEpsg(32632);
  private static final Crs WGS84 = Crs.ofEpsg(4326);
  private static final int WIDTH = 131;
  private static final int HEIGHT = 97;

  @TempDir private Path folder;

  private static Grid utm() {
    return new Grid(UTM, Affine.northUp(500000, 5300000, 30, 30), WIDTH, HEIGHT);
  }

  private static Grid lonLat(double north) {
    return new Grid(WGS84, Affine.northUp(10, north, 3e-4, 3e-4), WIDTH, HEIGHT);
  }

  /** Hills with some noise, a plain and two holes. */
  private static MemoryRaster hills(Grid grid) {
    Random random = new Random(4);
    double[] noise = random.doubles((long) WIDTH * HEIGHT).toArray();
    return MemoryRaster.of(
        grid,
        List.of(BandInfo.of("height", PixelType.FLOAT32, -32768)),
        (band, col, row) -> {
          boolean hole = Math.hypot(col - 40, row - 50) < 6 || (col == 90 && row == 20);
          boolean plain = col > 100 && row > 70;
          double hills =
              700
                  + 300 * Math.sin(col * 0.09) * Math.cos(row * 0.07)
                  + 8 * noise[row * WIDTH + col];
          return hole ? -32768 : plain ? 650 : Math.rint(hills * 8) / 8; // sums of floats are exact
        });
  }

  /** A plane that rises by so much to the east and north for a metre of a grid. */
  private static MemoryRaster plane(Grid grid, double east, double north, double x, double y) {
    return MemoryRaster.of(
        grid,
        List.of(BandInfo.of("height", PixelType.FLOAT64)),
        (band, col, row) ->
            east * x * grid.affine().xOf(col + 0.5, row + 0.5)
                + north * y * grid.affine().yOf(col + 0.5, row + 0.5));
  }

  /** What gdaldem makes of heights. */
  private double[] gdaldem(Raster heights, String mode, String... options)
      throws InterruptedException {
    Path in = folder.resolve("heights.tif");
    Path out = folder.resolve("out.tif");
    RasterCopy.copy(heights, in, CogWriter.Options.defaults(), RasterCopy.Progress.NONE);
    List<String> command = new ArrayList<>(List.of("gdaldem", mode, in.toString(), out.toString()));
    command.addAll(List.of(options));
    Gdal.run("", command.toArray(String[]::new));
    try (GeoTiff tiff = GeoTiff.open(out)) {
      return values(tiff.read(tiff.grid().window()).getFirst());
    }
  }

  private static double[] values(PixelBlock block) {
    double[] values = new double[block.size()];
    Arrays.setAll(values, block::get);
    return values;
  }

  private static double[] values(TerrainRaster raster) {
    return values(raster.read(raster.grid().window()).getFirst());
  }

  private static void assertEqual(double[] actual, double[] expected, double tolerance) {
    assertThat(actual).hasSameSizeAs(expected);
    for (int i = 0; i < actual.length; i++) {
      int col = i % WIDTH;
      int row = i / WIDTH;
      boolean corner = (col == 0 || col == WIDTH - 1) && (row == 0 || row == HEIGHT - 1);
      if (!corner) { // gdaldem continues heights beyond a corner in one direction only
        assertThat(actual[i]).as(col + ", " + row).isEqualTo(expected[i], within(tolerance));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "315, 45, 1, false",
    "315, 45, 1, true",
    "60, 20, 3, false",
    "200, 70, 0.3, true",
    "0, 90, 1, false"
  })
  void hillshadeIsThatOfGdaldem(double azimuth, double altitude, double z, boolean edges)
      throws InterruptedException {
    List<String> arguments =
        new ArrayList<>(List.of("-az", "" + azimuth, "-alt", "" + altitude, "-z", "" + z));
    if (edges) {
      arguments.add("-compute_edges");
    }
    double[] expected = gdaldem(hills(utm()), "hillshade", arguments.toArray(String[]::new));
    TerrainRaster shaded =
        TerrainRaster.of(
            hills(utm()),
            1,
            new TerrainMeasure.Hillshade(azimuth, altitude),
            TerrainOptions.defaults().withZFactor(z).withEdges(edges));
    assertEqual(values(shaded), expected, 1);
    assertThat(shaded.bands().getFirst().noData()).hasValue(0);
  }

  @ParameterizedTest
  @CsvSource({"false, DEGREES", "true, DEGREES", "false, PERCENT", "true, PERCENT"})
  void slopeIsThatOfGdaldem(boolean edges, TerrainMeasure.Slope slope) throws InterruptedException {
    List<String> arguments = new ArrayList<>();
    if (edges) {
      arguments.add("-compute_edges");
    }
    if (slope == TerrainMeasure.Slope.PERCENT) {
      arguments.add("-p");
    }
    double[] expected = gdaldem(hills(utm()), "slope", arguments.toArray(String[]::new));
    TerrainOptions options = TerrainOptions.defaults().withEdges(edges);
    assertEqual(values(TerrainRaster.of(hills(utm()), 1, slope, options)), expected, 1e-3);
  }

  @ParameterizedTest
  @CsvSource({"false", "true"})
  void aspectIsThatOfGdaldem(boolean edges) throws InterruptedException {
    double[] expected =
        edges ? gdaldem(hills(utm()), "aspect", "-compute_edges") : gdaldem(hills(utm()), "aspect");
    TerrainOptions options = TerrainOptions.defaults().withEdges(edges);
    double[] actual =
        values(TerrainRaster.of(hills(utm()), 1, new TerrainMeasure.Aspect(), options));
    for (int i = 0; i < actual.length; i++) {
      if (Math.abs(actual[i] - expected[i]) > 359) { // due north, from either side
        actual[i] = expected[i];
      }
    }
    assertEqual(actual, expected, 1e-3);
    assertThat(actual[80 * WIDTH + 120]).as("a plain has no aspect").isEqualTo(-9999);
  }

  @Test
  void aFixedScaleIsThatOfGdaldem() throws InterruptedException {
    TerrainOptions options = TerrainOptions.defaults().withScale(111120);
    assertEqual(
        values(TerrainRaster.of(hills(lonLat(47)), 1, TerrainMeasure.Hillshade.usual(), options)),
        gdaldem(hills(lonLat(47)), "hillshade", "-s", "111120"),
        1);
    assertEqual(
        values(TerrainRaster.of(hills(lonLat(47)), 1, TerrainMeasure.Slope.DEGREES, options)),
        gdaldem(hills(lonLat(47)), "slope", "-s", "111120"),
        1e-3);
  }

  /** Lengths of a degree at 60 degrees north: 55.80 and 111.41 km (WGS 84). */
  @Test
  void longitudesAreShorterThanLatitudes() {
    Grid grid = lonLat(60 + HEIGHT / 2.0 * 3e-4);
    MemoryRaster plane = plane(grid, 0.1, 0.2, 55800, 111412);
    int middle = HEIGHT / 2 * WIDTH + WIDTH / 2;
    double[] slope =
        values(TerrainRaster.of(plane, 1, TerrainMeasure.Slope.PERCENT, TerrainOptions.defaults()));
    assertThat(slope[middle]).isEqualTo(100 * Math.hypot(0.1, 0.2), within(1e-3));
    double[] aspect =
        values(TerrainRaster.of(plane, 1, new TerrainMeasure.Aspect(), TerrainOptions.defaults()));
    assertThat(aspect[middle]).isEqualTo(180 + Math.toDegrees(Math.atan2(1, 2)), within(1e-2));
  }

  /** The same plane on pixels that are not square, and on a turned grid. */
  @ParameterizedTest
  @CsvSource({"30, 0, 0, -30", "30, 0, 0, -10", "30, 0, 0, 30", "24, 18, 18, -24", "0, 20, 20, 0"})
  void theGridMayLieAsItWill(double a, double b, double d, double e) {
    Grid grid = new Grid(UTM, new Affine(a, b, 500000, d, e, 5300000), WIDTH, HEIGHT);
    MemoryRaster plane = plane(grid, 0.3, -0.1, 1, 1);
    TerrainOptions edges = TerrainOptions.defaults().withEdges(true);
    assertThat(values(TerrainRaster.of(plane, 1, TerrainMeasure.Slope.PERCENT, edges)))
        .satisfies(slopes ->
            Arrays.stream(slopes)
                .forEach(s -> assertThat(s).isEqualTo(100 * Math.hypot(0.3, 0.1), within(1e-4))));
    double aspect = 360 + Math.toDegrees(Math.atan2(-0.3, 0.1));
    assertThat(values(TerrainRaster.of(plane, 1, new TerrainMeasure.Aspect(), edges)))
        .satisfies(
            all -> Arrays.stream(all).forEach(s -> assertThat(s).isEqualTo(aspect, within(1e-3))));
  }

  @Test
  void anyWindowIsThatPartOfAll() {
    Random random = new Random(9);
    for (boolean edges : new boolean[] {false, true}) {
      TerrainRaster shaded =
          TerrainRaster.of(
              hills(utm()),
              1,
              TerrainMeasure.Hillshade.usual(),
              TerrainOptions.defaults().withEdges(edges));
      Pixels all = shaded.pixels(shaded.grid().window());
      for (int i = 0; i < 60; i++) {
        int col = i == 0 ? 0 : random.nextInt(WIDTH);
        int row = i == 0 ? 0 : random.nextInt(HEIGHT);
        Window window =
            new Window(col, row, 1 + random.nextInt(WIDTH - col), 1 + random.nextInt(HEIGHT - row));
        Pixels part = shaded.pixels(window);
        for (int p = 0; p < window.width() * window.height(); p++) {
          int at = (row + p / window.width()) * WIDTH + col + p % window.width();
          assertThat(part.values().getFirst().get(p)).isEqualTo(all.values().getFirst().get(at));
          assertThat(part.isValid(0, p)).isEqualTo(all.isValid(0, at));
        }
      }
    }
  }

  @Test
  void oneRowOfHeightsHasGradientsWithEdgesOnly() {
    Grid row = new Grid(UTM, Affine.northUp(0, 0, 10, 10), 5, 1);
    MemoryRaster ramp = plane(row, 1, 0, 1, 1);
    TerrainOptions options = TerrainOptions.defaults();
    assertThat(values(TerrainRaster.of(ramp, 1, TerrainMeasure.Slope.DEGREES, options)))
        .containsOnly(-9999);
    // two of eight weights are there; the rows that are missing say it is flat
    assertThat(
            values(
                TerrainRaster.of(ramp, 1, TerrainMeasure.Slope.PERCENT, options.withEdges(true))))
        .contains(new double[] {50}, within(1e-4));
    assertThatThrownBy(() -> TerrainRaster.of(ramp, 2, TerrainMeasure.Slope.PERCENT, options))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
