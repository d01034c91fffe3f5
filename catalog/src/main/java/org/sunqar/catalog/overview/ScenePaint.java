// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.overview;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.sunqar.catalog.CatalogException;
import org.sunqar.catalog.stac.BandSource;
import org.sunqar.catalog.stac.Item;
import org.sunqar.catalog.stac.MaskSource;
import org.sunqar.raster.RasterException;
import org.sunqar.raster.geo.Grid;
import org.sunqar.raster.geo.Window;
import org.sunqar.raster.pixel.PixelBlock;
import org.sunqar.raster.pixel.Pixels;
import org.sunqar.raster.pixel.Raster;
import org.sunqar.raster.pixel.Resampling;
import org.sunqar.raster.reader.Rasters;
import org.sunqar.raster.render.Stretch;
import org.sunqar.raster.warp.WarpOptions;
import org.sunqar.raster.warp.WarpedRaster;

/**
 * A scene as it is painted into a mosaic. Brightness is that of its default rendering, so that it
 * looks as its thumbnail does.
 *
 * @param rgba red, green, blue and alpha of each pixel; alpha is 0 or 255
 * @param clear whether each pixel is a clear view of the land
 */
@SuppressWarnings("ArrayRecordComponent") // painted at once, compared nowhere
record ScenePaint(byte[] rgba, boolean[] clear) {

  boolean isClear(int pixel) {
    return clear[pixel];
  }

  /** A scene in a window of a grid; empty when it cannot be shown, or not be read just now. */
  static Optional<ScenePaint> of(Item item, Grid grid, Window window) {
    try {
      Optional<SceneStyle> style = SceneStyle.of(item);
      List<Stretch> stretches = style.isEmpty() ? List.of() : stretches(item);
      if (item.grid().isEmpty()
          || style.isEmpty()
          || stretches.size() != style.get().bands().size()) {
        return Optional.empty();
      }
      return Optional.of(
          new ScenePaint(colours(grid, window, style.get(), stretches), clear(item, grid, window)));
    } catch (RasterException | CatalogException e) {
      return Optional.empty(); // the others are shown; catalog check tells what is wrong with it
    }
  }

  private static List<Stretch> stretches(Item item) {
    List<Stretch> stretches = new ArrayList<>();
    JsonNode renders = item.properties().get("renders");
    if (renders != null) {
      for (JsonNode range : renders.path("default").path("rescale")) {
        double low = range.path(0).asDouble(Double.NaN);
        double high = range.path(1).asDouble(Double.NaN);
        if (low < high) {
          stretches.add(Stretch.of(low, high));
        }
      }
    }
    return stretches;
  }

  private static byte[] colours(
      Grid grid, Window window, SceneStyle style, List<Stretch> stretches) {
    int pixels = Math.toIntExact(window.pixels());
    byte[] rgba = new byte[4 * pixels];
    for (int i = 0; i < pixels; i++) {
      rgba[4 * i + 3] = (byte) 255;
    }
    for (int channel = 0; channel < style.bands().size(); channel++) {
      Pixels band = band(grid, window, style.bands().get(channel));
      PixelBlock block = band.values().getFirst();
      Stretch stretch = stretches.get(channel);
      for (int i = 0; i < pixels; i++) {
        if (!band.isValid(0, i)) {
          rgba[4 * i + 3] = 0;
        } else if (style.bands().size() == 3) {
          rgba[4 * i + channel] = (byte) stretch.level(block.get(i));
        } else {
          paint(rgba, 4 * i, style, stretch, block.get(i));
        }
      }
    }
    return rgba;
  }

  private static Pixels band(Grid grid, Window window, List<BandSource> parts) {
    try (Raster raster = BandPixels.open(parts)) {
      return BandPixels.in(window, grid, parts.getFirst(), raster, Resampling.AVERAGE);
    }
  }

  private static void paint(byte[] rgba, int at, SceneStyle style, Stretch stretch, double value) {
    int grey = stretch.level(value);
    int argb =
        style
            .colors()
            .map(colors -> colors.argb(stretch.apply(value)))
            .orElse(grey << 16 | grey << 8 | grey);
    rgba[at] = (byte) (argb >> 16);
    rgba[at + 1] = (byte) (argb >> 8);
    rgba[at + 2] = (byte) argb;
  }

  /** Whether each pixel is a clear view of the land; all are where no mask says otherwise. */
  static boolean[] clear(Item item, Grid grid, Window window) {
    boolean[] clear = new boolean[Math.toIntExact(window.pixels())];
    Optional<MaskSource> mask = item.clearMask();
    if (mask.isEmpty()) {
      Arrays.fill(clear, true);
      return clear;
    }
    try (Raster raster = Rasters.open(mask.get().href())) {
      WarpOptions nearest = WarpOptions.defaults().withBands(List.of(mask.get().band()));
      Pixels pixels = WarpedRaster.of(raster, grid, nearest).pixels(window);
      PixelBlock values = pixels.values().getFirst();
      for (int i = 0; i < clear.length; i++) {
        clear[i] = pixels.isValid(0, i) && mask.get().rule().isClear((int) values.get(i));
      }
    }
    return clear;
  }
}
