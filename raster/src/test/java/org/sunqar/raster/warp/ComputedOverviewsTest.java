// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.warp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.sunqar.raster.geo.Affine;
import org.sunqar.raster.geo.Crs;
import org.sunqar.raster.geo.Grid;
import org.sunqar.raster.pixel.BandInfo;
import org.sunqar.raster.pixel.PixelBlock;
import org.sunqar.raster.pixel.PixelType;
import org.sunqar.raster.pixel.Raster;
import org.sunqar.raster.pixel.Resampling;

/**
 * Coarser versions of warped images and mosaics: where they lie, what they hold, what they read.
 */
class ComputedOverviewsTest {

  private static final int SIZE = 1024;
  private static final BandInfo BAND =
      BandInfo.of("height", PixelType.FLOAT32).withNoData(OptionalDouble.of(-1));

  private static Grid utm(int tileX, int tileY) {
    double size = SIZE * 10.0;
    Affine affine = Affine.northUp(400_000 + tileX * size, 5_300_000 - tileY * size, 10, 10);
    return new Grid(Crs.ofEpsg(32632), affine, SIZE, SIZE);
  }

  /** A value for each place, whatever the grid. */
  private static double height(double x, double y) {
    return (x - 400_000) * 0.01 + (5_300_000 - y) * 0.02 + 100;
  }

  private static CountingRaster image(Grid grid, List<CountingRaster> overviews) {
    PixelBlock block = PixelBlock.of(PixelType.FLOAT32, grid.width(), grid.height());
    for (int i = 0; i < block.size(); i++) {
      int col = i % grid.width();
      int row = i / grid.width();
      block.set(
          i,
          height(grid.affine().xOf(col + 0.5, row + 0.5), grid.affine().yOf(col + 0.5, row + 0.5)));
    }
    return new CountingRaster(grid, List.of(BAND), List.of(block), Optional.empty(), overviews);
  }

  private static CountingRaster withOverviews(Grid grid) {
    List<CountingRaster> overviews = new ArrayList<>();
    for (int factor = 2; factor <= 16; factor *= 2) {
      overviews.add(image(grid.coarsened(factor), List.of()));
    }
    return image(grid, overviews);
  }

  private static void holdsHeights(Raster raster, double tolerance) {
    Grid grid = raster.grid();
    PixelBlock block = raster.read(grid.window(), 1).getFirst();
    int valid = 0;
    double[] place = new double[2];
    for (int i = 0; i < block.size(); i++) {
      if (block.get(i) != -1) {
        int col = i % grid.width();
        int row = i / grid.width();
        place[0] = grid.affine().xOf(col + 0.5, row + 0.5);
        place[1] = grid.affine().yOf(col + 0.5, row + 0.5);
        grid.crs().toLonLat(place, 1);
        Crs.ofEpsg(32632).fromLonLat(place, 1);
        assertThat(block.get(i)).isCloseTo(height(place[0], place[1]), within(tolerance));
        valid++;
      }
    }
    assertThat(valid).isGreaterThan(block.size() / 2);
  }

  private static Grid mercator() {
    double[] corner = {400_000, 5_300_000};
    Crs.ofEpsg(32632).toLonLat(corner, 1);
    Crs crs = Crs.ofEpsg(3857);
    crs.fromLonLat(corner, 1);
    return new Grid(crs, Affine.northUp(corner[0], corner[1], 15, 15), SIZE, SIZE - 3);
  }

  @Test
  void warpedImageReadsOverviewsOfItsSource() {
    CountingRaster source = withOverviews(utm(0, 0));
    Grid target = mercator();
    try (WarpedRaster warped =
        WarpedRaster.of(source, target, WarpOptions.of(Resampling.BILINEAR))) {
      assertThat(warped.overviews())
          .extracting(Raster::grid)
          .containsExactly(target.coarsened(2), target.coarsened(4));
      Raster coarsest = warped.overviews().getLast();
      holdsHeights(coarsest, 0.6); // at the image's edge values go on from half a pixel of 40 m in
      assertThat(source.pixelsRead()).isZero();
      assertThat(source.overviews().get(1).pixelsRead()).isPositive().isLessThanOrEqualTo(65_536);
      coarsest.close();
      assertThat(source.isClosed()).isFalse();
      assertThat(warped.overviews().getLast()).isSameAs(coarsest);
    }
    assertThat(source.isClosed()).isTrue();
  }

  @Test
  void overviewsAreTheWarpToTheCoarserGrid() {
    CountingRaster source = withOverviews(utm(0, 0));
    WarpOptions options = WarpOptions.of(Resampling.CUBIC).withMaxError(0);
    WarpedRaster warped = WarpedRaster.of(source, mercator(), options);
    for (Raster overview : warped.overviews()) {
      WarpedRaster direct = WarpedRaster.of(source, overview.grid(), options);
      PixelBlock expected = direct.read(direct.grid().window(), 1).getFirst();
      PixelBlock found = overview.read(overview.grid().window(), 1).getFirst();
      for (int i = 0; i < expected.size(); i++) {
        assertThat(found.get(i)).isCloseTo(expected.get(i), within(1e-4));
      }
    }
  }

  @Test
  void sumsAndChosenLevelsHaveNone() {
    CountingRaster source = withOverviews(utm(0, 0));
    WarpOptions nearest = WarpOptions.defaults();
    assertThat(WarpedRaster.of(source, mercator(), WarpOptions.of(Resampling.SUM)).overviews())
        .isEmpty();
    assertThat(
            WarpedRaster.of(
                    source,
                    mercator(),
                    nearest.withOverviews(new WarpOptions.OverviewChoice.None()))
                .overviews())
        .isEmpty();
  }

  @Test
  void mosaicReadsOverviewsOfItsSources() {
    List<CountingRaster> tiles = new ArrayList<>();
    AtomicInteger opened = new AtomicInteger();
    List<MosaicSource> sources = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      CountingRaster tile = withOverviews(utm(i % 2, i / 2));
      tiles.add(tile);
      sources.add(
          MosaicSource.of(
              "tile " + i,
              tile.grid(),
              () -> {
                opened.incrementAndGet();
                return tile;
              }));
    }
    Grid whole = new Grid(Crs.ofEpsg(32632), utm(0, 0).affine(), 2 * SIZE, 2 * SIZE);
    try (Mosaic mosaic =
        Mosaic.of(sources, whole, new MosaicMethod.First(), WarpOptions.defaults())) {
      assertThat(mosaic.overviews())
          .extracting(Raster::grid)
          .containsExactly(whole.coarsened(2), whole.coarsened(4), whole.coarsened(8));
      assertThat(opened).as("making them opens nothing").hasValue(1);
      Mosaic coarsest = mosaic.overviews().getLast();
      holdsHeights(coarsest, 1e-3);
      for (CountingRaster tile : tiles) {
        assertThat(tile.pixelsRead()).isZero();
        assertThat(tile.overviews().get(2).pixelsRead()).isEqualTo(128 * 128);
        assertThat(tile.overviews().get(3).pixelsRead()).isZero();
        assertThat(tile.isClosed()).isEqualTo(tile == tiles.getFirst()); // asked for its bands
      }
      coarsest.close();
      assertThat(tiles.getLast().isClosed()).isFalse();
    }
    assertThat(tiles).allMatch(CountingRaster::isClosed);
  }
}
