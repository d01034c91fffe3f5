// SPDX-License-Identifier: Apache-2.0
package org.sunqar.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.sunqar.analysis.detect.online.SceneTime;
import org.sunqar.raster.geo.Grid;
import org.sunqar.raster.pixel.PixelBlock;
import org.sunqar.raster.tiff.GeoTiff;

/**
 * 68 Sentinel-2 dates of 10 m over Slovenia with their cloud masks, and what the land is.
 *
 * <p>There is one band, the index, so which forest lost its canopy is told by snow, and not by any
 * detector: on days with snow on the ground the index is the share of the ground that crowns hide.
 * Taken is the mean difference of a pixel from the median of the forest class on such days, once in
 * January 2016 and once in November and December 2017, and of the change from one to the other the
 * mean of three by three pixels. Where it fell by more than {@value #FALL} trees are gone; they and
 * the pixels next to them, whose crowns were taken too or whose light changed, are the cleared
 * forest. (The median of June to September fell as well, from 2016 to 2017, where trees went before
 * that summer.)
 */
final class SloveniaScenes {

  /** Kinds of land. */
  enum Land {
    STABLE_FOREST("stable forest"),
    CLEARED_FOREST("cleared forest"),
    GRASSLAND("grassland"),
    SHRUBLAND("shrubland"),
    OTHER("other");

    private final String word;

    Land(String word) {
      this.word = word;
    }

    String word() {
      return word;
    }
  }

  /** Fall of the index over snow by which trees are gone. */
  private static final double FALL = 0.1;

  private static final List<String> SNOW_BEFORE = List.of("2016-01-07", "2016-01-17");
  private static final List<String> SNOW_AFTER = List.of("2017-11-27", "2017-12-07");

  private static final int FOREST = 2;
  private static final int NO_DATA = -32768;
  private static final float SCALE = 1e-4f;

  private final Grid grid;
  private final List<SceneTime> times = new ArrayList<>();
  private final List<float[]> planes = new ArrayList<>();
  private final Land[] land;

  SloveniaScenes(Path folder) throws IOException {
    List<String> lines = Files.readAllLines(folder.resolve("dates.csv"));
    try (GeoTiff ndvi = GeoTiff.open(folder.resolve("ndvi_68dates_x10000.tif"));
        GeoTiff cloud = GeoTiff.open(folder.resolve("cloudmask_68dates_1cloud.tif"));
        GeoTiff cover = GeoTiff.open(folder.resolve("lulc.tif"))) {
      grid = ndvi.grid();
      for (int band = 1; band <= ndvi.bandCount(); band++) {
        times.add(SceneTime.of(LocalDate.parse(lines.get(band).split(",")[1].substring(0, 10))));
        PixelBlock values = ndvi.read(grid.window(), band);
        PixelBlock mask = cloud.read(grid.window(), band);
        float[] plane = new float[values.size()];
        for (int i = 0; i < plane.length; i++) {
          boolean clear = mask.get(i) == 0 && values.get(i) != NO_DATA;
          plane[i] = clear ? (float) values.get(i) * SCALE : Float.NaN;
        }
        planes.add(plane);
      }
      land = lands(cover.read(grid.window(), 1));
    }
  }

  private Land[] lands(PixelBlock classes) {
    double[] before = crowns(classes, SNOW_BEFORE);
    double[] after = crowns(classes, SNOW_AFTER);
    boolean[] gone = new boolean[classes.size()];
    for (int i = 0; i < gone.length; i++) {
      double change = around(i).mapToDouble(p -> after[p] - before[p]).average().orElseThrow();
      gone[i] = (int) classes.get(i) == FOREST && change < -FALL;
    }
    Land[] lands = new Land[gone.length];
    for (int i = 0; i < lands.length; i++) {
      lands[i] =
          switch ((int) classes.get(i)) {
            case FOREST ->
                around(i).anyMatch(p -> gone[p]) ? Land.CLEARED_FOREST : Land.STABLE_FOREST;
            case 3 -> Land.GRASSLAND;
            case 4 -> Land.SHRUBLAND;
            default -> Land.OTHER;
          };
    }
    return lands;
  }

  /** Mean difference from the forest's median over some days. */
  private double[] crowns(PixelBlock classes, List<String> days) {
    double[] mean = new double[classes.size()];
    for (String day : days) {
      SceneTime time = SceneTime.of(LocalDate.parse(day));
      float[] plane = planes.get(times.indexOf(time));
      double[] forest =
          IntStream.range(0, plane.length)
              .filter(i -> (int) classes.get(i) == FOREST && !Float.isNaN(plane[i]))
              .mapToDouble(i -> plane[i])
              .sorted()
              .toArray();
      for (int i = 0; i < mean.length; i++) {
        mean[i] += (plane[i] - forest[forest.length / 2]) / days.size();
      }
    }
    return mean;
  }

  /** Three by three pixels, as far as they exist. */
  private IntStream around(int pixel) {
    int col = pixel % grid.width();
    return IntStream.range(0, 9)
        .filter(i -> col + i % 3 > 0 && col + i % 3 <= grid.width())
        .map(i -> pixel + (i / 3 - 1) * grid.width() + i % 3 - 1)
        .filter(p -> p >= 0 && p < grid.width() * grid.height());
  }

  Grid grid() {
    return grid;
  }

  List<SceneTime> times() {
    return times;
  }

  float[] plane(int date) {
    return planes.get(date);
  }

  int pixels() {
    return land.length;
  }

  int datesBefore(int day) {
    int count = 0;
    while (count < times.size() && times.get(count).day() < day) {
      count++;
    }
    return count;
  }

  Land land(int pixel) {
    return land[pixel];
  }
}
