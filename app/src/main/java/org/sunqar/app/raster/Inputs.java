// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app.raster;

import java.nio.file.Path;
import org.sunqar.raster.pixel.Raster;
import org.sunqar.raster.source.ByteSource;
import org.sunqar.raster.source.FileSource;
import org.sunqar.raster.tiff.GeoTiff;

/** Opens what a command reads. */
final class Inputs {

  /** Opens a location. */
  static Raster open(String location) {
    return GeoTiff.open(Path.of(location));
  }

  /** Opens the bytes of a location. */
  static ByteSource source(String location) {
    return FileSource.open(Path.of(location));
  }

  private Inputs() {}
}
