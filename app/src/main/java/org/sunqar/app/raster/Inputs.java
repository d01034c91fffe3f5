// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app.raster;

import java.nio.file.Path;
import org.sunqar.raster.pixel.Raster;
import org.sunqar.raster.tiff.GeoTiff;

/** Opens what a command reads. */
final class Inputs {

  /** Opens a location. */
  static Raster open(String location) {
    return GeoTiff.open(Path.of(location));
  }

  private Inputs() {}
}
