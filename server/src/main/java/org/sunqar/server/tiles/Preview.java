// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.tiles;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.sunqar.raster.geo.Grid;
import org.sunqar.raster.pixel.BandInfo;
import org.sunqar.raster.pixel.PixelBlock;
import org.sunqar.raster.pixel.PixelType;
import org.sunqar.raster.pixel.Pixels;
import org.sunqar.raster.pixel.Raster;
import org.sunqar.raster.pixel.Resampling;
import org.sunqar.raster.warp.PixelMapping;
import org.sunqar.raster.warp.WarpOptions;
import org.sunqar.raster.warp.WarpedRaster;

/**
 * One band of a scene, so small that it stays in memory: a map that is zoomed out shows hundreds of
 * scenes, each a few pixels wide, for which no file need be read a second time.
 *
 * @param values row by row as they are stored; NaN where there is none
 * @param mean whether the mean of several values is a value, which it is not of classes
 */
@SuppressWarnings("ArrayRecordComponent") // read only, compared nowhere
record Preview(Grid grid, BandInfo band, float[] values, boolean mean) {

  /** A scene that is larger in a picture (pixels) is read from its file. */
  static final int REACH = 32;

  /** Pixels of a preview on its longer side; so many that it is not coarser than the picture. */
  private static final int SIZE = 2 * REACH;

  /**
   * Reads a band.
   *
   * @param number of the band, from 1
   * @return empty where the image does not say itself where its pixels lie
   */
  static Optional<Preview> of(Raster raster, int number, boolean mean) {
    Grid whole = raster.grid();
    if (whole.crs().wkt().isEmpty()) {
      return Optional.empty();
    }
    int factor = 1;
    while (Math.max(whole.width(), whole.height()) > (long) SIZE * factor) {
      factor *= 2;
    }
    Grid grid = whole.coarsened(factor);
    WarpOptions options =
        WarpOptions.of(mean ? Resampling.AVERAGE : Resampling.NEAREST).withBands(List.of(number));
    @SuppressWarnings("resource") // closing the warped image would close the pooled one
    Pixels pixels = WarpedRaster.of(raster, grid, options).pixels(grid.window());
    PixelBlock block = pixels.values().getFirst();
    float[] values = new float[block.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = pixels.isValid(0, i) ? (float) block.get(i) : Float.NaN;
    }
    BandInfo band = pixels.bands().getFirst();
    return Optional.of(new Preview(grid, band, values, mean));
  }

  /** The centres of the pixels of a picture as columns and rows here, pair by pair. */
  double[] places(Grid target) {
    int width = target.width();
    double[] places = new double[2 * width * target.height()];
    for (int i = 0; i < places.length / 2; i++) {
      int row = i / width;
      places[2 * i] = i - row * width + 0.5;
      places[2 * i + 1] = row + 0.5;
    }
    PixelMapping.between(target, grid).toSource(places, places.length / 2);
    return places;
  }

  /** What the band is in a picture. */
  BandInfo shown() {
    return band.withType(PixelType.FLOAT32, OptionalDouble.empty());
  }

  /**
   * The band in a picture: the mean of what lies below a pixel, where a mean means something.
   *
   * @param places as {@link #places} gives them
   * @return NaN where there is nothing
   */
  PixelBlock.Floats on(Grid target, double[] places) {
    PixelBlock.Floats block =
        (PixelBlock.Floats) PixelBlock.of(PixelType.FLOAT32, target.width(), target.height());
    int cols = mean ? reach(places, 0, 2, target.width()) : 0;
    int rows = mean ? reach(places, 1, 2 * target.width(), target.height()) : 0;
    for (int i = 0; i < block.values().length; i++) {
      block.values()[i] = around(places[2 * i], places[2 * i + 1], cols, rows);
    }
    return block;
  }

  /** How far a pixel of the picture reaches to each side of its centre (pixels of this). */
  private static int reach(double[] places, int from, int step, int count) {
    if (count < 2) {
      return 0;
    }
    double size = Math.abs(places[from + step * (count - 1)] - places[from]) / (count - 1);
    return size < SIZE ? (int) Math.max(0, Math.rint((size - 1) / 2)) : 0;
  }

  private float around(double x, double y, int cols, int rows) {
    int col = (int) Math.floor(x);
    int row = (int) Math.floor(y);
    if (!(x >= 0 && y >= 0 && col < grid.width() && row < grid.height())
        || Float.isNaN(values[row * grid.width() + col])) {
      return Float.NaN;
    }
    double sum = 0;
    int count = 0;
    for (int r = Math.max(0, row - rows); r <= Math.min(grid.height() - 1, row + rows); r++) {
      for (int c = Math.max(0, col - cols); c <= Math.min(grid.width() - 1, col + cols); c++) {
        float value = values[r * grid.width() + c];
        if (!Float.isNaN(value)) {
          sum += value;
          count++;
        }
      }
    }
    return (float) (sum / count);
  }

  /** 255 where there is a value, 0 elsewhere. */
  static PixelBlock.Bytes valid(PixelBlock.Floats block) {
    PixelBlock.Bytes mask =
        (PixelBlock.Bytes) PixelBlock.of(PixelType.UINT8, block.width(), block.height());
    for (int i = 0; i < block.size(); i++) {
      mask.values()[i] = (byte) (Float.isNaN(block.values()[i]) ? 0 : 255);
    }
    return mask;
  }
}
