// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.state;

import org.sunqar.analysis.detect.online.PixelState;
import org.sunqar.raster.geo.Window;

/**
 * What is made of each chunk when it is up to date. Called by several threads at once; the state is
 * valid during the call only.
 *
 * @param <R> what is handed on
 */
public interface StateView<R> {

  /**
   * Looks at a chunk.
   *
   * @param window its pixels, of which some may lie beyond the grid's edge
   * @param state its planes; of the fixed ones only the scatter is there
   * @param history observations of the history, by pixel
   */
  R of(Window window, PixelState state, float[] history);

  /** Whether chunks are read for the view when there is nothing to update in them. */
  default boolean readsAll() {
    return true;
  }

  /** Nothing is made of the chunks, and those that are up to date are not read. */
  static StateView<Boolean> none() {
    return new StateView<>() {
      @Override
      public Boolean of(Window window, PixelState state, float[] history) {
        return true;
      }

      @Override
      public boolean readsAll() {
        return false;
      }
    };
  }
}
