// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.tiles;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.sunqar.catalog.overview.OverviewMosaic;
import org.sunqar.catalog.stac.BandSource;
import org.sunqar.catalog.stac.Collection;
import org.sunqar.raster.RasterException;
import org.sunqar.raster.geo.Grid;
import org.sunqar.raster.pixel.PixelType;

/**
 * The picture that the importer keeps of a whole collection, which stands in for its scenes where
 * the map is zoomed out. It was painted with the brightness of each scene's thumbnail; so that a
 * place does not change its colours where the scenes take over, its levels are taken for the values
 * that they have in the middle one of some scenes, and drawn as those of the scenes are.
 */
final class Overviews {

  /** Pixels of a picture may be so much finer than those of the overview. */
  private static final double FINER = 0.75;

  /** From black to white. */
  private static final Range LEVELS = new Range(0, 255);

  private static final String FOLDER = "./overviews/";

  private final Path workspace;
  private final Scenes scenes;
  private final Lru<String, Scene> known = new Lru<>(256);

  Overviews(Path workspace, Scenes scenes) {
    this.workspace = workspace;
    this.scenes = scenes;
  }

  /**
   * The overview of a collection as a scene, whose stretch is empty where its scenes tell none:
   * then its levels are no values but colours.
   *
   * @return empty where it has none, or is finer or elsewhere
   */
  Optional<Scene> of(Collection collection, Grid grid) {
    JsonNode assets = collection.other().get("assets");
    String href = assets == null ? "" : assets.path(OverviewMosaic.ASSET).path("href").asText();
    if (!href.startsWith(FOLDER) || href.contains("..")) {
      return Optional.empty();
    }
    Path file = workspace.resolve(href).normalize();
    try {
      String version = Files.getLastModifiedTime(file).toMillis() + "-" + Files.size(file);
      Optional<Scene> scene = known.get(file + "|" + version);
      if (scene.isEmpty()) {
        scene = Optional.of(open(file, version, collection));
        known.put(file + "|" + version, scene.get());
      }
      double finest = degrees(scene.get().grid().orElseThrow());
      return degrees(grid) >= FINER * finest ? scene : Optional.empty();
    } catch (IOException | RasterException _) {
      return Optional.empty(); // the scenes themselves are there
    }
  }

  private Scene open(Path file, String version, Collection collection) {
    Grid grid = SceneReader.gridOf(file);
    List<Range> brightness = brightness(collection);
    List<BandSource> bands = new ArrayList<>();
    for (int band = 0; band < 3; band++) {
      Range range = brightness.isEmpty() ? LEVELS : brightness.get(band);
      bands.add(
          new BandSource(
              "overview",
              file.toUri().toString(),
              band + 1,
              PixelType.UINT8,
              OptionalDouble.empty(),
              (range.high() - range.low()) / 255,
              range.low()));
    }
    return Scene.ofBands(
            "overview", version + brightness, Instant.EPOCH, grid, Scene.TRUE_COLOUR, bands)
        .withStretch(brightness.isEmpty() ? List.of() : Collections.nCopies(3, LEVELS));
  }

  /** The middle of those of some scenes. */
  private List<Range> brightness(Collection collection) {
    List<List<Range>> all =
        scenes.samples(collection.id()).stream()
            .map(Scene::brightness)
            .filter(ranges -> !ranges.isEmpty())
            .toList();
    if (all.isEmpty()) {
      return List.of();
    }
    return IntStream.range(0, 3)
        .mapToObj(band ->
            new Range(
                middle(all.stream().mapToDouble(ranges -> ranges.get(band).low())),
                middle(all.stream().mapToDouble(ranges -> ranges.get(band).high()))))
        .toList();
  }

  private static double middle(DoubleStream values) {
    double[] sorted = values.sorted().toArray();
    return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
  }

  /** Degrees of longitude in a pixel. */
  private static double degrees(Grid grid) {
    var bounds = grid.lonLatBounds();
    return (bounds.maxX() - bounds.minX()) / grid.width();
  }
}
