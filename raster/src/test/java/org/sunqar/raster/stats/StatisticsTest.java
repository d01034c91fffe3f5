// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sunqar.raster.Gdal;
import org.sunqar.raster.MemoryRaster;
import org.sunqar.raster.geo.Affine;
import org.sunqar.raster.geo.Crs;
import org.sunqar.raster.geo.Grid;
import org.sunqar.raster.pixel.BandInfo;
import org.sunqar.raster.pixel.PixelBlock;
import org.sunqar.raster.pixel.PixelType;
import org.sunqar.raster.pixel.Pixels;
import org.sunqar.raster.tiff.CogWriter;
import org.sunqar.raster.tiff.GeoTiff;

class StatisticsTest {

  @TempDir private Path folder;

  private static Grid grid(int width, int height) {
    return new Grid(Crs.ofEpsg(32632), Affine.northUp(400000, 5300000, 10, 10), width, height);
  }

  private static MemoryRaster row(PixelType type, double... values) {
    return MemoryRaster.of(
        grid(values.length, 1),
        List.of(BandInfo.of("", type, 99)),
        (band, col, row) -> values[col]);
  }

  @Test
  void smallRow() {
    MemoryRaster raster = row(PixelType.INT16, 4, 99, 1, 2, 2, -3, 99, 0);
    BandStatistics s =
        Statistics.of(
                raster,
                StatisticsOptions.defaults()
                    .withPercentiles(List.of(0.0, 25.0, 100.0))
                    .withBins(2)
                    .withCategorical(true))
            .getFirst();
    assertThat(s.pixels()).isEqualTo(8);
    assertThat(s.validPixels()).isEqualTo(6);
    assertThat(s.validPercent()).isEqualTo(75);
    assertThat(s.min()).isEqualTo(-3);
    assertThat(s.max()).isEqualTo(4);
    assertThat(s.sum()).isEqualTo(6);
    assertThat(s.mean()).isEqualTo(1);
    assertThat(s.std()).isEqualTo(Math.sqrt((16 + 1 + 1 + 9 + 1) / 6.0), within(1e-14));
    assertThat(s.median()).isEqualTo(1.5);
    assertThat(s.percentiles())
        .containsExactly(Map.entry(0.0, -3.0), Map.entry(25.0, 0.25), Map.entry(100.0, 4.0));
    assertThat(s.majority()).hasValue(2);
    assertThat(s.minority()).hasValue(-3);
    assertThat(s.unique()).hasValue(5);
    assertThat(s.categories()).containsEntry(2.0, 2.0).hasSize(5);
    assertThat(s.histogram()).isEqualTo(new Histogram(-3, 4, List.of(2.0, 4.0)));
  }

  @Test
  void noValidPixel() {
    BandStatistics s =
        Statistics.of(row(PixelType.FLOAT32, 99, Double.NaN), StatisticsOptions.defaults())
            .getFirst();
    assertThat(s.validPixels()).isZero();
    assertThat(s.mean()).isNaN();
    assertThat(s.percentiles().get(2.0)).isNaN();
    assertThat(s.histogram().counts()).hasSize(10).containsOnly(0.0);
  }

  @Test
  void weightsAreSharesOfPixels() {
    Pixels pixels = row(PixelType.UINT8, 10, 20, 30, 99).pixels(grid(4, 1).window());
    PixelBlock.Floats coverage = new PixelBlock.Floats(4, 1, new float[] {1, 0.5f, 0, 1});
    BandStatistics s = Statistics.of(pixels, coverage, StatisticsOptions.defaults()).getFirst();
    assertThat(s.pixels()).isEqualTo(3);
    assertThat(s.validPixels()).isEqualTo(2);
    assertThat(s.count()).isEqualTo(1.5);
    assertThat(s.sum()).isEqualTo(20);
    assertThat(s.mean()).isEqualTo(20 / 1.5, within(1e-12));
    assertThat(s.median()).isEqualTo(10);
    assertThat(s.max()).isEqualTo(20);
  }

  /** Values over the whole range of the type, some of them no data, through a file. */
  private Path file(PixelType type, int width, int height) {
    Path file = folder.resolve(type + ".tif");
    Random random = new Random(type.bytes());
    PixelBlock block = PixelBlock.of(type, width, height);
    double reach = type.isFloat() ? 1e4 : Math.pow(2, Math.min(40, type.bytes() * 8) - 3);
    for (int i = 0; i < block.size(); i++) {
      double wave = Math.sin(i * 0.001) + 0.3 * random.nextGaussian();
      block.set(i, random.nextInt(9) == 0 ? 77 : reach * (type.isSigned() ? wave : wave + 1.5));
    }
    Grid grid = grid(width, height);
    try (CogWriter writer =
        CogWriter.create(
            file,
            grid,
            List.of(BandInfo.of("", type, 77)),
            Map.of(),
            CogWriter.Options.defaults())) {
      writer.write(grid.window(), 1, block);
      writer.finish();
    }
    return file;
  }

  @ParameterizedTest
  @EnumSource
  void equalsNumpy(PixelType type) {
    Path file = file(type, 700, 500);
    String script =
        """
        import sys, numpy as np, rasterio
        a = rasterio.open(sys.argv[1]).read(1)
        v = a[a != 77]
        u, c = np.unique(v, return_counts=True)
        d = v.astype('float64')
        h = np.histogram(d, bins=10)[0]
        print(*[float(x) for x in [v.size, v.min(), v.max(), d.mean(), d.std(), d.sum(),
          *np.percentile(d, [2, 98, 50]), u[c.argmax()], u[c.argmin()], u.size, *h]])
        """;
    // rasterio of that age does not know 8-bit signed or 64-bit integers
    List<PixelType> unknown = List.of(PixelType.INT8, PixelType.INT64, PixelType.UINT64);
    if (unknown.contains(type)) {
      script =
          "from osgeo import gdal\n"
              + script
                  .replace(
                      "rasterio.open(sys.argv[1]).read(1)", "gdal.Open(sys.argv[1]).ReadAsArray()")
                  .replace(", rasterio", "");
    }
    if (type == PixelType.INT8) {
      script = script.replace("ReadAsArray()", "ReadAsArray().view('int8')");
    }
    String[] n = Gdal.run("", "/usr/bin/python3", "-c", script, file.toString()).split("\\s+");
    double[] e = java.util.Arrays.stream(n).mapToDouble(Double::parseDouble).toArray();
    try (GeoTiff tiff = GeoTiff.open(file)) {
      BandStatistics s = Statistics.of(tiff, StatisticsOptions.defaults()).getFirst();
      double scale = Math.max(Math.abs(e[1]), Math.abs(e[2]));
      assertThat(s.exact()).isEqualTo(e[11] <= 65536);
      assertThat(s.validPixels()).isEqualTo((long) e[0]);
      assertThat(s.min()).isEqualTo(e[1]);
      assertThat(s.max()).isEqualTo(e[2]);
      assertThat(s.mean()).isEqualTo(e[3], within(1e-12 * scale));
      assertThat(s.std()).isEqualTo(e[4], within(1e-12 * scale));
      assertThat(s.sum()).isEqualTo(e[5], within(1e-12 * scale * e[0]));
      double error = s.exact() ? 1e-12 : ValueBins.RELATIVE_ERROR;
      double[] percentiles = {s.percentiles().get(2.0), s.percentiles().get(98.0), s.median()};
      for (int i = 0; i < 3; i++) {
        assertThat(percentiles[i])
            .isEqualTo(e[6 + i], within(error * Math.abs(e[6 + i]) + 1e-12 * scale));
      }
      if (s.exact()) {
        assertThat(s.majority()).hasValue(e[9]);
        assertThat(s.minority()).hasValue(e[10]);
        assertThat(s.unique()).hasValue((long) e[11]);
      } else {
        assertThat(s.majority()).isEmpty();
        assertThat(s.unique()).isEmpty();
      }
      for (int bin = 0; bin < 10; bin++) {
        assertThat(s.histogram().counts().get(bin))
            .isEqualTo(e[12 + bin], within(s.exact() ? 0.0 : 0.002 * e[0]));
      }
    }
  }

  @Test
  void equalsGdalinfo() {
    Path file = file(PixelType.UINT16, 600, 300);
    String info =
        Gdal.run("", "gdalinfo", "-stats", "--config", "GDAL_PAM_ENABLED", "NO", file.toString());
    try (GeoTiff tiff = GeoTiff.open(file)) {
      BandStatistics s = Statistics.of(tiff, StatisticsOptions.defaults()).getFirst();
      assertThat(info)
          .contains(
              String.format(
                  java.util.Locale.ROOT,
                  "Minimum=%.3f, Maximum=%.3f, Mean=%.3f, StdDev=%.3f",
                  s.min(),
                  s.max(),
                  s.mean(),
                  s.std()));
    }
  }

  @Test
  void sameForAnyNumberOfThreads() throws Exception {
    Path file = file(PixelType.FLOAT32, 1500, 1100);
    try (GeoTiff tiff = GeoTiff.open(file)) {
      List<BandStatistics> one = inPool(1, tiff);
      assertThat(inPool(3, tiff)).isEqualTo(one);
      assertThat(inPool(7, tiff)).isEqualTo(one);
      assertThat(one.getFirst().exact()).isFalse();
    }
  }

  private static List<BandStatistics> inPool(int threads, GeoTiff tiff) throws Exception {
    try (ForkJoinPool pool = new ForkJoinPool(threads)) {
      return pool.submit(() -> Statistics.of(tiff, StatisticsOptions.defaults()))
          .get(1, TimeUnit.MINUTES);
    }
  }

  @Test
  void approximateReadsAnOverviewOrSomeBlocks() {
    try (GeoTiff tiff = GeoTiff.open(file(PixelType.UINT16, 2000, 1000))) {
      StatisticsOptions options = StatisticsOptions.defaults().withApproximateBy(100_000);
      BandStatistics approximate = Statistics.of(tiff, options).getFirst();
      assertThat(approximate.pixels()).isEqualTo(500 * 250);
      BandStatistics all = Statistics.of(tiff, StatisticsOptions.defaults()).getFirst();
      assertThat(approximate.mean()).isEqualTo(all.mean(), within(all.std() * 0.05));
    }
    MemoryRaster flat =
        MemoryRaster.of(
            grid(8000, 4000),
            List.of(BandInfo.of("", PixelType.UINT8)),
            (b, col, row) -> Math.floor(col / 40.0));
    BandStatistics some =
        Statistics.of(flat, StatisticsOptions.defaults().withApproximateBy(1_000_000)).getFirst();
    assertThat(some.pixels()).isBetween(1_000_000L, 8_000_000L);
    assertThat(some.mean()).isEqualTo(99.5, within(15.0));
  }

  @Test
  void binsHoldExtremeValues() {
    ValueBins bins = new ValueBins();
    double[] extremes = {
      -Double.MAX_VALUE, -1e300, -1, -Double.MIN_VALUE, 0.0, Double.MIN_VALUE, 1, 1e300
    };
    for (int i = 0; i <= ValueBins.MAX_DISTINCT; i++) {
      bins.add(i + 0.5, 1);
    }
    for (double extreme : extremes) {
      bins.add(extreme, 1);
    }
    long[] total = {0};
    double[] last = {Double.NEGATIVE_INFINITY};
    bins.forEach((value, units) -> {
      assertThat(value).isGreaterThan(last[0]);
      last[0] = value;
      total[0] += units;
    });
    assertThat(bins.isExact()).isFalse();
    assertThat(total[0]).isEqualTo(ValueBins.MAX_DISTINCT + 1 + extremes.length);
  }
}
