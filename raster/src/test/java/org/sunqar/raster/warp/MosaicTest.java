// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.warp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sunqar.raster.geo.Affine;
import org.sunqar.raster.geo.Crs;
import org.sunqar.raster.geo.Grid;
import org.sunqar.raster.geo.Window;
import org.sunqar.raster.pixel.BandInfo;
import org.sunqar.raster.pixel.PixelBlock;
import org.sunqar.raster.pixel.PixelType;
import org.sunqar.raster.pixel.Raster;
import org.sunqar.raster.pixel.Resampling;

class MosaicTest {

  private static final Instant NEW_YEAR = Instant.parse("2024-01-01T00:00:00Z");

  private static final Grid GRID =
      new Grid(Crs.ofEpsg(32632), Affine.northUp(400_000, 5_300_000, 10, 10), 700, 600);

  private static final List<Window> PLACES =
      List.of(
          new Window(-20, -30, 300, 300),
          new Window(100, 50, 400, 400),
          new Window(350, 200, 500, 500),
          new Window(90, 400, 200, 150));

  static List<MosaicMethod> methods() {
    return List.of(
        new MosaicMethod.First(),
        new MosaicMethod.Last(),
        new MosaicMethod.ClosestTo(NEW_YEAR),
        new MosaicMethod.LeastCloudy(),
        new MosaicMethod.Min(),
        new MosaicMethod.Max(),
        new MosaicMethod.Mean(),
        new MosaicMethod.Median());
  }

  private static List<PixelBlock> blocks() {
    List<PixelBlock> blocks = new ArrayList<>();
    for (int i = 0; i < PLACES.size(); i++) {
      Random random = new Random(i);
      PixelBlock block =
          PixelBlock.of(PixelType.UINT16, PLACES.get(i).width(), PLACES.get(i).height());
      for (int at = 0; at < block.size(); at++) {
        block.set(at, random.nextInt(5) == 0 ? 0 : 1 + random.nextInt(1000));
      }
      blocks.add(block);
    }
    return blocks;
  }

  private static List<MosaicSource> sources(List<PixelBlock> blocks, AtomicInteger open) {
    List<MosaicSource> sources = new ArrayList<>();
    int[] days = {40, -3, 5, 0};
    double[] clouds = {20, 90, 5, 60};
    for (int i = 0; i < blocks.size(); i++) {
      Grid grid = GRID.crop(PLACES.get(i));
      PixelBlock block = blocks.get(i);
      MosaicSource source =
          MosaicSource.of(
              "scene " + i,
              grid,
              () -> {
                open.incrementAndGet();
                return new CountingRaster(grid, BandInfo.of("b", PixelType.UINT16, 0), block);
              });
      if (i < 3) {
        source = source.withTime(NEW_YEAR.plusSeconds(86400L * days[i]));
      }
      sources.add(source.withCloudCover(clouds[i]));
    }
    return sources;
  }

  /** Each pixel by its definition. */
  private static double expected(MosaicMethod method, List<PixelBlock> blocks, int col, int row) {
    int[] order =
        switch (method) {
          case MosaicMethod.Last() -> new int[] {3, 2, 1, 0};
          case MosaicMethod.ClosestTo _ -> new int[] {1, 2, 0, 3};
          case MosaicMethod.LeastCloudy() -> new int[] {2, 0, 3, 1};
          default -> new int[] {0, 1, 2, 3};
        };
    double[] values =
        Arrays.stream(order)
            .filter(i -> PLACES.get(i).contains(new Window(col, row, 1, 1)))
            .mapToDouble(i -> {
              Window place = PLACES.get(i);
              return blocks.get(i).get((row - place.row()) * place.width() + col - place.col());
            })
            .filter(value -> value != 0)
            .toArray();
    if (values.length == 0) {
      return 0;
    }
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return switch (method) {
      case MosaicMethod.First(),
          MosaicMethod.Last(),
          MosaicMethod.ClosestTo _,
          MosaicMethod.LeastCloudy() ->
          values[0];
      case MosaicMethod.Min() -> sorted[0];
      case MosaicMethod.Max() -> sorted[sorted.length - 1];
      case MosaicMethod.Mean() -> Math.round(Arrays.stream(values).average().orElseThrow());
      case MosaicMethod.Median() ->
          Math.round(
              sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2);
    };
  }

  @ParameterizedTest
  @MethodSource("methods")
  void takesWhatItsNameSays(MosaicMethod method) {
    List<PixelBlock> blocks = blocks();
    try (Mosaic mosaic =
        Mosaic.of(sources(blocks, new AtomicInteger()), GRID, method, WarpOptions.defaults())) {
      PixelBlock whole = mosaic.read(GRID.window(), 1).getFirst();
      for (int i = 0; i < whole.size(); i++) {
        assertThat(whole.get(i))
            .as("pixel %d", i)
            .isEqualTo(expected(method, blocks, i % 700, i / 700));
      }
      Window window = new Window(333, 77, 200, 301);
      PixelBlock part = mosaic.read(window, 1).getFirst();
      for (int i = 0; i < part.size(); i++) {
        assertThat(part.get(i)).isEqualTo(whole.get((77 + i / 200) * 700 + 333 + i % 200));
      }
    }
  }

  /** Sources that are not aligned come out as if they were warped to the grid alone. */
  @Test
  void warpsWhatIsNotAligned() {
    Grid mercator =
        new Grid(Crs.ofEpsg(3857), Affine.northUp(852_000, 6_085_000, 15, 15), 900, 800);
    Grid place = new Grid(Crs.ofEpsg(32632), Affine.northUp(401_000, 5_298_000, 10, 10), 400, 300);
    PixelBlock field = WarpOracle.field(400, 300, 1);
    BandInfo band = BandInfo.of("b", PixelType.UINT16, 0);
    WarpOptions options = WarpOptions.of(Resampling.CUBIC).withMaxError(0);
    try (Mosaic mosaic =
            Mosaic.of(
                List.of(MosaicSource.of("a", () -> new CountingRaster(place, band, field))),
                mercator,
                new MosaicMethod.First(),
                options);
        WarpedRaster alone =
            WarpedRaster.of(new CountingRaster(place, band, field), mercator, options)) {
      PixelBlock expected = alone.read(mercator.window(), 1).getFirst();
      PixelBlock actual = mosaic.read(mercator.window(), 1).getFirst();
      int differ = 0;
      int valid = 0;
      for (int i = 0; i < expected.size(); i++) {
        valid += expected.get(i) != 0 ? 1 : 0;
        differ += Math.abs(expected.get(i) - actual.get(i)) > 1 ? 1 : 0;
      }
      assertThat(valid).isGreaterThan(80_000);
      assertThat(differ).isZero();
    }
  }

  /** Of ten thousand, a window opens those it meets; and no more stay open than allowed. */
  @Test
  void opensWhatAWindowMeets() {
    Crs crs = Crs.ofEpsg(32632);
    Grid grid = new Grid(crs, Affine.northUp(0, 5e6, 10, 10), 10_000, 10_000);
    AtomicInteger opened = new AtomicInteger();
    AtomicInteger open = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    List<MosaicSource> sources = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      Grid tile = grid.crop(new Window(i % 100 * 100, i / 100 * 100, 100, 100));
      int number = i;
      sources.add(
          MosaicSource.of(
              "tile " + i,
              tile,
              () -> {
                opened.incrementAndGet();
                most.accumulateAndGet(open.incrementAndGet(), Math::max);
                return new Tile(tile, number % 250 + 1, open);
              }));
    }
    try (Mosaic mosaic =
        Mosaic.of(sources, grid, new MosaicMethod.First(), WarpOptions.defaults())) {
      opened.set(0);
      PixelBlock part = mosaic.read(new Window(950, 950, 100, 100), 1).getFirst();
      assertThat(opened).hasValue(4);
      assertThat(part.get(0)).isEqualTo(909 % 250 + 1);
      assertThat(part.get(9999)).isEqualTo(1010 % 250 + 1);
      IntStream.range(0, 40)
          .parallel()
          .forEach(i -> {
            PixelBlock row = mosaic.read(new Window(0, i * 250, 10_000, 1), 1).getFirst();
            for (int col = 0; col < 10_000; col++) {
              int expected = (i * 250 / 100 * 100 + col / 100) % 250 + 1;
              assertThat(row.get(col)).isEqualTo(expected);
            }
          });
      assertThat(most.get()).isLessThan(Mosaic.MOST_OPEN + 64);
    }
    assertThat(open).hasValue(0);
  }

  /** A tile of one value that counts when it is closed. */
  private record Tile(Grid grid, int value, AtomicInteger open) implements Raster {
    @Override
    public String name() {
      return "tile";
    }

    @Override
    public List<BandInfo> bands() {
      return List.of(BandInfo.of("b", PixelType.UINT8, 0));
    }

    @Override
    public java.util.Map<String, String> metadata() {
      return java.util.Map.of();
    }

    @Override
    public int blockWidth() {
      return grid.width();
    }

    @Override
    public int blockHeight() {
      return grid.height();
    }

    @Override
    public List<Raster> overviews() {
      return List.of();
    }

    @Override
    public List<PixelBlock> read(Window window, int... bands) {
      PixelBlock block = PixelBlock.of(PixelType.UINT8, window.width(), window.height());
      block.fill(value);
      return List.of(block);
    }

    @Override
    public void close() {
      open.decrementAndGet();
    }
  }
}
