// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.sunqar.raster.geo.Affine;
import org.sunqar.raster.geo.Crs;
import org.sunqar.raster.geo.Grid;
import org.sunqar.raster.geo.Window;
import org.sunqar.raster.pixel.BandInfo;
import org.sunqar.raster.pixel.PixelBlock;
import org.sunqar.raster.pixel.PixelType;
import org.sunqar.raster.tiff.CogWriter;

/** Scenes made in code: NDVI of a forest with a season, and of a clearing in it. */
final class MadeScenes {

  static final short NO_DATA = -32768;

  /** 48 x 40 pixels of 30 m in Zambia. */
  static final Grid GRID =
      new Grid(Crs.ofEpsg(32735), Affine.northUp(600_000, 8_500_000, 30, 30), 48, 40);

  /** 8 x 9 pixels, 6.48 ha. */
  static final Window CLEARING = new Window(20, 12, 8, 9);

  static final LocalDate CLEARED = LocalDate.of(2020, 5, 20);

  private MadeScenes() {}

  /** Five years from 2016 on, a scene every so many days, named {@code ndvi_YYYYMMDD.tif}. */
  static Path series(Path folder, int days) {
    Random random = new Random(5);
    for (LocalDate day = LocalDate.of(2016, 1, 3); day.getYear() < 2021; day = day.plusDays(days)) {
      scene(folder, day, GRID, random);
    }
    return folder;
  }

  /** One scene of the series. */
  static Path scene(Path folder, LocalDate day, Grid grid, Random random) {
    double season = 0.1 * Math.cos(2 * Math.PI * day.getDayOfYear() / 365.0);
    boolean cleared = !day.isBefore(CLEARED);
    short[] values = new short[Math.toIntExact(grid.window().pixels())];
    for (int i = 0; i < values.length; i++) {
      Window pixel = new Window(i % grid.width(), i / grid.width(), 1, 1);
      double mean = cleared && CLEARING.contains(pixel) ? 0.15 : 0.7 + season;
      values[i] = (short) Math.round((mean + 0.02 * random.nextGaussian()) * 10_000);
    }
    return write(folder, day, grid, values);
  }

  /** A scene whose pixels are all this. */
  static Path flat(Path folder, LocalDate day, Grid grid, int value) {
    short[] values = new short[Math.toIntExact(grid.window().pixels())];
    java.util.Arrays.fill(values, (short) value);
    return write(folder, day, grid, values);
  }

  private static Path write(Path folder, LocalDate day, Grid grid, short[] values) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    Path file = folder.resolve("ndvi_" + day.toString().replace("-", "") + ".tif");
    // small blocks, so that a run has several chunks
    CogWriter.Options options = CogWriter.Options.defaults().withBlockSize(16).withoutOverviews();
    BandInfo band = BandInfo.of("ndvi", PixelType.INT16, NO_DATA).withScale(0.0001, 0);
    try (CogWriter writer = CogWriter.create(file, grid, List.of(band), Map.of(), options)) {
      writer.write(
          grid.window(),
          1,
          new PixelBlock.Shorts(PixelType.INT16, grid.width(), grid.height(), values));
      writer.finish();
    }
    return file;
  }

  /** A rectangle of pixels of {@link #GRID} as a ring of GeoJSON points. */
  static String ring(Window window) {
    StringBuilder ring = new StringBuilder("[");
    int[][] corners = {
      {window.col(), window.row()},
      {window.col(), window.endRow()},
      {window.endCol(), window.endRow()},
      {window.endCol(), window.row()},
      {window.col(), window.row()}
    };
    for (int[] corner : corners) {
      double[] xy = {
        GRID.affine().xOf(corner[0], corner[1]), GRID.affine().yOf(corner[0], corner[1])
      };
      GRID.crs().toLonLat(xy, 1);
      ring.append(ring.length() > 1 ? "," : "").append("[" + xy[0] + "," + xy[1] + "]");
    }
    return ring.append("]").toString();
  }

  /** A GeoJSON polygon of rings. */
  static String polygon(String... rings) {
    return "{\"type\":\"Polygon\",\"coordinates\":[" + String.join(",", rings) + "]}";
  }
}
