// SPDX-License-Identifier: Apache-2.0
package org.sunqar.planted.raster.geo;

import org.sunqar.planted.catalog.Shelf;
import org.sunqar.planted.raster.tiff.LooksBack;

/** A violation: raster sees catalog, and a package that sees it. */
public final class LooksUp {
  Shelf shelf = new Shelf();
  LooksBack back = new LooksBack();
}
