// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app.raster;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.sunqar.analysis.cube.SpectralIndex;
import org.sunqar.app.console.CommandException;
import org.sunqar.app.console.Console;
import org.sunqar.raster.geo.Grid;
import org.sunqar.raster.pixel.Pixels;
import org.sunqar.raster.pixel.Raster;
import org.sunqar.raster.pixel.Resampling;
import org.sunqar.raster.render.ColorMap;
import org.sunqar.raster.render.Renderer;
import org.sunqar.raster.render.Stretch;
import org.sunqar.raster.render.Style;
import org.sunqar.raster.stats.BandStatistics;
import org.sunqar.raster.stats.Statistics;
import org.sunqar.raster.stats.StatisticsOptions;
import org.sunqar.raster.view.RasterView;
import org.sunqar.raster.warp.WarpOptions;
import org.sunqar.raster.warp.WarpedRaster;

/**
 * A small picture of a raster of known bands, without questions: true colour where there are the
 * bands, else near infrared, red and green, else the first band, an index through a colour map. The
 * stretch is from percentile 2 to 98 of what is shown.
 */
public final class Quicklook {

  /** The longer side of the picture (pixels). */
  private static final int SIZE = 1024;

  private static final int QUALITY = 90;

  private static final List<List<String>> COLOURS =
      List.of(List.of("red", "green", "blue"), List.of("nir", "red", "green"));

  private Quicklook() {}

  /** Refuses a file whose name is not that of a picture. */
  public static void check(Path picture) {
    if (PictureFormat.of(picture).isEmpty()) {
      throw CommandException.usage(picture + " ends in none of .png, .jpg, .webp");
    }
  }

  /** Refuses a file that is in the way, and one in a folder that does not exist. */
  public static void checkTarget(Path target, boolean overwrite) {
    WriteOptions.checkTarget(target, overwrite);
  }

  /**
   * Draws a raster.
   *
   * @param bands what it is of; its own bands may be more, and named {@code red_p50} after them
   */
  public static void write(Console console, Path file, Path picture, List<String> bands)
      throws IOException {
    PictureFormat format = PictureFormat.of(picture).orElse(PictureFormat.PNG);
    try (Raster raster = Inputs.open(file.toString())) {
      Grid small = small(raster.grid());
      Raster shown = RasterView.ofBands(raster, shown(raster));
      if (!small.equals(raster.grid())) {
        shown = WarpedRaster.of(shown, small, WarpOptions.of(Resampling.AVERAGE));
      }
      Pixels pixels = shown.pixels(small.window());
      List<BandStatistics> statistics = Statistics.of(pixels, StatisticsOptions.defaults());
      List<Stretch> stretches =
          statistics.stream().map(band -> Stretch.percentiles(band, 2, 98)).toList();
      Style style =
          stretches.size() == 1 && isIndex(bands.getFirst())
              ? new Style.Mapped(stretches.getFirst(), ColorMap.find("rdylgn").orElseThrow())
              : new Style.Composite(stretches);
      PictureOutput.write(console, Renderer.draw(pixels, style), picture, format, QUALITY);
    }
  }

  private static int[] shown(Raster raster) {
    for (List<String> colours : COLOURS) {
      int[] found = colours.stream().mapToInt(name -> find(raster, name)).toArray();
      if (found[0] > 0 && found[1] > 0 && found[2] > 0) {
        return found;
      }
    }
    return new int[] {1};
  }

  /** A band of this name, or the middle one of its quantiles; 0 for none. */
  private static int find(Raster raster, String name) {
    int first = 0;
    int count = 0;
    for (int i = 0; i < raster.bands().size(); i++) {
      String band = raster.bands().get(i).name();
      if (band.equals(name)) {
        return i + 1;
      }
      if (band.startsWith(name + "_p")) {
        first = count == 0 ? i + 1 : first;
        count++;
      }
    }
    return first == 0 ? 0 : first + (count - 1) / 2;
  }

  private static boolean isIndex(String band) {
    Optional<SpectralIndex> index = SpectralIndex.of(band.toLowerCase(Locale.ROOT));
    return index.isPresent();
  }

  private static Grid small(Grid grid) {
    double shrink = Math.max(1, Math.max(grid.width(), grid.height()) / (double) SIZE);
    return shrink == 1
        ? grid
        : grid.resized(
            (int) Math.max(1, Math.round(grid.width() / shrink)),
            (int) Math.max(1, Math.round(grid.height() / shrink)));
  }
}
