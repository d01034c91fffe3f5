// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.tiff;

import java.util.List;
import org.sunqar.raster.RasterException;
import org.sunqar.raster.geo.Window;
import org.sunqar.raster.pixel.PixelBlock;
import org.sunqar.raster.pixel.PixelType;

/** A transparency mask: an image of one band of 1 or 8 bits that says where another has pixels. */
final class ImageMask {

  private final ImageLayout layout;
  private final BlockReader reader;

  private ImageMask(TiffDirectory directory, ImageLayout layout) {
    this.layout = layout;
    this.reader = new BlockReader(directory, layout, 0);
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
    return new ImageMask(directory, layout);
  }

  boolean isOfSize(int width, int height) {
    return layout.width() == width && layout.height() == height;
  }

  PixelBlock.Bytes read(Window window) {
    PixelBlock.Bytes mask =
        (PixelBlock.Bytes) PixelBlock.of(PixelType.UINT8, window.width(), window.height());
    reader.read(window, new int[] {1}, List.of(mask));
    if (layout.format().bits() < 8) {
      byte[] values = mask.values();
      for (int i = 0; i < values.length; i++) {
        values[i] = (byte) (values[i] == 0 ? 0 : 255);
      }
    }
    return mask;
  }

  /** Alpha as a mask: of 16 bits, 65535 is opaque, and only 0 is transparent altogether. */
  static PixelBlock.Bytes ofAlpha(PixelBlock alpha) {
    if (alpha instanceof PixelBlock.Bytes bytes) {
      return bytes;
    }
    PixelBlock.Bytes mask =
        (PixelBlock.Bytes) PixelBlock.of(PixelType.UINT8, alpha.width(), alpha.height());
    for (int i = 0; i < mask.size(); i++) {
      int value = (int) alpha.get(i);
      mask.values()[i] = (byte) (value == 0 ? 0 : Math.max(1, value * 255L / 65535));
    }
    return mask;
  }
}
