// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sunqar.analysis.AnalysisException;
import org.sunqar.analysis.TestScenes;
import org.sunqar.analysis.cube.Cube;
import org.sunqar.analysis.cube.CubeScene;
import org.sunqar.catalog.stac.BandSource;
import org.sunqar.catalog.stac.Href;
import org.sunqar.raster.geo.Grid;
import org.sunqar.raster.geo.Window;
import org.sunqar.raster.pixel.BandInfo;
import org.sunqar.raster.pixel.PixelBlock;
import org.sunqar.raster.pixel.PixelType;
import org.sunqar.raster.tiff.GeoTiff;

/** Maps against the quantiles of each pixel. */
class QuantileMapTest {

  private static final Grid WHOLE = TestScenes.utm(150, 110);
  private static final double NO_DATA = -32768;

  @TempDir Path folder;

  /** In one chunk and in many, by 16-bit samples, and with a scene of another type or extent. */
  @ParameterizedTest
  @CsvSource({"1, 100000000, false", "2, 300000, false", "2, 300000, true"})
  void everyPixelHasItsQuantiles(int threads, long memory, boolean mixed) {
    Random random = new Random(4);
    int pixels = (int) WHOLE.window().pixels();
    List<CubeScene> scenes = new ArrayList<>();
    double[][] values = new double[pixels][11];
    for (int t = 0; t < 11; t++) {
      PixelType type = mixed && t == 5 ? PixelType.FLOAT32 : PixelType.INT16;
      Window window = mixed && t == 7 ? new Window(30, 0, 100, 90) : WHOLE.window();
      PixelBlock block = PixelBlock.of(type, window.width(), window.height());
      for (int p = 0; p < pixels; p++) {
        values[p][t] = Double.NaN;
      }
      for (int i = 0; i < window.pixels(); i++) {
        int p =
            (window.row() + i / window.width()) * WHOLE.width() + window.col() + i % window.width();
        boolean missing = p % 97 == 0 || random.nextDouble() < 0.4;
        int sample = random.nextInt(-2000, 10000);
        block.set(i, missing ? NO_DATA : sample);
        values[p][t] = missing ? Double.NaN : sample * 1e-4f;
      }
      scenes.add(scene(t, type, WHOLE.crop(window), block));
    }
    Path file = folder.resolve("map.tif");
    new QuantileMap(Cube.covering(scenes), List.of(0.5, 0.9), threads, memory).write(file);
    try (GeoTiff map = GeoTiff.open(file)) {
      for (int band = 1; band <= 2; band++) {
        float[] read = new float[pixels];
        map.read(
            WHOLE.window(),
            List.of(new PixelBlock.Floats(WHOLE.width(), WHOLE.height(), read)),
            band);
        float[] expected = new float[pixels];
        for (int p = 0; p < pixels; p++) {
          expected[p] = (float) new Quantiles(values[p]).of(band == 1 ? 0.5 : 0.9);
        }
        assertThat(read).isEqualTo(expected);
        assertThat(read[97]).isNaN();
      }
    }
  }

  @Test
  void refusesWhatCannotBeDone() {
    PixelBlock block = PixelBlock.of(PixelType.INT16, 150, 110);
    Cube cube = Cube.covering(List.of(scene(0, PixelType.INT16, WHOLE, block)));
    assertThatThrownBy(() -> new QuantileMap(cube, List.of(1.1), 1, 1 << 20))
        .isInstanceOf(AnalysisException.class);
    QuantileMap map = new QuantileMap(cube, List.of(0.5), 1, 100);
    assertThatThrownBy(() -> map.write(folder.resolve("none.tif")))
        .isInstanceOf(AnalysisException.class)
        .hasMessageContaining("MiB");
    assertThat(Arrays.asList(folder.toFile().list())).doesNotContain("none.tif");
  }

  private CubeScene scene(int index, PixelType type, Grid grid, PixelBlock block) {
    Path file =
        TestScenes.write(
            folder.resolve("scene" + index + ".tif"), grid, BandInfo.of("", type), 32, block);
    return new CubeScene(
        "scene" + index,
        Instant.EPOCH.plusSeconds(index),
        grid,
        Optional.empty(),
        List.of(
            new BandSource(
                "data", Href.ofPath(file), 1, type, OptionalDouble.of(NO_DATA), 1e-4, 0)),
        Optional.empty());
  }
}
