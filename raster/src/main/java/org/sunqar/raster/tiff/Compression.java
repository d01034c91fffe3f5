// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.tiff;

/** How blocks are compressed when written. */
public enum Compression {
  NONE(Codec.NONE),
  /** Read by everything. */
  DEFLATE(Codec.DEFLATE),
  /** Several times faster to read than deflate at about its size; needs GDAL 2.3 or later. */
  ZSTD(Codec.ZSTD);

  private final int scheme;

  Compression(int scheme) {
    this.scheme = scheme;
  }

  /** The number in the TIFF compression tag. */
  int scheme() {
    return scheme;
  }
}
