// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.sunqar.analysis.AnalysisException;
import org.sunqar.analysis.simulate.Pass;
import org.sunqar.analysis.simulate.Simulation;
import org.sunqar.catalog.ingest.Importer;
import org.sunqar.catalog.ingest.Outcome;
import org.sunqar.catalog.stac.Collection;
import org.sunqar.catalog.stac.Footprint;
import org.sunqar.catalog.stac.Item;
import org.sunqar.catalog.stac.TimeInterval;
import org.sunqar.catalog.store.ItemStore;
import org.sunqar.mission.constellation.Constellation;
import org.sunqar.mission.order.Attempt;
import org.sunqar.mission.order.Order;
import org.sunqar.mission.segment.Flight;
import org.sunqar.mission.segment.Image;
import org.sunqar.mission.segment.OrderUpdates;
import org.sunqar.mission.segment.TrueSky;
import org.sunqar.raster.geo.Grid;

/**
 * Makes scenes of images that the simulated satellites took, and imports them like any others.
 *
 * <p>Over the simulated land of the workspace an image becomes a file in {@code mission/scenes/}:
 * the land of that day inside the footprint, under the clouds that came true, off by the pointing
 * error. Its pixels are those of the land's base scene, which are larger than the camera's; the
 * item says both. Elsewhere, or where there is no land, the item has a footprint and no pixels, in
 * the collection {@value #ELSEWHERE}.
 */
final class AcquiredScenes implements OrderUpdates.Products {

  static final String ELSEWHERE = "mission-images";

  /** Pixels between two places at which the clouds are computed. */
  private static final int STEP = 4;

  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss").withZone(ZoneOffset.UTC);
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final Workspace workspace;
  private final Constellation constellation;
  private final TrueSky sky;
  private final Optional<Land> land;

  /**
   * Land over which scenes are made.
   *
   * @param simulation of it
   * @param collection that they come into
   */
  record Land(Simulation simulation, String collection) {}

  AcquiredScenes(
      Workspace workspace, Constellation constellation, TrueSky sky, Optional<Land> land) {
    this.workspace = workspace;
    this.constellation = constellation;
    this.sky = sky;
    this.land = land;
  }

  @Override
  public Attempt.Product make(Flight.Received received, Order order) throws IOException {
    Image image = received.image();
    Optional<ImageOnGrid> placed =
        land.flatMap(l -> ImageOnGrid.of(image, l.simulation().base().grid()))
            .filter(_ -> land.filter(l -> hasDay(l, image)).isPresent());
    String collection = placed.isPresent() ? land.orElseThrow().collection() : ELSEWHERE;
    Item item =
        placed.isPresent()
            ? scene(image, land.orElseThrow(), placed.get())
            : footprintOnly(image, collection);
    for (Map.Entry<String, JsonNode> each : properties(image, order).entrySet()) {
      item = item.withProperty(each.getKey(), each.getValue());
    }
    workspace.items().upsert(List.of(item));
    return new Attempt.Product(collection, item.id(), OptionalDouble.of(image.cloud()));
  }

  private static LocalDate day(Image image) {
    return LocalDate.ofInstant(image.time().instant(), ZoneOffset.UTC);
  }

  private static boolean hasDay(Land land, Image image) {
    LocalDate day = day(image);
    return day.getYear() >= land.simulation().options().from().getYear()
        && !day.isAfter(land.simulation().options().to());
  }

  private static String name(Image image) {
    return "%s_%s_%s"
        .formatted(
            image.satellite(),
            STAMP.format(image.time().instant()),
            image.acquisition().replaceAll("[^A-Za-z0-9]+", "-"));
  }

  private Item scene(Image image, Land land, ImageOnGrid placed) throws IOException {
    Path folder = workspace.folder().resolve("mission").resolve("scenes");
    Files.createDirectories(folder);
    Grid grid = land.simulation().base().grid();
    double metres = grid.crs().metresPerUnit();
    String name = name(image);
    Pass pass =
        new Pass(
            day(image),
            image.acquisition().hashCode(),
            placed.window(),
            placed.values(place -> sky.depth(place, image.time()), STEP),
            -image.offset().east() / (grid.pixelWidth() * metres),
            image.offset().north() / (grid.pixelHeight() * metres));
    land.simulation()
        .write(
            pass, folder, name, Map.of("ACQUISITION_DATETIME", image.time().instant().toString()));
    Path file = folder.resolve(name + ".tif");
    Outcome outcome =
        new Importer(workspace.items())
            .run(
                List.of(file, folder.resolve(name + "_cloudmask.tif")),
                workspace.importInPlace(land.collection()),
                (_, _, _) -> {})
            .outcomes()
            .getFirst();
    if (outcome.status() == Outcome.Status.REJECTED) {
      throw new AnalysisException(
          AnalysisException.Key.NO_SCENES, file + " cannot be imported: " + outcome.reason());
    }
    return workspace.items().item(land.collection(), outcome.itemId()).orElseThrow();
  }

  private Item footprintOnly(Image image, String collection) {
    ItemStore items = workspace.items();
    if (items.collection(collection).isEmpty()) {
      items.putCollection(
          Collection.of(collection, "Images of the simulated satellites, without pixels"));
    }
    List<double[]> ring =
        image.footprint().stream()
            .map(p -> new double[] {p.longitudeDegrees(), p.latitudeDegrees()})
            .toList();
    return Item.of(
        name(image),
        collection,
        Footprint.ofRing(ring),
        TimeInterval.at(image.time().instant()),
        Map.of(Item.SIMULATED, JSON.booleanNode(true)),
        Map.of());
  }

  private Map<String, JsonNode> properties(Image image, Order order) {
    Map<String, JsonNode> properties = new LinkedHashMap<>();
    properties.put("platform", JSON.textNode(constellation.satellite(image.satellite()).name()));
    properties.put("order:id", JSON.textNode(order.id()));
    properties.put("sunqar:request", JSON.textNode(image.request()));
    properties.put("sunqar:acquisition", JSON.textNode(image.acquisition()));
    properties.put("eo:cloud_cover", rounded(100 * image.cloud()));
    properties.put("view:off_nadir", degrees(image.view().offNadir()));
    properties.put("view:incidence_angle", degrees(image.view().incidence()));
    properties.put("view:azimuth", degrees(image.view().azimuth()));
    properties.put("view:sun_azimuth", degrees(image.view().sunAzimuth()));
    properties.put("view:sun_elevation", degrees(image.view().sunElevation()));
    properties.put("sunqar:camera_gsd", rounded(image.groundSampling()));
    properties.put("sunqar:pointing_error_m", rounded(image.offset().metres()));
    return properties;
  }

  private static JsonNode degrees(double radians) {
    return rounded(Math.toDegrees(radians));
  }

  private static JsonNode rounded(double value) {
    return JSON.numberNode(Math.rint(value * 100) / 100);
  }
}
