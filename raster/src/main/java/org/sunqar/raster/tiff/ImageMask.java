// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.tiff;

import java.util.List;
import org.sunqar.raster.RasterException;
import org.sunqar.raster.geo.Window;
import org.sunqar.raster.pixel.PixelBlock;
import org.sunqar.raster.pixel.PixelType;

/**
 * A transparency mask: an image of one band of 1 or 8 bits that says where another has pixels. It
 * may be larger than the other, an overview without a mask of its own; then the mask's pixel at the
 * centre of each of the overview's counts.
 */
final class ImageMask {

  /** Pixels of a larger mask that are read at a time for an overview. */
  private static final int MAX_PIXELS = 1 << 24;

  private final ImageLayout layout;
  private final BlockReader reader;
  private final int width;
  private final int height;

  private ImageMask(ImageLayout layout, BlockReader reader, int width, int height) {
    this.layout = layout;
    this.reader = reader;
    this.width = width;
    this.height = height;
  }

  /**
   * @throws RasterException when it is of another kind: pixels must not count as valid unseen
   */
  static ImageMask of(TiffDirectory directory) {
    ImageLayout layout = ImageLayout.of(directory);
    if (layout.type() != PixelType.UINT8) {
      throw directory.failure(
          RasterException.Key.UNSUPPORTED, "has a mask of type " + layout.type().stacName());
    }
    BlockReader reader = new BlockReader(directory, layout, 0);
    return new ImageMask(layout, reader, layout.width(), layout.height());
  }

  boolean isOfSize(int wantedWidth, int wantedHeight) {
    return width == wantedWidth && height == wantedHeight;
  }

  /** This mask for an overview of the image. */
  ImageMask thinned(int coarseWidth, int coarseHeight) {
    return new ImageMask(layout, reader, coarseWidth, coarseHeight);
  }

  PixelBlock.Bytes read(Window window) {
    return isOfSize(layout.width(), layout.height()) ? stored(window) : thinned(window);
  }

  private PixelBlock.Bytes stored(Window window) {
    PixelBlock.Bytes mask = block(window.width(), window.height());
    reader.read(window, new int[] {1}, List.of(mask));
    if (layout.format().bits() < 8) {
      byte[] values = mask.values();
      for (int i = 0; i < values.length; i++) {
        values[i] = (byte) (values[i] == 0 ? 0 : 255);
      }
    }
    return mask;
  }

  /** Reads some rows of the stored mask at a time, so that memory stays bounded. */
  private PixelBlock.Bytes thinned(Window window) {
    PixelBlock.Bytes mask = block(window.width(), window.height());
    int left = storedCol(window.col());
    int storedWidth = storedCol(window.endCol() - 1) - left + 1;
    if (storedWidth > MAX_PIXELS) {
      throw new RasterException(
          RasterException.Key.TOO_LARGE,
          "a mask of " + storedWidth + " columns stands for that of an overview");
    }
    int most = MAX_PIXELS / storedWidth;
    int row = window.row();
    while (row < window.endRow()) {
      int top = storedRow(row);
      int end = row + 1;
      while (end < window.endRow() && storedRow(end) - top < most) {
        end++;
      }
      PixelBlock.Bytes rows =
          stored(new Window(left, top, storedWidth, storedRow(end - 1) - top + 1));
      for (; row < end; row++) {
        int from = (storedRow(row) - top) * storedWidth - left;
        int to = (row - window.row()) * window.width();
        for (int col = window.col(); col < window.endCol(); col++) {
          mask.values()[to++] = rows.values()[from + storedCol(col)];
        }
      }
    }
    return mask;
  }

  private int storedCol(int col) {
    return (int) ((2L * col + 1) * layout.width() / (2L * width));
  }

  private int storedRow(int row) {
    return (int) ((2L * row + 1) * layout.height() / (2L * height));
  }

  private static PixelBlock.Bytes block(int width, int height) {
    return (PixelBlock.Bytes) PixelBlock.of(PixelType.UINT8, width, height);
  }

  /** Alpha as a mask: of 16 bits, 65535 is opaque, and only 0 is transparent altogether. */
  static PixelBlock.Bytes ofAlpha(PixelBlock alpha) {
    if (alpha instanceof PixelBlock.Bytes bytes) {
      return bytes;
    }
    PixelBlock.Bytes mask = block(alpha.width(), alpha.height());
    for (int i = 0; i < mask.size(); i++) {
      int value = (int) alpha.get(i);
      mask.values()[i] = (byte) (value == 0 ? 0 : Math.max(1, value * 255L / 65535));
    }
    return mask;
  }
}
