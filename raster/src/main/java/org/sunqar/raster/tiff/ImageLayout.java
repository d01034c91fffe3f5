// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.tiff;

import java.nio.ByteOrder;
import org.sunqar.raster.RasterException;
import org.sunqar.raster.pixel.PixelType;

/**
 * How the samples of one image lie in its blocks (tiles or strips).
 *
 * @param width columns
 * @param height rows
 * @param blockWidth columns of a block; of strips, the image width
 * @param blockHeight rows of a block; the last strip may have fewer
 * @param tiled tiles, which are always stored whole, or strips
 * @param oneStrip one uncompressed strip for each plane, of which the blocks are parts: some
 *     programs write whole images so, and a window of one would otherwise read all of it
 * @param bands samples per pixel
 * @param planar each band in blocks of its own; else a block holds all bands, pixel by pixel
 * @param format of every sample
 * @param order byte order of samples
 * @param compression TIFF compression scheme
 * @param predictor 1 none, 2 horizontal difference, 3 floating point
 * @param reversedBits the bits of each stored byte are reversed (fill order 2)
 */
record ImageLayout(
    int width,
    int height,
    int blockWidth,
    int blockHeight,
    boolean tiled,
    boolean oneStrip,
    int bands,
    boolean planar,
    SampleFormat format,
    ByteOrder order,
    int compression,
    int predictor,
    boolean reversedBits) {

  private static final int YCBCR = 6;

  /** Largest decoded block: a 512 x 512 tile of 512 bands of 32 bits, all in one. */
  static final long MAX_BLOCK_BYTES = 1L << 29;

  /** Blocks of one image; 2^24 tiles of 256 x 256 are a square of a million pixels. */
  static final int MAX_BLOCKS = 1 << 24;

  /** Size of the parts that a single strip is read in (bytes). */
  private static final long PART_BYTES = 1 << 17;

  /** An image whose samples are stored as they are in memory. */
  ImageLayout(
      int width,
      int height,
      int blockWidth,
      int blockHeight,
      boolean tiled,
      boolean oneStrip,
      int bands,
      boolean planar,
      PixelType type,
      ByteOrder order,
      int compression,
      int predictor) {
    this(
        width,
        height,
        blockWidth,
        blockHeight,
        tiled,
        oneStrip,
        bands,
        planar,
        SampleFormat.of(type),
        order,
        compression,
        predictor,
        false);
  }

  static ImageLayout of(TiffDirectory directory) {
    int width = directory.dimension(TiffTag.IMAGE_WIDTH, "width");
    int height = directory.dimension(TiffTag.IMAGE_LENGTH, "height");
    boolean tiled = directory.field(TiffTag.TILE_WIDTH).isPresent();
    int blockWidth = tiled ? directory.dimension(TiffTag.TILE_WIDTH, "tile width") : width;
    int blockHeight = tiled ? directory.dimension(TiffTag.TILE_LENGTH, "tile height") : height;
    if (!tiled && directory.field(TiffTag.ROWS_PER_STRIP).isPresent()) {
      long rows = directory.integer(TiffTag.ROWS_PER_STRIP, height);
      if (rows < 1) {
        throw directory.failure(RasterException.Key.CORRUPT, "says that its strips have no rows");
      }
      blockHeight = (int) Math.min(height, rows);
    }
    long bands = directory.integer(TiffTag.SAMPLES_PER_PIXEL, 1);
    if (bands < 1 || bands > 65535) {
      throw directory.failure(RasterException.Key.CORRUPT, "says that it has " + bands + " bands");
    }
    SampleFormat format = SampleFormat.of(directory);
    long planar = directory.integer(TiffTag.PLANAR_CONFIGURATION, 1);
    if (planar != 1 && planar != 2) {
      throw directory.failure(
          RasterException.Key.CORRUPT, "has planar configuration " + planar + ", not 1 or 2");
    }
    int compression = compression(directory);
    if (compression != Codec.JPEG && directory.integer(TiffTag.PHOTOMETRIC, 1) == YCBCR) {
      throw directory.failure(
          RasterException.Key.UNSUPPORTED, "is in YCbCr colours without JPEG, which are not read");
    }
    long rowBytes = Math.ceilDiv(width * (planar == 2 ? 1 : bands) * format.bits(), 8L);
    boolean oneStrip = !tiled && compression == Codec.NONE && blockHeight == height;
    if (oneStrip) {
      blockHeight = Math.clamp(PART_BYTES / rowBytes, 1, height);
    }
    ImageLayout layout =
        new ImageLayout(
            width,
            height,
            blockWidth,
            blockHeight,
            tiled,
            oneStrip,
            (int) bands,
            planar == 2 && bands > 1,
            format,
            directory.order(),
            compression,
            predictor(directory, compression, format),
            compression != Codec.JPEG && reversedBits(directory));
    layout.checkSizes(directory);
    return layout;
  }

  private void checkSizes(TiffDirectory directory) {
    long blockPixels = (long) blockWidth * blockHeight;
    int sampleBytes = Math.max(type().bytes(), format.bits() / 8);
    if (blockPixels > MAX_BLOCK_BYTES
        || blockPixels * blockSamples() * sampleBytes > MAX_BLOCK_BYTES) {
      throw directory.failure(
          RasterException.Key.TOO_LARGE,
          "has blocks of %d x %d pixels with %d samples, more than %d MiB decoded"
              .formatted(blockWidth, blockHeight, blockSamples(), MAX_BLOCK_BYTES >> 20));
    }
    long blocks = (long) blocksAcross() * blocksDown();
    if (blocks > MAX_BLOCKS || blocks * (planar ? bands : 1) > MAX_BLOCKS) {
      throw directory.failure(
          RasterException.Key.TOO_LARGE,
          "has more than %d blocks: %d x %d of them in %d planes"
              .formatted(MAX_BLOCKS, blocksAcross(), blocksDown(), planar ? bands : 1));
    }
  }

  private static boolean reversedBits(TiffDirectory directory) {
    long order = directory.integer(TiffTag.FILL_ORDER, 1);
    if (order != 1 && order != 2) {
      throw directory.failure(RasterException.Key.CORRUPT, "has fill order " + order);
    }
    return order == 2;
  }

  private static int compression(TiffDirectory directory) {
    long scheme = directory.integer(TiffTag.COMPRESSION, 1);
    if (!Codec.isSupported(scheme)) {
      throw directory.failure(
          RasterException.Key.UNSUPPORTED,
          "has compression "
              + Codec.nameOf(scheme)
              + ", which is not read; none, PackBits, LZW, Deflate, ZSTD, JPEG, LERC and WebP are");
    }
    return (int) scheme;
  }

  private static int predictor(TiffDirectory directory, int compression, SampleFormat format) {
    long predictor = directory.integer(TiffTag.PREDICTOR, Predictor.NONE);
    if (predictor == Predictor.NONE || !Codec.hasPredictor(compression)) {
      return Predictor.NONE;
    }
    int bits = format.bits();
    boolean taken =
        predictor == Predictor.HORIZONTAL
            ? bits == 8 || bits == 16 || bits == 32 || bits == 64
            : predictor == Predictor.FLOATING_POINT && format.kind() == SampleFormat.Kind.FLOAT;
    if (!taken) {
      throw directory.failure(
          RasterException.Key.UNSUPPORTED,
          "has predictor %d on %d-bit samples of type %s"
              .formatted(predictor, bits, format.type().stacName()));
    }
    return (int) predictor;
  }

  /** The type of every sample as it is read. */
  PixelType type() {
    return format.type();
  }

  int blocksAcross() {
    return Math.ceilDiv(width, blockWidth);
  }

  int blocksDown() {
    return Math.ceilDiv(height, blockHeight);
  }

  /** Blocks of all planes; at most {@link #MAX_BLOCKS}. */
  int blocks() {
    return blocksAcross() * blocksDown() * (planar ? bands : 1);
  }

  /** Samples that lie side by side in a block for each pixel. */
  int blockSamples() {
    return planar ? 1 : bands;
  }

  /** Bytes of a row of a block in memory. */
  int rowBytes() {
    return blockWidth * blockSamples() * type().bytes();
  }

  /** Bytes of a row of a block in the file. */
  int storedRowBytes() {
    return (int) Math.ceilDiv((long) blockWidth * blockSamples() * format.bits(), 8L);
  }

  /** Rows stored in the blocks of a row of blocks. */
  int storedRows(int blockRow) {
    return tiled ? blockHeight : Math.min(blockHeight, height - blockRow * blockHeight);
  }
}
