// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.simulate;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;
import org.sunqar.raster.geo.Grid;
import org.sunqar.raster.pixel.PixelBlock;
import org.sunqar.raster.pixel.PixelType;

/**
 * Writes a simulation as files:
 *
 * <pre>
 * scenes/PREFIX_YYYYMMDD.tif             reflectance x 10000, uint16, scale 0.0001, no-data 0
 * scenes/PREFIX_YYYYMMDD_cloudmask.tif   0 clear, 1 cloud, 2 shadow, uint8
 * truth/event_type.tif                   {@link EventType#code()}, uint8, 0 nothing
 * truth/event_date.tif                   days since 1970-01-01, int32, 0 nothing
 * truth/truth.json                       GeoJSON: a point per event, and the options
 * </pre>
 *
 * <p>Files are equal byte for byte for equal input, whatever the number of threads.
 */
final class SceneFolder {

  /** Memory that all workers together may hold for scenes (bytes). */
  private static final long MEMORY = 1L << 30;

  /** Bytes per pixel that the making and writing of one scene holds at most. */
  private static final long BYTES_PER_PIXEL = 100;

  private static final DateTimeFormatter COMPACT = DateTimeFormatter.BASIC_ISO_DATE;

  private final Simulation simulation;
  private final Grid grid;
  private final Path scenes;
  private final Path truth;
  private final String prefix;

  SceneFolder(Simulation simulation, Path folder, String prefix) {
    if (!prefix.matches("[A-Za-z0-9][A-Za-z0-9_-]{0,63}") || prefix.matches(".*\\d{8}.*")) {
      throw new IllegalArgumentException(
          "file name prefix '"
              + prefix
              + "' must be 1 to 64 letters, digits, - or _, and not look like a date");
    }
    this.simulation = simulation;
    this.grid = simulation.base().grid();
    this.scenes = folder.resolve("scenes");
    this.truth = folder.resolve("truth");
    this.prefix = prefix;
  }

  /**
   * Writes all files.
   *
   * @param until the last day whose scene is written
   * @param threads at least 1; fewer are used where memory does not allow so many
   * @param progress told the number of scenes written so far, by one thread at a time
   */
  void write(LocalDate until, int threads, IntConsumer progress)
      throws IOException, InterruptedException {
    Files.createDirectories(scenes);
    Files.createDirectories(truth);
    writeTruth();
    long fitting = MEMORY / (grid.window().pixels() * BYTES_PER_PIXEL);
    int workers = (int) Math.max(1, Math.min(threads, fitting));
    ExecutorService pool = Executors.newFixedThreadPool(workers);
    try {
      List<Future<?>> writing = new ArrayList<>();
      for (int k = 0; k < simulation.dates().size(); k++) {
        int index = k;
        if (simulation.dates().get(k).isAfter(until)) {
          break;
        }
        writing.add(pool.submit(() -> writeScene(simulation.scene(index))));
      }
      for (int k = 0; k < writing.size(); k++) {
        writing.get(k).get();
        progress.accept(k + 1);
      }
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case RuntimeException failure -> throw failure;
        case Error failure -> throw failure;
        case null, default -> throw new IllegalStateException("a scene could not be made", e);
      }
    } finally {
      pool.shutdownNow();
    }
  }

  private void writeScene(SimulatedScene scene) {
    String name = prefix + "_" + scene.date().format(COMPACT);
    SceneFile.write(scenes, name, grid, grid.window(), scene, Map.of());
  }

  private void writeTruth() throws IOException {
    Truth rasters = simulation.truth();
    Map<String, String> tags = Map.of("SIMULATED", "yes");
    SceneFile.write(
        truth.resolve("event_type.tif"),
        grid,
        "event_type",
        new PixelBlock.Bytes(PixelType.UINT8, grid.width(), grid.height(), rasters.eventType()),
        tags);
    SceneFile.write(
        truth.resolve("event_date.tif"),
        grid,
        "event_date",
        new PixelBlock.Ints(PixelType.INT32, grid.width(), grid.height(), rasters.eventDay()),
        tags);
    ObjectMapper json = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    Files.writeString(truth.resolve("truth.json"), json.writeValueAsString(document(json)) + "\n");
  }

  private ObjectNode document(ObjectMapper json) {
    SimulationOptions options = simulation.options();
    ObjectNode root = json.createObjectNode().put("type", "FeatureCollection");
    root.putObject("simulation")
        .put("from", options.from().toString())
        .put("to", options.to().toString())
        .put("monitor_from", options.monitorFrom().toString())
        .put("revisit_days", options.revisitDays())
        .put("mean_cloud_cover", options.meanCloudCover())
        .put("seed", options.seed())
        .put("events_asked_for", options.events())
        .put("events_planted", simulation.events().size())
        .put("base_scene_date", simulation.base().date().toString());
    ArrayNode features = root.putArray("features");
    for (PlantedEvent event : simulation.events()) {
      double[] centre = centre(event);
      ObjectNode feature = features.addObject().put("type", "Feature").put("id", event.id());
      feature
          .putObject("geometry")
          .put("type", "Point")
          .putArray("coordinates")
          .add(centre[0])
          .add(centre[1]);
      feature
          .putObject("properties")
          .put("event_type", event.type().name().toLowerCase(Locale.ROOT))
          .put("date", event.date().toString())
          .put(
              "area_ha",
              Math.round(event.areaHectares(simulation.base().pixelArea()) * 100) / 100.0)
          .put("pixels", event.pixels().cardinality())
          .put("severity", Math.round(event.severity() * 1000) / 1000.0);
    }
    return root;
  }

  /** Longitude and latitude (degrees, 6 decimals) of the mean of an event's pixel centres. */
  private double[] centre(PlantedEvent event) {
    int width = grid.width();
    double col = event.pixels().stream().mapToDouble(i -> i % width + 0.5).average().orElseThrow();
    double row = event.pixels().stream().map(i -> i / width).average().orElseThrow() + 0.5;
    double[] xy = {grid.affine().xOf(col, row), grid.affine().yOf(col, row)};
    grid.crs().toLonLat(xy, 1);
    return new double[] {Math.round(xy[0] * 1e6) / 1e6, Math.round(xy[1] * 1e6) / 1e6};
  }
}
