// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sunqar.raster.Gdal;
import org.sunqar.raster.MemoryRaster;
import org.sunqar.raster.RasterException;
import org.sunqar.raster.geo.Affine;
import org.sunqar.raster.geo.Bounds;
import org.sunqar.raster.geo.Crs;
import org.sunqar.raster.geo.Grid;
import org.sunqar.raster.pixel.BandInfo;
import org.sunqar.raster.pixel.PixelBlock;
import org.sunqar.raster.pixel.PixelType;
import org.sunqar.raster.pixel.Pixels;
import org.sunqar.raster.pixel.Raster;
import org.sunqar.raster.pixel.Resampling;
import org.sunqar.raster.tiff.CogWriter;
import org.sunqar.raster.tiff.GeoTiff;
import org.sunqar.raster.tiff.RasterCopy;
import org.sunqar.raster.tilematrix.Tile;
import org.sunqar.raster.tilematrix.TileMatrixSet;

/** Tiles: from which overview, side by side, and at the ends of the world. */
class ReaderTilesTest {

  private static final Crs MERCATOR = Crs.ofEpsg(3857);
  private static final TileMatrixSet SET = TileMatrixSet.webMercatorQuad();
  private static final int SIZE = 2048;
  private static final Grid GRID =
      new Grid(Crs.ofEpsg(32632), Affine.northUp(500000, 5300000, 10, 10), SIZE, SIZE);

  @TempDir static Path folder;

  /** A smooth image with overviews of means. */
  @BeforeAll
  static void write() throws InterruptedException {
    MemoryRaster image =
        MemoryRaster.of(
            GRID,
            List.of(BandInfo.of("smooth", PixelType.FLOAT32)),
            (band, col, row) ->
                1000 + 400 * Math.sin(col * 0.02) * Math.cos(row * 0.017) + 0.1 * col);
    RasterCopy.copy(
        image,
        folder.resolve("smooth.tif"),
        CogWriter.Options.defaults(),
        RasterCopy.Progress.NONE);
  }

  private static Tile tileInTheMiddle(int zoom) {
    double[] place = {510240, 5289760};
    GRID.crs().toLonLat(place, 1);
    return SET.tileAtLonLat(place[0], place[1], zoom).orElseThrow();
  }

  private static double[] gdalwarp(Path file, Bounds bounds, int size, String resampling) {
    Path out = folder.resolve("warped.tif");
    Gdal.run(
        "",
        "gdalwarp",
        "-q",
        "-overwrite",
        "-t_srs",
        "EPSG:3857",
        "-te",
        "" + bounds.minX(),
        "" + bounds.minY(),
        "" + bounds.maxX(),
        "" + bounds.maxY(),
        "-ts",
        "" + size,
        "" + size,
        "-ovr",
        "AUTO",
        "-r",
        resampling,
        "-dstnodata",
        "0",
        file.toString(),
        out.toString());
    try (GeoTiff tiff = GeoTiff.open(out)) {
      PixelBlock block = tiff.read(tiff.grid().window()).getFirst();
      return DoubleStream.iterate(0, i -> i + 1)
          .limit(block.size())
          .map(i -> block.get((int) i))
          .toArray();
    }
  }

  /** Each version of the image holds its own number, so that the pixels say which one was read. */
  @ParameterizedTest
  @CsvSource({
    "14, 512", "13, 512", "13, 256", "12, 512", "12, 256", "11, 512", "11, 256", "10, 512",
    "10, 256", "9, 256", "8, 256", "12, 300", "11, 400"
  })
  void theOverviewIsTheOneThatGdalTakes(int zoom, int size) {
    Path file = folder.resolve("levels.tif");
    Gdal.python(
        "osgeo",
        """
        from osgeo import gdal
        gdal.UseExceptions()
        ds = gdal.GetDriverByName("GTiff").Create(
            r"%s", %d, %d, 1, gdal.GDT_Byte, ["TILED=YES", "COMPRESS=DEFLATE"])
        from osgeo import osr
        srs = osr.SpatialReference()
        srs.ImportFromEPSG(32632)
        ds.SetProjection(srs.ExportToWkt())
        ds.SetGeoTransform([500000, 10, 0, 5300000, 0, -10])
        ds.BuildOverviews("NEAREST", [2, 4, 8, 16])
        ds.GetRasterBand(1).Fill(1)
        for i in range(4):
            ds.GetRasterBand(1).GetOverview(i).Fill(i + 2)
        """
            .formatted(file, SIZE, SIZE));
    Tile tile = tileInTheMiddle(zoom);
    double theirs =
        DoubleStream.of(gdalwarp(file, SET.bounds(tile), size, "bilinear")).max().orElseThrow();
    try (Raster raster = Rasters.open(file)) {
      Pixels pixels =
          new RasterReader(raster, ReadOptions.defaults().withResampling(Resampling.BILINEAR))
              .tile(SET, tile, size, 0);
      assertThat(maximum(pixels)).isEqualTo(theirs).isPositive();
    }
  }

  private static double maximum(Pixels pixels) {
    PixelBlock values = pixels.values().getFirst();
    double max = 0;
    for (int i = 0; i < values.size(); i++) {
      max = pixels.isValid(0, i) ? Math.max(max, values.get(i)) : max;
    }
    return max;
  }

  @ParameterizedTest
  @ValueSource(ints = {14, 12, 11})
  void tilesAreThoseOfGdalwarp(int zoom) {
    Path file = folder.resolve("smooth.tif");
    Tile tile = tileInTheMiddle(zoom);
    double[] theirs = gdalwarp(file, SET.bounds(tile), 256, "bilinear");
    try (Raster raster = Rasters.open(file)) {
      Pixels ours =
          new RasterReader(raster, ReadOptions.defaults().withResampling(Resampling.BILINEAR))
              .tile(SET, tile);
      double[] difference = new double[theirs.length];
      int valid = 0;
      for (int i = 0; i < theirs.length; i++) {
        assertThat(ours.isValid(0, i)).as("pixel " + i).isEqualTo(theirs[i] != 0);
        valid += ours.isValid(0, i) ? 1 : 0;
        difference[i] =
            ours.isValid(0, i) ? Math.abs(ours.values().getFirst().get(i) - theirs[i]) : 0;
      }
      assertThat(valid).isGreaterThan(256 * 256 / 10);
      // places may be off by an eighth of a pixel of the version read, which slopes up to 8 a pixel
      // in the image itself
      double pixel = zoom == 14 ? 1 : zoom == 12 ? 2 : 4;
      assertThat(DoubleStream.of(difference).max().orElseThrow()).isLessThan(8 * pixel * 0.25);
      assertThat(DoubleStream.of(difference).sum() / valid).isLessThan(8 * pixel * 0.05);
    }
  }

  /** Two by two tiles against one picture of all four. */
  @ParameterizedTest
  @CsvSource({"14, BILINEAR", "13, BILINEAR", "12, BILINEAR", "11, CUBIC", "13, AVERAGE"})
  void tilesJoinWithoutSeams(int zoom, Resampling resampling) {
    try (Raster raster = Rasters.open(folder.resolve("smooth.tif"))) {
      RasterReader reader =
          new RasterReader(raster, ReadOptions.defaults().withResampling(resampling));
      Tile first = tileInTheMiddle(zoom);
      Bounds area =
          SET.bounds(first).union(SET.bounds(new Tile(zoom, first.col() + 1, first.row() + 1)));
      Pixels whole =
          reader.part(area, MERCATOR, Optional.empty(), new OutputSize.Exactly(512, 512));
      int valid = 0;
      for (int quarter = 0; quarter < 4; quarter++) {
        int left = quarter % 2;
        int top = quarter / 2;
        Pixels tile = reader.tile(SET, new Tile(zoom, first.col() + left, first.row() + top));
        for (int i = 0; i < 256 * 256; i++) {
          int at = (top * 256 + i / 256) * 512 + left * 256 + i % 256;
          if (whole.isValid(0, at) && tile.isValid(0, i)) {
            valid++;
            // an eighth of a pixel of the version read, twice
            assertThat(tile.values().getFirst().get(i))
                .isEqualTo(whole.values().getFirst().get(at), within(4.0));
          }
        }
      }
      assertThat(valid).isGreaterThan(20_000);
    }
  }

  private static MemoryRaster ramp(Grid grid) {
    return MemoryRaster.of(
        grid, List.of(BandInfo.of("col", PixelType.UINT16)), (band, col, row) -> 1 + col);
  }

  private static void assertOutside(RasterReader reader, double longitude, double latitude, int z) {
    Tile tile = SET.tileAtLonLat(longitude, latitude, z).orElseThrow();
    assertThatThrownBy(() -> reader.tile(SET, tile))
        .as(tile.toString())
        .isInstanceOfSatisfying(
            RasterException.class,
            e -> assertThat(e.key()).isEqualTo(RasterException.Key.OUT_OF_BOUNDS));
  }

  /** Each pixel of a tile against where its centre lies in the image. */
  private static int check(RasterReader reader, Grid grid, Tile tile) {
    Pixels pixels = reader.tile(SET, tile);
    int valid = 0;
    for (int i = 0; i < pixels.grid().width() * pixels.grid().height(); i++) {
      double[] at = {
        pixels.grid().affine().xOf(i % 256 + 0.5, Math.floorDiv(i, 256) + 0.5),
        pixels.grid().affine().yOf(i % 256 + 0.5, Math.floorDiv(i, 256) + 0.5)
      };
      MERCATOR.toLonLat(at, 1);
      if (grid.crs().isGeographic()) {
        double middle = (grid.bounds().minX() + grid.bounds().maxX()) / 2;
        at[0] -= 360 * Math.rint((at[0] - middle) / 360);
      } else {
        grid.crs().fromLonLat(at, 1);
      }
      double col = grid.affine().colOf(at[0], at[1]);
      double row = grid.affine().rowOf(at[0], at[1]);
      boolean inside = col > 1 && col < grid.width() - 1 && row > 1 && row < grid.height() - 1;
      boolean outside =
          !(col > -1 && col < grid.width() + 1 && row > -1 && row < grid.height() + 1);
      if (inside || outside) {
        assertThat(pixels.isValid(0, i)).as("pixel " + i + " at " + col).isEqualTo(inside);
      }
      if (inside) {
        assertThat(pixels.values().getFirst().get(i)).isEqualTo(col + 0.5, within(0.7));
        valid++;
      }
    }
    return valid;
  }

  @Test
  void tilesOnBothSidesOfTheAntimeridian() {
    List<Grid> grids =
        List.of(
            // at 60 degrees north the antimeridian is at about x = 667000 of UTM zone 60
            new Grid(Crs.ofEpsg(32660), Affine.northUp(657000, 6656000, 50, 50), 400, 400),
            new Grid(Crs.ofEpsg(4326), Affine.northUp(179.8, 60.1, 1e-3, 5e-4), 400, 400),
            new Grid(Crs.ofEpsg(4326), Affine.northUp(-180.2, 60.1, 1e-3, 5e-4), 400, 400));
    for (Grid grid : grids) {
      RasterReader reader = new RasterReader(ramp(grid), ReadOptions.defaults());
      Tile west = SET.tileAtLonLat(179.99, 60, 10).orElseThrow();
      Tile east = SET.tileAtLonLat(-179.99, 60, 10).orElseThrow();
      assertThat(west.col()).isEqualTo(1023);
      assertThat(east.col()).isZero();
      assertThat(check(reader, grid, west)).isGreaterThan(3000);
      assertThat(check(reader, grid, east)).isGreaterThan(3000);
      assertOutside(reader, 179.0, 60, 10);
      assertOutside(reader, -179.0, 60, 10);
      assertOutside(reader, 0, 60, 10);
      assertOutside(reader, 20, 10, 6);
      assertThat(reader.tile(SET, new Tile(0, 0, 0)).grid().width()).isEqualTo(256);
      for (double longitude : new double[] {179.99, -179.99}) {
        assertThat(reader.point(longitude, 60, Crs.ofEpsg(4326)).valid()).containsExactly(true);
      }
    }
  }

  @Test
  void tilesAtHighLatitudes() {
    // 84.5 degrees north, beyond the last tile row's inside; and a polar grid with the pole in it
    Grid utm = new Grid(Crs.ofEpsg(32633), Affine.northUp(480000, 9390000, 100, 100), 400, 400);
    RasterReader reader = new RasterReader(ramp(utm), ReadOptions.defaults());
    Tile tile = SET.tileAtLonLat(15, 84.3, 8).orElseThrow();
    assertThat(check(reader, utm, tile)).isGreaterThan(3000);
    assertOutside(reader, 15, 80, 8);
    assertOutside(reader, 15, -84, 8);
    Grid polar =
        new Grid(Crs.ofEpsg(3413), Affine.northUp(-1000000, 1000000, 5000, 5000), 400, 400);
    RasterReader arctic = new RasterReader(ramp(polar), ReadOptions.defaults());
    for (double longitude : new double[] {-170, -45, 10, 135}) {
      assertThat(check(arctic, polar, SET.tileAtLonLat(longitude, 84.5, 6).orElseThrow()))
          .isGreaterThan(10_000);
    }
    assertOutside(arctic, 10, 70, 6);
    assertOutside(arctic, 10, -84, 6);
  }
}
