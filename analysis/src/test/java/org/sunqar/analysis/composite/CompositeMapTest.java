// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.composite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.util.AffineTransformation;
import org.sunqar.analysis.AnalysisException;
import org.sunqar.analysis.TestScenes;
import org.sunqar.analysis.cube.Cube;
import org.sunqar.analysis.cube.CubeScene;
import org.sunqar.analysis.cube.SpectralIndex;
import org.sunqar.analysis.series.GeometricMedian;
import org.sunqar.analysis.series.GeometricMedianOptions;
import org.sunqar.analysis.series.Medoid;
import org.sunqar.analysis.series.Quantiles;
import org.sunqar.analysis.watch.AreaMask;
import org.sunqar.catalog.stac.BandSource;
import org.sunqar.catalog.stac.Href;
import org.sunqar.raster.geo.Grid;
import org.sunqar.raster.geo.Window;
import org.sunqar.raster.pixel.BandInfo;
import org.sunqar.raster.pixel.PixelBlock;
import org.sunqar.raster.pixel.PixelType;
import org.sunqar.raster.tiff.GeoTiff;

/** Composites of two bands against the definitions, pixel by pixel. */
class CompositeMapTest {

  private static final Grid GRID = TestScenes.utm(50, 40);
  private static final int PIXELS = (int) GRID.window().pixels();
  private static final int DATES = 9;
  private static final double NO_DATA = -32768;
  private static final List<String> BANDS = List.of("red", "nir");

  @TempDir Path folder;

  /** Of pixel p on date t: red and near infrared; NaN where not seen. */
  private final double[][][] spectra = new double[PIXELS][DATES][2];

  /** What a rule is, as a test can write it. */
  private static CompositeRule rule(String name) {
    return switch (name) {
      case "median" -> CompositeRule.OfQuantiles.MEDIAN;
      case "quantile" -> new CompositeRule.OfQuantiles(List.of(0.1, 0.875));
      case "mean" -> new CompositeRule.Mean();
      case "geometric-median" ->
          new CompositeRule.OfGeometricMedian(GeometricMedianOptions.DEFAULT);
      case "medoid" -> new CompositeRule.OfMedoid();
      case "max-ndvi" -> new CompositeRule.MaxNdvi();
      default -> new CompositeRule.LeastCloudy();
    };
  }

  @ParameterizedTest
  @CsvSource({
    "median, false",
    "median, true",
    "quantile, false",
    "quantile, true",
    "mean, false",
    "geometric-median, true",
    "medoid, false",
    "max-ndvi, false",
    "max-ndvi, true",
    "least-cloudy, false"
  })
  void everyPixelIsAsDefined(String name, boolean mixed) {
    CompositeRule rule = rule(name);
    BandCube cube = cube(mixed, rule.inputs(BANDS));
    CompositeMap map = new CompositeMap(cube, rule, BANDS, Optional.empty());
    Path file = folder.resolve("whole.tif");
    List<String> progress = new ArrayList<>();
    CompositeMap.Summary summary =
        map.write(
            file, Map.of("A", "b"), 1, 1L << 28, (done, all) -> progress.add(done + "/" + all));
    assertThat(progress).isNotEmpty().last().isEqualTo(progress.size() + "/" + progress.size());
    assertThat(summary.bands()).isEqualTo(rule.outputs(BANDS));
    float[][] found = read(file, summary.bands(), GRID);
    float[][] expected = new float[found.length][PIXELS];
    for (int p = 0; p < PIXELS; p++) {
      float[] own = expected(rule, spectra[p]);
      for (int k = 0; k < own.length; k++) {
        expected[k][p] = own[k];
      }
    }
    for (int k = 0; k < found.length; k++) {
      if (name.equals("geometric-median")) {
        assertThat(found[k]).containsExactly(expected[k], within(1e-4f));
      } else {
        assertThat(found[k]).isEqualTo(expected[k]);
      }
    }
    long observations = 0;
    long seen = 0;
    for (float count : expected[expected.length - 1]) {
      observations += (long) count;
      seen += count > 0 ? 1 : 0;
    }
    assertThat(summary)
        .isEqualTo(new CompositeMap.Summary(rule.outputs(BANDS), PIXELS, seen, observations));
    Path parts = folder.resolve("parts.tif");
    map.write(parts, Map.of("A", "b"), 2, 40_000, (_, _) -> {});
    assertThat(parts).hasSameBinaryContentAs(file);
  }

  private static float[] expected(CompositeRule rule, double[][] spectra) {
    int both = (int) Arrays.stream(spectra).filter(CompositeMapTest::isWhole).count();
    double[][] whole =
        Arrays.stream(spectra)
            .map(spectrum -> isWhole(spectrum) ? spectrum : new double[] {Double.NaN, Double.NaN})
            .toArray(double[][]::new);
    Quantiles red = band(spectra, 0);
    Quantiles nir = band(spectra, 1);
    float fewest = Math.min(red.size(), nir.size());
    return switch (rule) {
      case CompositeRule.OfQuantiles q when q.probabilities().size() == 1 ->
          floats(red.median(), nir.median(), fewest);
      case CompositeRule.OfQuantiles _ ->
          floats(red.of(0.1), red.of(0.875), nir.of(0.1), nir.of(0.875), fewest);
      case CompositeRule.Mean _ -> floats(red.mean(), nir.mean(), fewest);
      case CompositeRule.OfGeometricMedian of -> {
        GeometricMedian median = new GeometricMedian(whole, of.options());
        yield floats(
            median.median()[0],
            median.median()[1],
            median.emad(),
            median.smad(),
            median.bcmad(),
            both);
      }
      case CompositeRule.OfMedoid _ -> oneDate(whole, Medoid.of(whole).orElse(-1), both);
      case CompositeRule.MaxNdvi _ -> oneDate(whole, best(whole, t -> ndvi(whole[t])), both);
      case CompositeRule.LeastCloudy _ -> oneDate(whole, best(whole, t -> -cloudCover(t)), both);
    };
  }

  private static boolean isWhole(double[] spectrum) {
    return Arrays.stream(spectrum).noneMatch(Double::isNaN);
  }

  private static Quantiles band(double[][] spectra, int band) {
    return new Quantiles(Arrays.stream(spectra).mapToDouble(each -> each[band]).toArray());
  }

  private static double ndvi(double[] spectrum) {
    float red = (float) spectrum[0];
    float nir = (float) spectrum[1];
    return nir + red > 0 ? (nir - red) / (nir + red) : Double.NaN;
  }

  private static int best(double[][] whole, java.util.function.IntToDoubleFunction score) {
    int best = -1;
    double greatest = Double.NEGATIVE_INFINITY;
    for (int t = 0; t < whole.length; t++) {
      if (isWhole(whole[t]) && score.applyAsDouble(t) > greatest) {
        greatest = score.applyAsDouble(t);
        best = t;
      }
    }
    return best;
  }

  private static float[] oneDate(double[][] whole, int date, int count) {
    return date < 0
        ? floats(Double.NaN, Double.NaN, Double.NaN, count)
        : floats(whole[date][0], whole[date][1], 10 * date, count);
  }

  private static float[] floats(double... values) {
    float[] result = new float[values.length];
    for (int i = 0; i < result.length; i++) {
      result[i] = (float) values[i];
    }
    return result;
  }

  @Test
  void outsideOfTheAreaThereIsNothing() {
    BandCube whole = cube(false, BANDS);
    double[] centre = {GRID.bounds().minX() + 900, GRID.bounds().maxY() - 900};
    GRID.crs().toLonLat(centre, 1);
    Geometry diamond =
        AffineTransformation.translationInstance(centre[0], centre[1])
            .transform(
                new GeometryFactory()
                    .createPolygon(
                        new org.locationtech.jts.geom.Coordinate[] {
                          new org.locationtech.jts.geom.Coordinate(-0.004, 0),
                          new org.locationtech.jts.geom.Coordinate(0, 0.003),
                          new org.locationtech.jts.geom.Coordinate(0.004, 0),
                          new org.locationtech.jts.geom.Coordinate(0, -0.003),
                          new org.locationtech.jts.geom.Coordinate(-0.004, 0)
                        }));
    AreaMask mask = AreaMask.of(diamond, GRID);
    Path file = folder.resolve("area.tif");
    CompositeMap.Summary summary =
        new CompositeMap(
                whole.crop(mask.window()),
                CompositeRule.OfQuantiles.MEDIAN,
                BANDS,
                Optional.of(mask))
            .write(file, Map.of(), 1, 1L << 28, (_, _) -> {});
    assertThat(summary.pixels()).isEqualTo(mask.pixels()).isBetween(200L, 600L);
    Window window = mask.window();
    float[][] found = read(file, summary.bands(), GRID.crop(window));
    for (int i = 0; i < found[0].length; i++) {
      int col = i % window.width();
      int row = i / window.width();
      int pixel = (window.row() + row) * GRID.width() + window.col() + col;
      float[] expected =
          mask.contains(col, row)
              ? expected(CompositeRule.OfQuantiles.MEDIAN, spectra[pixel])
              : floats(Double.NaN, Double.NaN, Double.NaN);
      assertThat(new float[] {found[0][i], found[1][i], found[2][i]}).isEqualTo(expected);
    }
  }

  @Test
  void refusesWhatCannotBeDone() {
    BandCube cube = cube(false, BANDS);
    BandCube blind = new BandCube(cube.cube(), BANDS, none());
    assertThatThrownBy(
            () -> new CompositeMap(blind, new CompositeRule.LeastCloudy(), BANDS, Optional.empty()))
        .isInstanceOf(AnalysisException.class)
        .hasMessageContaining("eo:cloud_cover of every scene, and scene0 does not");
    assertThatThrownBy(() -> new CompositeRule.OfQuantiles(List.of(0.5, 1.5)))
        .isInstanceOf(AnalysisException.class);
    CompositeMap map =
        new CompositeMap(cube, CompositeRule.OfQuantiles.MEDIAN, BANDS, Optional.empty());
    assertThatThrownBy(() -> map.write(folder.resolve("none.tif"), Map.of(), 1, 100, (_, _) -> {}))
        .isInstanceOf(AnalysisException.class)
        .hasMessageContaining("MiB");
    assertThat(Arrays.asList(folder.toFile().list())).doesNotContain("none.tif");
    assertThat(new CompositeRule.OfQuantiles(List.of(0.0, 0.025, 0.5, 1.0)).outputs(List.of("a")))
        .containsExactly("a_p0", "a_p2.5", "a_p50", "a_p100", "count");
  }

  private static List<OptionalDouble> none() {
    return IntStream.range(0, DATES).mapToObj(_ -> OptionalDouble.empty()).toList();
  }

  private static double cloudCover(int date) {
    return Math.floorDiv((date * 4) % 9, 2); // some are equal
  }

  private float[][] read(Path file, List<String> names, Grid grid) {
    float[][] found = new float[names.size()][(int) grid.window().pixels()];
    try (GeoTiff map = GeoTiff.open(file)) {
      assertThat(map.grid()).isEqualTo(grid);
      assertThat(map.bands().stream().map(BandInfo::name)).isEqualTo(names);
      for (int k = 0; k < found.length; k++) {
        map.read(
            grid.window(),
            List.of(new PixelBlock.Floats(grid.width(), grid.height(), found[k])),
            k + 1);
      }
    }
    return found;
  }

  /**
   * Scenes 10 days apart.
   *
   * @param mixed a scene of another type, one of a smaller extent, bands that miss by themselves
   */
  private BandCube cube(boolean mixed, List<String> variables) {
    Random random = new Random(11);
    List<CubeScene> scenes = new ArrayList<>();
    for (int t = 0; t < DATES; t++) {
      PixelType type = mixed && t == 5 ? PixelType.FLOAT32 : PixelType.INT16;
      Window window = mixed && t == 7 ? new Window(15, 0, 30, 35) : GRID.window();
      for (double[][] pixel : spectra) {
        Arrays.fill(pixel[t], Double.NaN);
      }
      List<PixelBlock> blocks =
          BANDS.stream().map(_ -> PixelBlock.of(type, window.width(), window.height())).toList();
      for (int i = 0; i < window.pixels(); i++) {
        int p =
            (window.row() + i / window.width()) * GRID.width() + window.col() + i % window.width();
        boolean cloudy = p % 97 == 0 || random.nextDouble() < 0.4;
        for (int band = 0; band < 2; band++) {
          boolean missing = cloudy || (mixed && random.nextDouble() < 0.1);
          int sample = random.nextInt(100, 4000);
          blocks.get(band).set(i, missing ? NO_DATA : sample);
          spectra[p][t][band] = missing ? Double.NaN : sample * 1e-4f;
        }
      }
      Path file =
          TestScenes.write(
              folder.resolve("scene" + t + ".tif"),
              GRID.crop(window),
              BandInfo.of("", type),
              32,
              blocks.toArray(PixelBlock[]::new));
      for (String variable : variables) {
        scenes.add(scene(t, type, GRID.crop(window), file, variable));
      }
    }
    List<OptionalDouble> clouds =
        IntStream.range(0, DATES).mapToObj(t -> OptionalDouble.of(cloudCover(t))).toList();
    return new BandCube(Cube.covering(scenes), variables, clouds);
  }

  private static CubeScene scene(int date, PixelType type, Grid grid, Path file, String variable) {
    BandSource red = band(file, 1, type);
    BandSource nir = band(file, 2, type);
    boolean index = variable.equals("ndvi");
    return new CubeScene(
        "scene" + date,
        Instant.EPOCH.plus(10L * date, ChronoUnit.DAYS),
        grid,
        index ? Optional.of(SpectralIndex.NDVI) : Optional.empty(),
        index ? List.of(nir, red) : List.of(variable.equals("red") ? red : nir),
        Optional.empty());
  }

  private static BandSource band(Path file, int band, PixelType type) {
    return new BandSource(
        "data", Href.ofPath(file), band, type, OptionalDouble.of(NO_DATA), 1e-4, 0);
  }
}
