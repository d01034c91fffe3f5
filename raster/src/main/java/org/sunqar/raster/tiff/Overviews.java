// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.tiff;

/** How a written file's overviews are made; each halves the one before. */
public enum Overviews {
  NONE,
  /** The upper left of four pixels: for classes, dates and counts. */
  NEAREST,
  /** The mean of those of four pixels that have a value: for measurements. */
  AVERAGE
}
