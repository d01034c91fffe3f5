// SPDX-License-Identifier: Apache-2.0
package org.sunqar.planted.raster.tiff;

import org.sunqar.planted.raster.geo.LooksUp;

/** A violation: its package and that of what it returns see each other. */
public final class LooksBack {
  /** The other half of the cycle. */
  public Class<?> other() {
    return LooksUp.class;
  }
}
