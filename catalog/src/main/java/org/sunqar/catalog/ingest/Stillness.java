// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.ingest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;

/**
 * Since when a file is as it is.
 *
 * @param since when it was first seen so
 */
record Stillness(State state, Instant since) {

  /**
   * What changes when a file is written.
   *
   * @param size bytes; -1 when it is not there
   */
  record State(long size, FileTime modified) {

    static State of(Path file) {
      try {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        return new State(attributes.size(), attributes.lastModifiedTime());
      } catch (IOException e) {
        return new State(-1, FileTime.fromMillis(0));
      }
    }
  }
}
