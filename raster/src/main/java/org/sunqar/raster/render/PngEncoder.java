// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.render;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32;
import org.sunqar.raster.RasterException;
import org.sunqar.raster.pixel.PixelBlock;
import org.sunqar.raster.pixel.PixelType;

/**
 * Pictures as PNG (ISO/IEC 15948): grey, grey with alpha, RGB, RGBA and palette of 8 bits, and grey
 * of 16 bits. Made for pictures that are sent once: each row gets the filter that looks best on a
 * sample of it, and a fast deflate does the rest.
 */
public final class PngEncoder {

  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10};
  private static final int GRAY = 0;
  private static final int RGB = 2;
  private static final int PALETTE = 3;
  private static final int GRAY_ALPHA = 4;
  private static final int RGBA = 6;

  private PngEncoder() {}

  /** The bytes of a PNG file. */
  public static byte[] encode(Picture picture) {
    int bytesPerPixel = picture.layout().samples();
    int colorType =
        switch (picture.layout()) {
          case GRAY -> GRAY;
          case GRAY_ALPHA -> GRAY_ALPHA;
          case RGB -> RGB;
          case RGBA -> RGBA;
          case PALETTE -> PALETTE;
        };
    boolean filtered = picture.layout() != Picture.Layout.PALETTE; // indices are no quantities
    byte[] rows =
        PngFilter.apply(
            picture.samples(),
            picture.width() * bytesPerPixel,
            picture.height(),
            bytesPerPixel,
            filtered);
    return file(picture.width(), picture.height(), 8, colorType, picture.palette(), rows);
  }

  /**
   * The bytes of a 16-bit grey PNG file.
   *
   * @param gray of type {@link PixelType#UINT16}
   */
  public static byte[] encodeGray16(PixelBlock gray) {
    if (gray.type() != PixelType.UINT16) {
      throw new IllegalArgumentException(gray.type() + " as 16-bit grey");
    }
    if ((long) gray.size() > Picture.MAX_PIXELS) {
      throw new RasterException(
          RasterException.Key.TOO_LARGE,
          "a picture of %d x %d pixels".formatted(gray.width(), gray.height()));
    }
    byte[] samples = new byte[gray.size() * 2];
    short[] values = ((PixelBlock.Shorts) gray).values();
    for (int i = 0; i < values.length; i++) {
      samples[2 * i] = (byte) (values[i] >> 8);
      samples[2 * i + 1] = (byte) values[i];
    }
    byte[] rows = PngFilter.apply(samples, gray.width() * 2, gray.height(), 2, true);
    return file(gray.width(), gray.height(), 16, GRAY, List.of(), rows);
  }

  private static byte[] file(
      int width, int height, int bits, int colorType, List<Integer> palette, byte[] rows) {
    ZlibStream packed = ZlibStream.of(rows);
    int colors = palette.size();
    ByteBuffer out =
        ByteBuffer.allocate(
            SIGNATURE.length + 25 + 12 + 3 * colors + 12 + colors + 12 + packed.size() + 12);
    out.put(SIGNATURE);
    ByteBuffer header = ByteBuffer.allocate(13);
    header.putInt(width).putInt(height).put((byte) bits).put((byte) colorType);
    chunk(out, "IHDR", header.array(), 13);
    if (colors > 0) {
      putPalette(out, palette);
    }
    chunk(out, "IDAT", packed.bytes(), packed.size());
    chunk(out, "IEND", new byte[0], 0);
    return java.util.Arrays.copyOf(out.array(), out.position());
  }

  private static void putPalette(ByteBuffer out, List<Integer> palette) {
    byte[] rgb = new byte[3 * palette.size()];
    byte[] alpha = new byte[palette.size()];
    boolean transparent = false;
    for (int i = 0; i < palette.size(); i++) {
      int argb = palette.get(i);
      rgb[3 * i] = (byte) (argb >> 16);
      rgb[3 * i + 1] = (byte) (argb >> 8);
      rgb[3 * i + 2] = (byte) argb;
      alpha[i] = (byte) (argb >> 24);
      transparent |= alpha[i] != -1;
    }
    chunk(out, "PLTE", rgb, rgb.length);
    if (transparent) {
      chunk(out, "tRNS", alpha, alpha.length);
    }
  }

  private static void chunk(ByteBuffer out, String type, byte[] data, int length) {
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    CRC32 crc = new CRC32();
    crc.update(name);
    crc.update(data, 0, length);
    out.putInt(length).put(name).put(data, 0, length).putInt((int) crc.getValue());
  }
}
