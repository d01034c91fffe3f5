// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.webp;

import com.luciad.imageio.webp.CompressionType;
import com.luciad.imageio.webp.WebPImageReaderSpi;
import com.luciad.imageio.webp.WebPImageWriterSpi;
import com.luciad.imageio.webp.WebPReader;
import com.luciad.imageio.webp.WebPWrapper;
import com.luciad.imageio.webp.WebPWriteParam;
import com.luciad.imageio.webp.WebPWriter;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Locale;
import java.util.function.IntFunction;
import javax.imageio.IIOImage;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.sunqar.raster.RasterException;

/**
 * WebP by libwebp, which the jar of webp-imageio carries for Linux, macOS and Windows. Where it
 * does not load, WebP is refused and everything else works.
 */
public final class Webp {

  /** System property; {@code false} keeps the native library from being loaded. */
  public static final String NATIVE_PROPERTY = "sunqar.native.webp";

  /** Largest width and height of the format. */
  public static final int MAX_SIZE = 16383;

  /** Whether WebP can be read and written on this machine. */
  public static boolean isAvailable() {
    return NativeWebp.AVAILABLE;
  }

  /**
   * Decodes an image of known size to pixel-interleaved bytes.
   *
   * @param in the stream, in its first {@code inLength} bytes
   * @param width of the image
   * @param rows that are wanted; the stream may have more
   * @param samples 3 (red, green, blue) or 4 (and alpha)
   * @param memory an array of at least so many bytes for the pixels; asked for when the header of
   *     the stream agrees with the size
   * @throws IOException saying what is wrong with the stream, or that there is no library
   */
  public static void decode(
      byte[] in, int inLength, int width, int rows, int samples, IntFunction<byte[]> memory)
      throws IOException {
    if (!isAvailable()) {
      throw new IOException("WebP needs a native library that is not there for this machine");
    }
    checkSize(in, inLength, width, rows);
    int[] pixels;
    try (ImageInputStream input =
        new MemoryCacheImageInputStream(new ByteArrayInputStream(in, 0, inLength))) {
      WebPReader reader = new WebPReader(new WebPImageReaderSpi());
      reader.setInput(input, true, true);
      BufferedImage image = reader.read(0, null);
      if (image.getWidth() != width
          || image.getHeight() < rows
          || !(image.getRaster().getDataBuffer() instanceof DataBufferInt buffer)) {
        throw new IOException("of another layout than their header says");
      }
      pixels = buffer.getData();
      boolean opaque = !image.getColorModel().hasAlpha();
      unpack(pixels, width * rows, samples, opaque, memory.apply(width * rows * samples));
    } catch (IOException | RuntimeException e) { // the library reports damage as several of these
      throw new IOException("its WebP data are damaged (" + e.getMessage() + ")", e);
    }
  }

  private static void unpack(int[] pixels, int count, int samples, boolean opaque, byte[] out) {
    int to = 0;
    for (int i = 0; i < count; i++) {
      int pixel = pixels[i];
      out[to] = (byte) (pixel >> 16);
      out[to + 1] = (byte) (pixel >> 8);
      out[to + 2] = (byte) pixel;
      if (samples == 4) {
        out[to + 3] = (byte) (opaque ? 255 : pixel >>> 24);
      }
      to += samples;
    }
  }

  /** Refuses a stream whose first header is of another size before anything is allocated. */
  private static void checkSize(byte[] in, int length, int width, int rows) throws IOException {
    if (length < 30 || !isText(in, 0, "RIFF") || !isText(in, 8, "WEBP")) {
      throw new IOException("its WebP data do not start as such");
    }
    int columns;
    int height;
    if (isText(in, 12, "VP8 ")) {
      columns = int16(in, 26) & 0x3fff;
      height = int16(in, 28) & 0x3fff;
    } else if (isText(in, 12, "VP8L")) {
      int bits = int16(in, 21) | int16(in, 23) << 16;
      columns = (bits & 0x3fff) + 1;
      height = (bits >> 14 & 0x3fff) + 1;
    } else if (isText(in, 12, "VP8X")) {
      columns = (int16(in, 24) | (in[26] & 0xff) << 16) + 1;
      height = (int16(in, 27) | (in[29] & 0xff) << 16) + 1;
    } else {
      throw new IOException("its WebP data are of an unknown kind");
    }
    // the last strip of an image may be stored whole
    if (columns != width || height < rows || height > MAX_SIZE) {
      throw new IOException(
          "its WebP data are of %d x %d pixels, not %d x %d"
              .formatted(columns, height, width, rows));
    }
  }

  private static boolean isText(byte[] in, int at, String text) {
    for (int i = 0; i < text.length(); i++) {
      if (in[at + i] != text.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private static int int16(byte[] in, int at) {
    return (in[at] & 0xff) | (in[at + 1] & 0xff) << 8;
  }

  /**
   * The stream of an image.
   *
   * @param raw pixel-interleaved bytes
   * @param width columns, at most {@value #MAX_SIZE}
   * @param height rows, at most {@value #MAX_SIZE}
   * @param samples 3 (red, green, blue) or 4 (and alpha)
   * @param lossless every byte comes back, also colours of transparent pixels
   * @param quality 1 to 100; of a lossless stream the effort
   * @throws RasterException with key UNSUPPORTED unless {@link #isAvailable}
   */
  public static byte[] encode(
      byte[] raw, int width, int height, int samples, boolean lossless, int quality) {
    if (!isAvailable()) {
      throw new RasterException(
          RasterException.Key.UNSUPPORTED,
          "WebP needs a native library that is not there for this machine");
    }
    if (samples < 3 || samples > 4 || width > MAX_SIZE || height > MAX_SIZE) {
      throw new IllegalArgumentException(
          "WebP of %d x %d pixels of %d samples".formatted(width, height, samples));
    }
    BufferedImage image =
        new BufferedImage(
            width, height, samples == 4 ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB);
    pack(raw, samples, ((DataBufferInt) image.getRaster().getDataBuffer()).getData());
    WebPWriteParam parameters = new WebPWriteParam(Locale.ROOT);
    parameters.setCompressionType(lossless ? CompressionType.Lossless : CompressionType.Lossy);
    parameters.setCompressionQuality(quality / 100f);
    parameters.setExact(lossless);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(raw.length / 4);
    WebPWriter writer = new WebPWriter(new WebPImageWriterSpi());
    try (ImageOutputStream output = new MemoryCacheImageOutputStream(bytes)) {
      writer.setOutput(output);
      writer.write(null, new IIOImage(image, null, null), parameters);
    } catch (IOException e) {
      throw new IllegalStateException("libwebp failed in memory: " + e.getMessage(), e);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  private static void pack(byte[] raw, int samples, int[] pixels) {
    int from = 0;
    for (int i = 0; i < pixels.length; i++) {
      int alpha = samples == 4 ? raw[from + 3] & 0xff : 255;
      pixels[i] =
          alpha << 24
              | (raw[from] & 0xff) << 16
              | (raw[from + 1] & 0xff) << 8
              | (raw[from + 2] & 0xff);
      from += samples;
    }
  }

  /** Loads the native library once. */
  private static final class NativeWebp {

    static final boolean AVAILABLE = load();

    private static boolean load() {
      if (!Boolean.parseBoolean(System.getProperty(NATIVE_PROPERTY, "true"))) {
        return false;
      }
      try {
        WebPWrapper.loadNativeLibrary();
        return true;
      } catch (RuntimeException | LinkageError e) {
        return false; // no library for this machine
      }
    }
  }

  private Webp() {}
}
