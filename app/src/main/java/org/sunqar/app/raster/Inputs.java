// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app.raster;

import org.sunqar.raster.pixel.Raster;
import org.sunqar.raster.reader.Rasters;
import org.sunqar.raster.source.ByteSource;
import org.sunqar.raster.source.Sources;

/** Opens what a command reads: files, addresses, paths inside archives. */
final class Inputs {

  static Raster open(String location) {
    return Rasters.open(location);
  }

  /** The bytes of a location. */
  static ByteSource source(String location) {
    return Sources.shared().open(location);
  }

  private Inputs() {}
}
