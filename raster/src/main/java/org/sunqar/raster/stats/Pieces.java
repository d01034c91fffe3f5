// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.stats;

import org.sunqar.raster.geo.Window;
import org.sunqar.raster.pixel.Raster;

/**
 * A raster cut into windows of whole blocks, row by row.
 *
 * @param width columns of a piece; fewer at the right edge
 * @param height rows of a piece; fewer at the lower edge
 */
record Pieces(int imageWidth, int imageHeight, int width, int height) {

  /** Pixels of a piece, about: enough that reading one is worth it, few enough for the cache. */
  private static final int ENOUGH = 1 << 18;

  /** Pixels of a block above which it is not taken whole. */
  private static final int MOST = 1 << 24;

  static Pieces of(Raster raster) {
    int imageWidth = raster.grid().width();
    int imageHeight = raster.grid().height();
    int width = Math.min(imageWidth, raster.blockWidth());
    int height = Math.min(imageHeight, raster.blockHeight());
    if ((long) width * height > MOST) {
      height = Math.max(1, MOST / width);
    }
    while ((long) width * height * 2 <= ENOUGH && (width < imageWidth || height < imageHeight)) {
      if (height < imageHeight && (height <= width || width >= imageWidth)) {
        height = Math.min(imageHeight, 2 * height);
      } else {
        width = Math.min(imageWidth, 2 * width);
      }
    }
    return new Pieces(imageWidth, imageHeight, width, height);
  }

  int count() {
    return Math.multiplyExact(across(), (imageHeight + height - 1) / height);
  }

  private int across() {
    return (imageWidth + width - 1) / width;
  }

  int mostPixels() {
    return width * height;
  }

  Window window(int piece) {
    int col = piece % across() * width;
    int row = piece / across() * height;
    return new Window(
        col, row, Math.min(width, imageWidth - col), Math.min(height, imageHeight - row));
  }
}
