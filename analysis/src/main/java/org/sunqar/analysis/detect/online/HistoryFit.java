// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.detect.online;

/** Fits a detector's history for blocks of pixels. One per thread. */
public interface HistoryFit {

  /**
   * Fits one block and writes all planes of its pixels, fixed and moving. A pixel whose history
   * does not carry the model gets {@link EvidencePlanes#NO_MODEL}.
   *
   * @param values time-major over the history's dates: pixel p of date t at {@code offset + t * 16
   *     + p}; NaN for no data
   * @param offset index of the block's first value
   * @param state written at {@code first} to {@code first + count - 1}
   * @param first where the block's first pixel is in the planes
   * @param count pixels of the block that exist, 1 to 16
   */
  void fit(float[] values, int offset, PixelState state, int first, int count);
}
