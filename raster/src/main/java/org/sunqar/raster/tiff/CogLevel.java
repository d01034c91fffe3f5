// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.tiff;

import java.util.List;
import java.util.Optional;

/**
 * One resolution of a file being written.
 *
 * @param image tiles of the bands
 * @param mask tiles of the mask, of the same size; absent in a file without one
 */
record CogLevel(TileLevel image, Optional<TileLevel> mask) {

  /** The image and, after it, the mask: as their directories follow each other. */
  List<TileLevel> parts() {
    return mask.map(m -> List.of(image, m)).orElse(List.of(image));
  }
}
