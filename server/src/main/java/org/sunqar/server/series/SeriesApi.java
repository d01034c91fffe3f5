// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.series;

import io.helidon.http.HeaderNames;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sunqar.analysis.AnalysisException;
import org.sunqar.analysis.alert.Alert;
import org.sunqar.analysis.story.Place;
import org.sunqar.analysis.story.PlaceReader;
import org.sunqar.analysis.tracking.AlertObject;
import org.sunqar.analysis.watch.AlertStore;
import org.sunqar.analysis.watch.Watch;
import org.sunqar.analysis.watch.WatchJson;
import org.sunqar.analysis.watch.WatchStore;
import org.sunqar.catalog.overview.Thumbnails;
import org.sunqar.catalog.stac.Item;
import org.sunqar.catalog.stac.ItemJson;
import org.sunqar.catalog.store.ItemDocument;
import org.sunqar.catalog.store.ItemQuery;
import org.sunqar.catalog.store.ItemStore;
import org.sunqar.raster.geo.Affine;
import org.sunqar.raster.geo.Bounds;
import org.sunqar.raster.geo.Grid;
import org.sunqar.raster.tiff.GeoTiff;
import org.sunqar.server.http.Answer;
import org.sunqar.server.http.ApiPart;
import org.sunqar.server.http.EntityTag;
import org.sunqar.server.http.Kind;
import org.sunqar.server.http.Problem;
import org.sunqar.server.http.Request;
import org.sunqar.server.http.Route;
import org.sunqar.server.series.SeriesQuery.Where;

/**
 * Series of places: what was observed on each date of a collection in a pixel or an area, what a
 * detector expected there, and the breaks that it found. A second look at the same place costs no
 * reading as long as neither the scenes nor the watch have changed.
 */
public final class SeriesApi implements ApiPart {

  /** Scenes that are read at the same time, over all clients: the files that are open. */
  private static final int READING = 16;

  /** Pixels of the window around an area: ten kilometres each way at 10 m. */
  private static final int MOST_PIXELS = 1 << 20;

  /** Scenes that are read before anybody asks. */
  private static final int WARMING = 200;

  /** Of the program: another one may see something else in the same scenes. */
  private static final String VERSION =
      Optional.ofNullable(SeriesApi.class.getPackage().getImplementationVersion()).orElse("0");

  private final ItemStore store;
  private final WatchStore watches;
  private final AlertStore alerts;
  private final Path workspace;
  private final PlaceReader reader = new PlaceReader(READING);

  /**
   * The part.
   *
   * @param workspace with the maps of watches, and where relative addresses of files start from
   */
  public SeriesApi(ItemStore store, WatchStore watches, AlertStore alerts, Path workspace) {
    this.store = store;
    this.watches = watches;
    this.alerts = alerts;
    this.workspace = workspace;
  }

  @Override
  public List<Route> routes() {
    String series = "/api/collections/{collection}/series";
    return List.of(
        Route.get(
            series,
            Kind.REPORT,
            SeriesQuery.PARAMETERS,
            request -> collection(request, SeriesQuery.ofParameters(request))),
        Route.ask(
            series, Kind.REPORT, request -> collection(request, SeriesQuery.ofDocument(request))),
        Route.get("/api/alerts/{alert}/series", Kind.REPORT, Set.of(), this::alert));
  }

  /**
   * Reads a series that nobody asked for, of scenes on this machine: the first one that somebody
   * asks for then costs no loading of classes. Without such scenes nothing is done.
   */
  public void warm() {
    try {
      for (ItemDocument any : store.page(ItemQuery.all().atMost(1)).items()) {
        Item item = ItemJson.read(any.json());
        Bounds box = item.bbox();
        Where.Point middle =
            new Where.Point((box.minX() + box.maxX()) / 2, (box.minY() + box.maxY()) / 2);
        List<Item> scenes =
            SeriesScenes.find(store, item.collection(), middle, false).items(workspace).stream()
                .filter(Thumbnails::isDrawable)
                .limit(WARMING)
                .toList();
        SeriesQuery query =
            new SeriesQuery(
                middle, List.of(), Optional.empty(), Optional.empty(), Optional.empty(), true);
        new SeriesWork(item.collection(), query, Optional.empty(), Optional.empty())
            .series(scenes, Place.point(middle.longitude(), middle.latitude()), reader);
      }
    } catch (RuntimeException _) {
      // whoever asks for that series is told
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private Answer collection(Request request, SeriesQuery query) {
    Place place =
        switch (query.where()) {
          case Where.Point point -> Place.point(point.longitude(), point.latitude());
          case Where.Area area -> Place.area(area.area(), MOST_PIXELS);
        };
    return answer(request, request.segment("collection"), query, place);
  }

  /** The series of an alert's strongest pixel, as its watch sees it. */
  private Answer alert(Request request) {
    AlertObject alert = alerts.alert(request.segment("alert"));
    Alert finding = alert.finding();
    Watch watch = watches.watch(finding.watch());
    Path map = runFolder(watch.name(), alert.evidence().run()).resolve("break_date.tif");
    double[] lonLat = {finding.longitude(), finding.latitude()};
    Place place = Place.point(lonLat[0], lonLat[1]);
    if (Files.isRegularFile(map)) {
      Grid grid;
      try (GeoTiff file = GeoTiff.open(map)) {
        grid = file.grid();
      }
      place = Place.pixel(grid, finding.peakCol(), finding.peakRow());
      Affine affine = grid.affine();
      lonLat[0] = affine.xOf(finding.peakCol() + 0.5, finding.peakRow() + 0.5);
      lonLat[1] = affine.yOf(finding.peakCol() + 0.5, finding.peakRow() + 0.5);
      grid.crs().toLonLat(lonLat, 1);
    }
    SeriesQuery query =
        new SeriesQuery(
            new Where.Point(lonLat[0], lonLat[1]),
            List.of(),
            Optional.of(watch.name()),
            Optional.empty(),
            Optional.empty(),
            true);
    return answer(request, watch.collection(), query, place);
  }

  private Answer answer(Request request, String collection, SeriesQuery query, Place place) {
    if (store.collection(collection).isEmpty()) {
      throw Problem.notFound("there is no collection '" + collection + "'");
    }
    Optional<Watch> watch = query.watch().map(name -> watch(name, collection));
    Optional<Path> run =
        watch
            .flatMap(w -> watches.latestRun(w.name()))
            .map(latest -> runFolder(latest.watch(), latest.id()));
    SeriesScenes scenes = SeriesScenes.find(store, collection, query.where(), watch.isPresent());
    String state =
        String.join(
            "\n",
            VERSION,
            scenes.state(),
            query.toString(),
            watch.map(w -> WatchJson.write(w).toString()).orElse(""),
            run.map(Path::toString).orElse(""));
    String tag = EntityTag.weak(EntityTag.hash(state.getBytes(StandardCharsets.UTF_8)));
    boolean known =
        request
            .header(HeaderNames.IF_NONE_MATCH)
            .filter(list -> EntityTag.weaklyMatches(list, tag))
            .isPresent();
    if (known) {
      return Answer.empty(304).tagged(tag);
    }
    try {
      return Answer.of(
              new SeriesWork(collection, query, watch, run)
                  .series(scenes.items(workspace), place, reader))
          .tagged(tag);
    } catch (AnalysisException e) {
      throw switch (e.key()) {
        case NO_BAND, GRID_MISMATCH, NO_SCENES ->
            Problem.badRequest("series", String.valueOf(e.getMessage()));
        case SETTING, AREA, NOT_FOUND, CONFLICT, MEMORY, IO -> e;
      };
    } catch (InterruptedException _) {
      throw new Problem(503, "stopping", "the server stops; ask again");
    }
  }

  private Watch watch(String name, String collection) {
    Watch watch = watches.watch(name); // says when there is none
    if (!watch.collection().equals(collection)) {
      throw Problem.badRequest(
          "watch",
          "watch '%s' watches collection '%s', not '%s'"
              .formatted(name, watch.collection(), collection));
    }
    return watch;
  }

  private Path runFolder(String watch, String run) {
    return workspace.resolve("watches").resolve(watch).resolve("runs").resolve(run);
  }
}
