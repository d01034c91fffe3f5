// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.tiles;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.sunqar.catalog.overview.OverviewMosaic;
import org.sunqar.catalog.stac.BandSource;
import org.sunqar.catalog.stac.Collection;
import org.sunqar.raster.RasterException;
import org.sunqar.raster.geo.Grid;
import org.sunqar.raster.pixel.PixelType;

/**
 * The picture that the importer keeps of a whole collection, which stands in for its scenes where
 * the map is zoomed out.
 */
final class Overviews {

  /** Pixels of a picture may be so much finer than those of the overview. */
  private static final double FINER = 0.75;

  private static final String FOLDER = "./overviews/";

  private final Path workspace;
  private final Lru<String, Scene> known = new Lru<>(256);

  Overviews(Path workspace) {
    this.workspace = workspace;
  }

  /** The overview of a collection as a scene; empty where it has none, or is finer or elsewhere. */
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
        scene = Optional.of(open(file, version));
        known.put(file + "|" + version, scene.get());
      }
      double finest = degrees(scene.get().grid().orElseThrow());
      return degrees(grid) >= FINER * finest ? scene : Optional.empty();
    } catch (IOException | RasterException _) {
      return Optional.empty(); // the scenes themselves are there
    }
  }

  private static Scene open(Path file, String version) {
    Grid grid = SceneReader.gridOf(file);
    List<BandSource> bands =
        java.util.stream.IntStream.rangeClosed(1, 4)
            .mapToObj(band ->
                new BandSource(
                    "overview",
                    file.toUri().toString(),
                    band,
                    PixelType.UINT8,
                    OptionalDouble.empty(),
                    1,
                    0))
            .toList();
    return Scene.ofBands(
        "overview", version, Instant.EPOCH, grid, List.of("red", "green", "blue"), bands);
  }

  /** Degrees of longitude in a pixel. */
  private static double degrees(Grid grid) {
    var bounds = grid.lonLatBounds();
    return (bounds.maxX() - bounds.minX()) / grid.width();
  }
}
