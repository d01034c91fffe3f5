// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.ingest;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.sunqar.catalog.stac.Item;

/**
 * A scene that was read.
 *
 * @param item with absolute addresses of its files
 * @param content its files
 * @param meaning what tells apart two scenes of the same bytes, as a date that was given; part of
 *     the content hash, so it must not change from version to version
 * @param notes what was assumed, for the report
 */
record Scene(Item item, SceneContent content, String meaning, List<String> notes) {

  Scene {
    notes = List.copyOf(notes);
  }

  /**
   * A scene of files that were chosen one by one.
   *
   * @param rasters the files whose pixels are to be checked
   * @param others its files that are not rasters, as the MTL
   */
  Scene(
      Item item, List<RasterFile> rasters, List<Path> others, String meaning, List<String> notes) {
    this(item, new SceneFiles(rasters, others), meaning, notes);
  }

  Scene withItem(Item newItem) {
    return new Scene(newItem, content, meaning, notes);
  }

  Scene withNote(String note) {
    List<String> more = new ArrayList<>(notes);
    more.add(note);
    return new Scene(item, content, meaning, more);
  }
}
