// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.check;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.sunqar.raster.source.ByteSource;

/**
 * Checksums as STAC's file extension has them: a multihash in hexadecimal digits, which begins with
 * the function's code and the length.
 */
final class Multihash {

  /** Functions by code and length (multiformats' table). */
  private static final Map<String, String> FUNCTIONS =
      Map.of(
          "1220", "SHA-256",
          "1340", "SHA-512",
          "1114", "SHA-1",
          "1620", "SHA3-256",
          "1440", "SHA3-512",
          "d50110", "MD5");

  private static final int BUFFER = 1 << 17;

  private Multihash() {}

  /**
   * Whether bytes have a checksum; empty when it is of a function that is not known here.
   *
   * @throws org.sunqar.raster.RasterException when they cannot be read
   */
  static Optional<Boolean> matches(ByteSource source, String checksum) {
    String lower = checksum.toLowerCase(Locale.ROOT);
    for (Map.Entry<String, String> function : FUNCTIONS.entrySet()) {
      if (lower.startsWith(function.getKey())) {
        return Optional.of(lower.equals(function.getKey() + digest(source, function.getValue())));
      }
    }
    return Optional.empty();
  }

  /** The SHA-256 of bytes. */
  static String of(ByteSource source) {
    return "1220" + digest(source, "SHA-256");
  }

  private static String digest(ByteSource source, String function) {
    MessageDigest digest;
    try {
      digest = MessageDigest.getInstance(function);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Java has no " + function, e);
    }
    ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
    long size = source.size();
    for (long at = 0; at < size; at += BUFFER) {
      buffer.clear().limit((int) Math.min(BUFFER, size - at));
      source.read(at, buffer);
      digest.update(buffer.flip());
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}
