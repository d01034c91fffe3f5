// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.story;

import org.sunqar.raster.RasterException;

/** What one scene shows of a place. */
public sealed interface Sighting {

  /** The place does not lie in the scene. */
  record Outside() implements Sighting {}

  /**
   * A file of the scene could not be read.
   *
   * @param cause what is wrong with it
   */
  record Unreadable(RasterException cause) implements Sighting {}

  /**
   * Its values, one a variable. Of a pixel: what is stored, also where the mask hides it. Of an
   * area: the mean over its clear pixels that have a value; NaN where there are none.
   *
   * @param values NaN where there is none
   * @param spread of an area, the standard deviation of the same pixels, divided by their number;
   *     of a pixel 0
   * @param clearShare share of the pixels of the place in the scene that no mask hides and that
   *     have a value of a variable, 0..1
   */
  @SuppressWarnings("ArrayRecordComponent") // handed on once, compared nowhere
  record Seen(double[] values, double[] spread, double clearShare) implements Sighting {

    /** An area of which less is clear is no observation of it. */
    public static final double LEAST_CLEAR = 0.5;

    /** Whether the place counts as seen: most of it is clear. */
    public boolean clear() {
      return clearShare >= LEAST_CLEAR;
    }

    /** The value that a detector takes; NaN where the place was not clear. */
    public double clearValue(int variable) {
      return clear() ? values[variable] : Double.NaN;
    }
  }
}
