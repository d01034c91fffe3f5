// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Pages as files. */
final class PageFile {

  private PageFile() {}

  /**
   * Writes a page under a temporary name beside the target, then renames it, so that a reader never
   * sees half a page.
   */
  static void write(Path file, String html) throws IOException {
    Path target = file.toAbsolutePath();
    Path folder = target.getParent();
    if (folder == null) {
      throw new IOException("not a file name: " + file);
    }
    Files.createDirectories(folder);
    // not createTempFile, whose files only their owner may read
    Path draft = folder.resolve("." + target.getFileName() + "." + ProcessHandle.current().pid());
    try {
      Files.writeString(draft, html);
      Files.move(
          draft, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(draft);
    }
  }
}
