// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.tiff;

import org.sunqar.raster.RasterException;
import org.sunqar.raster.pixel.PixelType;

/**
 * What codecs need to know about blocks that a count of bytes does not say.
 *
 * @param compression TIFF compression scheme
 * @param width columns of a block
 * @param samples samples that lie side by side in a block for each pixel
 * @param type of every sample
 * @param yCbCr three samples are YCbCr colours (of JPEG), which are decoded to red, green and blue
 * @param alpha the last sample is transparency that colours are not multiplied with
 * @param jpegTables the stream of tables that all JPEG blocks share; empty without one
 * @param lercCompression what compresses LERC blobs once more: {@link #LERC_PLAIN}, {@link
 *     #LERC_DEFLATE} or {@link #LERC_ZSTD}
 */
@SuppressWarnings("ArrayRecordComponent") // never changed
record BlockFormat(
    int compression,
    int width,
    int samples,
    PixelType type,
    boolean yCbCr,
    boolean alpha,
    byte[] jpegTables,
    int lercCompression) {

  static final int LERC_PLAIN = 0;
  static final int LERC_DEFLATE = 1;
  static final int LERC_ZSTD = 2;

  private static final int YCBCR = 6;
  private static final int UNASSOCIATED_ALPHA = 2;

  private static final byte[] NO_BYTES = {};

  /** Four quantisation and eight Huffman tables of 16 bits take 5 kB. */
  private static final int MAX_JPEG_TABLES = 1 << 16;

  static BlockFormat of(TiffDirectory directory, ImageLayout layout) {
    int compression = layout.compression();
    PixelType type = layout.type();
    boolean picture = compression == Codec.JPEG || compression == Codec.WEBP;
    if ((picture || compression == Codec.LERC) && !layout.format().isPlain()) {
      throw unsupported(directory, compression, layout.format().bits() + "-bit samples");
    }
    if (picture && type != PixelType.UINT8) {
      throw unsupported(directory, compression, "samples of type " + type.stacName());
    }
    if (compression == Codec.JPEG && layout.blockSamples() > 4) {
      throw unsupported(directory, compression, layout.blockSamples() + " samples in a block");
    }
    if (compression == Codec.WEBP && (layout.blockSamples() < 3 || layout.blockSamples() > 4)) {
      throw unsupported(directory, compression, layout.blockSamples() + " samples in a block");
    }
    if (compression == Codec.LERC && type.bytes() == 8 && !type.isFloat()) {
      throw unsupported(directory, compression, "samples of type " + type.stacName());
    }
    return new BlockFormat(
        compression,
        layout.blockWidth(),
        layout.blockSamples(),
        type,
        compression == Codec.JPEG && directory.integer(TiffTag.PHOTOMETRIC, 1) == YCBCR,
        hasAlpha(directory),
        compression == Codec.JPEG
            ? directory.bytes(TiffTag.JPEG_TABLES, MAX_JPEG_TABLES)
            : NO_BYTES,
        compression == Codec.LERC ? lercCompression(directory) : LERC_PLAIN);
  }

  /** The format of blocks as the encoders of this package make them, without shared tables. */
  static BlockFormat ofWritten(ImageLayout layout, int lercCompression) {
    return new BlockFormat(
        layout.compression(),
        layout.blockWidth(),
        layout.blockSamples(),
        layout.type(),
        layout.compression() == Codec.JPEG && layout.blockSamples() == 3,
        false,
        NO_BYTES,
        lercCompression);
  }

  private static boolean hasAlpha(TiffDirectory directory) {
    long[] extra = directory.integers(TiffTag.EXTRA_SAMPLES, 65535);
    return extra.length > 0 && extra[extra.length - 1] == UNASSOCIATED_ALPHA;
  }

  /** The second number of the tag; the first is the version of LERC, which each blob repeats. */
  private static int lercCompression(TiffDirectory directory) {
    long[] parameters = directory.integers(TiffTag.LERC_PARAMETERS, 16);
    long second = parameters.length < 2 ? LERC_PLAIN : parameters[1];
    if (second < LERC_PLAIN || second > LERC_ZSTD) {
      throw directory.failure(
          RasterException.Key.UNSUPPORTED,
          "has LERC blocks in additional compression "
              + second
              + "; none (0), Deflate (1) and ZSTD (2) are read");
    }
    return (int) second;
  }

  private static RasterException unsupported(
      TiffDirectory directory, int compression, String what) {
    return directory.failure(
        RasterException.Key.UNSUPPORTED,
        "has " + Codec.nameOf(compression) + " compression of " + what + ", which is not read");
  }

  /** The bytes of one pixel. */
  int pixelBytes() {
    return samples * type.bytes();
  }
}
