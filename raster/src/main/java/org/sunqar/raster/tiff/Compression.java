// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.tiff;

/** How blocks are compressed when written. */
public enum Compression {
  NONE(Codec.NONE, 0, 99, 1, false),
  /** Read by everything. */
  DEFLATE(Codec.DEFLATE, 1, 9, 6, true),
  /** Several times faster to read than deflate at about its size; needs GDAL 2.3 or later. */
  ZSTD(Codec.ZSTD, 1, 22, 9, true);

  private final int scheme;
  private final int lowestLevel;
  private final int highestLevel;
  private final int usualLevel;
  private final boolean usesPredictor;

  Compression(
      int scheme, int lowestLevel, int highestLevel, int usualLevel, boolean usesPredictor) {
    this.scheme = scheme;
    this.lowestLevel = lowestLevel;
    this.highestLevel = highestLevel;
    this.usualLevel = usualLevel;
    this.usesPredictor = usesPredictor;
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
    return usesPredictor;
  }
}
