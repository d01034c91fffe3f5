// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.warp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sunqar.raster.RasterException;
import org.sunqar.raster.geo.Affine;
import org.sunqar.raster.geo.Crs;
import org.sunqar.raster.geo.Grid;
import org.sunqar.raster.geo.Window;
import org.sunqar.raster.pixel.BandInfo;
import org.sunqar.raster.pixel.PixelBlock;
import org.sunqar.raster.pixel.PixelType;
import org.sunqar.raster.pixel.Raster;
import org.sunqar.raster.pixel.Resampling;
import org.sunqar.raster.view.DescribedRaster;

class WarpedRasterTest {

  private static Grid utm(int width, int height) {
    return new Grid(Crs.ofEpsg(32632), Affine.northUp(399960, 5300040, 10, 10), width, height);
  }

  private static final Grid MERCATOR =
      new Grid(Crs.ofEpsg(3857), Affine.northUp(852_000, 6_085_000, 19, 19), 700, 600);

  private static CountingRaster withHoles(int width, int height) {
    PixelBlock field = WarpOracle.field(width, height, 3);
    WarpOracle.holes(field, 0);
    return new CountingRaster(utm(width, height), BandInfo.of("b", PixelType.UINT16, 0), field);
  }

  /** Windows of any size and order give the bytes of the whole, also from several threads. */
  @ParameterizedTest
  @EnumSource(Resampling.class)
  void windowsAreThoseOfTheWhole(Resampling method) {
    Random random = new Random(method.optionName().hashCode());
    try (WarpedRaster warped =
        WarpedRaster.of(withHoles(900, 800), MERCATOR, WarpOptions.of(method))) {
      PixelBlock whole = warped.read(MERCATOR.window(), 1).getFirst();
      assertThat(IntStream.range(0, whole.size()).filter(i -> whole.get(i) != 0).count())
          .isGreaterThan(100_000);
      List<Window> windows =
          IntStream.range(0, 30)
              .mapToObj(i -> {
                int width = 1 + random.nextInt(i < 25 ? 90 : 600);
                int height = 1 + random.nextInt(i < 25 ? 90 : 500);
                return new Window(
                    random.nextInt(700 - width + 1),
                    random.nextInt(600 - height + 1),
                    width,
                    height);
              })
              .toList();
      List<PixelBlock> parts =
          windows.parallelStream().map(w -> warped.read(w, 1).getFirst()).toList();
      for (int i = 0; i < parts.size(); i++) {
        Window window = windows.get(i);
        for (int at = 0; at < parts.get(i).size(); at++) {
          int col = window.col() + at % window.width();
          int row = window.row() + at / window.width();
          assertThat(parts.get(i).get(at)).isEqualTo(whole.get(row * 700 + col));
        }
      }
    }
  }

  /** Images that share decoded pieces read each pixel of a source once, whatever is said of it. */
  @Test
  void sharedPiecesAreDecodedOnce() {
    CountingRaster source = withHoles(900, 800);
    Raster otherwise =
        DescribedRaster.of(
            source, source.grid(), List.of(BandInfo.of("b", PixelType.UINT16, 77)), Map.of());
    SourceBlocks blocks = new SourceBlocks(64 << 20, 256);
    WarpOptions bilinear = WarpOptions.of(Resampling.BILINEAR);
    for (Raster one : List.of(source, otherwise)) {
      PixelBlock alone =
          WarpedRaster.of(one, MERCATOR, bilinear).read(MERCATOR.window(), 1).getFirst();
      long before = source.pixelsRead();
      for (int round = 0; round < 2; round++) {
        PixelBlock shared =
            WarpedRaster.of(one, MERCATOR, bilinear, blocks).read(MERCATOR.window(), 1).getFirst();
        assertThat(shared.array()).isEqualTo(alone.array());
      }
      if (one == source) {
        assertThat(source.pixelsRead() - before).isBetween(1L, source.grid().window().pixels());
      } else {
        assertThat(source.pixelsRead()).isEqualTo(before);
      }
    }
  }

  /** A kernel of any width has weights that sum up to 1, and keeps a plane where it lies. */
  @ParameterizedTest
  @EnumSource(
      value = Resampling.class,
      names = {"BILINEAR", "CUBIC", "CUBIC_SPLINE", "LANCZOS", "AVERAGE"})
  void planesStayPlanes(Resampling method) {
    Grid grid = utm(300, 300);
    PixelBlock plane = PixelBlock.of(PixelType.FLOAT64, 300, 300);
    for (int i = 0; i < plane.size(); i++) {
      int row = i / 300;
      plane.set(i, 1000 + 2 * (i % 300 + 0.5) - 3 * (row + 0.5));
    }
    for (double scale : new double[] {0.4, 1, 2, 2.5, 4}) {
      int size = (int) (200 / scale);
      Grid target =
          new Grid(grid.crs(), grid.affine().shifted(50.25, 50.5).scaled(scale, scale), size, size);
      try (WarpedRaster warped =
          WarpedRaster.of(
              new CountingRaster(grid, BandInfo.of("b", PixelType.FLOAT64), plane),
              target,
              WarpOptions.of(method))) {
        PixelBlock result = warped.read(target.window(), 1).getFirst();
        // Lanczos' ripple, and boxes that are not whole pixels, are off by a part of a pixel
        double tolerance =
            switch (method) {
              case LANCZOS -> 0.2;
              case AVERAGE -> 2.5;
              default -> 1e-9;
            };
        if (scale == 2.5) { // weights of single places are not symmetric
          tolerance = Math.max(tolerance, 0.2);
        }
        for (int i = 0; i < result.size(); i++) {
          double col = 50.25 + (i % size + 0.5) * scale;
          int line = i / size;
          double row = 50.5 + (line + 0.5) * scale;
          assertThat(result.get(i)).isCloseTo(1000 + 2 * col - 3 * row, within(tolerance));
        }
      }
    }
  }

  /** Lanczos (a = 3) widened by two, by its definition. */
  @Test
  void widensLanczos() {
    Grid grid = utm(64, 64);
    PixelBlock line = PixelBlock.of(PixelType.FLOAT64, 64, 64);
    for (int row = 0; row < 64; row++) {
      line.set(row * 64 + 32, 1000);
    }
    try (WarpedRaster warped =
        WarpedRaster.of(
            new CountingRaster(grid, BandInfo.of("b", PixelType.FLOAT64), line),
            grid.coarsened(2),
            WarpOptions.of(Resampling.LANCZOS))) {
      PixelBlock result = warped.read(new Window(12, 16, 8, 1), 1).getFirst();
      double[] expected = {0, 3.6891, -33.9986, 135.5053, 446.3854, -66.6373, 15.0561, 0};
      for (int i = 0; i < 8; i++) {
        assertThat(result.get(i)).isCloseTo(expected[i], within(1e-4));
      }
    }
  }

  /** Values that become the no-data value by accident are moved off it; holes stay holes. */
  @Test
  void valuesAreNotTakenForMissing() {
    PixelBlock samples = PixelBlock.of(PixelType.UINT8, 4, 1);
    double[] stored = {10, 7, 3, 0};
    IntStream.range(0, 4).forEach(i -> samples.set(i, stored[i]));
    BandInfo band = BandInfo.of("b", PixelType.UINT8, 10);
    for (Resampling method : List.of(Resampling.NEAREST, Resampling.BILINEAR)) {
      try (WarpedRaster warped =
          WarpedRaster.of(
              new CountingRaster(utm(4, 1), band, samples),
              utm(4, 1),
              WarpOptions.of(method).withNoData(7))) {
        PixelBlock result = warped.read(utm(4, 1).window(), 1).getFirst();
        assertThat(IntStream.range(0, 4).mapToDouble(result::get).toArray())
            .containsExactly(7, 6, 3, 0);
      }
      try (WarpedRaster warped =
          WarpedRaster.of(
              new CountingRaster(utm(4, 1), band, samples),
              utm(4, 1),
              WarpOptions.of(method).withNoData(0))) {
        PixelBlock result = warped.read(utm(4, 1).window(), 1).getFirst();
        assertThat(IntStream.range(0, 4).mapToDouble(result::get).toArray())
            .containsExactly(0, 7, 3, 1);
      }
    }
  }

  @Test
  void masksLeaveOutPixelsAndAreWarped() {
    PixelBlock field = WarpOracle.field(200, 200, 5);
    PixelBlock.Bytes mask = (PixelBlock.Bytes) PixelBlock.of(PixelType.UINT8, 200, 200);
    for (int i = 0; i < mask.size(); i++) {
      mask.set(i, i % 200 < 100 ? 0 : 255);
    }
    CountingRaster source =
        new CountingRaster(
            utm(200, 200),
            List.of(BandInfo.of("b", PixelType.UINT16)),
            List.of(field),
            Optional.of(mask));
    for (Resampling method : Resampling.values()) {
      try (WarpedRaster warped = WarpedRaster.of(source, utm(300, 200), WarpOptions.of(method))) {
        assertThat(warped.hasMask()).isTrue();
        PixelBlock values = warped.read(new Window(0, 100, 300, 1), 1).getFirst();
        PixelBlock valid = warped.readMask(new Window(0, 100, 300, 1));
        for (int i = 0; i < 300; i++) {
          boolean inside = i >= 100 && i < 200;
          assertThat(valid.get(i)).as("%s mask at %d", method, i).isEqualTo(inside ? 255 : 0);
          assertThat(values.get(i) != 0).as("%s value at %d", method, i).isEqualTo(inside);
        }
      }
    }
  }

  /** 64-bit integers that no double holds. */
  @Test
  void nearestCopiesEverySample() {
    PixelBlock.Longs ids = (PixelBlock.Longs) PixelBlock.of(PixelType.INT64, 50, 50);
    for (int i = 0; i < 2500; i++) {
      ids.values()[i] = (1L << 60) + i;
    }
    try (WarpedRaster warped =
        WarpedRaster.of(
            new CountingRaster(utm(50, 50), BandInfo.of("id", PixelType.INT64), ids),
            utm(50, 50),
            WarpOptions.defaults())) {
      PixelBlock.Longs result = (PixelBlock.Longs) warped.read(utm(50, 50).window(), 1).getFirst();
      assertThat(result.values()).containsExactly(ids.values());
    }
  }

  /** A small target at the pole sees all longitudes, but not all latitudes. */
  @Test
  void readsLittleAtThePole() {
    Grid world = new Grid(Crs.ofEpsg(4326), Affine.northUp(-180, 90, 0.1, 0.1), 3600, 1800);
    PixelBlock samples = PixelBlock.of(PixelType.UINT8, 3600, 1800);
    samples.fill(9);
    CountingRaster source = new CountingRaster(world, BandInfo.of("b", PixelType.UINT8), samples);
    Grid pole = new Grid(Crs.ofEpsg(3413), Affine.northUp(-16_000, 16_000, 500, 500), 64, 64);
    for (Resampling method : Resampling.values()) {
      try (WarpedRaster warped = WarpedRaster.of(source, pole, WarpOptions.of(method))) {
        PixelBlock result = warped.read(pole.window(), 1).getFirst();
        if (method != Resampling.SUM) {
          assertThat(IntStream.range(0, 64 * 64).mapToDouble(result::get).toArray())
              .containsOnly(9);
        }
      }
    }
    assertThat(source.pixelsRead()).isLessThan(Resampling.values().length * 3600L * 520);
  }

  /** The two halves of a grid across the antimeridian, from a source on -180 to 180. */
  @Test
  void crossesTheAntimeridian() {
    Grid world = new Grid(Crs.ofEpsg(4326), Affine.northUp(-180, 90, 1, 1), 360, 180);
    PixelBlock samples = PixelBlock.of(PixelType.INT16, 360, 180);
    for (int i = 0; i < samples.size(); i++) {
      samples.set(i, i % 360);
    }
    Grid pacific = new Grid(world.crs(), Affine.northUp(170, 20, 1, 1), 20, 40);
    try (WarpedRaster warped =
        WarpedRaster.of(
            new CountingRaster(world, BandInfo.of("b", PixelType.INT16), samples),
            pacific,
            WarpOptions.defaults())) {
      PixelBlock row = warped.read(new Window(0, 5, 20, 1), 1).getFirst();
      for (int i = 0; i < 20; i++) {
        assertThat(row.get(i)).isEqualTo(i < 10 ? 350 + i : i - 10);
      }
    }
  }

  @Test
  void refusesAPixelThatCoversTooMuch() {
    Grid huge = new Grid(Crs.ofEpsg(32632), Affine.northUp(0, 5e6, 1, 1), 20_000, 20_000);
    Grid one = new Grid(huge.crs(), Affine.northUp(0, 5e6, 20_000, 20_000), 1, 1);
    CountingRaster source =
        new CountingRaster(
            huge, BandInfo.of("b", PixelType.UINT8), PixelBlock.of(PixelType.UINT8, 1, 1));
    try (WarpedRaster warped = WarpedRaster.of(source, one, WarpOptions.of(Resampling.AVERAGE))) {
      assertThatThrownBy(() -> warped.read(one.window(), 1))
          .isInstanceOfSatisfying(
              RasterException.class,
              e -> assertThat(e.key()).isEqualTo(RasterException.Key.TOO_LARGE));
    }
  }
}
