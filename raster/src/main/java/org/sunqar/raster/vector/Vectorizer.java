// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.vector;

import java.util.Arrays;
import java.util.function.Consumer;
import org.sunqar.raster.geo.Window;
import org.sunqar.raster.pixel.Pixels;
import org.sunqar.raster.pixel.Raster;
import org.sunqar.raster.pixel.SampleValues;

/**
 * Finds the regions of pixels of one value and their outlines, as gdal_polygonize does. Pixels
 * without a value belong to none.
 *
 * <p>The raster is read once, strip by strip. A region is handed out as soon as no row can add to
 * it, so that memory holds the outlines of the regions that the current row touches and not the
 * image. Regions come in the order in which they end, the same in every run.
 */
public final class Vectorizer {

  /** Which neighbours a pixel is connected with. */
  public enum Connectivity {
    /** Those that share an edge. */
    FOUR,
    /** Those that share an edge or a corner. */
    EIGHT
  }

  /** Pixels of a strip, about. */
  private static final int STRIP = 1 << 22;

  private final Raster raster;
  private final int band;
  private final RegionScan scan;

  private Vectorizer(Raster raster, int band, RegionScan scan) {
    this.raster = raster;
    this.band = band;
    this.scan = scan;
  }

  /**
   * Hands out all regions of a band.
   *
   * @param band from 1
   */
  public static void run(
      Raster raster, int band, Connectivity connectivity, Consumer<Region> sink) {
    RegionScan scan = new RegionScan(raster.grid(), connectivity, sink);
    new Vectorizer(raster, band, scan).run();
  }

  private void run() {
    int width = raster.grid().width();
    int height = raster.grid().height();
    int blocks = Math.max(1, STRIP / Math.max(1, width) / raster.blockHeight());
    int rows = Math.max(1, Math.min(Math.max(1, STRIP * 4 / width), blocks * raster.blockHeight()));
    double[] values = new double[width];
    for (int top = 0; top < height; top += rows) {
      Window window = new Window(0, top, width, Math.min(rows, height - top));
      Pixels pixels = raster.pixels(window, band);
      byte[] mask = pixels.masks().getFirst().values();
      for (int row = 0; row < window.height(); row++) {
        SampleValues.load(pixels.values().getFirst(), row * width, width, values);
        scan.row(values, Arrays.copyOfRange(mask, row * width, (row + 1) * width));
      }
    }
    scan.finish();
  }
}
