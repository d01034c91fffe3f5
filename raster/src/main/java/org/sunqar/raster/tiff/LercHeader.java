// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.tiff;

import java.nio.charset.StandardCharsets;

/**
 * The head of a LERC2 blob.
 *
 * @param version of the codec, 3 to 6
 * @param rows of pixels
 * @param columns of pixels
 * @param depth values of each pixel
 * @param valid pixels that have values
 * @param tileSize rows and columns of a tile
 * @param type of each value
 * @param maxError by which a value may differ; 0.5 for integers that may not
 * @param low smallest value
 * @param high largest value
 */
record LercHeader(
    int version,
    int rows,
    int columns,
    int depth,
    int valid,
    int tileSize,
    LercType type,
    double maxError,
    double low,
    double high) {

  static final byte[] KEY = "Lerc2 ".getBytes(StandardCharsets.US_ASCII);

  /** Where the checksum is, and where the bytes start that it is of. */
  static final int CHECKSUM_AT = 10;

  static final int CHECKED_FROM = 14;

  /** Bytes of the head in version 4, which is what the encoder writes. */
  static final int SIZE = 66;

  private static final int MAX_TILE = 32;

  /** Reads and checks the head; the input stands behind it then and ends with the blob. */
  static LercHeader read(LercInput input, byte[] bytes, int length) throws BlockException {
    for (byte letter : KEY) {
      if (input.remaining() == 0 || input.unsignedByte() != letter) {
        throw new BlockException("its LERC data do not start as such (Lerc2)");
      }
    }
    int version = input.int32();
    if (version < 3 || version > 6) {
      throw new BlockException(
          "its LERC data are of version " + version + ", which is not read; 3 to 6 are");
    }
    int checksum = input.int32();
    int rows = input.int32();
    int columns = input.int32();
    int depth = version >= 4 ? input.int32() : 1;
    int valid = input.int32();
    int tileSize = input.int32();
    int size = input.int32();
    LercType type = LercType.ofNumber(input.int32());
    if (size < CHECKED_FROM || size > length) {
      throw new BlockException("its LERC data are " + length + " bytes of " + size);
    }
    if (checksum != checksum(bytes, CHECKED_FROM, size)) {
      throw new BlockException("its LERC data have a wrong checksum");
    }
    if (version >= 6) {
      input.skip(8);
    }
    double maxError = input.float64();
    double low = input.float64();
    double high = input.float64();
    if (version >= 6) {
      input.skip(16);
    }
    if (rows < 1 || columns < 1 || depth < 1 || (long) rows * columns * depth > 1 << 30) {
      throw new BlockException(
          "its LERC data are of %d x %d x %d values".formatted(rows, columns, depth));
    }
    if (valid < 0 || valid > rows * columns || tileSize < 1 || tileSize > MAX_TILE) {
      throw new BlockException(
          "its LERC data have " + valid + " values in tiles of " + tileSize + " pixels");
    }
    if (!(maxError >= 0) || (valid > 0 && !(low <= high))) {
      throw new BlockException("its LERC data have no range of values");
    }
    return new LercHeader(
        version, rows, columns, depth, valid, tileSize, type, maxError, low, high);
  }

  int pixels() {
    return rows * columns;
  }

  /** Fletcher's checksum of 32 bits over big-endian words; an odd last byte counts as high. */
  static int checksum(byte[] bytes, int from, int to) {
    int sum1 = 0xffff;
    int sum2 = 0xffff;
    int at = from;
    while (at < to) {
      int stop = (int) Math.min(to, at + 2L * 359); // so long, the sums fit into 32 bits
      for (; at < stop; at += 2) {
        sum1 += (bytes[at] & 0xff) << 8 | (at + 1 < to ? bytes[at + 1] & 0xff : 0);
        sum2 += sum1;
      }
      sum1 = (sum1 & 0xffff) + (sum1 >>> 16);
      sum2 = (sum2 & 0xffff) + (sum2 >>> 16);
    }
    sum1 = (sum1 & 0xffff) + (sum1 >>> 16);
    sum2 = (sum2 & 0xffff) + (sum2 >>> 16);
    return sum2 << 16 | sum1;
  }
}
