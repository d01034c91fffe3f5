// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.tiff;

import org.sunqar.raster.pixel.PixelType;

/**
 * How tiles become stored bytes.
 *
 * @param compression of a tile
 * @param level effort of the compression: deflate 1 to 9, ZSTD 1 to 22; ignored where there is none
 * @param predictor store differences between neighbours, which makes most images smaller: those of
 *     integers, or of the bytes of floats; ignored where the compression has no use for it
 */
public record Encoding(Compression compression, int level, boolean predictor) {

  public Encoding {
    if (level < compression.lowestLevel() || level > compression.highestLevel()) {
      throw new IllegalArgumentException(
          "%s level is %d, must be %d to %d"
              .formatted(
                  compression, level, compression.lowestLevel(), compression.highestLevel()));
    }
  }

  /** With a predictor. */
  public static Encoding of(Compression compression, int level) {
    return new Encoding(compression, level, true);
  }

  /** With a predictor, at the level that is usual for the compression. */
  public static Encoding of(Compression compression) {
    return of(compression, compression.usualLevel());
  }

  /** Whether pixels may come back with other values. */
  public boolean isLossy() {
    return false;
  }

  /** The number in the TIFF predictor tag for samples of a type. */
  int predictorTag(PixelType type) {
    if (!predictor || !compression.usesPredictor()) {
      return Predictor.NONE;
    }
    return type.isFloat() ? Predictor.FLOATING_POINT : Predictor.HORIZONTAL;
  }
}
