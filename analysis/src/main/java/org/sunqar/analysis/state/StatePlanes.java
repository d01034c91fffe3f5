// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.state;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.sunqar.analysis.cube.ChunkPlan;
import org.sunqar.analysis.detect.online.PixelState;
import org.sunqar.analysis.detect.online.StateLayout;
import org.sunqar.analysis.detect.online.StatePlane;
import org.sunqar.raster.geo.Grid;

/**
 * The planes of a detector as they lie in the two files, and in memory.
 *
 * @param fit the planes that the history gives, and behind the detector's own the count of the
 *     history's observations
 * @param state the planes that scenes change
 */
record StatePlanes(PlaneLayout fit, PlaneLayout state) {

  private static final PlaneLayout.Plane HISTORY =
      new PlaneLayout.Plane("history_observations", "1");

  static StatePlanes of(StateLayout layout, Grid grid, ChunkPlan.Blocks blocks) {
    List<PlaneLayout.Plane> fixed = new ArrayList<>(planes(layout.fixed()));
    fixed.add(HISTORY);
    PlaneLayout fit =
        PlaneLayout.of(grid, blocks.width(), blocks.height(), layout.planes() + 1, fixed);
    return new StatePlanes(fit, fit.with(planes(layout.moving())));
  }

  private static List<PlaneLayout.Plane> planes(List<StatePlane> planes) {
    return planes.stream().map(plane -> new PlaneLayout.Plane(plane.name(), plane.unit())).toList();
  }

  /** The plane with the count of the history's observations, behind the detector's own. */
  int historyPlane() {
    return fit.planes().size() - 1;
  }

  /** The detector's view of two buffers, which it shares with them. */
  PixelState view(ChunkBuffer fixed, ChunkBuffer moving) {
    return new PixelState(
        Arrays.copyOf(fixed.planes(), historyPlane()), moving.planes(), fit.chunkPixels());
  }
}
