// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.ingest;

import java.nio.file.Path;
import java.util.Map;

/** The bytes behind a scene: what is hashed, checked and copied. */
interface SceneContent {

  /**
   * A file, or a file in an archive.
   *
   * @param size bytes
   * @param checksum as STAC's {@code file:checksum}: a multihash (hex)
   */
  record Part(long size, String checksum) {}

  /** What the scene consists of, by the addresses that its assets have; reads what it must hash. */
  Map<String, Part> parts();

  /**
   * Looks whether it is whole, without decoding it all.
   *
   * @throws org.sunqar.raster.RasterException when a raster of it cannot be decoded
   * @throws org.sunqar.catalog.CatalogException when it is damaged in another way
   */
  void check();

  /** The files to copy with the place of each in the folder that is copied into. */
  Map<Path, String> copies();

  /** The address in a copy of what has an address here. */
  String inCopy(String href, Path folder);
}
