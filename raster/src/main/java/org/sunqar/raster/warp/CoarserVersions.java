// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.warp;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.sunqar.raster.geo.Grid;

/**
 * Versions of a computed raster on grids that are 2, 4, 8, ... times as coarse, down to the first
 * that fits into {@value #SMALL} x {@value #SMALL} pixels; made when they are first asked for.
 */
final class CoarserVersions<R> {

  private static final int SMALL = 256;

  private final Grid grid;
  private final IntFunction<R> maker;
  private List<R> made = List.of();
  private boolean isMade;

  /**
   * @param grid of the raster
   * @param maker makes the version of a factor
   */
  CoarserVersions(Grid grid, IntFunction<R> maker) {
    this.grid = grid;
    this.maker = maker;
  }

  /** Those of a raster that has none. */
  static <R> CoarserVersions<R> none(Grid grid) {
    CoarserVersions<R> none =
        new CoarserVersions<>(
            grid,
            factor -> {
              throw new IllegalStateException("version " + factor);
            });
    none.isMade = true;
    return none;
  }

  /** Finest first. */
  synchronized List<R> get() {
    if (!isMade) {
      List<R> versions = new ArrayList<>();
      for (int factor = 2; isLarge(factor / 2); factor *= 2) {
        versions.add(maker.apply(factor));
      }
      made = List.copyOf(versions);
      isMade = true;
    }
    return made;
  }

  private boolean isLarge(int factor) {
    return Math.ceilDiv(grid.width(), factor) > SMALL
        || Math.ceilDiv(grid.height(), factor) > SMALL;
  }

  /** Does something with those that were asked for. */
  synchronized void forEachMade(Consumer<R> action) {
    made.forEach(action);
  }
}
