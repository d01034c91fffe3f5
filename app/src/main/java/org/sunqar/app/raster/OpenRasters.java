// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app.raster;

import java.util.ArrayList;
import java.util.List;
import org.sunqar.raster.pixel.Raster;

/** Rasters that are open together; closes them all. */
final class OpenRasters implements AutoCloseable {

  private final List<Raster> rasters = new ArrayList<>();

  /** Opens a location. */
  Raster open(String location) {
    Raster raster = Inputs.open(location);
    rasters.add(raster);
    return raster;
  }

  @Override
  public void close() {
    RuntimeException failure = null;
    for (Raster raster : rasters) {
      try {
        raster.close();
      } catch (RuntimeException e) {
        failure = e;
      }
    }
    if (failure != null) {
      throw failure;
    }
  }
}
