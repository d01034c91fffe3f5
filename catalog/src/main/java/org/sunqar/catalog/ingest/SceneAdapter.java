// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.ingest;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Finds and reads the scenes of one product format. */
interface SceneAdapter {

  /** Takes the files of its scenes out of the set, without opening more than it must. */
  List<Candidate> claim(FileSet files);

  /** A scene that was found by its files. */
  interface Candidate {

    /** The file that the scene is reported under. */
    Path path();

    /** The files that it consists of, as far as its metadata or their names tell. */
    default List<Path> files() {
      return List.of(path());
    }

    /** What is known to be missing, in a few words; empty when nothing is. */
    default Optional<String> missing() {
      return Optional.empty();
    }

    /**
     * Reads its metadata, not its pixels.
     *
     * @throws org.sunqar.catalog.CatalogException when it cannot be catalogued
     * @throws org.sunqar.raster.RasterException when a file of it cannot be read
     */
    Scene read();
  }
}
