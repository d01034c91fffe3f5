// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.warp;

/**
 * What is warped of a source: a band, or the mask.
 *
 * @param band from 1, or {@link SourceBlocks#MASK}
 * @param together bands of the source that are read one after the other
 */
@SuppressWarnings("ArrayRecordComponent") // never leaves the package, never changed
record Layer(int band, int[] together) {

  static final Layer MASK = new Layer(SourceBlocks.MASK, new int[0]);

  boolean isMask() {
    return band == SourceBlocks.MASK;
  }
}
