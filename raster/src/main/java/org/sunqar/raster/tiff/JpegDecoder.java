// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.tiff;

import java.awt.image.DataBufferByte;
import java.awt.image.PixelInterleavedSampleModel;
import java.awt.image.Raster;
import java.io.IOException;
import java.util.Iterator;
import javax.imageio.ImageReader;
import javax.imageio.event.IIOReadWarningListener;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;
import org.jspecify.annotations.Nullable;

/**
 * JPEG in TIFF as Adobe's TIFF Technical Note 2 defines it (compression 7): 8 bits, baseline,
 * extended or progressive, Huffman-coded, 1 to 4 components with any subsampling.
 *
 * <p>The JDK's reader (libjpeg) decodes a stream that {@link JpegStream} puts together and whose
 * size it has checked. Colours are left as they are stored there and converted here, because only
 * the TIFF tag says what they are. Not safe for use by several threads.
 */
final class JpegDecoder implements AutoCloseable {

  /** libjpeg's complaint about padding that some encoders write; it skips it. */
  private static final String PADDING = "extraneous bytes";

  private final ImageReader reader;
  private @Nullable String warning;

  JpegDecoder() {
    try {
      reader = provider().createReaderInstance();
    } catch (IOException e) {
      throw new IllegalStateException("the JDK's JPEG reader cannot be made", e);
    }
    IIOReadWarningListener listener =
        (source, message) -> {
          if (warning == null && !message.contains(PADDING)) {
            warning = message;
          }
        };
    reader.addIIOReadWarningListener(listener);
  }

  /** The JDK's own reader, whatever others the class path has. */
  private static ImageReaderSpi provider() {
    Iterator<ImageReaderSpi> providers =
        IIORegistry.getDefaultInstance().getServiceProviders(ImageReaderSpi.class, true);
    while (providers.hasNext()) {
      ImageReaderSpi provider = providers.next();
      if (provider.getClass().getName().equals("com.sun.imageio.plugins.jpeg.JPEGImageReaderSpi")) {
        return provider;
      }
    }
    throw new IllegalStateException("this JDK has no JPEG reader (module java.desktop)");
  }

  /**
   * Decodes a block to pixel-interleaved bytes.
   *
   * @param rows of {@code format.width()} pixels that are wanted; the stream may have more
   */
  void decode(byte[] in, int inLength, BlockFormat format, int rows, Workspace workspace)
      throws BlockException {
    int width = format.width();
    int samples = format.samples();
    JpegStream stream = JpegStream.of(in, inLength, format.jpegTables(), width, rows, samples);
    Raster raster = read(stream);
    if (!(raster.getSampleModel() instanceof PixelInterleavedSampleModel model)
        || !(raster.getDataBuffer() instanceof DataBufferByte buffer)
        || model.getPixelStride() != samples
        || raster.getWidth() != width
        || raster.getHeight() < rows
        || model.getScanlineStride() != width * samples) {
      throw new BlockException("its JPEG data are of another layout than its header says");
    }
    byte[] decoded = buffer.getData();
    byte[] out = workspace.raw(width * rows * samples);
    if (format.yCbCr() && samples == 3) {
      YCbCr.toRgb(decoded, out, width * rows);
    } else {
      System.arraycopy(decoded, 0, out, 0, width * rows * samples);
    }
  }

  private Raster read(JpegStream stream) throws BlockException {
    warning = null;
    Raster raster;
    try {
      reader.setInput(stream.input(), true, true);
      raster = reader.readRaster(0, null);
    } catch (IOException | RuntimeException e) { // the JDK reports damage as several kinds of these
      throw new BlockException("its JPEG data are damaged (" + e.getMessage() + ")");
    } finally {
      reader.setInput(null);
    }
    String seen = warning;
    if (seen != null) {
      throw new BlockException("its JPEG data are damaged (" + seen + ")");
    }
    return raster;
  }

  @Override
  public void close() {
    reader.dispose();
  }
}
