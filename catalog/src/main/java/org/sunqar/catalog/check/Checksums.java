// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.check;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import org.sunqar.catalog.stac.Multihash;
import org.sunqar.raster.source.ByteSource;

/** Checksums of bytes, as STAC's file extension has them. */
final class Checksums {

  private static final int BUFFER = 1 << 17;

  private Checksums() {}

  /**
   * Whether bytes have a checksum; empty when it is of a function that is not known here.
   *
   * @throws org.sunqar.raster.RasterException when they cannot be read
   */
  static Optional<Boolean> matches(ByteSource source, String checksum) {
    return Multihash.parse(checksum)
        .map(wanted -> wanted.matches(fed(source, wanted.function().digest())));
  }

  /** The SHA-256 of bytes. */
  static String of(ByteSource source) {
    Multihash.Function function = Multihash.Function.SHA_256;
    byte[] hash = fed(source, function.digest()).digest();
    return new Multihash(function, HexFormat.of().formatHex(hash)).toString();
  }

  private static MessageDigest fed(ByteSource source, MessageDigest digest) {
    ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
    long size = source.size();
    for (long at = 0; at < size; at += BUFFER) {
      buffer.clear().limit((int) Math.min(BUFFER, size - at));
      source.read(at, buffer);
      digest.update(buffer.flip());
    }
    return digest;
  }
}
