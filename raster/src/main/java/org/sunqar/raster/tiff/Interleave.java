// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.tiff;

/** How the bands of a written file lie to each other. */
public enum Interleave {
  /** Each band in tiles of its own, all of one band before the next: a band is read alone. */
  BAND,
  /** All bands of a pixel side by side in one tile: a pixel is read at once, as for a picture. */
  PIXEL
}
