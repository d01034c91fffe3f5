// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.terrain;

import java.util.Arrays;
import org.sunqar.raster.geo.Window;
import org.sunqar.raster.pixel.BandInfo;
import org.sunqar.raster.pixel.PixelBlock;
import org.sunqar.raster.pixel.Pixels;
import org.sunqar.raster.pixel.SampleValues;

/**
 * Rows of heights of a window with one pixel more on each side, NaN where there is none. Three rows
 * that follow each other are kept.
 */
final class HeightRows {

  private final PixelBlock values;
  private final byte[] mask;
  private final BandInfo band;
  private final Window inner;
  private final boolean continued;
  private final double[][] kept = new double[3][];
  private final int[] keptRow = {Integer.MIN_VALUE, Integer.MIN_VALUE, Integer.MIN_VALUE};
  private final double[] samples;

  /**
   * @param pixels of the window and of what there is around it
   * @param inner where in them the window is
   * @param continued whether heights go on beyond the pixels with the slope of the last two
   */
  HeightRows(Pixels pixels, Window inner, boolean continued) {
    this.values = pixels.values().getFirst();
    this.mask = pixels.masks().getFirst().values();
    this.band = pixels.bands().getFirst();
    this.inner = inner;
    this.continued = continued;
    this.samples = new double[inner.width() + 2];
    for (int i = 0; i < kept.length; i++) {
      kept[i] = new double[inner.width() + 2];
    }
  }

  /**
   * A row, until the third one after it is asked for.
   *
   * @param row from -1 to the height of the window
   */
  double[] row(int row) {
    int slot = Math.floorMod(row, 3);
    if (keptRow[slot] != row) {
      fill(row + inner.row(), kept[slot]);
      keptRow[slot] = row;
    }
    return kept[slot];
  }

  private void fill(int row, double[] out) {
    boolean above = row < 0;
    if (!above && row < values.height()) {
      load(row, out);
    } else if (continued && values.height() > 1) {
      double[] next = new double[out.length];
      load(above ? 0 : row - 1, out);
      load(above ? 1 : row - 2, next);
      for (int i = 0; i < out.length; i++) {
        out[i] = 2 * out[i] - next[i];
      }
    } else {
      Arrays.fill(out, Double.NaN);
    }
  }

  private void load(int row, double[] out) {
    int width = values.width();
    int left = inner.col() - 1;
    int from = Math.max(0, left);
    int count = Math.min(width, left + out.length) - from;
    SampleValues.load(values, row * width + from, count, samples);
    Arrays.fill(out, Double.NaN);
    for (int i = 0; i < count; i++) {
      if (mask[row * width + from + i] != 0) {
        out[from - left + i] = samples[i] * band.scale() + band.offset();
      }
    }
    int last = out.length - 1;
    if (continued && left < 0) {
      out[0] = 2 * out[1] - out[2];
    }
    if (continued && left + out.length > width) {
      out[last] = 2 * out[last - 1] - out[last - 2];
    }
  }
}
