// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.warp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sunqar.raster.Gdal;
import org.sunqar.raster.geo.Affine;
import org.sunqar.raster.geo.Crs;
import org.sunqar.raster.geo.Grid;
import org.sunqar.raster.pixel.BandInfo;
import org.sunqar.raster.pixel.ColorInterpretation;
import org.sunqar.raster.pixel.PixelBlock;
import org.sunqar.raster.pixel.PixelType;
import org.sunqar.raster.pixel.Resampling;
import org.sunqar.raster.tiff.GeoTiff;

/**
 * Against gdalwarp with every place computed ({@code -et 0}). Kernel widths are given to it ({@code
 * XSCALE}, {@code YSCALE}), as its own estimate depends on how it cuts up the image.
 */
@Tag("gdal")
class GdalWarpTest {

  private static final String GAUSS_KRUGER =
      "+proj=tmerc +lat_0=0 +lon_0=69 +k=1 +x_0=12500000 +y_0=0 +ellps=krass"
          + " +towgs84=23.92,-141.27,-80.9,0,0.35,0.82,-0.12 +units=m";
  private static final String SINUSOIDAL = "+proj=sinu +lon_0=0 +x_0=0 +y_0=0 +R=6371007.181";

  /** Places are equal to far less than a pixel, and so are the values. */
  static final double DN = 1e-3;

  @TempDir Path folder;

  static Crs crs(String text) {
    return text.startsWith("EPSG:")
        ? Crs.ofEpsg(Integer.parseInt(text.substring(5)))
        : Crs.ofWkt(Gdal.run("", "gdalsrsinfo", "-o", "wkt1", "--single-line", text));
  }

  static String text(String name) {
    return switch (name) {
      case "GK12" -> GAUSS_KRUGER;
      case "SINU" -> SINUSOIDAL;
      case "LONLAT_EAST", "LONLAT_WEST" -> "EPSG:4326";
      default -> "EPSG:" + name;
    };
  }

  /** 1 where longitudes go on beyond 180, -1 where they begin before -180. */
  private static int side(String name) {
    return switch (name) {
      case "LONLAT_EAST" -> 1;
      case "LONLAT_WEST" -> -1;
      default -> 0;
    };
  }

  /** A grid of target pixels around the middle of a source. */
  static Grid around(Grid source, Crs crs, double pixel, int size, int side) {
    double[] middle = {
      source.affine().xOf(source.width() / 2.0, source.height() / 2.0),
      source.affine().yOf(source.width() / 2.0, source.height() / 2.0)
    };
    source.crs().toLonLat(middle, 1);
    crs.fromLonLat(middle, 1);
    if (side * middle[0] < 0) {
      middle[0] += 360 * side;
    }
    double half = pixel * size / 2;
    return new Grid(
        crs,
        Affine.northUp(
            Math.floor(middle[0] / pixel) * pixel - half,
            Math.floor(middle[1] / pixel) * pixel + half,
            pixel,
            pixel),
        size,
        size);
  }

  /**
   * Bilinear and cubic are within 1e-3 wherever PROJ computes the places exactly. Where it does
   * not, see {@link GdalPlacesTest}.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # source | west    | north   | pixel   | rotated | target | pixel
          32632    | 399960  | 5300040 | 10      | 0       | 3857   | 15
          32632    | 699960  | 5300040 | 10      | 0       | 32633  | 10
          3035     | 4320000 | 2800000 | 10      | 0       | 32632  | 10
          32631    | 399960  | 5300040 | 10      | 0       | 2154   | 10
          4326     | 20.03   | -71.02  | 0.002   | 0       | 3031   | 120
          4326     | -44.97  | 74.03   | 0.002   | 0       | 3413   | 110
          32642    | 399960  | 5300040 | 10      | 0       | GK12   | 10
          32660    | 800000  | 5000000 | 10      | 0       | 3832   | 14
          # the antimeridian in the middle of source and target, from either side of it
          32660    | 734000  | 5002000 | 10      | 0       | 3832   | 14
          32660    | 734000  | 5002000 | 10      | 0       | LONLAT_EAST | 0.0001
          32660    | 734000  | 5002000 | 10      | 0       | LONLAT_WEST | 0.0001
          LONLAT_EAST | 179.97 | 45.02 | 0.0001  | 0       | 32660  | 10
          32701    | 190000  | 8000000 | 10      | 0       | LONLAT_EAST | 0.0001
          3857     | 900000  | 6500000 | 10      | 0       | 4326   | 0.0001
          # pixels of WorldCRS84Quad, level 13
          3857     | 900000  | 6500000 | 10      | 0       | 4326   | 0.0000858306884765625
          32632    | 399960  | 5300040 | 10      | 1       | 3857   | 15
          SINU     | 500000  | 5003000 | 463.3   | 0       | 4326   | 0.005
          """)
  void pairsOfSystems(
      String from,
      double west,
      double north,
      double pixel,
      int rotated,
      String to,
      double targetPixel) {
    double tilt = rotated * 0.3 * pixel;
    Affine affine = new Affine(pixel, tilt, west, tilt, -pixel, north);
    Grid source = new Grid(crs(text(from)), affine, 500, 400);
    Grid target = around(source, crs(text(to)), targetPixel, 240, side(to));
    BandInfo info = BandInfo.of("field", PixelType.UINT16);
    PixelBlock field = WarpOracle.field(500, 400, 7);
    Path file = folder.resolve("source.tif");
    WarpOracle.write(file, source, List.of(info), List.of(field));
    for (Resampling method : List.of(Resampling.NEAREST, Resampling.BILINEAR, Resampling.CUBIC)) {
      Difference difference = compare(file, text(from), target, text(to), method, DN);
      if (method == Resampling.NEAREST) { // places on the edge of a pixel may fall to either side
        assertThat(difference.above()).as("%s %s", method, difference).isLessThanOrEqualTo(2);
      } else {
        assertThat(difference.above()).as("%s %s", method, difference).isZero();
      }
      assertThat(difference.gaps()).as("%s %s", method, difference).isLessThanOrEqualTo(2);
      assertThat(difference.both()).as("pixels with values").isGreaterThan(40_000);
    }
  }

  /** What two images have in common. */
  record Difference(int both, int gaps, int above, double largest) {}

  private Difference compare(
      Path file, String from, Grid target, String to, Resampling method, double tolerance) {
    WarpOptions options =
        WarpOptions.of(method).withMaxError(0).withType(PixelType.FLOAT64).withNoData(0);
    try (GeoTiff tiff = GeoTiff.open(file);
        WarpedRaster ours = WarpedRaster.of(tiff, target, options)) {
      List<String> more = new ArrayList<>(List.of("-et", "0", "-ot", "Float64", "-s_srs", from));
      Footprint widening = ours.widening();
      more.addAll(List.of("-wo", "XSCALE=" + 1 / widening.cols()));
      more.addAll(List.of("-wo", "YSCALE=" + 1 / widening.rows()));
      more.addAll(List.of("-ovr", "NONE"));
      try (GeoTiff theirs = WarpOracle.warp(file, target, to, method, more)) {
        return difference(
            ours.read(target.window(), 1).getFirst(), theirs.read(target.window(), 1), tolerance);
      }
    }
  }

  static Difference difference(PixelBlock ours, PixelBlock theirs, double tolerance) {
    int both = 0;
    int gaps = 0;
    int above = 0;
    double largest = 0;
    for (int i = 0; i < ours.size(); i++) {
      double us = ours.get(i);
      double them = theirs.get(i);
      if ((us == 0) != (them == 0)) {
        gaps++;
      } else if (us != 0) {
        both++;
        double difference = Math.abs(us - them);
        largest = Math.max(largest, difference);
        above += difference > tolerance ? 1 : 0;
      }
    }
    return new Difference(both, gaps, above, largest);
  }

  private static Grid utm() {
    return new Grid(Crs.ofEpsg(32632), Affine.northUp(399960, 5300040, 10, 10), 500, 400);
  }

  /** Source pixels per target pixel: 0.5 (finer) to 8, with holes and without. */
  @ParameterizedTest
  @ValueSource(doubles = {0.5, 1, 2, 2.3, 4, 8})
  void methodsAndScales(double size) {
    for (boolean holes : new boolean[] {false, true}) {
      PixelBlock field = WarpOracle.field(500, 400, 11);
      BandInfo info = BandInfo.of("field", PixelType.UINT16);
      if (holes) {
        WarpOracle.holes(field, 0);
        info = info.withNoData(OptionalDouble.of(0));
      }
      Path file = folder.resolve("source" + holes + ".tif");
      WarpOracle.write(file, utm(), List.of(info), List.of(field));
      Grid target = around(utm(), Crs.ofEpsg(3857), 15 * size, (int) (300 / size), 0);
      for (Resampling method : Resampling.values()) {
        check(file, target, method, size, holes);
      }
    }
  }

  private void check(Path file, Grid target, Resampling method, double size, boolean holes) {
    boolean compares =
        switch (method) {
          case MODE -> false; // GDAL 3.6 counts pixels, we sum up areas: see classes below
          case LANCZOS -> size < 2; // GDAL 3.6 does not widen it: see WarpedRasterTest
          default -> true;
        };
    if (!compares) {
      return;
    }
    Difference difference =
        compare(file, "EPSG:32632", target, "EPSG:3857", method, tolerance(method, size));
    int pixels = target.width() * target.height();
    String what = method + " x " + size + (holes ? " with holes " : " ") + difference;
    int strays = method == Resampling.LANCZOS ? pixels / 500 : 0;
    assertThat(difference.above()).as(what).isLessThanOrEqualTo(strays);
    assertThat(difference.gaps()).as(what).isLessThanOrEqualTo(pixels / 200);
    assertThat(difference.both()).as(what).isGreaterThan(pixels / 3);
  }

  /**
   * Lanczos: GDAL reuses the weights of places that are close to each other. Spline at sizes that
   * are not whole: GDAL's polynomial goes on below zero beyond its support. Sum: GDAL cuts source
   * pixels by the quadrangle of the target pixel, we by a rectangle of its size.
   */
  private static double tolerance(Resampling method, double size) {
    return switch (method) {
      case LANCZOS -> DN;
      case CUBIC_SPLINE -> size == Math.rint(size) && size <= 4 ? DN : 10; // 8 is 8.1 here
      case SUM -> 1500 * size;
      default -> DN;
    };
  }

  /**
   * An alpha band of all degrees: what is fully transparent has no value, the rest counts alike, as
   * with gdalwarp. Alpha itself is warped as a band whose no-data value is 0; gdalwarp, which has
   * the nearest alpha instead, or opaque, is asked for it by such a band.
   */
  @ParameterizedTest
  @EnumSource(
      value = Resampling.class,
      names = {"NEAREST", "BILINEAR", "CUBIC", "AVERAGE"})
  void partialAlpha(Resampling method) {
    PixelBlock wide = WarpOracle.field(500, 400, 13);
    PixelBlock field = PixelBlock.of(PixelType.UINT8, 500, 400);
    PixelBlock alpha = PixelBlock.of(PixelType.UINT8, 500, 400);
    for (int i = 0; i < alpha.size(); i++) {
      field.set(i, wide.get(i) / 256);
      int col = i % 500;
      int row = i / 500;
      alpha.set(i, Math.clamp(Math.round(150 * Math.sin(col * 0.03) + 120), 0, 255));
      if (row > 300) {
        alpha.set(i, 255);
      }
    }
    WarpOracle.holes(alpha, 0);
    Path plain = folder.resolve("plain.tif");
    BandInfo plainInfo = BandInfo.of("alpha", PixelType.UINT8).withNoData(OptionalDouble.of(0));
    WarpOracle.write(plain, utm(), List.of(plainInfo), List.of(alpha));
    List<BandInfo> bands =
        List.of(
            BandInfo.of("field", PixelType.UINT8),
            BandInfo.of("alpha", PixelType.UINT8).withColor(ColorInterpretation.ALPHA));
    Path file = folder.resolve("alpha.tif");
    WarpOracle.write(file, utm(), bands, List.of(field, alpha));
    Grid target = around(utm(), Crs.ofEpsg(3857), 15, 240, 0);
    WarpOptions options = WarpOptions.of(method).withMaxError(0);
    List<String> more = List.of("-et", "0", "-wo", "XSCALE=1", "-wo", "YSCALE=1");
    try (WarpedRaster ours = WarpedRaster.of(GeoTiff.open(file), target, options);
        GeoTiff theirs = WarpOracle.warp(file, target, "EPSG:3857", method, more);
        GeoTiff alone = WarpOracle.warp(plain, target, "EPSG:3857", method, more)) {
      PixelBlock ourAlpha = ours.read(target.window(), 2).getFirst();
      PixelBlock theirAlpha = alone.read(target.window(), 1);
      PixelBlock us = ours.read(target.window(), 1).getFirst();
      PixelBlock them = theirs.read(target.window(), 1);
      int visible = 0;
      int strays = 0;
      for (int i = 0; i < us.size(); i++) {
        if ((ourAlpha.get(i) == 0) != (theirAlpha.get(i) == 0)) {
          strays++;
        } else if (ourAlpha.get(i) != 0) {
          visible++;
          // both round to whole numbers, and either way at a half
          boolean same =
              Math.abs(ourAlpha.get(i) - theirAlpha.get(i)) <= 1
                  && Math.abs(us.get(i) - them.get(i)) <= 1;
          strays += same ? 0 : 1;
        }
      }
      assertThat(visible).as("pixels that are seen").isGreaterThan(30_000);
      assertThat(strays).as("%s: pixels that differ of %d", method, visible).isLessThanOrEqualTo(4);
    }
  }

  /** Few classes, a target pixel of 4 x 4 source pixels: counts and areas are the same. */
  @ParameterizedTest
  @EnumSource(
      value = Resampling.class,
      names = {"MODE", "SUM", "AVERAGE", "MEDIAN", "Q1", "Q3"})
  void classesOnAlignedPixels(Resampling method) {
    PixelBlock classes = PixelBlock.of(PixelType.UINT8, 400, 400);
    for (int i = 0; i < classes.size(); i++) {
      int col = i % 400;
      int row = i / 400;
      classes.set(i, 1 + (col / 9 + row / 7) % 3);
    }
    Path file = folder.resolve("classes.tif");
    Grid source = new Grid(Crs.ofEpsg(32632), Affine.northUp(399960, 5300040, 10, 10), 400, 400);
    WarpOracle.write(
        file, source, List.of(BandInfo.of("class", PixelType.UINT8)), List.of(classes));
    Grid target = source.coarsened(4);
    Difference difference = compare(file, "EPSG:32632", target, "EPSG:32632", method, 1e-6);
    assertThat(difference.gaps()).as("%s", difference).isZero();
    assertThat(difference.both()).isEqualTo(10_000);
    // of classes that cover the same area either is right: GDAL may take another
    int ties = method == Resampling.MODE ? ties(classes) : 0;
    assertThat(difference.above()).as("%s", difference).isLessThanOrEqualTo(ties);
  }

  private static int ties(PixelBlock classes) {
    int ties = 0;
    for (int row = 0; row < 400; row += 4) {
      for (int col = 0; col < 400; col += 4) {
        int[] counts = new int[4];
        for (int i = 0; i < 16; i++) {
          counts[(int) classes.get((row + i / 4) * 400 + col + i % 4)]++;
        }
        Arrays.sort(counts);
        ties += counts[3] == counts[2] ? 1 : 0;
      }
    }
    return ties;
  }
}
