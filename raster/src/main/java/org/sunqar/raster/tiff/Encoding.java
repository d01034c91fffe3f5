// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.tiff;

import java.util.List;
import org.sunqar.raster.RasterException;
import org.sunqar.raster.pixel.PixelType;
import org.sunqar.raster.webp.Webp;

/**
 * How tiles become stored bytes.
 *
 * @param compression of a tile
 * @param level effort of the compression: deflate 1 to 9, ZSTD 1 to 22; quality of JPEG and WebP: 1
 *     to 100; ignored where there is none
 * @param predictor store differences between neighbours, which makes most images smaller: those of
 *     integers, or of the bytes of floats; ignored where the compression has no use for it
 * @param maxError by which LERC may change a value, at least 0; ignored by others
 */
public record Encoding(Compression compression, int level, boolean predictor, double maxError) {

  public Encoding {
    if (level < compression.lowestLevel() || level > compression.highestLevel()) {
      throw new IllegalArgumentException(
          "%s level is %d, must be %d to %d"
              .formatted(
                  compression, level, compression.lowestLevel(), compression.highestLevel()));
    }
    if (!(maxError >= 0) || Double.isInfinite(maxError)) {
      throw new IllegalArgumentException("the greatest error is " + maxError);
    }
  }

  /** Without an error where it can be. */
  public Encoding(Compression compression, int level, boolean predictor) {
    this(compression, level, predictor, 0);
  }

  /** With a predictor. */
  public static Encoding of(Compression compression, int level) {
    return new Encoding(compression, level, true);
  }

  /** With a predictor, at the level that is usual for the compression. */
  public static Encoding of(Compression compression) {
    return of(compression, compression.usualLevel());
  }

  public Encoding withMaxError(double maxError) {
    return new Encoding(compression, level, predictor, maxError);
  }

  /** Whether pixels may come back with other values. */
  public boolean isLossy() {
    return switch (compression) {
      case JPEG, WEBP -> true;
      case LERC, LERC_DEFLATE, LERC_ZSTD -> maxError > 0;
      case NONE, LZW, DEFLATE, ZSTD, WEBP_LOSSLESS -> false;
    };
  }

  /** The number in the TIFF predictor tag for samples of a type. */
  int predictorTag(PixelType type) {
    if (!predictor || !compression.usesPredictor()) {
      return Predictor.NONE;
    }
    return type.isFloat() ? Predictor.FLOATING_POINT : Predictor.HORIZONTAL;
  }

  /**
   * How tiles are kept until the file is written: without losses, which would add up when a tile is
   * changed again and would go into overviews.
   */
  Encoding draft() {
    return compression.isLerc() || compression.isPicture() ? of(Compression.ZSTD, 1) : this;
  }

  /** The numbers in the LERC tag: version, and what compresses once more. */
  List<Integer> lercParameters() {
    return List.of(
        LERC_VERSION,
        switch (compression) {
          case LERC_DEFLATE -> BlockFormat.LERC_DEFLATE;
          case LERC_ZSTD -> BlockFormat.LERC_ZSTD;
          default -> BlockFormat.LERC_PLAIN;
        });
  }

  private static final int LERC_VERSION = 4;

  /**
   * @param samples of a tile
   * @throws RasterException with key UNSUPPORTED when tiles cannot be encoded so
   */
  void check(PixelType type, int samples) {
    if (compression.isPicture() && type != PixelType.UINT8) {
      throw unsupported("holds bytes, not samples of type " + type.stacName());
    }
    if (compression.scheme() == Codec.WEBP && (samples < 3 || samples > 4)) {
      throw unsupported("holds three or four bands, not " + samples);
    }
    if (compression.scheme() == Codec.WEBP && !Webp.isAvailable()) {
      throw unsupported("needs a native library that is not there for this machine");
    }
    if (compression.isLerc() && type.bytes() == 8 && !type.isFloat()) {
      throw unsupported("does not hold samples of type " + type.stacName());
    }
  }

  private RasterException unsupported(String why) {
    return new RasterException(RasterException.Key.UNSUPPORTED, compression + " " + why);
  }
}
