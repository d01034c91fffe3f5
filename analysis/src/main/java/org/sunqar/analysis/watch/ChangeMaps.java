// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.watch;

import org.sunqar.raster.geo.Window;

/**
 * What a detector found in one window of the grid of a run, row by row.
 *
 * @param window where
 * @param day date of the break (days since 1970-01-01), {@link #NO_DAY} for none
 * @param magnitude change in units of the index; NaN where it could not be looked
 * @param count valid observations, history and monitoring together
 */
@SuppressWarnings("ArrayRecordComponent") // handed on once, from the task to the writer
record ChangeMaps(Window window, int[] day, float[] magnitude, short[] count) {

  static final int NO_DAY = Integer.MIN_VALUE;
}
