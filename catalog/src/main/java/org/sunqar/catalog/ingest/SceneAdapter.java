// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.ingest;

import java.nio.file.Path;
import java.util.List;

/** Finds and reads the scenes of one product format. */
interface SceneAdapter {

  /** Takes the files of its scenes out of the set, without opening more than it must. */
  List<Candidate> claim(FileSet files);

  /** A scene that was found by its files. */
  interface Candidate {

    /** The file that the scene is reported under. */
    Path path();

    /**
     * Reads its metadata, not its pixels.
     *
     * @throws org.sunqar.catalog.CatalogException when it cannot be catalogued
     * @throws org.sunqar.raster.RasterException when a file of it cannot be read
     */
    Scene read();
  }
}
