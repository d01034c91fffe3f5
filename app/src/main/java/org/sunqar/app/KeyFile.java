// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.stream.Collectors;
import org.sunqar.app.config.Setting;
import org.sunqar.app.config.Settings;
import org.sunqar.app.console.CommandException;
import org.sunqar.server.auth.ApiKeys;

/**
 * The file of API keys: a line for each, {@code NAME read|write SHA256}. Only hashes are in it, so
 * that nobody who reads it has a key.
 */
record KeyFile(Path path) {

  private static final String NAME = "api-keys";

  /** Larger than thousands of keys; keeps a wrong file out of memory (bytes). */
  private static final long LARGEST = 1 << 20;

  static KeyFile of(Path workspace, Settings settings) {
    String text = settings.text(Setting.SERVER_KEYS);
    return new KeyFile(text.isEmpty() ? workspace.resolve(NAME) : Path.of(text));
  }

  /** No keys where there is no file. */
  ApiKeys read() {
    try {
      if (!Files.exists(path)) {
        return ApiKeys.NONE;
      }
      if (Files.size(path) > LARGEST) {
        throw CommandException.usage(path + " is larger than a megabyte: that is no file of keys");
      }
      return ApiKeys.parse(Files.readString(path));
    } catch (IOException e) {
      throw CommandException.usage(path + " cannot be read: " + e.getMessage());
    }
  }

  void write(ApiKeys keys) throws IOException {
    Path absolute = path.toAbsolutePath();
    Files.createDirectories(absolute.getParent());
    Path written =
        Files.createTempFile(
            absolute.getParent(),
            NAME,
            ".tmp",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(
        written,
        keys.entries().stream()
            .map(key ->
                key.name() + " " + key.role().name().toLowerCase(Locale.ROOT) + " " + key.sha256())
            .collect(
                Collectors.joining(
                    "\n", "# API keys of 'sunqar serve': name, role, SHA-256 of the key\n", "\n")));
    Files.move(written, absolute, StandardCopyOption.ATOMIC_MOVE);
  }
}
