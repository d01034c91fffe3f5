// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.watch;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.sunqar.analysis.AnalysisException;
import org.sunqar.analysis.cube.ChunkPlan;
import org.sunqar.analysis.cube.ChunkReader;
import org.sunqar.analysis.cube.Cube;
import org.sunqar.analysis.cube.CubeScene;
import org.sunqar.analysis.detect.online.BandDetector;
import org.sunqar.analysis.detect.online.SceneDetector;
import org.sunqar.analysis.state.SceneSequence;
import org.sunqar.analysis.state.StartPoint;
import org.sunqar.analysis.state.StateMask;
import org.sunqar.analysis.state.StateOptions;
import org.sunqar.analysis.state.StateUpdate;
import org.sunqar.catalog.stac.Item;
import org.sunqar.raster.geo.Grid;
import org.sunqar.raster.geo.Window;

/**
 * A detector with a state: takes the scenes that the state has not taken yet, and reads maps and
 * changes out of the planes.
 *
 * <p>The state's grid is that of the history's scenes, as far as they lie in the area; it begins at
 * a corner of a block of the first scene's file, so that each block is decoded for one chunk.
 */
final class OnlineMonitor {

  /** Larger blocks are strips or whole images: no chunk follows them. */
  private static final int LARGEST_BLOCK = 1024;

  private static final int BLOCK_MULTIPLE = 16;

  private final Watch watch;
  private final SceneDetector detector;
  private final Cube cube;
  private final Optional<AreaMask> area;

  /**
   * A monitor.
   *
   * @param cube all scenes over the grid of the maps
   * @param area in the grid of the cube, whose corner is the corner of the area's window
   */
  OnlineMonitor(Watch watch, SceneDetector detector, Cube cube, Optional<AreaMask> area) {
    this.watch = watch;
    this.detector = detector;
    this.cube = cube;
    this.area = area;
  }

  /** The grid of the maps. */
  Grid mapGrid() {
    return cube.grid();
  }

  /**
   * Brings the state up to date.
   *
   * @param folder of the state
   * @param items those of the cube's scenes
   * @param sink takes the maps and changes of each chunk
   */
  StateUpdate.Done run(
      Path folder,
      List<Item> items,
      StateOptions options,
      StartPoint start,
      Map<String, String> provenance,
      Consumer<OnlineView.Found> sink,
      WatchRun.Progress progress) {
    int history = cube.datesBefore(watch.monitorFrom());
    Map<String, Item> byId =
        items.stream().collect(Collectors.toMap(Item::id, item -> item, (a, b) -> b));
    List<CubeScene> scenes = seen(byId);
    Cube stateCube = new Cube(grid(scenes.subList(0, history)), scenes);
    Window place =
        cube.grid()
            .windowOf(stateCube.grid())
            .orElseThrow(() -> new IllegalStateException("the grids are aligned"));
    Window map = cube.grid().window();
    StateMask mask =
        (col, row) -> {
          int mapCol = col + place.col();
          int mapRow = row + place.row();
          return mapCol >= 0
              && mapRow >= 0
              && mapCol < map.width()
              && mapRow < map.height()
              && (area.isEmpty() || area.get().contains(mapCol, mapRow));
        };
    return new StateUpdate(
            folder,
            detector,
            SceneSequence.of(stateCube, history, byId),
            mask,
            settings(),
            new TreeMap<>(provenance),
            options)
        .run(
            start,
            new OnlineView(detector, cube, history, watch.rule(), place),
            sink,
            progress::chunk);
  }

  /** What the state depends on beside the detector, the history and the grid; the rule does not. */
  private String settings() {
    return watch.variable()
        + "\n"
        + watch.monitorFrom()
        + "\n"
        + watch.area().map(polygon -> polygon.norm().toText()).orElse("all");
  }

  /** The scenes as the detector sees them: through the watched index, or in several bands. */
  private List<CubeScene> seen(Map<String, Item> items) {
    if (!(detector instanceof BandDetector several)) {
      return cube.scenes();
    }
    List<CubeScene> seen = new ArrayList<>();
    for (CubeScene scene : cube.scenes()) {
      Item item = items.get(scene.itemId());
      if (item == null) {
        throw new IllegalArgumentException("no item " + scene.itemId());
      }
      CubeScene bands = CubeScene.ofBands(item, several.bands());
      if (!bands.grid().isAlignedWith(scene.grid())) {
        throw new AnalysisException(
            AnalysisException.Key.GRID_MISMATCH,
            "scene "
                + scene.itemId()
                + " has '"
                + watch.variable()
                + "' in other pixels than the bands "
                + String.join(",", several.bands())
                + ": choose an index that needs the finest of them");
      }
      seen.add(bands);
    }
    return seen;
  }

  private Grid grid(List<CubeScene> scenes) {
    Grid whole = scenes.getFirst().grid();
    for (CubeScene scene : scenes) {
      whole = whole.union(scene.grid());
    }
    Grid union = whole;
    Window window =
        union
            .windowOf(cube.grid())
            .flatMap(area -> area.intersect(union.window()))
            .orElseThrow(() ->
                new AnalysisException(
                    AnalysisException.Key.NO_SCENES,
                    "no scene before the monitoring start "
                        + watch.monitorFrom()
                        + " touches the area"));
    try (ChunkReader reader = new ChunkReader(new Cube(union, scenes))) {
      ChunkPlan.Blocks blocks = reader.blocks();
      int left = beyond(window.col() - reader.anchor().col(), blocks.width());
      int top = beyond(window.row() - reader.anchor().row(), blocks.height());
      return union.crop(
          new Window(
              window.col() - left,
              window.row() - top,
              window.width() + left,
              window.height() + top));
    }
  }

  /** Pixels from the corner of a block to a pixel. */
  private static int beyond(int pixel, int block) {
    return block <= LARGEST_BLOCK && block % BLOCK_MULTIPLE == 0 ? Math.floorMod(pixel, block) : 0;
  }
}
