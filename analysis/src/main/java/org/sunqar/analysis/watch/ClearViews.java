// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.watch;

import java.util.Arrays;
import org.sunqar.raster.geo.Window;

/**
 * Where it could be looked since the monitoring start, in one window of the grid of a run, row by
 * row. Pixels whose history does not carry a model are not looked at, however clear they are.
 *
 * @param window where
 * @param count clear observations in the monitoring period
 * @param days from the last of them to the last scene; {@link #NEVER} where there is none
 */
@SuppressWarnings("ArrayRecordComponent") // handed on once, from the task to the writer
record ClearViews(Window window, short[] count, short[] days) {

  /** As an unsigned number. */
  static final int NEVER = 0xffff;

  /** No view anywhere. */
  static ClearViews none(Window window) {
    int pixels = Math.toIntExact(window.pixels());
    short[] days = new short[pixels];
    Arrays.fill(days, (short) NEVER);
    return new ClearViews(window, new short[pixels], days);
  }

  void set(int pixel, float observations, int daysSince) {
    count[pixel] = (short) Math.min(observations, 0xffff);
    days[pixel] = (short) Math.clamp(daysSince, 0, NEVER - 1);
  }
}
