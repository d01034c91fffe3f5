// SPDX-License-Identifier: Apache-2.0
package org.sunqar.planted.mission;

import org.sunqar.planted.orekit.Orbit;
import org.sunqar.planted.raster.tiff.LooksBack;

/** A violation: mission sees more of raster than geo. That it sees orbits is right. */
public final class Pass {
  Orbit orbit = new Orbit();
  LooksBack back = new LooksBack();
}
