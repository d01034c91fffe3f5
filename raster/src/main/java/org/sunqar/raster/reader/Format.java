// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.reader;

import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Optional;
import org.sunqar.raster.source.ByteSource;

/** Formats of raster files, told apart by their first bytes. */
enum Format {
  TIFF,
  JPEG_2000;

  private static final int HEAD = 12;

  /** The format of the content of a source. */
  static Optional<Format> of(ByteSource source) {
    ByteBuffer head = ByteBuffer.allocate((int) Math.min(HEAD, source.size()));
    source.read(0, head);
    head.flip();
    if (head.limit() < 4) {
      return Optional.empty();
    }
    return switch (head.getInt(0)) {
      case 0x49492a00, 0x4d4d002a, 0x49492b00, 0x4d4d002b -> Optional.of(TIFF);
      case 0xff4fff51 -> Optional.of(JPEG_2000); // a codestream without boxes
      case 0x0000000c ->
          head.limit() == HEAD && head.getLong(4) == 0x6a5020200d0a870aL
              ? Optional.of(JPEG_2000)
              : Optional.empty();
      default -> Optional.empty();
    };
  }

  /** The format that the end of a file name promises. */
  static Optional<Format> ofName(String name) {
    return switch (name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT)) {
      case "tif", "tiff", "gtiff", "btf" -> Optional.of(TIFF);
      case "jp2", "j2k", "j2c", "jpx", "jpf" -> Optional.of(JPEG_2000);
      default -> Optional.empty();
    };
  }
}
