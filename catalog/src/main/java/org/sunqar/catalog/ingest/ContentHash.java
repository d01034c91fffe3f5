// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import org.sunqar.catalog.CatalogException;
import org.sunqar.raster.source.ByteSource;

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

  /**
   * The hash of a scene (hex): of the checksums of its parts in any order, and of what they mean. A
   * SHA-256 counts without its multihash prefix, as it did before there were others.
   */
  static String ofScene(Collection<SceneContent.Part> parts, String meaning) {
    List<String> checksums =
        parts.stream()
            .map(SceneContent.Part::checksum)
            .map(checksum ->
                checksum.startsWith(MULTIHASH) ? checksum.substring(MULTIHASH.length()) : checksum)
            .sorted()
            .toList();
    String text = String.join("\n", checksums) + "\n" + meaning;
    return HexFormat.of().formatHex(sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** The size and the hash of a file. */
  static SceneContent.Part partOf(Path file) {
    try {
      return new SceneContent.Part(Files.size(file), MULTIHASH + ofFile(file));
    } catch (IOException e) {
      throw new CatalogException(CatalogException.Key.IO, "cannot read " + file + ": " + e, e);
    }
  }

  /** The size and the hash of bytes wherever they are. */
  static SceneContent.Part partOf(ByteSource source) {
    MessageDigest digest = sha256();
    ByteBuffer buffer = ByteBuffer.allocate(1 << 17);
    for (long at = 0; at < source.size(); at += buffer.limit()) {
      buffer.clear().limit((int) Math.min(buffer.capacity(), source.size() - at));
      source.read(at, buffer);
      digest.update(buffer.flip());
    }
    return new SceneContent.Part(
        source.size(), MULTIHASH + HexFormat.of().formatHex(digest.digest()));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
