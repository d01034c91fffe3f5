// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.exchange;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import org.sunqar.catalog.CatalogException;
import org.sunqar.catalog.stac.Json;

/**
 * A small JSON document that remembers how far an exchange is. It is written under another name and
 * renamed, without waiting for the disk: what a power failure loses costs work, because an exchange
 * can be repeated from any earlier place, and never an item.
 */
final class StateFile {

  private final Path file;

  /**
   * @param what whose state it is; a file for each
   */
  StateFile(Path folder, String what) {
    this.file = folder.resolve(digest(what) + ".json");
  }

  /** What was written last; empty when nothing was, or when it cannot be read. */
  Optional<ObjectNode> read() {
    try {
      return Files.exists(file)
          ? Optional.of(Json.parseObject(Files.readAllBytes(file)))
          : Optional.empty();
    } catch (IOException | CatalogException _) {
      // a state that is lost costs a run from the beginning
      return Optional.empty();
    }
  }

  void write(ObjectNode state) {
    Path written = file.resolveSibling(file.getFileName() + ".new");
    try {
      Files.createDirectories(ItemFiles.folder(file));
      Files.writeString(written, Json.writePretty(state));
      Files.move(
          written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new CatalogException(CatalogException.Key.IO, "cannot write " + file + ": " + e, e);
    }
  }

  void delete() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new CatalogException(CatalogException.Key.IO, "cannot delete " + file + ": " + e, e);
    }
  }

  static String digest(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
