// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.tiff;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Iterator;
import javax.imageio.IIOImage;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageWriterSpi;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * Baseline JPEG of 8 bits by the JDK's writer, each stream with its own tables.
 *
 * <p>One sample becomes a grey stream (photometric interpretation 1), three samples of red, green
 * and blue a YCbCr stream with halved chroma in both directions: in a TIFF these need photometric
 * interpretation 6 (YCbCr), YCbCrSubSampling 2, 2 and block sizes that are multiples of 16. Not
 * safe for use by several threads.
 */
final class JpegEncoder implements AutoCloseable {

  private static final ColorModel GRAY = colorModel(ColorSpace.CS_GRAY);
  private static final ColorModel RGB = colorModel(ColorSpace.CS_sRGB);

  private final ImageWriter writer;
  private final ImageWriteParam parameters;

  /**
   * @param quality 1 to 100, as libjpeg counts
   */
  JpegEncoder(int quality) {
    if (quality < 1 || quality > 100) {
      throw new IllegalArgumentException("JPEG quality " + quality + " is not from 1 to 100");
    }
    try {
      writer = provider().createWriterInstance();
    } catch (IOException e) {
      throw new IllegalStateException("the JDK's JPEG writer cannot be made", e);
    }
    parameters = writer.getDefaultWriteParam();
    parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
    parameters.setCompressionQuality(quality / 100f);
  }

  private static ColorModel colorModel(int space) {
    return new ComponentColorModel(
        ColorSpace.getInstance(space), false, false, ColorModel.OPAQUE, DataBuffer.TYPE_BYTE);
  }

  /** The JDK's own writer, whatever others the class path has. */
  private static ImageWriterSpi provider() {
    Iterator<ImageWriterSpi> providers =
        IIORegistry.getDefaultInstance().getServiceProviders(ImageWriterSpi.class, true);
    while (providers.hasNext()) {
      ImageWriterSpi provider = providers.next();
      if (provider.getClass().getName().equals("com.sun.imageio.plugins.jpeg.JPEGImageWriterSpi")) {
        return provider;
      }
    }
    throw new IllegalStateException("this JDK has no JPEG writer (module java.desktop)");
  }

  /**
   * The stream of an image.
   *
   * @param raw pixel-interleaved bytes
   * @param width columns, at most 65,500
   * @param height rows, at most 65,500
   * @param samples 1 (grey) or 3 (red, green, blue)
   */
  byte[] encode(byte[] raw, int width, int height, int samples) {
    if (samples != 1 && samples != 3) {
      throw new IllegalArgumentException("JPEG of " + samples + " samples per pixel");
    }
    int[] offsets = samples == 1 ? new int[] {0} : new int[] {0, 1, 2};
    WritableRaster raster =
        Raster.createInterleavedRaster(
            new DataBufferByte(raw, width * height * samples),
            width,
            height,
            width * samples,
            samples,
            offsets,
            null);
    BufferedImage image = new BufferedImage(samples == 1 ? GRAY : RGB, raster, false, null);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(raw.length / 4);
    try (ImageOutputStream output = new MemoryCacheImageOutputStream(bytes)) {
      writer.setOutput(output);
      writer.write(null, new IIOImage(image, null, null), parameters);
    } catch (IOException e) {
      throw new IllegalStateException("the JDK's JPEG writer failed in memory", e);
    } finally {
      writer.setOutput(null);
    }
    return bytes.toByteArray();
  }

  @Override
  public void close() {
    writer.dispose();
  }
}
