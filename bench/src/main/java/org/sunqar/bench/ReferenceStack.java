// SPDX-License-Identifier: Apache-2.0
package org.sunqar.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.sunqar.analysis.detect.online.SceneTime;
import org.sunqar.raster.geo.Grid;
import org.sunqar.raster.geo.Window;
import org.sunqar.raster.pixel.PixelBlock;
import org.sunqar.raster.tiff.GeoTiff;

/**
 * A stack made by bench/reference_stack.py in memory: every {@code stride}-th pixel in columns and
 * rows.
 */
final class ReferenceStack {

  private static final int NO_DATA = -32768;
  private static final float SCALE = 1e-4f;
  private static final int RED = 3;
  private static final int INFRARED = 4;

  private final List<SceneTime> times = new ArrayList<>();
  private final List<float[]> planes = new ArrayList<>();
  private final Grid grid;
  private final int[] kind;
  private final int[] breakDay;
  private final int[] cover;

  ReferenceStack(Path folder, int stride) throws IOException {
    List<Path> files;
    try (Stream<Path> list = Files.list(folder.resolve("ndvi"))) {
      files = list.filter(file -> file.toString().endsWith(".tif")).sorted().toList();
    }
    for (Path file : files) {
      String name = String.valueOf(file.getFileName());
      LocalDate day = LocalDate.parse(name.substring(5, 13), DateTimeFormatter.BASIC_ISO_DATE);
      times.add(SceneTime.of(day));
      double[] samples = read(file, stride);
      float[] plane = new float[samples.length];
      for (int i = 0; i < plane.length; i++) {
        plane[i] = samples[i] == NO_DATA ? Float.NaN : (float) samples[i] * SCALE;
      }
      planes.add(plane);
    }
    try (GeoTiff tiff = GeoTiff.open(folder.resolve("truth_btype.tif"))) {
      grid = tiff.grid();
    }
    kind = whole(read(folder.resolve("truth_btype.tif"), stride));
    breakDay = whole(read(folder.resolve("truth_bdate.tif"), stride));
    cover = whole(read(folder.resolve("truth_cls.tif"), stride));
  }

  private static double[] read(Path file, int stride) throws IOException {
    try (GeoTiff tiff = GeoTiff.open(file)) {
      int width = tiff.grid().width();
      int height = tiff.grid().height();
      PixelBlock block = tiff.read(new Window(0, 0, width, height)).getFirst();
      double[] samples =
          new double[((width + stride - 1) / stride) * ((height + stride - 1) / stride)];
      int at = 0;
      for (int row = 0; row < height; row += stride) {
        for (int col = 0; col < width; col += stride) {
          samples[at++] = block.get(row * width + col);
        }
      }
      return samples;
    }
  }

  private static int[] whole(double[] samples) {
    int[] values = new int[samples.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = (int) samples[i];
    }
    return values;
  }

  /**
   * A series made by {@code sunqar simulate} over a Landsat scene: NDVI, where its mask is clear.
   */
  static ReferenceStack simulated(Path folder) throws IOException {
    return new ReferenceStack(folder);
  }

  private ReferenceStack(Path folder) throws IOException {
    List<Path> files;
    try (Stream<Path> list = Files.list(folder.resolve("scenes"))) {
      files = list.filter(file -> file.toString().endsWith("_cloudmask.tif")).sorted().toList();
    }
    for (Path mask : files) {
      String name = String.valueOf(mask.getFileName()).replace("_cloudmask.tif", "");
      String day = name.substring(name.length() - 8);
      times.add(SceneTime.of(LocalDate.parse(day, DateTimeFormatter.BASIC_ISO_DATE)));
      double[] cloud = read(mask, 1);
      try (GeoTiff scene = GeoTiff.open(mask.resolveSibling(name + ".tif"))) {
        PixelBlock red = scene.read(scene.grid().window(), RED);
        PixelBlock infrared = scene.read(scene.grid().window(), INFRARED);
        float[] plane = new float[cloud.length];
        for (int i = 0; i < plane.length; i++) {
          double sum = infrared.get(i) + red.get(i);
          boolean clear = cloud[i] == 0 && sum > 0;
          plane[i] = clear ? (float) ((infrared.get(i) - red.get(i)) / sum) : Float.NaN;
        }
        planes.add(plane);
      }
    }
    try (GeoTiff tiff = GeoTiff.open(folder.resolve("truth/event_type.tif"))) {
      grid = tiff.grid();
    }
    kind = whole(read(folder.resolve("truth/event_type.tif"), 1));
    breakDay = whole(read(folder.resolve("truth/event_date.tif"), 1));
    cover = new int[kind.length];
  }

  /** The grid of all pixels. */
  Grid grid() {
    return grid;
  }

  List<SceneTime> times() {
    return times;
  }

  /** A date's values, NaN for no data. */
  float[] plane(int date) {
    return planes.get(date);
  }

  int pixels() {
    return kind.length;
  }

  /** Dates before a day. */
  int datesBefore(int day) {
    int count = 0;
    while (count < times.size() && times.get(count).day() < day) {
      count++;
    }
    return count;
  }

  /** 0 for a pixel that never breaks, 1 clear-cut, 2 fire, 3 gradual decline, 4 conversion. */
  int kind(int pixel) {
    return kind[pixel];
  }

  /** Days since 1970-01-01. */
  int breakDay(int pixel) {
    return breakDay[pixel];
  }

  /** Class of the cover, 0 to 5. */
  int cover(int pixel) {
    return cover[pixel];
  }
}
