// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.exchange;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A place in a file up to which all items are in the catalogue or were rejected.
 *
 * @param number of the last item or line that is done
 * @param offset of the byte after it, 0 when the file cannot be entered there
 */
record LoadCheckpoint(long number, long offset) {

  static final LoadCheckpoint START = new LoadCheckpoint(0, 0);

  /** Where a load of the same file stopped; the start when the file has changed since. */
  static LoadCheckpoint read(StateFile state, Path file) {
    Optional<ObjectNode> there = state.read();
    if (there.isEmpty() || !there.get().path("file").asText().equals(identity(file))) {
      return START;
    }
    return new LoadCheckpoint(
        Math.max(0, there.get().path("number").asLong()),
        Math.max(0, there.get().path("offset").asLong()));
  }

  void write(StateFile state, Path file) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("path", file.toAbsolutePath().toString());
    json.put("file", identity(file));
    json.put("number", number);
    json.put("offset", offset);
    state.write(json);
  }

  /** Path, size and time of change. A folder changes with each file in it, so it has none. */
  private static String identity(Path file) {
    try {
      return file.toAbsolutePath()
          + (Files.isDirectory(file)
              ? ""
              : " " + Files.size(file) + " " + Files.getLastModifiedTime(file));
    } catch (IOException e) {
      throw ItemFiles.unreadable(file, e);
    }
  }
}
