// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.cube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sunqar.analysis.AnalysisException;
import org.sunqar.analysis.TestScenes;
import org.sunqar.analysis.kernel.BlockLayout;
import org.sunqar.catalog.stac.BandSource;
import org.sunqar.catalog.stac.ClearMask;
import org.sunqar.catalog.stac.Href;
import org.sunqar.catalog.stac.MaskSource;
import org.sunqar.raster.geo.Affine;
import org.sunqar.raster.geo.Crs;
import org.sunqar.raster.geo.Grid;
import org.sunqar.raster.geo.Window;
import org.sunqar.raster.pixel.BandInfo;
import org.sunqar.raster.pixel.PixelBlock;
import org.sunqar.raster.pixel.PixelType;

/** What the reader puts into blocks against a plain reading of each pixel. */
class ChunkReaderTest {

  private static final Grid WHOLE = TestScenes.utm(150, 110);

  @TempDir Path folder;

  @Test
  void scenesOfAllTypesAndExtentsComeOutAsTheirPixels() {
    Random random = new Random(12);
    List<Made> made = new ArrayList<>();
    made.add(scene(random, PixelType.INT16, WHOLE.window(), Shape.ONE_BAND));
    for (PixelType type : PixelType.values()) {
      for (Shape shape : Shape.values()) {
        made.add(scene(random, type, window(random), shape));
      }
    }
    Cube cube = Cube.covering(made.stream().map(Made::scene).toList());
    assertThat(cube.grid()).isEqualTo(WHOLE);
    try (ChunkReader reader = new ChunkReader(cube)) {
      compare(cube, reader, made, WHOLE.window());
      for (int i = 0; i < 12; i++) {
        compare(cube, reader, made, window(random));
      }
    }
  }

  @Test
  void aCroppedCubeSeesTheSamePixels() {
    Random random = new Random(13);
    List<Made> made =
        List.of(
            scene(random, PixelType.INT16, WHOLE.window(), Shape.ONE_BAND),
            scene(random, PixelType.UINT8, new Window(90, 60, 60, 50), Shape.MASKED),
            scene(random, PixelType.INT16, new Window(0, 0, 40, 40), Shape.ONE_BAND));
    Window part = new Window(37, 29, 71, 55);
    Cube cube = Cube.covering(made.stream().map(Made::scene).toList()).crop(part);
    try (ChunkReader reader = new ChunkReader(cube)) {
      Window chunk = new Window(5, 3, 61, 41);
      assertEqual(
          made,
          part.col(),
          part.row(),
          chunk,
          dealtOut(reader.read(chunk, new PlaneBuffers(cube))));
      assertThat(reader.anchor()).isEqualTo(new Window(-37, -29, 150, 110));
      assertThat(reader.blocks()).isEqualTo(new ChunkPlan.Blocks(32, 32));
    }
  }

  @Test
  void infiniteSamplesAreNoObservations() {
    PixelBlock block = PixelBlock.of(PixelType.FLOAT32, 4, 1);
    block.set(0, Double.POSITIVE_INFINITY);
    block.set(1, Double.NEGATIVE_INFINITY);
    block.set(2, Double.NaN);
    block.set(3, 0.25);
    Grid grid = TestScenes.utm(4, 1);
    Path file =
        TestScenes.write(
            folder.resolve("f.tif"), grid, BandInfo.of("", PixelType.FLOAT32), 16, block);
    CubeScene scene =
        new CubeScene(
            "f",
            Instant.EPOCH,
            grid,
            Optional.empty(),
            List.of(band(file, 1, PixelType.FLOAT32, OptionalDouble.empty(), 1, 0)),
            Optional.empty());
    Cube cube = Cube.covering(List.of(scene));
    try (ChunkReader reader = new ChunkReader(cube)) {
      assertThat(reader.readDate(grid.window(), 0))
          .containsExactly(Float.NaN, Float.NaN, Float.NaN, 0.25f);
      assertThat(dealtOut(reader.read(grid.window(), new PlaneBuffers(cube)))[0])
          .containsExactly(Float.NaN, Float.NaN, Float.NaN, 0.25f);
    }
  }

  @Test
  void aScenesFileThatIsNoLongerWhatWasImportedIsNamed() {
    Random random = new Random(14);
    Made made = scene(random, PixelType.UINT8, WHOLE.window(), Shape.ONE_BAND);
    Path file = made.scene.bands().getFirst().path();
    Grid smaller = TestScenes.utm(20, 20);
    TestScenes.write(
        file,
        smaller,
        BandInfo.of("", PixelType.UINT8),
        16,
        PixelBlock.of(PixelType.UINT8, 20, 20));
    try (ChunkReader reader = new ChunkReader(Cube.covering(List.of(made.scene)))) {
      assertThatThrownBy(() -> reader.readDate(WHOLE.window(), 0))
          .isInstanceOf(AnalysisException.class)
          .hasMessage(
              file
                  + " has 1 bands of 20 x 20 pixels, but band 1 of 150 x 110 pixels is wanted for"
                  + " scene scene0: it changed after the import, or has pixels of another size");
    }
  }

  /** As the bands of 10 m of Sentinel-2 beside its scene classification of 20 m. */
  @Test
  void aPixelOfACoarserMaskCountsForAllThatLieInIt() {
    Random random = new Random(15);
    Made made = scene(random, PixelType.INT16, WHOLE.window(), Shape.ONE_BAND);
    Grid coarse = WHOLE.coarsened(4);
    PixelBlock hidden = PixelBlock.of(PixelType.UINT8, coarse.width(), coarse.height());
    for (int i = 0; i < hidden.size(); i++) {
      hidden.set(i, random.nextInt(3) == 0 ? 1 : 0);
    }
    for (int row = 0; row < WHOLE.height(); row++) {
      for (int col = 0; col < WHOLE.width(); col++) {
        if (hidden.get(row / 4 * coarse.width() + col / 4) != 0) {
          made.expected[row * WHOLE.width() + col] = Double.NaN;
        }
      }
    }
    Cube cube = Cube.covering(List.of(masked(made.scene, coarse, hidden)));
    try (ChunkReader reader = new ChunkReader(cube)) {
      compare(cube, reader, List.of(made), WHOLE.window());
      for (int i = 0; i < 20; i++) {
        compare(cube, reader, List.of(made), window(random));
      }
    }
  }

  @Test
  void aMaskOfOtherPixelsIsRefusedAndNotReadAtTheWrongPlace() {
    Made made = scene(new Random(15), PixelType.INT16, WHOLE.window(), Shape.ONE_BAND);
    Grid half = WHOLE.coarsened(2);
    for (Grid other :
        List.of(
            half.crop(new Window(1, 0, half.width(), half.height())),
            new Grid(WHOLE.crs(), WHOLE.affine().scaled(1.5, 1.5), half.width(), half.height()))) {
      PixelBlock clear = PixelBlock.of(PixelType.UINT8, other.width(), other.height());
      CubeScene scene = masked(made.scene, other, clear);
      try (ChunkReader reader = new ChunkReader(Cube.covering(List.of(scene)))) {
        assertThatThrownBy(() -> reader.readDate(new Window(0, 0, 16, 16), 0))
            .isInstanceOf(AnalysisException.class)
            .hasMessageContaining("has 1 bands of 75 x 55 pixels")
            .hasMessageContaining("wanted for scene scene0");
      }
    }
  }

  private CubeScene masked(CubeScene scene, Grid grid, PixelBlock mask) {
    Path file =
        TestScenes.write(
            folder.resolve("mask" + grid.hashCode() + ".tif"),
            grid,
            BandInfo.of("", PixelType.UINT8),
            32,
            mask);
    return new CubeScene(
        scene.itemId(),
        scene.time(),
        scene.grid(),
        scene.formula(),
        scene.bands(),
        Optional.of(new MaskSource(Href.ofPath(file), 1, ClearMask.ZERO_IS_CLEAR)));
  }

  @Test
  void scenesOffThePixelGridAreRefused() {
    CubeScene first = plain("first", WHOLE);
    Affine a = WHOLE.affine();
    Grid halfAPixel = new Grid(WHOLE.crs(), a.shifted(0.5, 0), 10, 10);
    Grid otherSize = new Grid(WHOLE.crs(), Affine.northUp(a.c(), a.f(), 10, 10), 10, 10);
    Grid otherCrs = new Grid(Crs.ofEpsg(32634), a, 10, 10);
    for (Grid grid : List.of(halfAPixel, otherSize, otherCrs)) {
      assertThatThrownBy(() -> Cube.covering(List.of(first, plain("second", grid))))
          .isInstanceOf(AnalysisException.class)
          .hasMessageStartingWith(
              "the scenes must share a CRS and a pixel grid: scene second (EPSG:")
          .hasMessageContaining("does not fit scene first (EPSG:32633, pixels of 30.0 x 30.0")
          .hasMessageEndingWith("warp it onto the same grid first")
          .extracting("key")
          .isEqualTo(AnalysisException.Key.GRID_MISMATCH);
    }
    assertThat(
            Cube.covering(List.of(first, plain("north", WHOLE.crop(new Window(-7, -9, 5, 5)))))
                .grid())
        .isEqualTo(WHOLE.crop(new Window(-7, -9, 157, 119)));
  }

  @Test
  void scenesAreInOrderOfTime() {
    CubeScene late = plain("a", WHOLE, "2020-03-01T10:00:00Z");
    CubeScene leapDay = plain("c", WHOLE, "2020-02-29T10:00:00Z");
    CubeScene early = plain("b", WHOLE, "2019-12-31T23:59:59Z");
    Cube cube = Cube.covering(List.of(late, early, leapDay));
    assertThat(cube.scenes()).extracting(CubeScene::itemId).containsExactly("b", "c", "a");
    double march = 2020 + 59 / 365.0;
    assertThat(cube.decimalYears()).containsExactly(2019 + 364 / 365.0, march, march);
    // 29 February shares its slot with 1 March, so it is not before it
    assertThat(cube.datesBefore(LocalDate.of(2020, 3, 1))).isEqualTo(1);
    assertThat(cube.datesBefore(LocalDate.of(2020, 3, 2))).isEqualTo(3);
  }

  // ---- scenes and what their pixels should come out as

  private enum Shape {
    ONE_BAND,
    MASKED,
    INDEX
  }

  /** A scene, where it lies in the whole, and its values there, NaN for no observation. */
  @SuppressWarnings("ArrayRecordComponent") // test data
  private record Made(CubeScene scene, Window window, double[] expected) {
    double at(int col, int row) {
      boolean inside = window.contains(new Window(col, row, 1, 1));
      return inside
          ? expected[(row - window.row()) * window.width() + col - window.col()]
          : Double.NaN;
    }
  }

  private int count;

  private Made scene(Random random, PixelType type, Window window, Shape shape) {
    int index = count++;
    Grid grid = WHOLE.crop(window);
    // a value that is no-data in one band and an ordinary one in the other
    double noData = type.isFloat() ? -9999 : type.isSigned() ? -100 : 100;
    double scale = 0.0025;
    double offset = shape == Shape.INDEX ? 0.3 : -0.125;
    PixelBlock[] planes = new PixelBlock[shape == Shape.INDEX ? 2 : 1];
    for (int b = 0; b < planes.length; b++) {
      planes[b] = PixelBlock.of(type, grid.width(), grid.height());
      for (int i = 0; i < planes[b].size(); i++) {
        planes[b].set(i, random.nextInt(5) == 0 ? noData : random.nextInt(121));
      }
    }
    BandInfo info = BandInfo.of("", type, noData).withScale(scale, offset);
    Path file = TestScenes.write(folder.resolve("s" + index + ".tif"), grid, info, 32, planes);
    OptionalDouble missing = OptionalDouble.of(noData);
    double[] expected = new double[planes[0].size()];
    for (int i = 0; i < expected.length; i++) {
      double[] bands = new double[planes.length];
      for (int b = 0; b < bands.length; b++) {
        double sample = planes[b].get(i);
        bands[b] = sample == noData ? Double.NaN : sample * scale + offset;
      }
      expected[i] = shape == Shape.INDEX ? (bands[0] - bands[1]) / (bands[0] + bands[1]) : bands[0];
    }
    Optional<MaskSource> mask = Optional.empty();
    if (shape == Shape.MASKED) {
      mask = Optional.of(mask(random, type, grid, index, expected));
    }
    List<BandSource> sources = new ArrayList<>();
    for (int b = 0; b < planes.length; b++) {
      sources.add(band(file, b + 1, type, missing, scale, offset));
    }
    CubeScene scene =
        new CubeScene(
            "scene" + index,
            Instant.EPOCH.plusSeconds(index),
            grid,
            shape == Shape.INDEX ? Optional.of(SpectralIndex.NDVI) : Optional.empty(),
            sources,
            mask);
    return new Made(scene, window, expected);
  }

  /** A mask of one of the kinds, in the second band of its file; hides what it should. */
  private MaskSource mask(Random random, PixelType type, Grid grid, int index, double[] expected) {
    ClearMask rule =
        switch (type) {
          case UINT8, INT8 -> ClearMask.ZERO_IS_CLEAR;
          case UINT16, INT16 -> ClearMask.LANDSAT_C2_QA_PIXEL;
          default -> ClearMask.ONE_IS_CLEAR;
        };
    int[] samples =
        switch (rule) {
          case LANDSAT_C2_QA_PIXEL -> new int[] {21824, 21824, 22280, 23888, 1};
          default -> new int[] {0, 1, 0, 1, 3};
        };
    PixelBlock block = PixelBlock.of(type, grid.width(), grid.height());
    for (int i = 0; i < block.size(); i++) {
      int sample = samples[random.nextInt(samples.length)];
      block.set(i, sample);
      boolean clear =
          switch (rule) {
            case LANDSAT_C2_QA_PIXEL -> sample == 21824;
            case ONE_IS_CLEAR -> sample == 1;
            default -> sample == 0;
          };
      expected[i] = clear ? expected[i] : Double.NaN;
    }
    Path file =
        TestScenes.write(
            folder.resolve("m" + index + ".tif"),
            grid,
            BandInfo.of("", type),
            16,
            PixelBlock.of(type, grid.width(), grid.height()),
            block);
    return new MaskSource(Href.ofPath(file), 2, rule);
  }

  private static BandSource band(
      Path file, int band, PixelType type, OptionalDouble noData, double scale, double offset) {
    return new BandSource("data", Href.ofPath(file), band, type, noData, scale, offset);
  }

  private static CubeScene plain(String id, Grid grid) {
    return plain(id, grid, "2020-01-01T00:00:00Z");
  }

  private static CubeScene plain(String id, Grid grid, String time) {
    return new CubeScene(
        id,
        Instant.parse(time),
        grid,
        Optional.empty(),
        List.of(band(Path.of("/none.tif"), 1, PixelType.UINT8, OptionalDouble.empty(), 1, 0)),
        Optional.empty());
  }

  private static Window window(Random random) {
    int width = 1 + random.nextInt(120);
    int height = 1 + random.nextInt(90);
    return new Window(
        random.nextInt(WHOLE.width() - width + 1),
        random.nextInt(WHOLE.height() - height + 1),
        width,
        height);
  }

  private static void compare(Cube cube, ChunkReader reader, List<Made> made, Window window) {
    PlaneBuffers buffers = new PlaneBuffers(cube);
    reader.read(window, buffers); // what is read into them again must not depend on it
    float[][] values = dealtOut(reader.read(window, buffers));
    assertEqual(made, 0, 0, window, values);
    int date = cube.dates() / 2;
    assertThat(reader.readDate(window, date)).isEqualTo(values[date]);
  }

  /** All values by date and pixel, through the slabs of the kernels. */
  private static float[][] dealtOut(Chunk chunk) {
    int dates = chunk.planes().size();
    int pixels = (int) chunk.window().pixels();
    BlockLayout layout = new BlockLayout(dates);
    float[][] values = new float[dates][pixels];
    float[] slab = new float[layout.size()];
    for (int first = 0; first < pixels; first += layout.slabPixels()) {
      Arrays.fill(slab, 77f); // what an earlier slab may have left
      chunk.fill(layout, first, slab);
      for (int p = 0; p < layout.slabPixels(); p++) {
        for (int date = 0; date < dates; date++) {
          float value = slab[layout.blockOffset(p / 16) + date * 16 + p % 16];
          if (first + p < pixels) {
            values[date][first + p] = value;
          } else {
            assertThat(value).isNaN();
          }
        }
      }
    }
    return values;
  }

  private static void assertEqual(
      List<Made> made, int colOffset, int rowOffset, Window chunk, float[][] values) {
    for (int date = 0; date < made.size(); date++) {
      for (int pixel = 0; pixel < chunk.pixels(); pixel++) {
        int col = colOffset + chunk.col() + pixel % chunk.width();
        int row = rowOffset + chunk.row() + pixel / chunk.width();
        double expected = made.get(date).at(col, row);
        float actual = values[date][pixel];
        if (Double.isNaN(expected) != Float.isNaN(actual)
            || Math.abs(expected - actual) > 2e-7 * Math.max(1, Math.abs(expected))) {
          assertThat((double) actual)
              .as(made.get(date).scene + " at " + col + ", " + row)
              .isCloseTo(expected, within(2e-7));
        }
      }
    }
  }
}
