// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.tiff;

import java.io.IOException;
import org.sunqar.raster.webp.Webp;

/**
 * The compression schemes of blocks. Each decoder writes exactly the expected number of bytes or
 * fails: a stream that holds more is as damaged as one that holds less, and a bomb never produces
 * more than one block.
 */
final class Codec {

  static final int NONE = 1;
  static final int LZW = 5;
  static final int JPEG = 7;
  static final int DEFLATE = 8;
  static final int PACKBITS = 32773;
  static final int OLD_DEFLATE = 32946;
  static final int LERC = 34887;
  static final int ZSTD = 50000;
  static final int WEBP = 50001;

  /** Bytes that one byte of a deflate stream can stand for: 258 in two bits, rounded up. */
  private static final int DEFLATE_RATIO = 1040;

  /** As above for LZW: strings of up to 3838 bytes in 9 to 12 bits. */
  private static final int LZW_RATIO = 3900;

  /** As above for PackBits: 128 in two bytes. */
  private static final int PACKBITS_RATIO = 64;

  /** As above for ZSTD: a block of 128 KiB of one value in four bytes. */
  private static final int ZSTD_RATIO = 1 << 16;

  /** As above for JPEG: blocks of 4 x 4, 1 and 1 units of 64 pixels of one value in 18 bits. */
  private static final int JPEG_RATIO = 1500;

  static boolean isSupported(long scheme) {
    return scheme == NONE
        || scheme == LZW
        || scheme == JPEG
        || scheme == DEFLATE
        || scheme == PACKBITS
        || scheme == OLD_DEFLATE
        || scheme == LERC
        || scheme == ZSTD
        || scheme == WEBP;
  }

  /** Whether a predictor may come before the compression; elsewhere its tag has no meaning. */
  static boolean hasPredictor(int scheme) {
    return scheme == LZW || scheme == DEFLATE || scheme == OLD_DEFLATE || scheme == ZSTD;
  }

  static String nameOf(long scheme) {
    String name =
        switch ((int) Math.min(scheme, Integer.MAX_VALUE)) {
          case 2, 3, 4 -> "CCITT fax";
          case 6 -> "old-style JPEG";
          case 7 -> "JPEG";
          case 34712 -> "JPEG 2000";
          case 34887 -> "LERC";
          case 34925 -> "LZMA";
          case 50001 -> "WebP";
          case 50002 -> "JPEG XL";
          default -> "";
        };
    return name.isEmpty() ? Long.toString(scheme) : name + " (" + scheme + ")";
  }

  /**
   * Refuses a block that cannot decode to the expected size, before memory is set aside for it.
   *
   * @param packedBytes stored size
   * @param bytes decoded size
   */
  static void checkPlausible(int scheme, long packedBytes, long bytes) throws BlockException {
    long most =
        switch (scheme) {
          case NONE -> packedBytes;
          case PACKBITS -> packedBytes * PACKBITS_RATIO;
          case LZW -> packedBytes * LZW_RATIO;
          case ZSTD -> packedBytes * ZSTD_RATIO;
          case JPEG -> packedBytes * JPEG_RATIO;
          // a few bytes may stand for a whole block, but say how large it is
          case LERC, WEBP -> bytes;
          default -> packedBytes * DEFLATE_RATIO;
        };
    if (bytes > most) {
      throw new BlockException(packedBytes + " stored bytes cannot hold its " + bytes);
    }
    // generous: deflate and zstd grow by less than 1 %, LZW by a half
    if (packedBytes > 2 * bytes + 4096) {
      throw new BlockException(packedBytes + " stored bytes are too many for its " + bytes);
    }
  }

  /**
   * Decodes {@code packedBytes} bytes of {@code workspace.packed()} to {@code bytes} bytes of
   * {@code workspace.raw()}: a whole number of rows of the block.
   */
  static void decode(BlockFormat format, Workspace workspace, int packedBytes, int bytes)
      throws BlockException {
    byte[] packed = workspace.packed();
    boolean checksFirst =
        format.compression() == JPEG
            || format.compression() == WEBP
            || format.compression()
                == LERC; // their headers against the block, before memory is taken
    byte[] raw = checksFirst ? workspace.raw() : workspace.raw(bytes);
    switch (format.compression()) {
      case NONE -> System.arraycopy(packed, 0, raw, 0, bytes);
      case PACKBITS -> PackBits.decode(packed, packedBytes, raw, bytes);
      case LZW -> workspace.lzw().decode(packed, packedBytes, raw, bytes);
      case ZSTD -> workspace.zstd().decode(packed, packedBytes, raw, bytes);
      case DEFLATE, OLD_DEFLATE -> workspace.inflate().decode(packed, packedBytes, raw, bytes);
      case JPEG ->
          workspace.jpeg().decode(packed, packedBytes, format, rows(format, bytes), workspace);
      case WEBP -> decodeWebp(packed, packedBytes, format, rows(format, bytes), workspace);
      // libtiff swaps the bytes of a big-endian file's samples before it codes them and after, so
      // that blobs hold samples in its order, like the bytes of other codecs
      case LERC ->
          workspace.lerc().decode(packed, packedBytes, format, rows(format, bytes), workspace);
      default -> throw new IllegalArgumentException("compression " + format.compression());
    }
  }

  private static void decodeWebp(
      byte[] packed, int packedBytes, BlockFormat format, int rows, Workspace workspace)
      throws BlockException {
    try {
      Webp.decode(packed, packedBytes, format.width(), rows, format.samples(), workspace::raw);
    } catch (IOException e) {
      throw new BlockException(String.valueOf(e.getMessage()));
    }
  }

  /** Bytes that a stream of deflate, or else ZSTD, can stand for at most. */
  static long mostFrom(boolean deflate, long packedBytes) {
    return packedBytes * (deflate ? DEFLATE_RATIO : ZSTD_RATIO);
  }

  private static int rows(BlockFormat format, int bytes) {
    return bytes / (format.width() * format.pixelBytes());
  }

  private Codec() {}
}
