// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.ingest;

import java.nio.file.Path;

/**
 * What became of one scene, or of a path that was no scene.
 *
 * @param path the scene's main file: its MTL, its GeoTIFF, or its first band
 * @param itemId the item in the catalogue; empty for what was rejected
 * @param reason a sentence: why it was rejected, or what was assumed; empty when there is nothing
 *     to say
 */
public record Outcome(Path path, Status status, String itemId, String reason) {

  /** The three ends of an import. */
  public enum Status {
    ADDED,
    ALREADY_THERE,
    REJECTED
  }

  static Outcome rejected(Path path, String reason) {
    return new Outcome(path, Status.REJECTED, "", reason);
  }
}
