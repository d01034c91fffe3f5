// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.render;

import org.sunqar.raster.RasterException;
import org.sunqar.raster.webp.Webp;

/**
 * Pictures as WebP, with transparency: smaller than PNG without losses, and smaller than JPEG with
 * them. Needs the native library of {@link Webp}; ask {@link Webp#isAvailable} where there is a
 * choice.
 */
public final class WebpEncoder {

  /** How hard to try without losses: what the library's authors take by default. */
  private static final int EFFORT = 75;

  private WebpEncoder() {}

  /**
   * The bytes of a WebP file with losses, which transparency has none of.
   *
   * @param quality 1 (smallest) to 100 (best)
   * @throws RasterException with key UNSUPPORTED where there is no native library, TOO_LARGE for
   *     more than {@value Webp#MAX_SIZE} pixels on a side
   */
  public static byte[] encode(Picture picture, int quality) {
    if (quality < 1 || quality > 100) {
      throw new IllegalArgumentException("WebP quality " + quality + " must be 1 to 100");
    }
    return encode(picture, false, quality);
  }

  /**
   * The bytes of a WebP file that holds every colour as it is, also those of transparent pixels.
   *
   * @throws RasterException with key UNSUPPORTED where there is no native library, TOO_LARGE for
   *     more than {@value Webp#MAX_SIZE} pixels on a side
   */
  public static byte[] encodeLossless(Picture picture) {
    return encode(picture, true, EFFORT);
  }

  private static byte[] encode(Picture picture, boolean lossless, int quality) {
    if (picture.width() > Webp.MAX_SIZE || picture.height() > Webp.MAX_SIZE) {
      throw new RasterException(
          RasterException.Key.TOO_LARGE,
          "a WebP picture of %d x %d pixels; it has at most %d on a side"
              .formatted(picture.width(), picture.height(), Webp.MAX_SIZE));
    }
    int samples = picture.isOpaque() ? 3 : 4;
    return Webp.encode(
        colors(picture, samples), picture.width(), picture.height(), samples, lossless, quality);
  }

  /** Red, green, blue and perhaps alpha of each pixel. */
  private static byte[] colors(Picture picture, int samples) {
    byte[] colors = new byte[Math.multiplyExact(picture.width() * picture.height(), samples)];
    int to = 0;
    for (int row = 0; row < picture.height(); row++) {
      for (int col = 0; col < picture.width(); col++) {
        int argb = picture.argb(col, row);
        colors[to] = (byte) (argb >> 16);
        colors[to + 1] = (byte) (argb >> 8);
        colors[to + 2] = (byte) argb;
        if (samples == 4) {
          colors[to + 3] = (byte) (argb >>> 24);
        }
        to += samples;
      }
    }
    return colors;
  }
}
