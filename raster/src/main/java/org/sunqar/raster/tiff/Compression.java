// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.tiff;

/** How blocks are compressed when written. */
public enum Compression {
  NONE(Codec.NONE, 0, 99, 1),
  /** Read by everything, old programs too; larger than deflate. */
  LZW(Codec.LZW, 0, 99, 1),
  /** Read by everything. */
  DEFLATE(Codec.DEFLATE, 1, 9, 6),
  /** Several times faster to read than deflate at about its size; needs GDAL 2.3 or later. */
  ZSTD(Codec.ZSTD, 1, 22, 9),
  /** Values with a greatest error, or exact; not for 64-bit integers. */
  LERC(Codec.LERC, 0, 99, 1),
  /** LERC, and what it makes deflated. */
  LERC_DEFLATE(Codec.LERC, 1, 9, 6),
  /** LERC, and what it makes in ZSTD. */
  LERC_ZSTD(Codec.LERC, 1, 22, 9),
  /** Pictures of bytes with losses; the level is the quality. */
  JPEG(Codec.JPEG, 1, 100, 75),
  /** Pictures of three or four bands of bytes with losses; the level is the quality. */
  WEBP(Codec.WEBP, 1, 100, 75),
  /** Pictures of three or four bands of bytes; the level is the effort. */
  WEBP_LOSSLESS(Codec.WEBP, 1, 100, 75);

  private final int scheme;
  private final int lowestLevel;
  private final int highestLevel;
  private final int usualLevel;

  Compression(int scheme, int lowestLevel, int highestLevel, int usualLevel) {
    this.scheme = scheme;
    this.lowestLevel = lowestLevel;
    this.highestLevel = highestLevel;
    this.usualLevel = usualLevel;
  }

  /** The number in the TIFF compression tag. */
  int scheme() {
    return scheme;
  }

  public int lowestLevel() {
    return lowestLevel;
  }

  public int highestLevel() {
    return highestLevel;
  }

  /** The level that GDAL takes when it is told none. */
  public int usualLevel() {
    return usualLevel;
  }

  /** Whether differences between neighbours help it. */
  public boolean usesPredictor() {
    return this == LZW || this == DEFLATE || this == ZSTD;
  }

  /** Whether it is one of the kinds of LERC. */
  boolean isLerc() {
    return scheme == Codec.LERC;
  }

  /** Whether it takes the colours of a pixel as a whole. */
  boolean isPicture() {
    return scheme == Codec.JPEG || scheme == Codec.WEBP;
  }
}
