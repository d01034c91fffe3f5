// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.composite;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.sunqar.analysis.AnalysisException;
import org.sunqar.analysis.cube.Chunk;
import org.sunqar.analysis.cube.Cube;
import org.sunqar.analysis.cube.CubeScene;
import org.sunqar.catalog.stac.Item;
import org.sunqar.raster.geo.Grid;
import org.sunqar.raster.geo.Window;

/**
 * Several variables of the same scenes on one grid: time x variable x y x x. It is a {@link Cube}
 * whose dates are the variables of the first scene, then those of the second, and so on, so that
 * one reader with one set of open files serves all of them. Of bands with pixels of different sizes
 * the finest gives the grid.
 *
 * @param cube of scenes x variables dates
 * @param variables bands or indices, in the order in which they are read
 * @param cloudCover of each scene in percent, by date; empty where a scene does not tell it
 */
public record BandCube(Cube cube, List<String> variables, List<OptionalDouble> cloudCover) {

  private static final String CLOUD_COVER = "eo:cloud_cover";

  public BandCube {
    variables = List.copyOf(variables);
    cloudCover = List.copyOf(cloudCover);
    if (cube.dates() != variables.size() * cloudCover.size()) {
      throw new IllegalArgumentException(
          cube.dates()
              + " planes for "
              + variables.size()
              + " variables of "
              + cloudCover.size()
              + " scenes");
    }
  }

  /**
   * The cube of some scenes.
   *
   * @param items scenes with different ids
   * @param variables bands, or indices of bands
   * @throws AnalysisException NO_SCENES; NO_BAND; GRID_MISMATCH when scenes do not share a grid
   */
  public static BandCube of(List<Item> items, List<String> variables) {
    if (variables.isEmpty()) {
      throw new AnalysisException(AnalysisException.Key.SETTING, "there is no band to compose");
    }
    List<CubeScene> scenes = new ArrayList<>();
    Map<String, OptionalDouble> clouds = new HashMap<>();
    for (Item item : items) {
      scenes.addAll(onOneGrid(variables.stream().map(name -> CubeScene.of(item, name)).toList()));
      clouds.put(item.id(), cloudCover(item));
    }
    Cube cube = Cube.covering(scenes);
    List<OptionalDouble> byDate =
        IntStream.range(0, items.size())
            .mapToObj(date -> cube.scenes().get(date * variables.size()).itemId())
            .map(id -> clouds.getOrDefault(id, OptionalDouble.empty()))
            .toList();
    return new BandCube(cube, variables, byDate);
  }

  /** The part inside a window of its grid. */
  public BandCube crop(Window window) {
    return new BandCube(cube.crop(window), variables, cloudCover);
  }

  /** The same scenes on another grid, which is aligned with theirs. */
  public BandCube on(Grid grid) {
    return new BandCube(new Cube(grid, cube.scenes()), variables, cloudCover);
  }

  /** Number of scenes. */
  public int dates() {
    return cloudCover.size();
  }

  /** A scene through its first variable. */
  public CubeScene scene(int date) {
    return cube.scenes().get(date * variables.size());
  }

  /** All dates of one variable of what was read of {@link #cube}. */
  Chunk variable(Chunk all, int variable) {
    List<Chunk.Plane> planes = new ArrayList<>(dates());
    for (int date = 0; date < dates(); date++) {
      planes.add(all.planes().get(date * variables.size() + variable));
    }
    return new Chunk(all.window(), planes);
  }

  private static List<CubeScene> onOneGrid(List<CubeScene> variables) {
    Grid finest =
        variables.stream()
            .map(CubeScene::grid)
            .max(Comparator.comparingInt(Grid::width))
            .orElseThrow();
    return variables.stream()
        .map(scene ->
            new CubeScene(
                scene.itemId(), scene.time(), finest, scene.formula(), scene.bands(), scene.mask()))
        .toList();
  }

  private static OptionalDouble cloudCover(Item item) {
    JsonNode cover = item.properties().get(CLOUD_COVER);
    return cover != null && cover.isNumber()
        ? OptionalDouble.of(cover.asDouble())
        : OptionalDouble.empty();
  }
}
