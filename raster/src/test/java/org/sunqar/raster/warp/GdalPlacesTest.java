// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.warp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sunqar.raster.Gdal;
import org.sunqar.raster.geo.Affine;
import org.sunqar.raster.geo.Grid;
import org.sunqar.raster.pixel.BandInfo;
import org.sunqar.raster.pixel.PixelBlock;
import org.sunqar.raster.pixel.PixelType;
import org.sunqar.raster.pixel.Resampling;
import org.sunqar.raster.tiff.GeoTiff;

/**
 * Pairs of systems for which PROJ 9.1 does not find the way back from where it went, so that
 * gdalwarp, which goes back from target to source, misses by up to 0.4 mm: in LAEA its inverse cuts
 * the series of the authalic latitude short, and it inverts a datum shift with small rotations by
 * turning the other way, which is not the inverse of its linear form. At the edges in the test
 * image that is as much as one DN. So this shows apart that our places are the inverse of PROJ's
 * way forward, which is exact, and that from PROJ's own places we make gdalwarp's values.
 */
@Tag("gdal")
class GdalPlacesTest {

  /** Points of one call, whose answers fit into a pipe. */
  private static final int CHUNK = 1000;

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          32632 | 399960   | 5300040 | 3035  | +step +inv +proj=utm +zone=32 \
          +step +proj=laea +lat_0=52 +lon_0=10 +x_0=4321000 +y_0=3210000 +ellps=GRS80
          GK12  | 12399960 | 5300040 | 32642 | +step +inv +proj=tmerc +lon_0=69 +x_0=12500000 \
          +ellps=krass +step +proj=cart +ellps=krass +step +proj=helmert +x=23.92 +y=-141.27 \
          +z=-80.9 +rx=0 +ry=0.35 +rz=0.82 +s=-0.12 +convention=position_vector \
          +step +inv +proj=cart +step +proj=utm +zone=42
          """)
  void placesAndValues(String from, double west, double north, String to, String steps) {
    String sourceCrs = GdalWarpTest.text(from);
    String targetCrs = GdalWarpTest.text(to);
    Affine affine = Affine.northUp(west, north, 10, 10);
    Grid source = new Grid(GdalWarpTest.crs(sourceCrs), affine, 250, 200);
    Grid target = GdalWarpTest.around(source, GdalWarpTest.crs(targetCrs), 10, 120, 0);
    double[] centres = centres(target);
    double[] ours = centres.clone();
    PixelMapping.between(target, source).toSource(ours, ours.length / 2);

    double[] wanted = onMap(target, centres);
    double[] exact = inverse("+proj=pipeline +ellps=WGS84 " + steps, wanted);
    assertThat(distance(onMap(source, ours), exact)).as("ours (m)").isLessThan(1e-6);

    double[] theirs =
        transform(wanted, "-output_xy", "-i", "-s_srs", sourceCrs, "-t_srs", targetCrs);
    assertThat(distance(theirs, exact)).as("PROJ's (m)").isLessThan(6e-4);

    double[] places = new double[theirs.length];
    for (int i = 0; i < places.length; i += 2) {
      places[i] = (theirs[i] - west) / 10;
      places[i + 1] = (north - theirs[i + 1]) / 10;
    }
    compareValues(source, sourceCrs, target, targetCrs, places);
  }

  private void compareValues(
      Grid source, String sourceCrs, Grid target, String targetCrs, double[] places) {
    BandInfo info = BandInfo.of("field", PixelType.UINT16);
    PixelBlock field = WarpOracle.field(source.width(), source.height(), 7);
    Path file = folder.resolve("source.tif");
    WarpOracle.write(file, source, List.of(info), List.of(field));
    PixelMapping mapping =
        (colRow, points) -> {
          for (int i = 0; i < 2 * points; i += 2) {
            int col = Math.min((int) colRow[i], target.width() - 1);
            int row = Math.min((int) colRow[i + 1], target.height() - 1);
            System.arraycopy(places, 2 * (row * target.width() + col), colRow, i, 2);
          }
        };
    for (Resampling method : List.of(Resampling.NEAREST, Resampling.BILINEAR, Resampling.CUBIC)) {
      WarpOptions options =
          WarpOptions.of(method).withMaxError(0).withType(PixelType.FLOAT64).withNoData(0);
      List<String> more = new ArrayList<>(List.of("-et", "0", "-ot", "Float64"));
      more.addAll(List.of("-s_srs", sourceCrs, "-wo", "XSCALE=1", "-wo", "YSCALE=1"));
      try (WarpedRaster ours = WarpedRaster.of(GeoTiff.open(file), target, mapping, options);
          GeoTiff theirs = WarpOracle.warp(file, target, targetCrs, method, more)) {
        GdalWarpTest.Difference difference =
            GdalWarpTest.difference(
                ours.read(target.window(), 1).getFirst(),
                theirs.read(target.window(), 1),
                GdalWarpTest.DN);
        assertThat(difference.above()).as("%s %s", method, difference).isZero();
        assertThat(difference.gaps()).as("%s %s", method, difference).isZero();
        assertThat(difference.both()).isGreaterThan(14_000);
      }
    }
  }

  private static double[] centres(Grid grid) {
    double[] colRow = new double[Math.toIntExact(2 * grid.window().pixels())];
    int at = 0;
    for (int row = 0; row < grid.height(); row++) {
      for (int col = 0; col < grid.width(); col++) {
        colRow[at++] = col + 0.5;
        colRow[at++] = row + 0.5;
      }
    }
    return colRow;
  }

  private static double[] onMap(Grid grid, double[] colRow) {
    double[] xy = new double[colRow.length];
    for (int i = 0; i < xy.length; i += 2) {
      xy[i] = grid.affine().xOf(colRow[i], colRow[i + 1]);
      xy[i + 1] = grid.affine().yOf(colRow[i], colRow[i + 1]);
    }
    return xy;
  }

  /** The largest distance of places that belong together. */
  private static double distance(double[] some, double[] others) {
    double largest = 0;
    for (int i = 0; i < some.length; i += 2) {
      largest = Math.max(largest, Math.hypot(some[i] - others[i], some[i + 1] - others[i + 1]));
    }
    return largest;
  }

  /** Places that PROJ maps to given ones, heights included, found by its way forward alone. */
  private static double[] inverse(String pipeline, double[] wanted) {
    double[] found = transform(withHeights(wanted), "-i", "-ct", pipeline);
    double largest = Double.POSITIVE_INFINITY;
    for (int round = 0; round < 4; round++) {
      double[] there = transform(found, "-ct", pipeline);
      largest = 0;
      for (int i = 0; i < found.length; i++) {
        double off = (i % 3 == 2 ? 0 : wanted[i / 3 * 2 + i % 3]) - there[i];
        largest = Math.max(largest, Math.abs(off));
        found[i] += off; // grids that are turned and scaled little: each round gains two digits
      }
    }
    assertThat(largest).as("what is left (m)").isLessThan(1e-7);
    double[] places = new double[wanted.length];
    for (int i = 0; i < places.length; i++) {
      places[i] = found[i / 2 * 3 + i % 2];
    }
    return places;
  }

  private static double[] withHeights(double[] xy) {
    double[] xyz = new double[xy.length / 2 * 3];
    for (int i = 0; i < xy.length; i++) {
      xyz[i / 2 * 3 + i % 2] = xy[i];
    }
    return xyz;
  }

  /** Runs gdaltransform on numbers, two for each place with {@code -output_xy}, else three. */
  private static double[] transform(double[] numbers, String... options) {
    int each = Arrays.asList(options).contains("-output_xy") ? 2 : 3;
    double[] result = new double[numbers.length];
    List<String> command = new ArrayList<>(List.of("gdaltransform"));
    command.addAll(Arrays.asList(options));
    for (int first = 0; first < numbers.length; first += each * CHUNK) {
      StringBuilder input = new StringBuilder();
      int end = Math.min(numbers.length, first + each * CHUNK);
      for (int i = first; i < end; i++) {
        input.append(String.format(Locale.ROOT, "%.10f", numbers[i]));
        input.append((i + 1) % each == 0 ? '\n' : ' ');
      }
      String[] output =
          Gdal.run(input.toString(), command.toArray(String[]::new)).trim().split("\\s+");
      assertThat(output).hasSize(end - first);
      for (int i = first; i < end; i++) {
        result[i] = Double.parseDouble(output[i - first]);
      }
    }
    return result;
  }
}
