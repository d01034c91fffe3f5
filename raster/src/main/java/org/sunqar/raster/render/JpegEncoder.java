// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.render;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Pictures as baseline JPEG, which has no transparency: transparent pixels come out black. */
public final class JpegEncoder {

  private JpegEncoder() {}

  /**
   * The bytes of a JPEG file.
   *
   * @param quality 1 (smallest) to 100 (best)
   */
  public static byte[] encode(Picture picture, int quality) {
    if (quality < 1 || quality > 100) {
      throw new IllegalArgumentException("JPEG quality " + quality + " must be 1 to 100");
    }
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    try (ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
      try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
        writer.setOutput(out);
        ImageWriteParam parameters = writer.getDefaultWriteParam();
        parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        parameters.setCompressionQuality(quality / 100f);
        writer.write(null, new IIOImage(image(picture), null, null), parameters);
      }
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException("a JPEG could not be written to memory", e);
    } finally {
      writer.dispose();
    }
  }

  private static BufferedImage image(Picture picture) {
    boolean gray =
        picture.layout() == Picture.Layout.GRAY || picture.layout() == Picture.Layout.GRAY_ALPHA;
    BufferedImage image =
        new BufferedImage(
            picture.width(),
            picture.height(),
            gray ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_3BYTE_BGR);
    byte[] out = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
    int i = 0;
    for (int row = 0; row < picture.height(); row++) {
      for (int col = 0; col < picture.width(); col++) {
        int argb = picture.argb(col, row);
        int shown = argb >>> 24 == 0 ? 0 : argb;
        out[i++] = (byte) shown;
        if (!gray) {
          out[i++] = (byte) (shown >> 8);
          out[i++] = (byte) (shown >> 16);
        }
      }
    }
    return image;
  }
}
