// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import org.sunqar.catalog.CatalogException;

/** SHA-256 of files and of scenes. */
final class ContentHash {

  /** The prefix of a SHA-256 as a multihash: the function's code, and 32 bytes. */
  private static final String MULTIHASH = "1220";

  private ContentHash() {}

  /** The hash of a file's bytes (hex). */
  static String ofFile(Path file) {
    MessageDigest digest = sha256();
    byte[] buffer = new byte[1 << 17];
    try (InputStream in = Files.newInputStream(file)) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        digest.update(buffer, 0, n);
      }
    } catch (IOException e) {
      throw new CatalogException(CatalogException.Key.IO, "cannot read " + file + ": " + e, e);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /** The hash of a scene (hex): of its files in any order, and of what they mean. */
  static String ofScene(Collection<String> fileHashes, String meaning) {
    String text = String.join("\n", fileHashes.stream().sorted().toList()) + "\n" + meaning;
    return HexFormat.of().formatHex(sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** As STAC's {@code file:checksum}. */
  static String multihash(String hash) {
    return MULTIHASH + hash;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
