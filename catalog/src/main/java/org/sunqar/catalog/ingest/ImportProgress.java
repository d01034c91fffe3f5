// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.ingest;

import java.nio.file.Path;

/** Hears how far an import has come. */
@FunctionalInterface
public interface ImportProgress {

  /**
   * Called after each scene was read; it is in the catalogue when its batch is.
   *
   * @param done scenes read so far
   * @param total scenes found
   * @param path the scene's main file
   */
  void read(int done, int total, Path path);
}
