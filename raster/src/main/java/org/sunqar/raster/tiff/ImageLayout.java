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
 * @param type of every sample
 * @param order byte order of samples
 * @param compression TIFF compression scheme
 * @param predictor 1 none, 2 horizontal difference, 3 floating point
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
    PixelType type,
    ByteOrder order,
    int compression,
    int predictor) {

  /** Largest decoded block: a 512 x 512 tile of 512 bands of 32 bits, all in one. */
  static final long MAX_BLOCK_BYTES = 1L << 29;

  /** Blocks of one image; 2^24 tiles of 256 x 256 are a square of a million pixels. */
  static final int MAX_BLOCKS = 1 << 24;

  /** Size of the parts that a single strip is read in (bytes). */
  private static final long PART_BYTES = 1 << 17;

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
    PixelType type = type(directory, (int) bands);
    long planar = directory.integer(TiffTag.PLANAR_CONFIGURATION, 1);
    if (planar != 1 && planar != 2) {
      throw directory.failure(
          RasterException.Key.CORRUPT, "has planar configuration " + planar + ", not 1 or 2");
    }
    int compression = compression(directory);
    long rowBytes = width * (planar == 2 ? 1 : bands) * type.bytes();
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
            type,
            directory.order(),
            compression,
            predictor(directory, compression, type));
    layout.checkSizes(directory);
    return layout;
  }

  private void checkSizes(TiffDirectory directory) {
    long blockPixels = (long) blockWidth * blockHeight;
    if (blockPixels > MAX_BLOCK_BYTES
        || blockPixels * blockSamples() * type.bytes() > MAX_BLOCK_BYTES) {
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

  private static PixelType type(TiffDirectory directory, int bands) {
    int bits = (int) uniform(directory, TiffTag.BITS_PER_SAMPLE, 1, "bits per sample");
    int format = (int) uniform(directory, TiffTag.SAMPLE_FORMAT, 1, "sample formats");
    long photometric = directory.integer(TiffTag.PHOTOMETRIC, 1);
    if (photometric == 6 && directory.integer(TiffTag.COMPRESSION, 1) != 7) {
      throw directory.failure(
          RasterException.Key.UNSUPPORTED, "is in YCbCr colours, which are not read");
    }
    if (directory.integer(TiffTag.FILL_ORDER, 1) != 1) {
      throw directory.failure(
          RasterException.Key.UNSUPPORTED, "has reversed bits (fill order 2), which is not read");
    }
    return switch (format * 100 + bits) {
      case 108, 408 -> PixelType.UINT8;
      case 116, 416 -> PixelType.UINT16;
      case 132, 432 -> PixelType.UINT32;
      case 164, 464 -> PixelType.UINT64;
      case 208 -> PixelType.INT8;
      case 216 -> PixelType.INT16;
      case 232 -> PixelType.INT32;
      case 264 -> PixelType.INT64;
      case 332 -> PixelType.FLOAT32;
      case 364 -> PixelType.FLOAT64;
      default ->
          throw directory.failure(
              RasterException.Key.UNSUPPORTED,
              "has %d bands of %d-bit samples in sample format %d; read are 8, 16, 32 and 64-bit integers and 32 and 64-bit floats"
                  .formatted(bands, bits, format));
    };
  }

  /** The value that all bands share. */
  private static long uniform(TiffDirectory directory, int tag, long defaultValue, String name) {
    long[] values = directory.integers(tag, 65535);
    for (long value : values) {
      if (value != values[0]) {
        throw directory.failure(
            RasterException.Key.UNSUPPORTED, "has bands with different " + name);
      }
    }
    return values.length == 0 ? defaultValue : Math.min(values[0], 99);
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

  private static int predictor(TiffDirectory directory, int compression, PixelType type) {
    if (!Codec.hasPredictor(compression)) {
      return 1;
    }
    long predictor = directory.integer(TiffTag.PREDICTOR, 1);
    if (predictor < 1 || predictor > 3 || (predictor == 3 && !type.isFloat())) {
      throw directory.failure(
          RasterException.Key.UNSUPPORTED,
          "has predictor " + predictor + " on samples of type " + type.stacName());
    }
    return (int) predictor;
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

  int rowBytes() {
    return blockWidth * blockSamples() * type.bytes();
  }

  /** Rows stored in the blocks of a row of blocks. */
  int storedRows(int blockRow) {
    return tiled ? blockHeight : Math.min(blockHeight, height - blockRow * blockHeight);
  }
}
